// The settings: which of them the server is told, and which are the extension's own.

import * as vscode from "vscode";
import type { Format } from "./documents";

export const SECTION = "copydesk";

/** Settings that only the extension reads; the server is not told them. */
const OWN = new Set(["path", "trace", "formats", "exclude"]);

export function pathSetting(): string {
  return vscode.workspace.getConfiguration(SECTION).get<string>("path", "");
}

/** The kinds of articles that are checked. */
export function formats(): readonly Format[] {
  return vscode.workspace.getConfiguration(SECTION).get<Format[]>("formats", ["plaintext", "markdown", "html"]);
}

/** The patterns of files that are left out. What is no text in the list is passed over. */
export function leftOut(): readonly string[] {
  const list: unknown = vscode.workspace.getConfiguration(SECTION).get("exclude");
  return Array.isArray(list) ? list.filter((item) => typeof item === "string") : [];
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
