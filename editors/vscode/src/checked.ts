// Which articles are checked: those of a kind that is on, and that no pattern leaves out.

import * as vscode from "vscode";
import { ARTICLES, isArticle } from "./documents";
import { SECTION, formats, leftOut } from "./settings";

/** The patterns that leave an article out; a relative one begins at the folder of the workspace. */
function matches(pattern: string, document: vscode.TextDocument): boolean {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  const anchored = /^([/\\]|[A-Za-z]:)/.test(pattern);
  const glob = folder === undefined || anchored ? pattern : new vscode.RelativePattern(folder, pattern);
  return vscode.languages.match({ scheme: document.uri.scheme, pattern: glob }, document) > 0;
}

/** Whether the article's kind is switched on. */
function isOfKind(document: vscode.TextDocument): boolean {
  const on = new Set<string>(formats());
  return ARTICLES.some(({ format, ...filter }) => on.has(format) && vscode.languages.match(filter, document) > 0);
}

/** Whether the server is told of an article. One that is not is as quiet as any other file. */
export function isChecked(document: vscode.TextDocument): boolean {
  return isOfKind(document) && !leftOut().some((pattern) => matches(pattern, document));
}

/** Leaves the article in front of the user out, or takes it in again, in the settings of the folder. */
export async function switchFile(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined || !isArticle(document)) {
    void vscode.window.showInformationMessage("Open an article first: copydesk is switched off for the one in front of you.");
    return;
  }
  if (document.isUntitled) {
    void vscode.window.showInformationMessage("Save this draft first: what has no name cannot be remembered.");
    return;
  }
  const inside = vscode.workspace.getWorkspaceFolder(document.uri) !== undefined;
  const own = inside ? escaped(vscode.workspace.asRelativePath(document.uri, false)) : escaped(document.uri.fsPath);
  const patterns = leftOut();
  const rest = patterns.filter((pattern) => pattern !== own);
  if (rest.length === patterns.length && !isChecked(document)) {
    void vscode.window.showInformationMessage("Another setting keeps copydesk off here.", "Open Settings").then((choice) =>
      choice === undefined ? undefined : vscode.commands.executeCommand("workbench.action.openSettings", `${SECTION}.exclude`),
    );
    return;
  }
  const target = inside ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  const value = rest.length === patterns.length ? [...patterns, own] : rest;
  await vscode.workspace.getConfiguration(SECTION).update("exclude", value.length === 0 ? undefined : value, target);
}

/** The path as a pattern that fits nothing else. */
function escaped(path: string): string {
  return path.replaceAll("\\", "/").replace(/[[\]{}*?]/g, (sign) => `[${sign}]`);
}
