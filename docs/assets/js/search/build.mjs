// Writes what the browser loads when the site is built: `node build.mjs FOLDER < site.json`.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { pack } from "./corpus.mjs";

const [folder] = process.argv.slice(2);
const site = JSON.parse(readFileSync(0, "utf8"));
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "index.js"), `self.siteSearchIndex = ${JSON.stringify(pack(site))};\n`);
// One plain script each: a worker starts with one request, and from file:// a browser loads no modules at all.
buildSync({
  entryPoints: ["worker", "page"].map((name) => fileURLToPath(new URL(`${name}.mjs`, import.meta.url))),
  outdir: folder,
  bundle: true,
  format: "iife",
  minify: true,
  target: "es2022",
  legalComments: "inline",
  logLevel: "error",
});
