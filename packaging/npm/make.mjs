// node make.mjs OUT PLATFORM=BINARY…
// Writes the npm packages to OUT: one for each platform (such as linux-x64) with the program inside, and `copydesk`,
// which starts the one that npm has installed for this machine. Nothing is downloaded at install.

import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, "..", "..");
const [out, ...given] = process.argv.slice(2);
if (out === undefined || given.length === 0) {
  console.error("usage: node make.mjs OUT PLATFORM=BINARY…");
  process.exit(2);
}

const manifest = fs.readFileSync(path.join(root, "Cargo.toml"), "utf8");
const version = /^version = "(.*)"$/m.exec(manifest)[1];
const description = /^description = "(.*)"$/m.exec(manifest)[1];
const common = { version, description, license: "MIT OR Apache-2.0" };

/** Writes one package: its manifest, the licences, and the files given by name and content or source. */
function write(folder, fields) {
  const target = path.join(out, folder);
  fs.mkdirSync(path.join(target, "bin"), { recursive: true });
  fs.writeFileSync(path.join(target, "package.json"), `${JSON.stringify({ ...fields, ...common }, undefined, 2)}\n`);
  for (const licence of ["LICENSE-MIT", "LICENSE-APACHE"]) {
    fs.copyFileSync(path.join(root, licence), path.join(target, licence));
  }
  return target;
}

const platforms = given.map((pair) => {
  const at = pair.indexOf("=");
  const [platform, binary] = [pair.slice(0, at), pair.slice(at + 1)];
  const [system, processor] = platform.split("-");
  const name = `@copydesk/${platform}`;
  const program = system === "win32" ? "copydesk.exe" : "copydesk";
  const target = write(platform, { name, os: [system], cpu: [processor], files: ["bin"] });
  fs.copyFileSync(binary, path.join(target, "bin", program));
  fs.chmodSync(path.join(target, "bin", program), 0o755);
  return name;
});

const target = write("copydesk", {
  name: "copydesk",
  bin: { copydesk: "bin/copydesk.js" },
  files: ["bin"],
  engines: { node: ">=18" },
  optionalDependencies: Object.fromEntries(platforms.map((name) => [name, version])),
});
fs.copyFileSync(path.join(here, "copydesk.js"), path.join(target, "bin", "copydesk.js"));
fs.copyFileSync(path.join(root, "README.md"), path.join(target, "README.md"));
