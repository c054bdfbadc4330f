// Writes the scripts and style sheets of a built site, and prints what each is called now: `node bundle.mjs SITE`.
//
// A script is one plain file with all that it imports, because from a folder on disk a browser loads no modules, and on
// a phone each request costs more than its bytes. A name holds a hash of the content, so that a host may let browsers
// keep the file for ever.

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync, transformSync } from "esbuild";
import { PurgeCSS } from "purgecss";

const [site] = process.argv.slice(2);
const scripts = fileURLToPath(new URL("../js/", import.meta.url));
const sheets = fileURLToPath(new URL("../css/", import.meta.url));
const theme = join(site, "assets/stylesheets");
const named = {};

function write(folder, name, kind, text) {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
  named[`${folder}/${name}.${kind}`] = `${folder}/${name}.${hash}.${kind}`;
  mkdirSync(join(site, folder), { recursive: true });
  writeFileSync(join(site, folder, `${name}.${hash}.${kind}`), text);
}

function bundle(entry) {
  const { outputFiles } = buildSync({
    entryPoints: [join(scripts, entry)],
    bundle: true,
    write: false,
    format: "iife",
    minify: true,
    target: "es2022",
    legalComments: "inline",
    logLevel: "error",
  });
  return outputFiles[0].text;
}

// Parts of the theme that the site switches on nowhere; the theme's script names them all the same.
const UNUSED = [
  /^md-(annotation|banner|consent|feedback|post|progress|source|status|version)(?![a-z])/,
  /^(footnote|tabbed)/,
];

// The theme has a hue and a picture for each kind of note; the words name much else, so a note has to use its kind.
const NOTES = ["abstract", "bug", "danger", "example", "failure", "info", "question", "quote", "success", "tip"];

/** The kinds of notes that no page has. */
function unusedNotes() {
  const pages = readdirSync(site, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".html"));
  const used = new Set(
    pages.flatMap((name) =>
      (readFileSync(join(site, name), "utf8").match(/(?<=<d(?:iv|etails) class=")[^"]+/g) ?? []).flatMap(wordsOf),
    ),
  );
  return NOTES.filter((kind) => !used.has(kind));
}

const minified = (css) => transformSync(css, { loader: "css", minify: true }).code;

/** The words that a class, a tag or an attribute may be; no page is read from the right. */
const wordsOf = (text) => (text.match(/[\w-]+/g) ?? []).filter((word) => word !== "rtl");

/** The theme's sheets without the rules whose classes no page and no script of the site names. */
async function themeSheets() {
  const files = readdirSync(theme).filter((name) => name.endsWith(".css"));
  const purged = await new PurgeCSS().purge({
    content: [`${site}/**/*.html`, `${site}/assets/javascripts/bundle.*.js`, `${scripts}/**/*.mjs`],
    css: files.sort().map((name) => join(theme, name)), // main before palette, as the theme loads them
    defaultExtractor: wordsOf,
    extractors: [{ extensions: ["html"], extractor: (html) => wordsOf((html.match(/<[^>]+>/g) ?? []).join()) }],
    keyframes: true,
    variables: true,
    // Of custom properties only pictures may go: among colours PurgeCSS overlooks some that another scheme uses.
    safelist: { variables: [/^--(?!md-[\w-]*icon)/] },
    blocklist: [...UNUSED, ...unusedNotes()],
  });
  return purged.map(({ css }) => css).join("\n");
}

for (const entry of readdirSync(scripts, { withFileTypes: true })) {
  const own = `${entry.name}/${entry.name}.mjs`;
  if (entry.isFile()) write("assets/js", entry.name.replace(/\.m?js$/, ""), "js", bundle(entry.name));
  else if (entry.name.includes("-")) write("assets/js", entry.name, "js", bundle(own)); // a folder of an element
}
const tools = readdirSync(scripts).filter((name) => name.includes("-")); // a folder each, named as its element
const shared = minified(readFileSync(join(sheets, "tools.css"), "utf8"));
for (const name of readdirSync(sheets)) {
  const css = minified(readFileSync(join(sheets, name), "utf8"));
  const stem = basename(name, ".css");
  if (stem === "theme") write("assets/css", stem, "css", minified(await themeSheets()) + css);
  else if (tools.includes(stem)) write("assets/css", stem, "css", shared + css);
  else if (stem !== "search" && stem !== "tools") write("assets/css", stem, "css", css);
}

// search.js asks for these by name, when somebody searches.
mkdirSync(join(site, "search"), { recursive: true });
const kept = (name, text) => writeFileSync(join(site, "search", name), text);
for (const name of ["worker", "page"]) kept(`${name}.js`, bundle(`search/${name}.mjs`));
kept("search.css", minified(readFileSync(join(sheets, "search.css"), "utf8")));

// What the site has taken over from the theme, or never asks for.
for (const left of [theme, join(site, "assets/javascripts/workers"), join(site, "assets/javascripts/lunr")]) {
  rmSync(left, { recursive: true, force: true });
}
for (const name of readdirSync(join(site, "assets/javascripts"))) {
  if (name.endsWith(".map")) rmSync(join(site, "assets/javascripts", name));
}
console.log(JSON.stringify(named));
