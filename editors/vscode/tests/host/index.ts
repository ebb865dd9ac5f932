// Runs inside the extension host of a real VS Code: the extension's own API and VS Code's, no pixels.
// The environment gives COPYDESK_REPORT, the file that takes a line per test, and COPYDESK_ARTICLE.

import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as vscode from "vscode";
import type { Api } from "../../src/extension";

const UNATTRIBUTED = "“Nobody asked us what we needed before they took the boat away.”";
const PATIENCE_MS = 60_000;
// How long the answer to a command may take before it is given again.
const AGAIN_MS = 5_000;

let failures = 0;

function report(line: string): void {
  fs.appendFileSync(fs.realpathSync(process.env["COPYDESK_REPORT"] ?? ""), `${line}\n`);
}

async function test(name: string, body: () => Promise<void>): Promise<void> {
  try {
    await body();
    report(`ok - vscode host: ${name}`);
  } catch (error) {
    failures++;
    const problem = error instanceof Error ? error.message : String(error);
    report(`FAIL - vscode host: ${name}\n  ${problem.replace(/\n/g, "\n  ")}`);
  } finally {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  }
}

/** Asks again until there is an answer. */
async function eventually<T>(what: string, ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    if (Date.now() > end) {
      throw new Error(`timed out waiting for ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/**
 * Does something, and does it again, until there is an answer. It takes its time between: a command that comes anew
 * gives up what the one before has asked for, and on a busy machine no answer would ever be waited for.
 */
async function until<T>(
  what: string,
  act: () => Thenable<unknown>,
  ask: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  let acted = Number.NEGATIVE_INFINITY;
  return eventually(what, async () => {
    const answer = await ask();
    if (answer === undefined && Date.now() - acted > AGAIN_MS) {
      acted = Date.now();
      await act();
    }
    return answer;
  });
}

const article = fs.readFileSync(process.env["COPYDESK_ARTICLE"] ?? "", "utf8");
let copies = 0;

/** Opens a fresh copy of the sample article with this file name extension. */
async function open(extension: "txt" | "md" | "html", preview = true): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, "the tests need a folder");
  const file = vscode.Uri.joinPath(folder.uri, `copy-${++copies}.${extension}`);
  const text = extension === "html" ? asHtml(article) : article;
  fs.writeFileSync(file.fsPath, text);
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document, { preview });
  return document;
}

function asHtml(markdown: string): string {
  const paragraphs = markdown.replace(/^# .*\n/, "").trim().split(/\n\n+/);
  return `<!doctype html>\n<title>Ferry</title>\n<article>\n${paragraphs.map((p) => `<p>${p}</p>`).join("\n")}\n</article>\n`;
}

function unattributed(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter((diagnostic) => {
    const code = typeof diagnostic.code === "object" ? diagnostic.code.value : diagnostic.code;
    return diagnostic.source === "copydesk" && code === "unattributed-quote";
  });
}

/** Waits until these quotations, and no others, are reported as unattributed. */
function settled(document: vscode.TextDocument, quotations: string[]): Promise<vscode.Diagnostic[]> {
  const wanted = [...quotations].sort().join("\n");
  return eventually(`exactly ${quotations.length} unattributed quotations`, () => {
    const found = unattributed(document);
    return found.map((d) => document.getText(d.range)).sort().join("\n") === wanted ? found : undefined;
  });
}

function place(document: vscode.TextDocument, words: string): vscode.Position {
  const at = document.getText().indexOf(words);
  assert.notEqual(at, -1, `not in the article: ${words}`);
  return document.positionAt(at + 1);
}

async function hover(document: vscode.TextDocument, words: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    place(document, words),
  );
  return hovers.flatMap((h) => h.contents.map((c) => (typeof c === "string" ? c : c.value))).join("\n");
}

/** What the hover says, once it says anything: behind a new start the server has the article before it answers. */
function told(document: vscode.TextDocument, words: string): Promise<string> {
  return eventually(`a hover of ${words}`, async () => (await hover(document, words)) || undefined);
}

async function outline(document: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
  return (
    (await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      document.uri,
    )) ?? []
  );
}

/** Does what the fix of this title does, as a click on it would. */
async function choose(document: vscode.TextDocument, range: vscode.Range, title: string): Promise<void> {
  let offered: string[] = [];
  const action = await eventually(`the fix “${title}”`, async () => {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      range,
      vscode.CodeActionKind.QuickFix.value,
      50, // resolve this many
    );
    offered = actions.map((candidate) => candidate.title);
    return actions.find((candidate) => candidate.title === title);
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}; only offered: ${offered.join(", ")}`);
  });
  if (action.edit !== undefined) {
    assert.ok(await vscode.workspace.applyEdit(action.edit));
  }
  if (action.command !== undefined) {
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
  }
}

/** The process ids of the servers that this extension host has started. */
function servers(): number[] {
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const parent = Number(fs.readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "").split(" ")[1]);
        return parent === process.pid && fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("copydesk\0lsp");
      } catch {
        return false; // it has just ended
      }
    });
}

function setting(name: string, value: unknown): Thenable<void> {
  return vscode.workspace.getConfiguration("copydesk").update(name, value, vscode.ConfigurationTarget.Global);
}

export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension<Api>("copydesk.copydesk");
  assert.ok(extension, "the extension is not installed");
  const { state, outline: view } = await extension.activate();
  const running = (): Promise<ReturnType<Api["state"]> & { kind: "running" }> =>
    eventually("a running server", () => {
      const now = state();
      return now.kind === "running" ? now : undefined;
    });

  await test("starts the bundled server and knows its version", async () => {
    const now = await running();
    assert.equal(now.command, path.join(extension.extensionPath, "server", "copydesk"));
    assert.match(now.version ?? "", /^\d+\.\d+\.\d+/);
  });

  if (failures > 0) {
    report("FAIL - vscode host: without a running server the other tests were not tried");
    throw new Error("no server");
  }

  for (const kind of ["md", "txt", "html"] as const) {
    await test(`underlines the quotation that nobody says in a .${kind} file, and no other`, async () => {
      await settled(await open(kind), [UNATTRIBUTED]);
    });
  }

  await test("reads a text that was never saved", async () => {
    const document = await vscode.workspace.openTextDocument({ language: "plaintext", content: article });
    await vscode.window.showTextDocument(document);
    await settled(document, [UNATTRIBUTED]);
  });

  await test("the name of a rule leads to its page, which the program prints", async () => {
    const [finding] = await settled(await open("md"), [UNATTRIBUTED]);
    assert.ok(typeof finding?.code === "object", "the code of a finding has no link");
    const page = await vscode.workspace.openTextDocument(finding.code.target);
    assert.match(page.getText(), /^# unattributed-quote/m);
  });

  await test("the sample opens as a draft, and its slip is found", async () => {
    await vscode.commands.executeCommand("copydesk.tryIt");
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document?.isUntitled, "no draft was opened");
    await settled(document, [UNATTRIBUTED]);
  });

  await test("safe fixes are applied at one command, and quotations stay as they are", async () => {
    const document = await open("md");
    const edit = new vscode.WorkspaceEdit();
    const end = document.lineAt(document.lineCount - 1).range.end;
    edit.insert(document.uri, end, "\n\n“The quay holds,” Okafor said.  He left.\n");
    await vscode.workspace.applyEdit(edit);
    await setting("profile", "desk");
    try {
      const told = (): string => vscode.languages.getDiagnostics(document.uri).map((d) => d.message).join(" | ");
      try {
        await until(
          "the double blank to go",
          () => vscode.commands.executeCommand("copydesk.fixAll"),
          () => (document.getText().includes("Okafor said. He left.") ? true : undefined),
        );
      } catch (error) {
        const active = vscode.window.activeTextEditor?.document.uri.path ?? "no editor";
        throw new Error(`${String(error)}; in front: ${active}; found: ${told()}; text: ${document.getText().slice(-80)}`);
      }
      assert.ok(document.getText().includes(UNATTRIBUTED));
    } finally {
      await setting("profile", undefined);
    }
  });

  await test("hovering a person tells the name and the role", async () => {
    const text = await told(await open("md"), "Lopez said that");
    assert.match(text, /Maria Lopez/);
    assert.match(text, /director of the Ellery Harbor Authority/);
  });

  await test("hovering a quotation tells who says it, and why", async () => {
    const text = await told(await open("md"), "We lost nurses");
    assert.match(text, /Maria Lopez/);
    assert.match(text, /said Maria Lopez/);
  });

  // VS Code sorts symbols by their place in the text, so that the order is the server's only if the places are.
  await test("the outline has its groups in order, with people in theirs", async () => {
    const symbols = await outline(await open("txt"));
    const groups = ["Unattributed quotations", "People", "Organizations", "Places"];
    const names = symbols.map((symbol) => symbol.name);
    assert.ok(
      names.length === groups.length && groups.every((group, i) => names[i]?.startsWith(group)),
      `the groups are ${names.join(", ")}`,
    );
    const people = symbols[1]?.children.map((symbol) => symbol.name).join("\n") ?? "";
    for (const person of ["Maria Lopez", "Daniel Okafor", "Ingrid Sørensen", "Amina Yusuf"]) {
      assert.ok(people.includes(person), `${person} is not among:\n${people}`);
    }
  });

  await test("the view of the article has people with their quotations, and fitting icons", async () => {
    const document = await open("md");
    const groups = await eventually("the groups", async () => {
      const groups = await view.getChildren();
      return groups.length === 4 && groups[0]?.document.path === document.uri.path ? groups : undefined;
    });
    const icon = (node: (typeof groups)[number]): string | undefined => {
      const { iconPath } = view.getTreeItem(node);
      return iconPath instanceof vscode.ThemeIcon ? iconPath.id : undefined;
    };
    const [unattributed, people, organizations, places] = groups;
    assert.ok(unattributed && people && organizations && places);
    const [quotation] = await view.getChildren(unattributed);
    assert.ok(quotation);
    assert.equal(icon(quotation), "quote");
    await vscode.commands.executeCommand("vscode.open", ...(view.getTreeItem(quotation).command?.arguments ?? []));
    const selected = vscode.window.activeTextEditor?.selection;
    assert.equal(document.getText(selected), UNATTRIBUTED);
    const lopez = (await view.getChildren(people)).find((node) => node.line.name === "Maria Lopez");
    assert.ok(lopez);
    assert.equal(icon(lopez), "person");
    assert.match(String(view.getTreeItem(lopez).description), /director of the Ellery Harbor Authority/);
    assert.ok((await view.getChildren(lopez)).some((node) => node.line.name.includes("We lost nurses")));
    const icons = [(await view.getChildren(organizations))[0], (await view.getChildren(places))[0]].map(
      (node) => node && icon(node),
    );
    assert.deepEqual(icons, ["organization", "location"]);
  });

  await test("the count above a person's first mention leads to the mentions", async () => {
    const document = await open("md");
    await setting("codeLens", true);
    try {
      const lens = await eventually("a line above the text", async () => {
        const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
          "vscode.executeCodeLensProvider",
          document.uri,
          50, // resolve this many
        );
        return lenses?.find((lens) => lens.command?.command === "copydesk.showReferences");
      });
      const [uri, , places] = lens.command?.arguments ?? [];
      assert.equal(uri, document.uri.toString());
      assert.ok(Array.isArray(places) && places.length > 1);
      await vscode.commands.executeCommand("copydesk.showReferences", ...(lens.command?.arguments ?? []));
    } finally {
      await setting("codeLens", undefined);
    }
  });

  await test("the quick fix inserts an attribution and the finding is gone", async () => {
    const document = await open("md");
    const [found] = await settled(document, [UNATTRIBUTED]);
    assert.ok(found);
    await choose(document, found.range, "Attribute to Maria Lopez");
    await settled(document, []);
    assert.match(document.lineAt(found.range.start.line).text, /took the boat away.*Lopez/);
  });

  for (const shown of [false, true]) {
    await test(`a finding is ignored and reported again, with copydesk.toml ${shown ? "open" : "closed"}`, async () => {
      const document = await open("md");
      const [found] = await settled(document, [UNATTRIBUTED]);
      assert.ok(found);
      const file = vscode.Uri.joinPath(document.uri, "../copydesk.toml");
      if (shown) {
        fs.writeFileSync(file.fsPath, "# Ours.\n");
        await vscode.workspace.openTextDocument(file);
      }
      await choose(document, found.range, "Ignore this finding");
      await settled(document, []);
      assert.equal(fs.readFileSync(file.fsPath, "utf8").match(/words = "“Nobody asked us/g)?.length, 1);
      assert.ok(!document.isDirty, "the article is not touched");
      await choose(document, found.range, "Report this finding again");
      await settled(document, [UNATTRIBUTED]);
      const left = fs.existsSync(file.fsPath) ? fs.readFileSync(file.fsPath, "utf8") : "";
      assert.equal(left.trim(), shown ? "# Ours." : "");
      const unsaved = vscode.workspace.textDocuments.filter((open) => open.isDirty);
      assert.deepEqual(unsaved.map((open) => open.uri.path), []);
      fs.rmSync(file.fsPath, { force: true });
    });
  }

  await test("a rule is switched off, and on again, by the settings", async () => {
    const document = await open("md");
    await settled(document, [UNATTRIBUTED]);
    await setting("rules", { "unattributed-quote": "off" });
    await settled(document, []);
    await setting("rules", undefined);
    await settled(document, [UNATTRIBUTED]);
  });

  await test("a false alarm is reported with other names", async () => {
    const document = await open("md");
    const [found] = await settled(document, [UNATTRIBUTED]);
    assert.ok(found && vscode.window.activeTextEditor);
    vscode.window.activeTextEditor.selection = new vscode.Selection(found.range.start, found.range.start);
    await vscode.commands.executeCommand("copydesk.falseAlarm");
    const report = vscode.window.activeTextEditor?.document.getText() ?? "";
    assert.match(report, /rule `unattributed-quote`.*Nobody asked us.*Read this before you send it/s);
  });

  const quiet = (document: vscode.TextDocument): Promise<true> =>
    eventually("no findings", () => (unattributed(document).length === 0 ? true : undefined));

  await test("one file is switched off, another is not, and it is switched on again", async () => {
    // In tabs of their own, for the next preview would close the one before.
    const other = await open("md", false);
    const document = await open("txt");
    await settled(document, [UNATTRIBUTED]);
    await vscode.commands.executeCommand("copydesk.switchFile");
    await quiet(document);
    await settled(other, [UNATTRIBUTED]);
    assert.equal(await hover(document, "Lopez said that"), "");
    await vscode.commands.executeCommand("copydesk.switchFile");
    await settled(document, [UNATTRIBUTED]);
    assert.deepEqual(vscode.workspace.getConfiguration("copydesk").get("exclude"), []);
  });

  await test("a kind of file is switched off by the settings, and a folder by a pattern", async () => {
    const page = await open("html", false);
    const document = await open("txt");
    await settled(document, [UNATTRIBUTED]);
    await setting("formats", ["plaintext"]);
    await quiet(page);
    await settled(document, [UNATTRIBUTED]);
    await setting("exclude", ["copy-*.txt"]);
    await quiet(document);
    await setting("exclude", undefined);
    await setting("formats", undefined);
    await settled(document, [UNATTRIBUTED]);
    await settled(page, [UNATTRIBUTED]);
  });

  await test("typing and undoing keep the findings in step", async () => {
    const document = await open("md");
    await settled(document, [UNATTRIBUTED]);
    const typed = "“The boat was never meant to come back to us, and everybody knew it.”";
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.lineAt(document.lineCount - 1).range.end, `\n${typed}\n\nThe hall emptied.\n`);
    await vscode.workspace.applyEdit(edit);
    await settled(document, [UNATTRIBUTED, typed]);
    await vscode.commands.executeCommand("undo");
    await settled(document, [UNATTRIBUTED]);
  });

  await test("the restart command gives a new server that knows the article", async () => {
    const document = await open("md");
    await settled(document, [UNATTRIBUTED]);
    const before = await eventually("one server", () => (servers().length === 1 ? servers() : undefined));
    await vscode.commands.executeCommand("copydesk.restart");
    await running();
    const after = await eventually("one other server", () => {
      const now = servers();
      return now.length === 1 && now[0] !== before[0] ? now : undefined;
    });
    assert.ok(after);
    await settled(document, [UNATTRIBUTED]);
    assert.match(await told(document, "Lopez said that"), /Maria Lopez/);
  });

  await test("an article that is not open is reported on where that is turned on, and once when it is opened", async () => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder, "the tests need a folder");
    const file = vscode.Uri.joinPath(folder.uri, "never-opened.md");
    fs.writeFileSync(file.fsPath, article);
    const found = (): number => vscode.languages.getDiagnostics(file).filter(({ source }) => source === "copydesk").length;
    await settled(await open("md"), [UNATTRIBUTED]);
    assert.equal(found(), 0);
    await setting("workspaceDiagnostics", true);
    try {
      await eventually("its finding", () => (found() > 0 ? true : undefined));
      const document = await vscode.workspace.openTextDocument(file);
      await vscode.window.showTextDocument(document);
      await settled(document, [UNATTRIBUTED]);
      await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    } finally {
      await setting("workspaceDiagnostics", undefined);
    }
    await eventually("nothing to be said of it", () => (found() === 0 ? true : undefined));
    fs.rmSync(file.fsPath);
  });

  await test("a server that is killed is started again", async () => {
    const document = await open("md");
    await settled(document, [UNATTRIBUTED]);
    const [victim] = servers();
    assert.ok(victim);
    process.kill(victim, "SIGKILL");
    await eventually("another server", () => {
      const now = servers();
      return now.length === 1 && now[0] !== victim ? now : undefined;
    });
    await running();
    assert.match(await told(document, "Lopez said that"), /Maria Lopez/);
  });

  await test("a path that leads nowhere is explained, and mending it is enough", async () => {
    await setting("path", "/nowhere/copydesk");
    const failed = await eventually("the failure", () => {
      const now = state();
      return now.kind === "failed" ? now : undefined;
    });
    assert.ok(failed.missing);
    assert.match(failed.problem, /copydesk\.path names \/nowhere\/copydesk/);
    // The old one takes its time to end.
    await eventually("no server", () => (servers().length === 0 ? true : undefined));
    await setting("path", undefined);
    await running();
    await settled(await open("md"), [UNATTRIBUTED]);
  });

  await test("a program that ends at once is explained", async () => {
    await setting("path", "/bin/false");
    const failed = await eventually("the failure", () => {
      const now = state();
      return now.kind === "failed" ? now : undefined;
    });
    assert.ok(!failed.missing);
    assert.match(failed.problem, /could not start/);
    await setting("path", undefined);
    await running();
  });

  await test("a program that never answers does not stand in the way of another", async () => {
    const mute = path.join(path.dirname(process.env["COPYDESK_REPORT"] ?? ""), "mute");
    fs.writeFileSync(mute, "#!/bin/sh\nexec sleep 600\n", { mode: 0o755 });
    await setting("path", mute);
    await eventually("the start", () => (state().kind === "starting" ? true : undefined));
    await setting("path", undefined);
    await running();
    await settled(await open("md"), [UNATTRIBUTED]);
  });

  if (failures > 0) {
    throw new Error(`${failures} tests failed`);
  }
}
