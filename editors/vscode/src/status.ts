// The item in the status bar: how the server is, and the way to the menu, or to a restart where nothing else helps.

import * as vscode from "vscode";
import { isChecked } from "./checked";
import { isArticle } from "./documents";
import type { ServerState } from "./session";
import { sameRelease } from "./versions";

export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("copydesk.status", vscode.StatusBarAlignment.Right, 100);
  private readonly editors: vscode.Disposable;
  private state: ServerState = { kind: "starting" };

  /** `expected` is the version of the server that goes with this extension. */
  constructor(private readonly expected: string) {
    this.item.name = "copydesk";
    const refresh = (): void => this.refresh();
    this.editors = vscode.Disposable.from(
      vscode.window.onDidChangeVisibleTextEditors(refresh),
      // Another language mode, in which a draft may be an article, is told as closing and opening.
      vscode.workspace.onDidOpenTextDocument(refresh),
      vscode.window.onDidChangeActiveTextEditor(refresh),
      vscode.workspace.onDidChangeConfiguration(refresh),
    );
    refresh();
  }

  show(state: ServerState): void {
    this.state = state;
    this.refresh();
  }

  dispose(): void {
    this.editors.dispose();
    this.item.dispose();
  }

  /** Shown while an article is, also while the output below it has the focus; beside a program's source it would be noise. */
  private refresh(): void {
    const looks = appearance(this.state, this.expected, isOffHere());
    this.item.text = `$(${looks.icon}) copydesk`;
    this.item.command = looks.command;
    this.item.tooltip = tooltip(looks.sentence);
    this.item.accessibilityInformation = { label: `copydesk: ${looks.sentence}`, role: "button" };
    this.item.backgroundColor = looks.alarm ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
    if (vscode.window.visibleTextEditors.some((editor) => isArticle(editor.document))) {
      this.item.show();
    } else {
      this.item.hide();
    }
  }
}

/** Whether the article in front of the user is one that is not checked. */
function isOffHere(): boolean {
  const document = vscode.window.activeTextEditor?.document;
  return document !== undefined && isArticle(document) && !isChecked(document);
}

interface Appearance {
  readonly icon: string;
  readonly sentence: string;
  readonly command: string;
  readonly alarm: boolean;
}

function appearance(state: ServerState, expected: string, offHere: boolean): Appearance {
  switch (state.kind) {
    case "starting":
      return { icon: "loading~spin", sentence: "Starting.", command: "copydesk.menu", alarm: false };
    case "running": {
      if (offHere) {
        return { icon: "circle-slash", sentence: "Off for this file.", command: "copydesk.menu", alarm: false };
      }
      const version = state.version === undefined ? "" : `, version ${state.version}`;
      const other = sameRelease(state.version, expected)
        ? ""
        : ` This extension is made for version ${expected}: install that one, or some things may not work.`;
      const icon = other === "" ? "quote" : "warning";
      return { icon, sentence: `Running${version}.${other}`, command: "copydesk.menu", alarm: false };
    }
    case "stopped":
      return { icon: "circle-slash", sentence: "Stopped. Click to start.", command: "copydesk.restart", alarm: false };
    case "failed":
      return { icon: "error", sentence: `${state.problem} Click to try again.`, command: "copydesk.restart", alarm: true };
  }
}

function tooltip(sentence: string): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString("**copydesk**\n\n");
  markdown.appendText(sentence);
  markdown.appendMarkdown(
    "\n\n[Restart](command:copydesk.restart) · [Output](command:copydesk.showOutput) · " +
      "[Settings](command:workbench.action.openSettings?%22copydesk%22)",
  );
  markdown.isTrusted = { enabledCommands: ["copydesk.restart", "copydesk.showOutput", "workbench.action.openSettings"] };
  return markdown;
}
