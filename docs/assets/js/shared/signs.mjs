// The signs around and inside numbers as the world writes them: digits of all scripts, currencies, per cent.

const CODES = "USD|EUR|GBP|CHF|JPY|CNY|RMB|INR|CAD|AUD|NZD|BRL|MXN|KRW|SEK|NOK|DKK|PLN|CZK|TRY|ZAR|SGD|HKD";
const CURRENCY = `(?:[a-z]{0,2}\\p{Sc}|(?:Rs|Fr|kr)\\b\\.?|zł|Kč|(?:${CODES})\\b)`;
const CURRENCY_BEFORE = new RegExp(`^${CURRENCY}\\s*`, "iu");
const CURRENCY_AFTER = new RegExp(`(?:\\s*${CURRENCY}|\\s*/-)$`, "iu"); // in India, "/-" ends an amount of rupees

/** Rewrite the digits and signs of other scripts and of programs in ours, and take away marks that nobody sees. */
export function inOurSigns(text) {
  return text
    .replace(/[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "")
    .replace(/[\uff01-\uff5e]/g, (each) => String.fromCharCode(each.charCodeAt(0) - 0xfee0))
    .replace(/\uffe5/g, "¥")
    .replace(/\p{Nd}/gu, digitOf)
    .replace(/\u066c/g, "'")
    .replace(/\u066a|\s*(?:percent|per cent|pct\.?)$/gi, "%")
    .replace(/[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (power) => `^${power.normalize("NFKC").replace("−", "-")}`)
    .replace(/[’ʼ′`]/g, "'")
    .replace(/\s+/g, " ")
    .trim();
}

/** The value of a decimal digit in any script: the digits of each stand in order, ten by ten. */
function digitOf(digit) {
  const code = digit.codePointAt(0);
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((code - first) % 10);
}

/** Take a sign of currency away before an amount, after it, or both; and a plus sign. */
export function withoutCurrency(text) {
  const [sign] = /^(?:[-−–+]\s*)?/.exec(text);
  return sign.replace("+", "") + text.slice(sign.length).replace(CURRENCY_BEFORE, "").replace(CURRENCY_AFTER, "");
}
