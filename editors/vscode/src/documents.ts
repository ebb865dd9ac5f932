// Which documents are articles to copydesk.

import * as vscode from "vscode";

/**
 * Named by their endings, not by their language: without an extension for it, VS Code calls a list of people or a
 * `copydesk.toml` plain text, too.
 */
const PATTERN = "**/*.{txt,text,md,markdown,mdown,mkd,mdx,qmd,Rmd,htm,html,xhtml}";
/** In drafts that were never saved only the language tells. */
const LANGUAGES = ["plaintext", "markdown", "html"];

/**
 * The extension runs where the files are (`extensionKind: workspace`), so remote files are "file" here too.
 * Other schemes (a diff's old side, output channels, settings) hold text that nobody is writing.
 */
const ARTICLES = [
  { scheme: "file", pattern: PATTERN },
  ...LANGUAGES.map((language) => ({ scheme: "untitled", language })),
];

/** The server is told of an open `copydesk.toml` too: what it says counts before it is saved. It is not checked. */
export const CONFIGURATION = { scheme: "file", pattern: "**/copydesk.toml" };

export const SELECTOR = [...ARTICLES, CONFIGURATION];

export function isArticle(document: vscode.TextDocument): boolean {
  return vscode.languages.match(ARTICLES, document) > 0;
}

export function isConfiguration(document: vscode.TextDocument): boolean {
  return vscode.languages.match(CONFIGURATION, document) > 0;
}
