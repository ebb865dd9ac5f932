// A headless browser on a VS Code that serves its workbench: browser.mjs is shared by host.mjs and ui.mjs.

import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";

/** Where run.sh has put the editor and playwright-core. */
const { chromium } = createRequire(path.join(process.env.EDITOR_PACKAGES, "package.json"))("playwright-core");

/** A page of 1280 × 800, in a browser that reaches this machine only. */
export async function openPage() {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  // A machine that builds beside the tests is slow to serve the workbench the first time.
  page.setDefaultNavigationTimeout(180_000);
  return { browser, page };
}

export function workbenchUrl(port, folder, payload = []) {
  const url = new URL(`http://127.0.0.1:${port}/`);
  url.searchParams.set("folder", folder);
  if (payload.length > 0) {
    url.searchParams.set("payload", JSON.stringify(payload));
  }
  return url.href;
}
