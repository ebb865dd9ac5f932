// What a click on the line above somebody's first mention does: shows where else the person is mentioned.

import * as vscode from "vscode";

/** The command that the server is told of: only a client can show places. */
export const SHOW_REFERENCES = "copydesk.showReferences";

interface Position {
  readonly line: number;
  readonly character: number;
}

interface Location {
  readonly uri: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

/** Shows the places in VS Code's own way; they come as the protocol writes them, which counts as VS Code does. */
export async function showReferences(uri: string, at: Position, places: readonly Location[]): Promise<void> {
  const position = ({ line, character }: Position): vscode.Position => new vscode.Position(line, character);
  const locations = places.map(
    ({ uri, range }) =>
      new vscode.Location(vscode.Uri.parse(uri), new vscode.Range(position(range.start), position(range.end))),
  );
  await vscode.commands.executeCommand("editor.action.showReferences", vscode.Uri.parse(uri), position(at), locations);
}
