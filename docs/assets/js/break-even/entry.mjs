// What readers type and links hold, as numbers; and numbers as they are shown and written. No page is needed here.

const LONGEST_ENTRY = 60;
const SMALLEST = 1e-9; // keeps quotients of two entries far from what a number can hold
const MONEY_SIGN = "(?:US\\$|[$€£¥]|USD|EUR|GBP|CHF)";
const SIGN_BEFORE = new RegExp(`^${MONEY_SIGN}\\s*`, "i");
const SIGN_AFTER = new RegExp(`\\s*${MONEY_SIGN}$`, "i");

/**
 * Read one number as people write it: "1200", "$1,200.50", "1 200,50", "€3", "1.2e3", and "87%" for a share.
 * Returns {value}, or {problem} with a sentence for the reader: also where two readings are possible.
 */
export function readNumber(text, share = false) {
  let plain = String(text)
    .replace(/[\s\u00a0\u2007\u2009\u202f]+/g, " ")
    .replaceAll("’", "'")
    .trim();
  if (!plain) return { problem: "Write a number; 0 if there is none." };
  if (plain.length > LONGEST_ENTRY) return { problem: "This is too long to be a number." };
  const percent = plain.endsWith("%");
  if (percent && !share) return { problem: "Write a plain number here, without %." };
  if (percent) plain = plain.slice(0, -1).trim();
  const negative = /^[^\d]*[-−–]\s*[^\d]*[\d.,]/.test(plain);
  plain = plain.replace(SIGN_BEFORE, "").replace(SIGN_AFTER, "").replace(/^\+/, "");
  if (negative) return { problem: "This cannot be negative." };
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(plain)) {
    const digits = plain.replace(/[.,]/, "");
    return {
      problem: `This could mean ${digits} or ${plain.replace(",", ".")}. Write ${digits} or ${plain.replace(",", ".")}0.`,
    };
  }
  const number = plainNumber(plain);
  if (number === null) return { problem: "This is not a number. Write it like 1200 or 0.25." };
  const value = Number(number) / (percent ? 100 : 1);
  if (!Number.isFinite(value)) return { problem: "This number is too large." };
  if (value && value < SMALLEST) return { problem: "This number is too small to matter here. Write 0." };
  return { value };
}

/** Rewrite the forms that can mean only one thing as digits with a decimal point; null for anything else. */
function plainNumber(text) {
  if (/^(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text)) return text;
  if (/^(\d+|),\d+$/.test(text)) return text.replace(",", ".");
  if (/^\d{1,3}([ '])\d{3}(\1\d{3})*([.,]\d+)?$/.test(text)) return text.replace(/[ ']/g, "").replace(",", ".");
  if (/^\d{1,3}(,\d{3})+\.\d*$|^\d{1,3}(,\d{3}){2,}$/.test(text)) return text.replaceAll(",", "");
  if (/^\d{1,3}(\.\d{3})+,\d*$|^\d{1,3}(\.\d{3}){2,}$/.test(text)) return text.replaceAll(".", "").replace(",", ".");
  return null;
}

/** Write a number so that readNumber() reads it back. */
export function writeNumber(value) {
  const text = String(value);
  return /^[1-9]\d{0,2}\.\d{3}$/.test(text) ? `${text}0` : text;
}

const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const cents = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const small = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 3 });
const typed = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 4 });
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function scientific(value) {
  const [digits, power] = value.toExponential(1).split("e");
  const raised = [...power.replace("+", "")].map((each) => RAISED[each] ?? "⁻").join("");
  return `${digits} × 10${raised}`.replace("-", "−");
}

/** Show an amount or a count. */
export function show(value) {
  const size = Math.abs(value);
  if (size >= 1e12 || (size && size < 1e-4)) return scientific(value);
  const format = size >= 100 ? whole : size >= 1 ? cents : small;
  return format.format(size ? value : 0).replace("-", "−");
}

/** Show the value of an input: like show(), without decimals that were not typed. */
export function showInput(value) {
  const size = Math.abs(value);
  if (size >= 1e12 || (size && size < 1e-4)) return scientific(value);
  return typed.format(value);
}
