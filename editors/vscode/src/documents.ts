// Which documents are articles to copydesk.

import * as vscode from "vscode";

const LANGUAGES = ["plaintext", "markdown", "html"];
/**
 * The extension runs where the files are (`extensionKind: workspace`), so remote files are "file" here too.
 * Other schemes (a diff's old side, output channels, settings) hold text that nobody is writing.
 */
const SCHEMES = ["file", "untitled"];

export const SELECTOR = SCHEMES.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language })));

export function isArticle(document: vscode.TextDocument): boolean {
  return vscode.languages.match(SELECTOR, document) > 0;
}
