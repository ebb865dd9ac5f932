// The pages of the rules, shown without a network: the server program itself prints them.

import * as vscode from "vscode";
import { ask } from "./program";

const SCHEME = "copydesk-rule";

/** Where the page of a rule is found. The server is told it, and links a finding's rule there: the name stands for the braces. */
export const PAGES = `${SCHEME}:/{rule}.md`;

/** Shows the pages as documents. `program` is the server that runs, which knows its own rules. */
export function providePages(program: () => string | undefined): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: async (page) => {
      const command = program();
      if (command === undefined) {
        return "copydesk is not running, so it cannot show the page of this rule.";
      }
      return ask(command, ["explain", page.path.replace(/^\/|\.md$/g, "")]);
    },
  });
}

/** Lets the user choose a rule, unless one is given, and shows its page as it is meant to be read. */
export async function explainRule(command: string, given?: string): Promise<void> {
  const rule = given ?? (await chooseRule(command));
  if (rule !== undefined) {
    await vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.parse(PAGES.replace("{rule}", rule)));
  }
}

interface Listed {
  readonly name: string;
  readonly summary: string;
}

async function chooseRule(command: string): Promise<string | undefined> {
  const rules = JSON.parse(await ask(command, ["rules", "--format", "json"])) as Listed[];
  const items = rules.map(({ name, summary }) => ({ label: name, description: summary }));
  const options = { placeHolder: "What does this rule find, and why?", matchOnDescription: true };
  return (await vscode.window.showQuickPick(items, options))?.label;
}
