// host.mjs PORT FOLDER EXTENSION TESTS: runs the bundled TESTS inside the extension host of the VS Code at PORT.
// They report to the file $COPYDESK_REPORT by themselves; the exit code says whether they came to their end.

import process from "node:process";
import { openPage, workbenchUrl } from "./browser.mjs";

const PATIENCE_MS = 600_000;

const [port, folder, extension, tests] = process.argv.slice(2);
const remote = `vscode-remote://127.0.0.1:${port}`;
const { browser, page } = await openPage();

const finished = new Promise((resolve) => {
  void page.exposeFunction("codeAutomationLog", () => {});
  void page.exposeFunction("codeAutomationExit", (code) => resolve(code));
});
const timeout = new Promise((resolve) => {
  setTimeout(() => resolve("timeout"), PATIENCE_MS).unref();
});
await page.goto(
  workbenchUrl(port, folder, [
    ["extensionDevelopmentPath", remote + extension],
    ["extensionTestsPath", remote + tests],
    ["skipWelcome", "true"],
  ]),
);
const code = await Promise.race([finished, timeout]);
await browser.close();
if (code === "timeout") {
  console.log("the tests in the extension host did not come to their end");
}
process.exit(code === 0 ? 0 : 1);
