// Prints how many tokens each of some texts has: `node count-tokens.mjs < texts.json`.

import { readFileSync } from "node:fs";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";

const texts = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(texts.map((text) => countTokens(text, { disallowedSpecial: new Set() }))));
