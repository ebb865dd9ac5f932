// ledger.mjs PAGE: the quote ledger's page in a browser, as a copy editor uses it. PAGE is what `copydesk ledger --format html`
// wrote of the sample article.

import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { openPage } from "./browser.mjs";
import { keep } from "./pictures.mjs";

const { browser, page } = await openPage();
let failures = 0;

async function test(name, body) {
  try {
    await body();
    console.log(`ok - ledger: ${name}`);
  } catch (error) {
    failures++;
    console.log(`FAIL - ledger: ${name}\n  ${error.message.replace(/\n/g, "\n  ")}`);
  }
}

function same(got, wanted) {
  if (JSON.stringify(got) !== JSON.stringify(wanted)) {
    throw new Error(`wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`);
  }
}

const asked = [];
page.on("request", (request) => asked.push(request.url()));
const problems = [];
page.on("pageerror", (error) => problems.push(String(error)));
const address = pathToFileURL(path.resolve(process.argv[2])).href;
await page.goto(address);

const rows = page.locator("#quotations tbody tr:visible");
const column = (number) => page.locator(`#quotations tbody tr:visible td:nth-child(${number})`).allInnerTexts();

await test("what nobody says comes first", async () => {
  same((await column(1))[0], "unattributed");
  await keep(page, "ledger-page", await page.locator("body").innerText());
});

await test("words and kind choose rows, and the count is told", async () => {
  const all = await rows.count();
  await page.getByLabel("Show only what holds").fill("okafor");
  const people = await column(2);
  same(people.length > 0 && people.every((name) => name.includes("Okafor")), true);
  same(await page.getByRole("status").innerText(), `${people.length} of ${all} quotations`);
  await page.getByLabel("Show only what holds").fill("");
  await page.getByLabel("Kind").selectOption("unattributed");
  same(await rows.count(), 1);
  await page.getByLabel("Kind").selectOption("");
  same(await rows.count(), all);
});

await test("a heading sorts, up and down, and says so to a screen reader", async () => {
  const heading = page.getByRole("columnheader", { name: "count" });
  for (const [order, sign] of [["ascending", 1], ["descending", -1]]) {
    await heading.getByRole("button").click();
    same(await heading.getAttribute("aria-sort"), order);
    const counts = (await column(4)).map(Number);
    same(counts, [...counts].sort((a, b) => (a - b) * sign));
  }
});

await test("a place leads to the words in the text", async () => {
  await page.getByLabel("Kind").selectOption("unattributed");
  await rows.first().getByRole("link").click();
  const target = page.locator("mark:target");
  same(await target.innerText(), "“Nobody asked us what we needed before they took the boat away.”");
  same(await target.evaluate((mark) => mark.getBoundingClientRect().top < window.innerHeight), true);
  await page.getByLabel("Kind").selectOption("");
});

await test("on paper there is no form", async () => {
  await page.emulateMedia({ media: "print" });
  same(await page.locator("form").isVisible(), false);
  await page.emulateMedia({ media: "screen" });
});

await test("the page asks for nothing and breaks nowhere", async () => {
  same(asked.filter((url) => !url.startsWith(address)), []);
  same(problems, []);
});

await browser.close();
process.exit(failures === 0 ? 0 : 1);
