#!/usr/bin/env node
// Starts the program that npm has installed for this machine, and ends as it ends.

const { spawnSync } = require("node:child_process");

const name = `@copydesk/${process.platform}-${process.arch}`;
const program = process.platform === "win32" ? "copydesk.exe" : "copydesk";

let file;
try {
  file = require.resolve(`${name}/bin/${program}`);
} catch {
  console.error(
    `copydesk: there is no program for this machine: the package ${name} is not installed. ` +
      "It comes along unless npm was told to leave out optional packages; for other machines, see the README.",
  );
  process.exit(2);
}

const done = spawnSync(file, process.argv.slice(2), { stdio: "inherit" });
if (done.error) {
  console.error(`copydesk: ${file} could not be started: ${done.error.message}`);
  process.exit(2);
}
if (done.signal) {
  process.kill(process.pid, done.signal);
}
process.exit(done.status ?? 2);
