// ui.mjs PORT FOLDER SETTINGS: what a person sees and does in the VS Code at PORT, with a mouse and a keyboard.
// FOLDER holds article.md; SETTINGS is the machine's settings file, which the last tests change.

import fs from "node:fs";
import path from "node:path";
import process from "node:process";
import { openPage, workbenchUrl } from "./browser.mjs";
import { keep } from "./pictures.mjs";

// A busy machine may take long to draw; only a failure waits this long.
const PATIENCE_MS = 60_000;
const START_MS = 120_000;

const [port, folder, settingsFile] = process.argv.slice(2);
const { browser, page } = await openPage();
page.setDefaultTimeout(PATIENCE_MS);

let failures = 0;

/** Later steps build on earlier ones, as a person's do; each says by itself whether it worked. */
async function test(name, body) {
  try {
    await body();
    console.log(`ok - vscode screen: ${name}`);
  } catch (error) {
    failures++;
    console.log(`FAIL - vscode screen: ${name}\n  ${error.message.replace(/\n/g, "\n  ")}`);
    await page.screenshot({ path: path.join(process.env.SCREENSHOTS, `vscode-failed-${failures}.png`) });
  }
}

/** Waits until `read` gives a text that matches. */
async function reads(read, pattern) {
  const end = Date.now() + PATIENCE_MS;
  let text = "";
  do {
    text = (await read()).replace(/\s+/g, " ");
    if (pattern.test(text)) {
      return text;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  } while (Date.now() < end);
  throw new Error(`waited for ${pattern}, but it says: ${text.slice(0, 400)}`);
}

const squiggles = page.locator(".editor-instance .squiggly-warning");
/** Visible ones only: VS Code keeps the last hover's text in a hidden box. */
const hoverBox = page.locator(".monaco-hover-content:visible");
const status = page.locator('.statusbar-item[id*="copydesk.status"]');
const line = (words) => page.locator(".editor-instance .view-line", { hasText: words }).first();

const textOf = (locator) => async () => (await locator.allInnerTexts()).join(" ").replace(/\u00a0/g, " ");

/** Where these words stand on the screen: the middle of the box around them. */
async function middleOf(words) {
  const at = await line(words).evaluate((element, words) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const from = node.data.replace(/\u00a0/g, " ").indexOf(words);
      if (from >= 0) {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, from + words.length);
        const box = range.getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      }
    }
    return null;
  }, words);
  if (at === null) {
    throw new Error(`not on the screen: ${words}`);
  }
  return at;
}

async function pointAt(words) {
  const { x, y } = await middleOf(words);
  await page.mouse.move(x - 3, y);
  await page.mouse.move(x, y);
}

async function runCommand(name) {
  const palette = page.locator(".quick-input-widget input");
  // The first press may come before the window listens.
  while (!(await palette.isVisible())) {
    await page.keyboard.press("F1");
    await palette.waitFor({ timeout: 2_000 }).catch(() => {});
  }
  await palette.fill(`>${name}`);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().click();
}

function changeSettings(change) {
  const settings = JSON.parse(fs.readFileSync(settingsFile, "utf8"));
  fs.writeFileSync(settingsFile, JSON.stringify(change(settings), null, 2));
}

async function openArticle() {
  await page.goto(workbenchUrl(port, folder));
  await page.waitForSelector(".monaco-workbench", { timeout: START_MS });
  await page.locator('.explorer-folders-view [aria-label^="article.md"]').dblclick({ timeout: START_MS });
  await line("Ellery Harbor Authority").waitFor();
}

await test("the quotation that nobody says has a squiggle", async () => {
  await openArticle();
  await squiggles.first().waitFor();
  const box = await squiggles.first().boundingBox();
  const { y } = await middleOf("Nobody asked us");
  if (Math.abs(box.y + box.height / 2 - y) > box.height) {
    throw new Error(`the squiggle is at ${box.y}, the quotation at ${y}`);
  }
});

if (failures > 0) {
  console.log("FAIL - vscode screen: without a squiggle the other tests were not tried");
  await browser.close();
  process.exit(1);
}

await test("the status bar says that the server runs, and which", async () => {
  await reads(textOf(status), /copydesk/);
  await reads(async () => (await status.locator("a").getAttribute("aria-label")) ?? "", /Running, version \d/);
});

await test("pointing at a name tells who it is", async () => {
  await pointAt("Lopez said that");
  await page.mouse.move(0, 0);
  const { x, y } = await middleOf("Lopez said");
  await page.mouse.move(x - 20, y);
  await page.mouse.move(x - 22, y);
  await keep(page, "vscode-hover", await reads(textOf(hoverBox), /Maria Lopez.*director of the Ellery Harbor Authority/));
});

await test("pointing at a quotation tells who says it", async () => {
  await page.mouse.move(0, 0);
  await hoverBox.waitFor({ state: "hidden" });
  await pointAt("We lost nurses");
  await keep(page, "vscode-hover-quotation", await reads(textOf(hoverBox), /Said by Maria Lopez/));
});

await test("the outline lists people, organizations, places and quotations", async () => {
  await page.mouse.move(0, 0);
  await page.locator('.pane-header[aria-label^="Explorer Section"]').click(); // folded, it leaves room
  await page.locator('.pane-header[aria-label*="Outline"]').click();
  const rows = page.locator(".outline-pane .monaco-list-row");
  // The view sorts by place, and by name where places are equal; the order is to be the server's all the same.
  await keep(page, "vscode-outline", await reads(textOf(rows), /copydesk Unattributed quotations.* People.*Maria Lopez/));
  await page.locator('.pane-header[aria-label*="Outline"]').click();
  await page.locator('.pane-header[aria-label^="Explorer Section"]').click();
});

await test("the view of its own shows who is in the article, with what they say", async () => {
  await page.locator('.pane-header[aria-label^="Explorer Section"]').click();
  const header = page.locator('.pane-header[aria-label*="Who Is in the Article" i]');
  await header.click();
  const rows = page.locator(".customview-tree .monaco-list-row");
  await keep(page, "vscode-view", await reads(textOf(rows), /Nobody asked us.*Maria Lopez.*Ellery Harbor Authority/));
  await header.click();
  await page.locator('.pane-header[aria-label^="Explorer Section"]').click();
});

// VS Code takes them from the outline that covers most, which must not be ours.
await test("Markdown's own headings stay in sight, and in the path above the text", async () => {
  await line("Ellery Harbor Authority").click();
  await reads(textOf(page.locator(".breadcrumbs-control")), /# Harbor agency/);
  await page.setViewportSize({ width: 1280, height: 400 });
  try {
    await page.keyboard.press("Control+End");
    await reads(textOf(page.locator(".sticky-widget")), /# Harbor agency/);
    await page.keyboard.press("Control+Home");
    await reads(textOf(page.locator(".breadcrumbs-control")), /# Harbor agency/);
  } finally {
    await page.setViewportSize({ width: 1280, height: 800 });
  }
});

await test("a person is found by name among the symbols", async () => {
  await page.locator(".editor-instance .view-line").first().click();
  await page.keyboard.press("Control+Shift+O");
  const rows = page.locator(".quick-input-list .monaco-list-row");
  await reads(textOf(rows), /People/);
  await page.keyboard.type("Okafor");
  await reads(textOf(rows), /Daniel Okafor/);
  await page.keyboard.press("Escape");
});

await test("the quick fix is offered at the squiggle, and applied", async () => {
  const { x, y } = await middleOf("Nobody asked us");
  await page.mouse.click(x, y);
  const menu = page.locator(".action-widget:not(.action-list-submenu-panel)");
  // The first press may come before the editor has asked for the fixes.
  while (!(await menu.isVisible())) {
    await page.keyboard.press("Control+.");
    await menu.waitFor({ timeout: 2_000 }).catch(() => {});
  }
  await keep(page, "vscode-quick-fix", await reads(textOf(menu), /Attribute to Maria Lopez/));
  await menu.locator(".monaco-list-row", { hasText: "Maria Lopez" }).first().click();
  await reads(textOf(line("took the boat away")), /took the boat away.*Lopez/);
  await reads(async () => `${await squiggles.count()} squiggles`, /^0 squiggles/);
});

await test("undoing it brings the squiggle back", async () => {
  await page.keyboard.press("Control+z");
  await squiggles.first().waitFor();
});

/** What the preview of a page shows; it is a window in a window. */
async function previewed() {
  const texts = await Promise.all(page.frames().map((frame) => frame.locator("body").innerText({ timeout: 1_000 }).catch(() => "")));
  return texts.join(" ");
}

/** Opens the menu of the status bar and chooses the row with these words. */
async function chooseInMenu(words) {
  await status.locator("a").click();
  await page.locator(".quick-input-list .monaco-list-row", { hasText: words }).first().click();
}

await test("the status bar counts the article's findings, and offers what copydesk can do", async () => {
  await status.locator("a").click();
  const rows = page.locator(".quick-input-list .monaco-list-row");
  const wanted = /Findings ?1 warning.*Quote ledger.*Apply all safe fixes.*Switch off for this file.*Explain a rule.*Show the output/;
  await keep(page, "vscode-menu", await reads(textOf(rows), wanted));
  await page.keyboard.press("Escape");
});

await test("the output is in that menu, and the status bar stays meanwhile", async () => {
  await chooseInMenu("Show the output");
  const output = page.locator(".panel .output-view, .panel .view-lines");
  await output.first().click();
  await reads(textOf(status), /copydesk/);
  await page.keyboard.press("Control+j");
  await output.first().waitFor({ state: "hidden" });
});

await test("the quote ledger opens in a tab of its own", async () => {
  await line("Ellery Harbor Authority").click();
  await chooseInMenu("Quote ledger");
  await reads(previewed, /Who is quoted: article\.md.*unattributed.*Maria Lopez/);
  await page.locator(".tab", { hasText: "article.md" }).first().click();
  await line("Ellery Harbor Authority").click();
});

await test("a rule is explained without a network", async () => {
  await chooseInMenu("Explain a rule");
  await page.locator(".quick-input-widget input").fill("unattributed");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "unattributed-quote" }).first().click();
  await reads(previewed, /unattributed-quote.*Wrong/);
  await page.locator(".tab", { hasText: "article.md" }).first().click();
  await line("Ellery Harbor Authority").click();
});

await test("the restart command is in the palette, and the squiggle survives it", async () => {
  await runCommand("copydesk: Restart the Server");
  await reads(async () => (await status.locator("a").getAttribute("aria-label")) ?? "", /Running/);
  await squiggles.first().waitFor();
});

await test("a missing server is explained, with a button to mend it", async () => {
  changeSettings((settings) => ({ ...settings, "copydesk.path": "/nowhere/copydesk" }));
  const toast = page.locator(".notification-toast");
  await reads(textOf(toast), /there is no program there/);
  await reads(async () => (await status.locator("a").getAttribute("aria-label")) ?? "", /Click to try again/);
  await reads(async () => `${await toast.count()} messages`, /^1 messages/);
  await keep(page, "vscode-missing-server", await textOf(toast)());
  await toast.locator("a.monaco-button", { hasText: "Open Settings" }).click();
  await reads(textOf(page.locator(".settings-editor")), /Copydesk: ?Path/i);
  await page.keyboard.press("Escape");
  await page.locator(".settings-editor").waitFor({ state: "hidden" });
});

await test("mending the setting is enough", async () => {
  changeSettings(({ "copydesk.path": _, ...rest }) => rest);
  await reads(async () => (await status.locator("a").getAttribute("aria-label")) ?? "", /Running/);
  await squiggles.first().waitFor();
});

await test("how to install the server is shown, though there is no marketplace", async () => {
  changeSettings((settings) => ({ ...settings, "copydesk.path": "/nowhere/else" }));
  try {
    await page.locator(".notification-toast a.monaco-button", { hasText: "How to Install" }).click();
    await reads(previewed, /Install the copydesk program/);
  } finally {
    changeSettings(({ "copydesk.path": _, ...rest }) => rest);
  }
});

await browser.close();
process.exit(failures === 0 ? 0 : 1);
