// Which documents are articles to copydesk.

import * as vscode from "vscode";

/**
 * Named by their endings, not by their language: without an extension for it, VS Code calls a list of people or a
 * `copydesk.toml` plain text, too. In drafts that were never saved only the language tells.
 */
const ENDINGS = {
  plaintext: "txt,text",
  markdown: "md,markdown,mdown,mkd,mdx,qmd,Rmd",
  html: "htm,html,xhtml",
} as const;

/** The kinds of articles, by what VS Code calls their languages. */
export type Format = keyof typeof ENDINGS;

/**
 * The extension runs where the files are (`extensionKind: workspace`), so remote files are "file" here too.
 * Other schemes (a diff's old side, output channels, settings) hold text that nobody is writing.
 */
export const ARTICLES = (Object.keys(ENDINGS) as Format[]).flatMap((format) => [
  { format, scheme: "file", pattern: `**/*.{${ENDINGS[format]}}` },
  { format, scheme: "untitled", language: format },
]);

/** The server is told of an open `copydesk.toml` too: what it says counts before it is saved. It is not checked. */
export const CONFIGURATION = { scheme: "file", pattern: "**/copydesk.toml" };

export const SELECTOR = [...ARTICLES.map(({ format: _, ...filter }) => filter), CONFIGURATION];

export function isArticle(document: vscode.TextDocument): boolean {
  return ARTICLES.some(({ format: _, ...filter }) => vscode.languages.match(filter, document) > 0);
}

export function isConfiguration(document: vscode.TextDocument): boolean {
  return vscode.languages.match(CONFIGURATION, document) > 0;
}
