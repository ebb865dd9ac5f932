// Makes copydesk.vsix. A server program in server/ goes with it; without one the extension looks on PATH.
import { copyFileSync } from "node:fs";
import { spawnSync } from "node:child_process";

for (const licence of ["LICENSE-MIT", "LICENSE-APACHE"]) {
  copyFileSync(`../../${licence}`, licence);
}
copyFileSync("../sample/article.md", "walkthrough/article.md");
copyFileSync("../../src/config/copydesk.schema.json", "walkthrough/copydesk.schema.json");
const given = process.argv.slice(2); // such as --target linux-x64, --out FILE
const vsce = [
  "package",
  "--no-dependencies", // all code is in the bundle
  "--allow-unused-files-pattern", // server/ may be absent
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
