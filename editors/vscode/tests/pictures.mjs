// The pictures of the README are made by the tests, and what each shows is kept beside it as text: a build that shows
// something else fails until the pictures are made anew, with SCREENSHOTS=editors/screenshots.

import fs from "node:fs";
import path from "node:path";
import process from "node:process";

const KEPT = path.join(process.env.EDITORS, "screenshots");
const FOLDER = process.env.SCREENSHOTS;

/** Takes a picture of the page, and holds what it shows against what the kept picture showed. */
export async function keep(page, name, shown) {
  // Fades are brought to their end; a hover would be caught half-transparent.
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`), animations: "disabled" });
  const text = `${shown
    .split("\n")
    .map((line) => line.replace(/[\s\u00a0]+/g, " ").trim())
    .filter((line) => line !== "")
    .join("\n")}\n`;
  const file = path.join(KEPT, `${name}.txt`);
  if (FOLDER === KEPT) {
    fs.writeFileSync(file, text);
    return;
  }
  const kept = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "(no such picture)\n";
  if (kept !== text) {
    throw new Error(`the picture ${name}.png is of another build. It shows:\n${kept}Today there stands:\n${text}`);
  }
}
