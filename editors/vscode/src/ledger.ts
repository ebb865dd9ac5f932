// The quote ledger of the article in front, as the program writes it: one page that needs no network.

import * as path from "node:path";
import * as vscode from "vscode";
import { isArticle } from "./documents";
import { ask } from "./program";

/** Shows who is quoted in the article, as it stands in the editor, saved or not. */
export async function showLedger(command: string): Promise<void> {
  const article = vscode.window.activeTextEditor?.document;
  if (article === undefined || !isArticle(article)) {
    void vscode.window.showInformationMessage("Open an article first: the ledger is of the one in front of you.");
    return;
  }
  const name = article.isUntitled ? draftName(article) : path.basename(article.fileName);
  const page = await ask(command, ["ledger", "--format", "html", "--stdin-name", name, "-"], article.getText());
  const panel = vscode.window.createWebviewPanel("copydesk.ledger", `Quotations: ${name}`, vscode.ViewColumn.Active, {
    enableScripts: true, // the page's own, for sorting; its policy lets in nothing else
    enableFindWidget: true,
  });
  panel.webview.html = page;
}

/** A file name for a draft that has none, whose ending tells how it is written. */
export function draftName(draft: vscode.TextDocument): string {
  return `draft.${ENDINGS[draft.languageId] ?? "txt"}`;
}

const ENDINGS: Readonly<Record<string, string>> = { markdown: "md", html: "html" };
