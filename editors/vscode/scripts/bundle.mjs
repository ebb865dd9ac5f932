// Bundles the extension into dist/extension.js; with --unit-tests, the tests into dist/tests/ as well.
import { readdirSync } from "node:fs";
import { build } from "esbuild";

const shared = { bundle: true, platform: "node", format: "cjs", target: "node20", external: ["vscode"], logLevel: "warning" };

await build({ ...shared, entryPoints: ["src/extension.ts"], outfile: "dist/extension.js", minify: true });
if (process.argv.includes("--unit-tests")) {
  const entryPoints = readdirSync("tests/unit").map((file) => `tests/unit/${file}`);
  await build({ ...shared, entryPoints, outdir: "dist/tests" });
}
if (process.argv.includes("--host-tests")) {
  await build({ ...shared, entryPoints: ["tests/host/index.ts"], outfile: "dist/host-tests.js" });
}
