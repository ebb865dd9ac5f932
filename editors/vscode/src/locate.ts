// Where the server program is. Knows files and environment variables, nothing of the editor.

import * as fs from "node:fs";
import * as path from "node:path";

/** What the search depends on; given as a value so that it can be tested without an editor. */
export interface Surroundings {
  /** The setting `copydesk.path` as the user wrote it; empty when unset. */
  readonly setting: string;
  /** The folder this extension is installed in. */
  readonly extensionFolder: string;
  /** What a relative setting is relative to: the first workspace folder. */
  readonly workspaceFolder: string | undefined;
  /** Whether the user trusts that folder; a program inside of it is started only then. */
  readonly trusted: boolean;
  readonly homeFolder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}

export type Location =
  | { readonly found: true; readonly command: string; readonly origin: "setting" | "bundled" | "PATH" }
  /** `asked` is the file that the setting names, when the setting is what led nowhere. */
  | { readonly found: false; readonly asked?: string; readonly untrusted?: true };

/** Package managers put a script on PATH that starts the program elsewhere. */
const WINDOWS_NAMES = ["copydesk.exe", "copydesk.cmd", "copydesk.bat"] as const;

/** Whether a command is a script that only Windows' own shell can start. */
export function needsShell(command: string, platform: NodeJS.Platform): boolean {
  return platform === "win32" && /\.(cmd|bat)$/i.test(command);
}

/**
 * The setting, then the bundled program, then PATH. A setting that leads nowhere is reported, never
 * passed over: running another program than the one asked for would hide the mistake.
 */
export function locateServer(around: Surroundings): Location {
  const setting = around.setting.trim();
  if (setting !== "") {
    const command = expand(setting, around);
    if (!around.trusted && isInside(command, around.workspaceFolder)) {
      return { found: false, asked: command, untrusted: true };
    }
    return isProgram(command) ? { found: true, command, origin: "setting" } : { found: false, asked: command };
  }
  const names = around.platform === "win32" ? WINDOWS_NAMES : (["copydesk"] as const);
  const bundled = path.join(around.extensionFolder, "server", names[0]);
  if (isProgram(bundled)) {
    return { found: true, command: bundled, origin: "bundled" };
  }
  const onPath = searchPath(around, names).find(isProgram);
  return onPath === undefined ? { found: false } : { found: true, command: onPath, origin: "PATH" };
}

function expand(setting: string, around: Surroundings): string {
  if (setting === "~" || setting.startsWith("~/") || setting.startsWith("~\\")) {
    return path.join(around.homeFolder, setting.slice(1));
  }
  if (path.isAbsolute(setting) || around.workspaceFolder === undefined) {
    return setting;
  }
  return path.join(around.workspaceFolder, setting);
}

/** A path that is still relative would be looked for in the folder that the editor was started in, which may be this one. */
function isInside(command: string, folder: string | undefined): boolean {
  if (!path.isAbsolute(command)) {
    return true;
  }
  const relative = folder === undefined ? ".." : path.relative(folder, command);
  return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** Relative entries of PATH are left out: they would let the opened folder choose the program. */
function searchPath(around: Surroundings, names: readonly string[]): string[] {
  const variable = Object.keys(around.env).find((key) => key.toUpperCase() === "PATH");
  const entries = variable === undefined ? "" : (around.env[variable] ?? "");
  return entries
    .split(around.platform === "win32" ? ";" : ":")
    .filter((entry) => path.isAbsolute(entry))
    .flatMap((entry) => names.map((name) => path.join(entry, name)));
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
