// The one reader of numbers: what people type, paste and link, in any field of any tool; and the one that writes them so
// that they are read back. A text with two readings is asked about, unless the kind of the field settles it.

import { inOurSigns, withoutCurrency } from "./signs.mjs";

const LONGEST_ENTRY = 60;
const SMALLEST = 1e-9; // keeps quotients of two entries far from what a number can hold

/**
 * What a field holds. "count": things that are counted, where "1,234" is a thousand and more. "amount": a price, hours, or
 * the like, where "1,234" is asked about. "million": an amount for a million tokens, which may say so. "share": 0 to 1, or a
 * percentage. "percent": a percentage. A share and a percentage have no thousands.
 * @typedef {"count" | "amount" | "million" | "share" | "percent"} Kind
 */

const MILLION_TOKENS =
  /^(?:\/|per\b)\s*(?:1\s*)?(?:m|mn|mio\.?|million|mtoks?|1,000,000|1000000)(?:\s*(?:input|output|cached))?(?:\s*tok(?:en)?s?)?$/i;

/** A power of ten after a number: "10k", "2.5 million", "3 x 10^4". */
const POWERS = { k: 3, thousand: 3, lakh: 5, m: 6, mn: 6, mio: 6, million: 6, crore: 7, b: 9, bn: 9, billion: 9 };
const NAMES = Object.keys(POWERS).join("|");
const NAMED_POWER = new RegExp(`^(.*[\\d.,])\\s*(${NAMES})\\.?$`, "i");
const WITH_WORDS = new RegExp(`^(.*[\\d.,](?:\\s*(?:${NAMES})\\b)?)\\s*(\\p{L}\\D*)$`, "iu");
const TEN_TO_THE = /^(?:(.*[\d.,])\s*[x×*·]\s*)?10(?:\^|\*\*)([+-]?\d{1,3})$/i;

/** Groups of three digits, or as in India of two before the last three, set off by the same sign throughout. */
const GROUPED = /^[1-9]\d{0,2}(?:([ '_,.])\d{3})(?:\1\d{3})*$|^[1-9]\d?(?:([ '_,])\d{2})(?:\2\d{2})*\2\d{3}$/;
const ONE_GROUP = /^[1-9]\d{0,2}[.,]\d{3}$/; // also a number with three decimals

/**
 * Read one number as people write it. Returns {value}, or {problem}: a sentence that says why not and what to write.
 * @param {string} text
 * @param {Kind} kind
 * @returns {{value?: number, problem?: string}}
 */
export function readNumber(text, kind = "amount") {
  const typed = inOurSigns(text);
  if (!typed) return { problem: "Write a number; 0 if there is none." };
  if (typed.length > LONGEST_ENTRY) return { problem: "This is too long to be a number." };
  const named = /\d/.test(typed) ? `"${text.trim()}"` : "This";
  const percent = typed.endsWith("%");
  if (percent && kind !== "share" && kind !== "percent") {
    return { problem: `Write a plain number here, without %: ${named} is a percentage.` };
  }
  const [amount, unit] = partsOf(percent ? typed.slice(0, -1).trim() : typed);
  const readings = readingsOf(amount.replace(/^([^\d.,]*)[-−–]\s*/, "$1"), kind);
  if (!readings.length) return { problem: `${named} is not a number. Write it like 1200 or 0.25.` };
  const values = readings.map((each) => Number(each) / (percent && kind === "share" ? 100 : 1));
  const [value] = values;
  if (values.some((each) => !Number.isFinite(each))) return { problem: "This number is too large." };
  if (value && /^[^\d.,]*[-−–]/.test(amount))
    return { problem: `${named} cannot be used: this cannot be negative. Write 0 or more.` };
  if (unit && !(kind === "million" && MILLION_TOKENS.test(unit))) {
    return {
      problem: `This field has a unit of its own: leave "${unit}" out and write the number alone, such as ${value}.`,
    };
  }
  if (values.length > 1) {
    const [one, other] = readings.map((each) => (each.includes("e") ? String(Number(each)) : each));
    return { problem: `${named} could mean ${one} or ${other}. Write ${values.map(writeNumber).join(" or ")}.` };
  }
  if (value && value < SMALLEST) return { problem: "This number is too small to matter here. Write 0." };
  return { value };
}

/** Part what stands for the amount, without currency, from a unit or a word after it. */
function partsOf(text) {
  const [, before, per] = /^(.*?\d.*?)\s*((?:\/|\bper\b).+)$/i.exec(text) ?? [];
  if (per && (MILLION_TOKENS.test(per) || /\p{L}/u.test(per))) return [withoutCurrency(before), per];
  const alone = withoutCurrency(text);
  const [, number = alone, words = ""] = isNumber(alone) ? [] : (WITH_WORDS.exec(alone) ?? []);
  return [number, words];
}

const isNumber = (text) => readingsOf(text.replace(/^[-−–]\s*/, ""), "amount").length > 0;

/** What a text without sign, currency and unit can mean, as texts that Number() takes: none, one, or two readings. */
function readingsOf(text, kind) {
  const [, digits = text, word] = NAMED_POWER.exec(text) ?? [];
  const [, factor = "1", power] = TEN_TO_THE.exec(text) ?? [];
  const exponent = word ? `e${POWERS[word.toLowerCase()]}` : power ? `e${power}` : "";
  const written = power ? factor : digits;
  const [thousands, decimal] = [written.replace(/[.,]/, ""), written.replace(",", ".")];
  if (!ONE_GROUP.test(written)) {
    const plain = plainNumber(written);
    return plain === null || (exponent && /e/i.test(plain)) ? [] : [plain + exponent];
  }
  if (kind === "share" || kind === "percent") return [decimal + exponent];
  if (kind === "count" && !exponent) return [thousands];
  return [thousands + exponent, decimal + exponent];
}

/** Rewrite the forms that can mean only one thing as digits with a decimal point; null for anything else. */
function plainNumber(text) {
  if (/^(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text)) return text;
  const [, whole, sign, fraction] = /^(.*)([.,\u066b])(\d*)$/.exec(text) ?? [];
  if (GROUPED.test(text)) return text.replace(/\D/g, "");
  if (sign === undefined || whole.includes(sign) || !(whole + fraction)) return null;
  if (!/^\d*$/.test(whole) && !GROUPED.test(whole)) return null;
  return `${whole.replace(/\D/g, "")}.${fraction}`;
}

/**
 * What was read, for a text that is not plain digits; nothing where there is nothing to tell.
 * @param {string} text
 * @param {{value?: number}} read what readNumber() made of it
 */
export function readOut(text, { value }) {
  const plain = /^\d+(\.\d+)?$/.test(text.trim()) && Number(text) === value;
  return value === undefined || plain ? "" : `Read as ${writeNumber(value)}.`;
}

/** Write a number so that readNumber() reads it back. */
export function writeNumber(value) {
  const text = String(value);
  return /^[1-9]\d{0,2}\.\d{3}$/.test(text) ? `${text}0` : text;
}
