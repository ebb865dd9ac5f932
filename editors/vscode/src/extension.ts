// copydesk in VS Code: starts the language server and shows how it is. Everything else (squiggles, hover,
// outline, quick fixes) is the server's, so that every editor has it.

import * as vscode from "vscode";
import { switchFile } from "./checked";
import { isArticle } from "./documents";
import { reportFalseAlarm } from "./falseAlarm";
import { showLedger } from "./ledger";
import { showMenu } from "./menu";
import { OutlineView } from "./outline";
import { explainRule, providePages } from "./pages";
import { SHOW_REFERENCES, showReferences } from "./references";
import { type ServerState, Session } from "./session";
import { SECTION } from "./settings";
import { StatusItem } from "./status";
import { TraceChannel } from "./trace";

/** What other extensions and the tests can ask. */
export interface Api {
  readonly state: () => ServerState;
  readonly outline: OutlineView;
}

let session: Session | undefined;

export function activate(context: vscode.ExtensionContext): Api {
  const output = vscode.window.createOutputChannel("copydesk", { log: true });
  const trace = new TraceChannel(output);
  const status = new StatusItem(String(context.extension.packageJSON.version));
  const server = new Session(context.extensionPath, output, trace);
  const outline = new OutlineView((document) => server.outline(document));
  session = server;

  context.subscriptions.push(
    output,
    trace,
    status,
    outline,
    server,
    server.onDidChangeState((state) => {
      status.show(state);
      outline.refresh();
      if (state.kind === "failed") {
        void offerHelp(state, context.extensionUri);
      }
    }),
    providePages(() => program(server.state)),
    vscode.commands.registerCommand("copydesk.menu", () => showMenu(server.state)),
    vscode.commands.registerCommand("copydesk.fixAll", fixAll),
    vscode.commands.registerCommand("copydesk.explainRule", (rule?: string) =>
      withProgram(server.state, (command) => explainRule(command, rule)),
    ),
    vscode.commands.registerCommand("copydesk.ledger", () => withProgram(server.state, showLedger)),
    vscode.commands.registerCommand("copydesk.falseAlarm", () => withProgram(server.state, reportFalseAlarm)),
    vscode.commands.registerCommand("copydesk.switchFile", switchFile),
    vscode.commands.registerCommand(SHOW_REFERENCES, showReferences),
    vscode.commands.registerCommand("copydesk.tryIt", () => openSample(context.extensionUri)),
    vscode.commands.registerCommand("copydesk.restart", () => server.restart()),
    vscode.commands.registerCommand("copydesk.showOutput", () => output.show()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => server.restart()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`${SECTION}.trace`)) {
        trace.refresh();
      }
      // A new start tells the server of exactly the articles that are to be checked.
      if (["path", "formats", "exclude"].some((name) => change.affectsConfiguration(`${SECTION}.${name}`))) {
        void server.restart();
      }
    }),
  );
  void server.restart();
  return { state: () => server.state, outline };
}

export async function deactivate(): Promise<void> {
  await session?.stop();
}

function program(state: ServerState): string | undefined {
  return state.kind === "running" ? state.command : undefined;
}

/** Does what needs the program; says so where there is none, and what the program says where it fails. */
async function withProgram(state: ServerState, run: (command: string) => Promise<void>): Promise<void> {
  const command = program(state);
  if (command === undefined) {
    void vscode.window.showInformationMessage("copydesk is not running yet. Try again when the status bar says that it is.");
    return;
  }
  try {
    await run(command);
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}

/** Every fix that may run unattended, as the server knows it; quotations stay as they are. */
async function fixAll(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || !isArticle(editor.document)) {
    void vscode.window.showInformationMessage("Open an article first: copydesk fixes the one in front of you.");
    return;
  }
  const before = editor.document.version;
  await vscode.commands.executeCommand("editor.action.codeAction", { kind: "source.fixAll.copydesk", apply: "first" });
  if (editor.document.version === before) {
    void vscode.window.showInformationMessage("Nothing here can be fixed safely without you.");
  }
}

/** An article to play with, as a draft: nothing has to be saved. */
async function openSample(extension: vscode.Uri): Promise<void> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, "walkthrough", "article.md"));
  const content = Buffer.from(bytes).toString("utf8");
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: "markdown", content }));
}

async function offerHelp(state: ServerState & { kind: "failed" }, extension: vscode.Uri): Promise<void> {
  const actions: Record<string, () => unknown> = state.missing
    ? {
        "How to Install": () => showInstructions(extension),
        "Open Settings": openPathSetting,
      }
    : {
        "Try Again": () => vscode.commands.executeCommand("copydesk.restart"),
        "Show Output": () => vscode.commands.executeCommand("copydesk.showOutput"),
      };
  const choice = await vscode.window.showErrorMessage(state.problem, ...Object.keys(actions));
  await (choice === undefined ? undefined : actions[choice]?.());
}

/** The extension's own page, for the page of extensions wants a marketplace. Packages spell its name in small letters. */
async function showInstructions(extension: vscode.Uri): Promise<void> {
  const files = await vscode.workspace.fs.readDirectory(extension);
  const name = files.map(([file]) => file).find((file) => file.toLowerCase() === "readme.md") ?? "README.md";
  const readme = vscode.Uri.joinPath(extension, name).with({ fragment: "install" });
  await vscode.commands.executeCommand("markdown.showPreview", readme);
}

/** The path belongs to the machine that the files are on; for a remote one that is another page of the settings. */
function openPathSetting(): Thenable<unknown> {
  const page = vscode.env.remoteName === undefined ? "openSettings" : "openRemoteSettings";
  return vscode.commands.executeCommand(`workbench.action.${page}`, { query: `${SECTION}.path` });
}
