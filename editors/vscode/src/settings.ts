// The settings: which of them the server is told, and which are the extension's own.

import * as vscode from "vscode";

export const SECTION = "copydesk";

/** Settings that only the extension reads; the server is not told them. */
const OWN = new Set(["path", "trace"]);

export function pathSetting(): string {
  return vscode.workspace.getConfiguration(SECTION).get<string>("path", "");
}

export function traceSetting(): "off" | "messages" | "verbose" {
  return vscode.workspace.getConfiguration(SECTION).get<"off" | "messages" | "verbose">("trace.server", "off");
}

/**
 * The section as the server gets it. Settings that the user left alone are left out, so that they
 * do not override `copydesk.toml`.
 */
export function forServer(section: unknown): Record<string, unknown> {
  if (typeof section !== "object" || section === null) {
    return {};
  }
  return Object.fromEntries(Object.entries(section).filter(([key, value]) => !OWN.has(key) && value !== null));
}

/** The whole section for the workspace, for the change notification. */
export function currentForServer(): Record<string, unknown> {
  return forServer(vscode.workspace.getConfiguration().get<unknown>(SECTION));
}
