// copydesk in VS Code: starts the language server and shows how it is. Everything else (squiggles, hover,
// outline, quick fixes) is the server's, so that every editor has it.

import * as vscode from "vscode";
import { type ServerState, Session } from "./session";
import { SECTION } from "./settings";
import { StatusItem } from "./status";
import { TraceChannel } from "./trace";

/** What other extensions and the tests can ask. */
export interface Api {
  readonly state: () => ServerState;
}

let session: Session | undefined;

export function activate(context: vscode.ExtensionContext): Api {
  const output = vscode.window.createOutputChannel("copydesk", { log: true });
  const trace = new TraceChannel(output);
  const status = new StatusItem(String(context.extension.packageJSON.version));
  const server = new Session(context.extensionPath, output, trace);
  session = server;

  context.subscriptions.push(
    output,
    trace,
    status,
    server,
    server.onDidChangeState((state) => {
      status.show(state);
      if (state.kind === "failed") {
        void explain(state, context.extensionUri);
      }
    }),
    vscode.commands.registerCommand("copydesk.restart", () => server.restart()),
    vscode.commands.registerCommand("copydesk.showOutput", () => output.show()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => server.restart()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`${SECTION}.trace`)) {
        trace.refresh();
      }
      if (change.affectsConfiguration(`${SECTION}.path`)) {
        void server.restart();
      }
    }),
  );
  void server.restart();
  return { state: () => server.state };
}

export async function deactivate(): Promise<void> {
  await session?.stop();
}

async function explain(state: ServerState & { kind: "failed" }, extension: vscode.Uri): Promise<void> {
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

/** The extension's own page, for the page of extensions wants a marketplace. */
function showInstructions(extension: vscode.Uri): Thenable<unknown> {
  const readme = vscode.Uri.joinPath(extension, "README.md").with({ fragment: "install" });
  return vscode.commands.executeCommand("markdown.showPreview", readme);
}

/** The path belongs to the machine that the files are on; for a remote one that is another page of the settings. */
function openPathSetting(): Thenable<unknown> {
  const page = vscode.env.remoteName === undefined ? "openSettings" : "openRemoteSettings";
  return vscode.commands.executeCommand(`workbench.action.${page}`, { query: `${SECTION}.path` });
}
