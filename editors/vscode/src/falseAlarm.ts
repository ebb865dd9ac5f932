// A report of a false alarm: what the program makes of the finding at the cursor, with invented names, to be read and sent.

import * as vscode from "vscode";
import { isArticle } from "./documents";
import { draftName } from "./ledger";
import { ask } from "./program";

/** Opens the report beside the article. Nothing is sent. */
export async function reportFalseAlarm(command: string): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || !isArticle(editor.document)) {
    void vscode.window.showInformationMessage("Open an article first, and put the cursor into the finding.");
    return;
  }
  const { document, selection } = editor;
  const found = vscode.languages.getDiagnostics(document.uri).filter((diagnostic) => diagnostic.source === "copydesk");
  const here = found.find((diagnostic) => diagnostic.range.contains(selection.active));
  const line = (here?.range.start.line ?? selection.active.line) + 1;
  const rule = here === undefined ? [] : ["--rule", String(typeof here.code === "object" ? here.code.value : here.code)];
  const from = ["--stdin-name", document.isUntitled ? draftName(document) : document.fileName];
  const content = await ask(command, ["false-alarm", "-", ...from, "--line", String(line), ...rule], document.getText());
  const report = await vscode.workspace.openTextDocument({ language: "markdown", content });
  await vscode.window.showTextDocument(report, vscode.ViewColumn.Beside);
}
