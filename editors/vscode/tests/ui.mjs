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
// How long an answer to a key or a click may take before it is pressed again.
const AGAIN_MS = 5_000;

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

const poll = () => new Promise((resolve) => setTimeout(resolve, 50));

/** Waits until `read` gives a text that matches. */
async function reads(read, pattern, patience = PATIENCE_MS) {
  const end = Date.now() + patience;
  let text = "";
  do {
    text = (await read()).replace(/\s+/g, " ");
    if (pattern.test(text)) {
      return text;
    }
    await poll();
  } while (Date.now() < end);
  throw new Error(`waited for ${pattern}, but it says: ${text.slice(0, 400)}`);
}

/**
 * Does something, and does it again, until what must be seen is seen: a busy window does not always listen. `seen` fails
 * where it is not; `act` is to do nothing where it has been done.
 */
async function until(act, seen) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      await act();
      return await seen();
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
    }
    await poll();
  }
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

/** The list that opens at the top of the window: commands, symbols, the menu of the status bar. */
const list = page.locator(".quick-input-widget");
const rows = list.locator(".quick-input-list .monaco-list-row");

async function openList(act) {
  await until(
    async () => ((await list.isVisible()) ? undefined : act()),
    () => list.waitFor({ timeout: AGAIN_MS }),
  );
}

async function closeList() {
  await until(
    async () => ((await list.isVisible()) ? page.keyboard.press("Escape") : undefined),
    () => list.waitFor({ state: "hidden", timeout: AGAIN_MS }),
  );
}

/** Opens a list, types into it if there is something to type, and chooses the row with these words. */
async function choose(act, words, typed) {
  const choice = async () => {
    await openList(act);
    try {
      if (typed !== undefined) {
        await list.locator("input").first().fill(typed, { timeout: AGAIN_MS });
      }
      await rows.filter({ hasText: words }).first().click({ timeout: AGAIN_MS });
    } catch (error) {
      // It is another list, which opened late.
      await closeList();
      throw error;
    }
  };
  await until(choice, async () => {});
}

const runCommand = (name) => choose(() => page.keyboard.press("F1"), name, `>${name}`);

/** Opens or folds a part of the side bar. */
async function unfold(header, open) {
  const state = async () => (await header.getAttribute("aria-expanded", { timeout: AGAIN_MS })) ?? "";
  await until(
    async () => ((await state()) === String(open) ? undefined : header.click({ timeout: AGAIN_MS })),
    () => reads(state, new RegExp(`^${open}$`), AGAIN_MS),
  );
}

/** Clicks into the text, so that keys go there. */
const focusText = () => line("Ellery Harbor Authority").click({ timeout: AGAIN_MS });

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

/** Points somewhere, `left` of the middle of these words, until the box that opens says what it should. */
async function hovers(words, left, pattern) {
  return until(
    async () => {
      await page.mouse.move(0, 0);
      await hoverBox.waitFor({ state: "hidden", timeout: AGAIN_MS });
      const { x, y } = await middleOf(words);
      await page.mouse.move(x - left + 2, y);
      await page.mouse.move(x - left, y);
    },
    () => reads(async () => (await textOf(hoverBox)()).replace(/.*Loading\.\.\..*/s, ""), pattern, AGAIN_MS),
  );
}

await test("pointing at a name tells who it is", async () => {
  const said = await hovers("Lopez said", 22, /Maria Lopez.*director of the Ellery Harbor Authority/);
  await keep(page, "vscode-hover", said);
});

await test("pointing at a quotation tells who says it", async () => {
  await keep(page, "vscode-hover-quotation", await hovers("We lost nurses", 0, /Said by Maria Lopez/));
});

const explorer = page.locator('.pane-header[aria-label^="Explorer Section"]');
const outline = page.locator('.pane-header[aria-label*="Outline"]');

await test("the outline lists people, organizations, places and quotations", async () => {
  await page.mouse.move(0, 0);
  await unfold(explorer, false); // it leaves room
  await unfold(outline, true);
  const rows = page.locator(".outline-pane .monaco-list-row");
  // The view sorts by place, and by name where places are equal; the order is to be the server's all the same.
  await keep(page, "vscode-outline", await reads(textOf(rows), /copydesk Unattributed quotations.* People.*Maria Lopez/));
  await unfold(outline, false);
  await unfold(explorer, true);
});

await test("the view of its own shows who is in the article, with what they say", async () => {
  await unfold(explorer, false);
  const header = page.locator('.pane-header[aria-label*="Who Is in the Article" i]');
  await unfold(header, true);
  const rows = page.locator(".customview-tree .monaco-list-row");
  await keep(page, "vscode-view", await reads(textOf(rows), /Nobody asked us.*Maria Lopez.*Ellery Harbor Authority/));
  await unfold(header, false);
  await unfold(explorer, true);
});

// VS Code takes them from the outline that covers most, which must not be ours.
await test("Markdown's own headings stay in sight, and in the path above the text", async () => {
  const path = textOf(page.locator(".breadcrumbs-control"));
  await until(focusText, () => reads(path, /# Harbor agency/, AGAIN_MS));
  await page.setViewportSize({ width: 1280, height: 400 });
  const press = (key) => () => page.keyboard.press(key);
  try {
    await until(press("Control+End"), () => reads(textOf(page.locator(".sticky-widget")), /# Harbor agency/, AGAIN_MS));
    await until(press("Control+Home"), () => reads(path, /# Harbor agency/, AGAIN_MS));
  } finally {
    await page.setViewportSize({ width: 1280, height: 800 });
  }
});

await test("a person is found by name among the symbols", async () => {
  await openList(async () => {
    await page.locator(".editor-instance .view-line").first().click({ timeout: AGAIN_MS });
    await page.keyboard.press("Control+Shift+O");
  });
  await reads(textOf(rows), /People/);
  await list.locator("input").first().fill("@Okafor");
  await reads(textOf(rows), /Daniel Okafor/);
  await closeList();
});

await test("the quick fix is offered at the squiggle, and applied", async () => {
  const menu = page.locator(".action-widget:not(.action-list-submenu-panel)");
  const openMenu = () =>
    until(
      async () => {
        if (!(await menu.isVisible())) {
          const { x, y } = await middleOf("Nobody asked us");
          await page.mouse.click(x, y);
          await page.keyboard.press("Control+.");
        }
      },
      () => menu.waitFor({ timeout: AGAIN_MS }),
    );
  await openMenu();
  await keep(page, "vscode-quick-fix", await reads(textOf(menu), /Attribute to Maria Lopez/));
  const quoted = textOf(line("took the boat away"));
  await until(
    async () => {
      if (!(await quoted()).includes("Lopez")) {
        await openMenu();
        await menu.locator(".monaco-list-row", { hasText: "Maria Lopez" }).first().click({ timeout: AGAIN_MS });
      }
    },
    () => reads(quoted, /took the boat away.*Lopez/, AGAIN_MS),
  );
  await reads(async () => `${await squiggles.count()} squiggles`, /^0 squiggles/);
});

await test("undoing it brings the squiggle back", async () => {
  await until(
    async () => {
      await focusText();
      await page.keyboard.press("Control+z");
    },
    () => squiggles.first().waitFor({ timeout: AGAIN_MS }),
  );
});

/** What the preview of a page shows; it is a window in a window. */
async function previewed() {
  const texts = await Promise.all(page.frames().map((frame) => frame.locator("body").innerText({ timeout: 1_000 }).catch(() => "")));
  return texts.join(" ");
}

const clickStatus = () => status.locator("a").click({ timeout: AGAIN_MS });

/** Opens the menu of the status bar and chooses the row with these words. */
const chooseInMenu = (words) => choose(clickStatus, words);

await test("the status bar counts the article's findings, and offers what copydesk can do", async () => {
  await openList(clickStatus);
  const wanted = /Findings ?1 warning.*Quote ledger.*Apply all safe fixes.*Switch off for this file.*Explain a rule.*Show the output/;
  await keep(page, "vscode-menu", await reads(textOf(rows), wanted));
  await closeList();
});

await test("the output is in that menu, and the status bar stays meanwhile", async () => {
  await chooseInMenu("Show the output");
  const output = page.locator(".panel .output-view, .panel .view-lines");
  await output.first().click();
  await reads(textOf(status), /copydesk/);
  await until(
    async () => ((await output.first().isVisible()) ? page.keyboard.press("Control+j") : undefined),
    () => output.first().waitFor({ state: "hidden", timeout: AGAIN_MS }),
  );
});

/** Goes back to the tab with the article, and into its text. */
const backToArticle = () =>
  until(() => page.locator(".tab", { hasText: "article.md" }).first().click({ timeout: AGAIN_MS }), focusText);

await test("the quote ledger opens in a tab of its own", async () => {
  await until(focusText, async () => {});
  await chooseInMenu("Quote ledger");
  await reads(previewed, /Who is quoted: article\.md.*unattributed.*Maria Lopez/);
  await backToArticle();
});

await test("a rule is explained without a network", async () => {
  await chooseInMenu("Explain a rule");
  await choose(() => chooseInMenu("Explain a rule"), "unattributed-quote", "unattributed");
  await reads(previewed, /unattributed-quote.*Wrong/);
  await backToArticle();
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
  await reads(async () => {
    const messages = await toast.allTextContents();
    return `${messages.length} messages: ${messages.join(" | ")}`;
  }, /^1 messages/);
  await keep(page, "vscode-missing-server", await textOf(toast)());
  await toast.locator("a.monaco-button", { hasText: "Open Settings" }).click();
  const editor = page.locator(".settings-editor");
  await reads(textOf(editor), /Copydesk: ?Path/i);
  await until(
    async () => ((await editor.isVisible()) ? page.keyboard.press("Escape") : undefined),
    () => editor.waitFor({ state: "hidden", timeout: AGAIN_MS }),
  );
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
