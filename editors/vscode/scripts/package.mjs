// Makes copydesk.vsix. With --server PROGRAM that program goes inside; without, the extension looks on PATH.
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { spawnSync } from "node:child_process";

for (const licence of ["LICENSE-MIT", "LICENSE-APACHE"]) {
  copyFileSync(`../../${licence}`, licence);
}
copyFileSync("../sample/article.md", "walkthrough/article.md");
copyFileSync("../../src/config/copydesk.schema.json", "walkthrough/copydesk.schema.json");

const given = process.argv.slice(2); // such as --target linux-x64, --out FILE
const at = given.indexOf("--server");
const server = at < 0 ? undefined : given.splice(at, 2)[1];
rmSync("server", { recursive: true, force: true });
if (server !== undefined) {
  mkdirSync("server");
  copyFileSync(server, path.join("server", path.basename(server)));
}

const vsce = [
  "package",
  "--no-dependencies", // all code is in the bundle
  "--allow-unused-files-pattern", // there may be no server/
  "--allow-missing-repository", // not needed to install from a file
  "--skip-license", // there are two, under their own names
  ...(given.includes("--out") ? [] : ["--out", "copydesk.vsix"]),
  ...given,
];
for (const command of [["scripts/bundle.mjs"], ["node_modules/@vscode/vsce/vsce", ...vsce]]) {
  const { status } = spawnSync(process.execPath, command, { stdio: "inherit" });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}
