// Numbers as they are shown. No page is needed here.

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
