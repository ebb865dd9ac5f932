// Who is in the article in front: a view with icons that fit people, organizations, places and quotations. The standard
// outline has only icons of programs.

import * as vscode from "vscode";
import { isArticle } from "./documents";

/** A line of the outline as the server tells it; the range is the protocol's, which counts as VS Code does. */
export interface Line {
  readonly name: string;
  readonly detail: string | null;
  readonly kind: "group" | "person" | "organization" | "place" | "quotation";
  readonly range: { readonly start: Place; readonly end: Place };
  readonly children: readonly Line[];
}

interface Place {
  readonly line: number;
  readonly character: number;
}

/** Asks the server for the outline of a document; nothing where no server runs. */
export type AskOutline = (document: vscode.TextDocument) => Promise<readonly Line[]>;

/** A line in the tree, with an identity that it keeps when the article is edited, so that what is unfolded stays so. */
interface Node {
  readonly line: Line;
  readonly id: string;
  readonly document: vscode.Uri;
}

/** While somebody types, the view waits; nobody reads it then. */
const DELAY_MS = 500;
/** Whether there is something to show, for the `when` of the view. */
const HAS_ARTICLE = "copydesk.hasArticle";
const UNATTRIBUTED = "Unattributed quotations";

const ICONS: Readonly<Record<Line["kind"], string | undefined>> = {
  group: undefined,
  person: "person",
  organization: "organization",
  place: "location",
  quotation: "quote",
};

export class OutlineView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<undefined>();
  private readonly parts: vscode.Disposable;
  private article: vscode.TextDocument | undefined;
  private timer: NodeJS.Timeout | undefined;

  readonly onDidChangeTreeData = this.changes.event;

  constructor(private readonly ask: AskOutline) {
    this.parts = vscode.Disposable.from(
      this.changes,
      vscode.window.createTreeView("copydesk.outline", { treeDataProvider: this, showCollapseAll: true }),
      vscode.window.onDidChangeActiveTextEditor(() => this.follow()),
      // Another language mode, in which a draft may be an article, is told as closing and opening.
      vscode.workspace.onDidOpenTextDocument(() => this.follow()),
      vscode.workspace.onDidCloseTextDocument(() => this.follow()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.article) {
          clearTimeout(this.timer);
          this.timer = setTimeout(() => this.refresh(), DELAY_MS);
        }
      }),
    );
    this.follow();
  }

  /** Asks the server anew. */
  refresh(): void {
    this.changes.fire(undefined);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.parts.dispose();
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node !== undefined) {
      return nodes(node.line.children, node.id, node.document);
    }
    const article = this.article;
    return article === undefined ? [] : nodes(await this.ask(article), "", article.uri);
  }

  getTreeItem({ line, id, document }: Node): vscode.TreeItem {
    const item = new vscode.TreeItem(line.name, folding(line));
    item.id = id;
    item.description = line.detail ?? "";
    item.tooltip = line.detail === null ? line.name : `${line.name}\n${line.detail}`;
    const icon = ICONS[line.kind];
    if (icon !== undefined) {
      const alarming = id.startsWith(`/${UNATTRIBUTED}`);
      item.iconPath = new vscode.ThemeIcon(icon, alarming ? new vscode.ThemeColor("list.warningForeground") : undefined);
      const { start, end } = line.range;
      const selection = new vscode.Range(start.line, start.character, end.line, end.character);
      item.command = { command: "vscode.open", title: "Show", arguments: [document, { selection }] };
    }
    return item;
  }

  /** Shows the article in front; beside anything else, such as a list or a terminal, the one that was there. */
  private follow(): void {
    const active = vscode.window.activeTextEditor?.document;
    const shown = this.article?.isClosed === false ? this.article : undefined;
    const article = active !== undefined && isArticle(active) ? active : shown;
    if (article !== this.article) {
      this.article = article;
      void vscode.commands.executeCommand("setContext", HAS_ARTICLE, article !== undefined);
      this.refresh();
    }
  }
}

function nodes(lines: readonly Line[], parent: string, document: vscode.Uri): Node[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    // Of two with one name the second gets a number.
    const count = seen.get(line.name) ?? 0;
    seen.set(line.name, count + 1);
    return { line, id: `${parent}/${line.name}${count === 0 ? "" : `#${count}`}`, document };
  });
}

/** What a writer looks for first is unfolded. */
function folding(line: Line): vscode.TreeItemCollapsibleState {
  if (line.children.length === 0) {
    return vscode.TreeItemCollapsibleState.None;
  }
  return line.name === UNATTRIBUTED || line.name === "People"
    ? vscode.TreeItemCollapsibleState.Expanded
    : vscode.TreeItemCollapsibleState.Collapsed;
}
