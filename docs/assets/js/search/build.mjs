// Packs the index of the search when the site is built: `node build.mjs FOLDER < site.json`.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pack } from "./corpus.mjs";

const [folder] = process.argv.slice(2);
const site = JSON.parse(readFileSync(0, "utf8"));
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "index.js"), `self.siteSearchIndex = ${JSON.stringify(pack(site))};\n`);
