// One server at a time: found, started, watched, restarted, stopped.

import * as os from "node:os";
import * as vscode from "vscode";
import { CloseAction, ErrorAction, type ErrorHandler, type Executable } from "vscode-languageclient/node";
import { LanguageClient, State, vsdiag } from "vscode-languageclient/node";
import { DidChangeConfigurationNotification } from "vscode-languageclient/node";
import { isChecked, isCheckedAt } from "./checked";
import { SELECTOR, isConfiguration } from "./documents";
import { type Location, locateServer, needsShell } from "./locate";
import type { Line } from "./outline";
import { PAGES } from "./pages";
import { SHOW_REFERENCES } from "./references";
import { RestartBudget } from "./restarts";
import { SECTION, currentForServer, forServer, pathSetting } from "./settings";
import type { TraceChannel } from "./trace";

/** A program that has said nothing for so long is not copydesk, or hangs. */
const PATIENCE_MS = 60_000;

/** What is done about a document that the server is not told of. */
const NOTHING: Promise<void> = Promise.resolve();

export type ServerState =
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly version: string | undefined; readonly command: string }
  | { readonly kind: "stopped" }
  /** `problem` is a sentence for the user; `missing` when there was no program to start. */
  | { readonly kind: "failed"; readonly problem: string; readonly missing: boolean };

export class Session implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private current: ServerState = { kind: "stopped" };
  private readonly changes = new vscode.EventEmitter<ServerState>();
  /** Starts, stops and restarts queue up here, so that two never overlap. */
  private queue: Promise<void> = Promise.resolve();
  /** The article that the server was last given something of; if it dies, this may be why. */
  private lastRead: string | undefined;
  /** Ends the wait for a server that is starting: one that never answers must not hold up the queue. */
  private abandonStart = (): void => {};

  readonly onDidChangeState = this.changes.event;

  constructor(
    private readonly extensionFolder: string,
    private readonly output: vscode.LogOutputChannel,
    private readonly trace: TraceChannel,
  ) {}

  get state(): ServerState {
    return this.current;
  }

  /** Starts the server, or starts it anew; resolves when it runs or has failed (see `state`). */
  restart(): Promise<void> {
    return this.enqueue(async () => {
      await this.close();
      await this.open();
    });
  }

  stop(): Promise<void> {
    return this.enqueue(async () => {
      await this.close();
      this.become({ kind: "stopped" });
    });
  }

  /** Who is in a document; nothing while no server runs, or where it knows nothing of the document. */
  async outline(document: vscode.TextDocument): Promise<readonly Line[]> {
    const client = this.client;
    if (client?.isRunning() !== true) {
      return [];
    }
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    try {
      return (await client.sendRequest<readonly Line[] | null>("copydesk/outline", { textDocument: { uri } })) ?? [];
    } catch (error) {
      // An older server knows no such question, and one that is going does not answer.
      this.output.debug(`No outline of ${uri}: ${text(error)}`);
      return [];
    }
  }

  dispose(): void {
    this.changes.dispose();
  }

  private enqueue(step: () => Promise<void>): Promise<void> {
    this.abandonStart();
    this.queue = this.queue.then(step, step);
    return this.queue;
  }

  private become(state: ServerState): void {
    this.current = state;
    this.changes.fire(state);
  }

  private async open(): Promise<void> {
    this.become({ kind: "starting" });
    const location = this.locate();
    if (!location.found) {
      this.fail(missingProblem(location), true);
      return;
    }
    const { command, origin } = location;
    this.output.info(`Starting ${command} (${originText[origin]}).`);
    const client = this.createClient(command);
    this.client = client;
    client.onDidChangeState(({ newState }) => {
      // A client that has been replaced, or given up, has no say any more.
      if (this.client !== client) {
        return;
      }
      if (newState === State.Running) {
        this.become({ kind: "running", version: client.initializeResult?.serverInfo?.version, command });
      } else if (newState === State.Starting) {
        this.become({ kind: "starting" });
      }
    });
    const abandoned = new Promise<void>((resolve) => {
      this.abandonStart = resolve;
    });
    const started = client.start().catch((error: unknown) => {
      this.giveUp(client, `copydesk could not start ${command}: ${text(error)}`);
    });
    const silent = setTimeout(() => {
      this.giveUp(client, `copydesk could not start: ${command} has not answered for ${PATIENCE_MS / 1000} seconds.`);
      void this.release(client);
    }, PATIENCE_MS);
    await Promise.race([started, abandoned]);
    clearTimeout(silent);
  }

  private async close(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await this.release(client);
  }

  private async release(client: LanguageClient | undefined): Promise<void> {
    try {
      await client?.dispose();
    } catch (error) {
      // It is gone or hangs; either way it is not ours any more.
      this.output.warn(`The old server did not stop cleanly: ${text(error)}`);
    }
  }

  /** Only the first report of a client counts: a failed start is told both as a close and as an error. */
  private giveUp(client: LanguageClient, problem: string): void {
    if (this.client === client) {
      this.client = undefined;
      this.fail(problem, false);
    }
  }

  private fail(problem: string, missing: boolean): void {
    this.output.error(problem);
    this.become({ kind: "failed", problem, missing });
  }

  private locate(): Location {
    return locateServer({
      setting: pathSetting(),
      extensionFolder: this.extensionFolder,
      workspaceFolder: vscode.workspace.workspaceFolders?.find((folder) => folder.uri.scheme === "file")?.uri.fsPath,
      trusted: vscode.workspace.isTrusted,
      homeFolder: os.homedir(),
      env: process.env,
      platform: process.platform,
    });
  }

  private createClient(command: string): LanguageClient {
    const client: LanguageClient = new LanguageClient(
      SECTION,
      "copydesk",
      executable(command),
      {
        documentSelector: SELECTOR,
        outputChannel: this.output,
        traceOutputChannel: this.trace,
        // The server asks to be told of files that change.
        synchronize: { configurationSection: SECTION },
        // A message with a button is no interruption here. Once the folder is trusted the server is started anew.
        initializationOptions: {
          asks: true,
          rulePages: PAGES,
          showReferences: SHOW_REFERENCES,
          untrusted: !vscode.workspace.isTrusted,
        },
        errorHandler: this.errorHandler(() => client, command),
        // What went wrong is said by `giveUp`, once; the client would say it a second time.
        initializationFailedHandler: () => false,
        middleware: {
          didOpen: (document, next) => (this.isTold(document) ? next(document) : NOTHING),
          didChange: (change, next) => (this.isTold(change.document) ? next(change) : NOTHING),
          didSave: (document, next) => (this.isTold(document) ? next(document) : NOTHING),
          didClose: (document, next) => (this.isTold(document) ? next(document) : NOTHING),
          // The server knows nothing of what is switched off here. Its answer is remembered, so that it does not come again.
          provideWorkspaceDiagnostics: (resultIds, token, report, next) =>
            next(resultIds, token, (chunk) => {
              const isOff = (item: vsdiag.WorkspaceDocumentDiagnosticReport): boolean =>
                item.uri.scheme === "file" && !isCheckedAt(item.uri);
              const quiet = (item: vsdiag.WorkspaceDocumentDiagnosticReport): vsdiag.WorkspaceDocumentDiagnosticReport =>
                item.kind === vsdiag.DocumentDiagnosticReportKind.full && isOff(item) ? { ...item, items: [] } : item;
              report(chunk && { items: chunk.items.map(quiet) });
            }),
          executeCommand: async (command, args, next) => {
            const before = vscode.workspace.textDocuments.filter((open) => isConfiguration(open) && !open.isDirty);
            const answer: unknown = await next(command, args);
            // What a command changed in a file that was saved is saved, so that it stays.
            await Promise.all(before.filter((open) => open.isDirty).map((open) => open.save()));
            return answer;
          },
          workspace: {
            configuration: async (params, token, next) => {
              const answers = await next(params, token);
              return Array.isArray(answers)
                ? answers.map((answer, i) => (params.items[i]?.section === SECTION ? forServer(answer) : answer))
                : answers;
            },
            didChangeConfiguration: () => this.tellSettings(client),
          },
        },
      },
    );
    return client;
  }

  /** Whether the server is told of what happens to a document; it is then the one that was read last. */
  private isTold(document: vscode.TextDocument): boolean {
    if (isConfiguration(document)) {
      return true;
    }
    const told = isChecked(document);
    if (told) {
      this.lastRead = vscode.workspace.asRelativePath(document.uri);
    }
    return told;
  }

  private async tellSettings(client: LanguageClient): Promise<void> {
    // The change may be the very one that replaces this client; the next one asks for the settings by itself.
    if (this.client !== client || !client.isRunning()) {
      return;
    }
    try {
      const settings = { [SECTION]: currentForServer() };
      await client.sendNotification(DidChangeConfigurationNotification.type, { settings });
    } catch (error) {
      this.output.warn(`The server was not told the new settings: ${text(error)}`);
    }
  }

  private suspect(): string {
    return this.lastRead === undefined ? "" : ` The last time it was reading ${this.lastRead}.`;
  }

  /** Starts a server that ran and died again, a few times. One that never ran would only die again. */
  private errorHandler(client: () => LanguageClient, command: string): ErrorHandler {
    const budget = new RestartBudget();
    return {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        const ran = client().initializeResult !== undefined;
        if (ran && budget.allows(Date.now())) {
          return { action: CloseAction.Restart, handled: true };
        }
        this.giveUp(
          client(),
          ran
            ? `copydesk keeps stopping unexpectedly, so it was not started again.${this.suspect()}`
            : `copydesk could not start: ${command} ended before it answered.`,
        );
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    };
  }
}

function executable(command: string): Executable {
  return needsShell(command, process.platform)
    ? { command: `"${command}"`, args: ["lsp"], options: { shell: true } }
    : { command, args: ["lsp"] };
}

const originText = { setting: "from the setting copydesk.path", bundled: "bundled", PATH: "found on PATH" };

function missingProblem(location: Location & { found: false }): string {
  if (location.untrusted) {
    return "copydesk cannot check your article: the setting copydesk.path names a program inside this folder, and you have not said that you trust the folder.";
  }
  return location.asked === undefined
    ? "copydesk cannot check your article: its server program was not found on this machine."
    : `copydesk cannot check your article: the setting copydesk.path names ${location.asked}, and there is no program there.`;
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
