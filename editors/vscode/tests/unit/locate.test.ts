import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { type Surroundings, locateServer, needsShell } from "../../src/locate";

let root: string;

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "copydesk-locate-"));
});
afterEach(() => {
  fs.rmSync(root, { recursive: true });
});

function program(...parts: string[]): string {
  const file = path.join(root, ...parts);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, "", { mode: 0o755 });
  return file;
}

function around(change: Partial<Surroundings> = {}): Surroundings {
  return {
    setting: "",
    extensionFolder: path.join(root, "extension"),
    workspaceFolder: path.join(root, "workspace"),
    trusted: true,
    homeFolder: path.join(root, "home"),
    env: { PATH: path.join(root, "bin") },
    platform: "linux",
    ...change,
  };
}

test("the setting wins over the bundled program and PATH", () => {
  const mine = program("mine", "desk");
  program("extension", "server", "copydesk");
  program("bin", "copydesk");
  assert.deepEqual(locateServer(around({ setting: mine })), { found: true, command: mine, origin: "setting" });
});

test("the bundled program wins over PATH", () => {
  const bundled = program("extension", "server", "copydesk");
  program("bin", "copydesk");
  assert.deepEqual(locateServer(around()), { found: true, command: bundled, origin: "bundled" });
});

test("PATH comes last", () => {
  const onPath = program("bin", "copydesk");
  assert.deepEqual(locateServer(around()), { found: true, command: onPath, origin: "PATH" });
});

test("a setting that leads nowhere is reported, not passed over", () => {
  program("bin", "copydesk");
  const asked = path.join(root, "gone");
  assert.deepEqual(locateServer(around({ setting: asked })), { found: false, asked });
});

test("a setting may start at home or be relative to the workspace", () => {
  const home = program("home", "tools", "copydesk");
  const local = program("workspace", "tools", "copydesk");
  assert.deepEqual(locateServer(around({ setting: "~/tools/copydesk" })), { found: true, command: home, origin: "setting" });
  assert.deepEqual(locateServer(around({ setting: "tools/copydesk" })), { found: true, command: local, origin: "setting" });
});

test("a folder, or a file that may not be run, is no program", () => {
  fs.mkdirSync(path.join(root, "bin", "copydesk"), { recursive: true });
  assert.deepEqual(locateServer(around()), { found: false });
  const plain = path.join(root, "plain");
  fs.writeFileSync(plain, "", { mode: 0o644 });
  assert.deepEqual(locateServer(around({ setting: plain })), { found: false, asked: plain });
});

test("a relative entry of PATH cannot make the opened folder choose the program", () => {
  program("bin", "copydesk");
  const here = process.cwd();
  process.chdir(root);
  try {
    assert.deepEqual(locateServer(around({ env: { PATH: ".:bin:" } })), { found: false });
  } finally {
    process.chdir(here);
  }
});

test("on Windows the variable may be called Path and the program ends in .exe", (t) => {
  if (process.platform === "win32") {
    t.skip("the other tests cover it there");
    return;
  }
  const bundled = program("extension", "server", "copydesk.exe");
  assert.deepEqual(locateServer(around({ platform: "win32", env: { Path: "" } })), {
    found: true,
    command: bundled,
    origin: "bundled",
  });
});

test("on Windows a script on PATH will do, and is started by the shell", (t) => {
  if (process.platform === "win32") {
    t.skip("its PATH is parted otherwise");
    return;
  }
  const script = program("bin", "copydesk.cmd");
  const Path = path.dirname(script);
  assert.deepEqual(locateServer(around({ platform: "win32", env: { Path } })), { found: true, command: script, origin: "PATH" });
  const real = program("bin", "copydesk.exe");
  assert.deepEqual(locateServer(around({ platform: "win32", env: { Path } })), { found: true, command: real, origin: "PATH" });
  assert.deepEqual([needsShell(script, "win32"), needsShell(real, "win32"), needsShell(script, "linux")], [true, false, false]);
});

test("a program inside the folder is started only if the folder is trusted", () => {
  const inside = program("workspace", "tools", "copydesk");
  for (const setting of ["tools/copydesk", inside]) {
    assert.deepEqual(locateServer(around({ setting })), { found: true, command: inside, origin: "setting" });
    const untrusted = { found: false, asked: inside, untrusted: true };
    assert.deepEqual(locateServer(around({ setting, trusted: false })), untrusted);
  }
  const outside = program("mine", "copydesk");
  assert.equal(locateServer(around({ setting: outside, trusted: false })).found, true);
  assert.equal(locateServer(around({ setting: "copydesk", workspaceFolder: undefined, trusted: false })).found, false);
});
