// The setting `copydesk.trace.server`, made to work by itself: the language client traces only into a
// channel whose log level is "trace", which a user would have to know and to set a second time.

import * as vscode from "vscode";
import { traceSetting } from "./settings";

/** A view of the output channel whose level follows the setting; traces are written as information. */
export class TraceChannel implements vscode.LogOutputChannel {
  private readonly levels = new vscode.EventEmitter<vscode.LogLevel>();
  readonly onDidChangeLogLevel = this.levels.event;

  constructor(private readonly channel: vscode.LogOutputChannel) {}

  get logLevel(): vscode.LogLevel {
    return traceSetting() === "off" ? vscode.LogLevel.Info : vscode.LogLevel.Trace;
  }

  /** To be called when the setting may have changed. */
  refresh(): void {
    this.levels.fire(this.logLevel);
  }

  trace(message: string): void {
    if (this.logLevel === vscode.LogLevel.Trace) {
      this.channel.info(message);
    }
  }

  get name(): string {
    return this.channel.name;
  }
  debug(message: string, ...rest: unknown[]): void {
    this.channel.debug(message, ...rest);
  }
  info(message: string, ...rest: unknown[]): void {
    this.channel.info(message, ...rest);
  }
  warn(message: string, ...rest: unknown[]): void {
    this.channel.warn(message, ...rest);
  }
  error(message: string | Error, ...rest: unknown[]): void {
    this.channel.error(message, ...rest);
  }
  append(value: string): void {
    this.channel.append(value);
  }
  appendLine(value: string): void {
    this.channel.appendLine(value);
  }
  replace(value: string): void {
    this.channel.replace(value);
  }
  clear(): void {
    this.channel.clear();
  }
  show(first?: vscode.ViewColumn | boolean, second?: boolean): void {
    this.channel.show(typeof first === "boolean" ? first : second);
  }
  hide(): void {
    this.channel.hide();
  }
  /** The channel itself belongs to the extension and outlives this view. */
  dispose(): void {
    this.levels.dispose();
  }
}
