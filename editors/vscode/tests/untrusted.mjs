// untrusted.mjs PORT FOLDER: in a folder that is not trusted, and whose own settings name another program,
// the extension still works, and with the program that the user installed.

import path from "node:path";
import process from "node:process";
import { openPage, workbenchUrl } from "./browser.mjs";

const [port, folder] = process.argv.slice(2);
const { browser, page } = await openPage();
page.setDefaultTimeout(120_000);
const name = "vscode untrusted: the folder's settings do not choose the program, and articles are checked";
let status = 0;
try {
  await page.goto(workbenchUrl(port, folder));
  await page.locator('.statusbar-item[id*="status.workspaceTrust"]').waitFor();
  await page.locator('.explorer-folders-view [aria-label^="article.md"]').dblclick();
  await page.locator(".editor-instance .squiggly-warning").first().waitFor();
  console.log(`ok - ${name}`);
} catch (error) {
  console.log(`FAIL - ${name}\n  ${error.message.replace(/\n/g, "\n  ")}`);
  await page.screenshot({ path: path.join(process.env.SCREENSHOTS, "vscode-failed-untrusted.png") });
  status = 1;
}
await browser.close();
process.exit(status);
