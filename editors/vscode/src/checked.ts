// Which articles are checked: those of a kind that is on, and that no pattern leaves out.

import * as vscode from "vscode";
import { ARTICLES, isArticle } from "./documents";
import { SECTION, formats, leftOut } from "./settings";

/** What is to be known of an article: its address, and its language where it has one. It need not be open. */
type Place = Pick<vscode.TextDocument, "uri" | "languageId">;

/** Whether a filter is for an article. Of a document, VS Code looks at nothing else. */
function fits(filter: vscode.DocumentFilter, place: Place): boolean {
  return vscode.languages.match(filter, place as vscode.TextDocument) > 0;
}

/** The patterns that leave an article out; a relative one begins at the folder of the workspace. */
function matches(pattern: string, document: Place): boolean {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  const anchored = /^([/\\]|[A-Za-z]:)/.test(pattern);
  const glob = folder === undefined || anchored ? pattern : new vscode.RelativePattern(folder, pattern);
  return fits({ scheme: document.uri.scheme, pattern: glob }, document);
}

/** Whether the article's kind is switched on. */
function isOfKind(document: Place): boolean {
  const on = new Set<string>(formats());
  return ARTICLES.some(({ format, ...filter }) => on.has(format) && fits(filter, document));
}

/** Whether the server is told of an article. One that is not is as quiet as any other file. */
export function isChecked(document: Place): boolean {
  return isOfKind(document) && !leftOut().some((pattern) => matches(pattern, document));
}

/** The same for an article that need not be open. */
export function isCheckedAt(uri: vscode.Uri): boolean {
  return isChecked({ uri, languageId: "" });
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
