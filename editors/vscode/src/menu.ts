// What the item in the status bar offers: this article's findings, and everything copydesk can be asked to do.

import * as vscode from "vscode";
import { isChecked } from "./checked";
import { isArticle } from "./documents";
import type { ServerState } from "./session";
import { SECTION } from "./settings";

interface Choice extends vscode.QuickPickItem {
  readonly run?: () => Thenable<unknown>;
}

/** Shows the menu, and does what is chosen. */
export async function showMenu(state: ServerState): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const article = editor !== undefined && isArticle(editor.document) ? editor.document : undefined;
  const choice = await vscode.window.showQuickPick(choices(state, article), { title: "copydesk", matchOnDescription: true });
  await choice?.run?.();
}

function choices(state: ServerState, article: vscode.TextDocument | undefined): Choice[] {
  const command = (name: string, ...rest: unknown[]) => () => vscode.commands.executeCommand(name, ...rest);
  const list: Choice[] = [];
  if (state.kind === "running" && article !== undefined && isChecked(article)) {
    list.push(
      { label: "$(list-flat) Findings", description: counted(article), run: command("workbench.actions.view.problems") },
      { label: "$(symbol-class) People and quotations", description: "the outline", run: command("outline.focus") },
      { label: "$(quote) Quote ledger", description: "who is quoted how much", run: command(`${SECTION}.ledger`) },
      { label: "$(wand) Apply all safe fixes", description: "to this article", run: command(`${SECTION}.fixAll`) },
      { label: "$(report) Report a false alarm…", description: "with invented names, for you to send", run: command(`${SECTION}.falseAlarm`) },
      separator(),
    );
  }
  if (article !== undefined && !article.isUntitled) {
    const label = isChecked(article) ? "$(circle-slash) Switch off for this file" : "$(check) Switch on for this file";
    list.push({ label, description: "kept in the settings of the folder", run: command(`${SECTION}.switchFile`) });
  }
  list.push(
    { label: "$(law) Profile and rules…", description: profile(), run: command("workbench.action.openSettings", `${SECTION}.profile`) },
    { label: "$(book) Explain a rule…", description: "what it finds, and why", run: command(`${SECTION}.explainRule`) },
    separator(),
    { label: "$(debug-restart) Restart the server", description: health(state), run: command(`${SECTION}.restart`) },
    { label: "$(output) Show the output", description: "the server's own messages", run: command(`${SECTION}.showOutput`) },
  );
  return list;
}

function separator(): Choice {
  return { label: "", kind: vscode.QuickPickItemKind.Separator };
}

/** Such as "2 warnings, 1 hint". */
export function counted(article: vscode.TextDocument): string {
  const words = ["error", "warning", "suggestion", "hint"];
  const found = vscode.languages.getDiagnostics(article.uri).filter((diagnostic) => diagnostic.source === SECTION);
  const counts = words.map((word, severity) => {
    const count = found.filter((diagnostic) => Number(diagnostic.severity) === severity).length;
    return count === 0 ? "" : `${count} ${word}${count === 1 ? "" : "s"}`;
  });
  return counts.filter((count) => count !== "").join(", ") || "none";
}

function profile(): string {
  return vscode.workspace.getConfiguration(SECTION).get<string | null>("profile") ?? "from copydesk.toml";
}

function health(state: ServerState): string {
  switch (state.kind) {
    case "running":
      return state.version === undefined ? "it runs" : `it runs, version ${state.version}`;
    case "starting":
      return "it is starting";
    case "stopped":
      return "it is stopped";
    case "failed":
      return state.problem;
  }
}
