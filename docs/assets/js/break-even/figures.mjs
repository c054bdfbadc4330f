// Numbers as they are shown. No page is needed here.

const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const small = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 2 });
const typed = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 4 });
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function scientific(value) {
  const [digits, power] = value.toExponential(1).split("e");
  const raised = [...power.replace("+", "")].map((each) => RAISED[each] ?? "⁻").join("");
  return `${digits} × 10${raised}`.replace("-", "−");
}

/** Show an amount or a count that was computed: two digits, for estimated inputs bear no more. */
export function show(value) {
  const rounded = Number(value.toPrecision(2));
  const size = Math.abs(rounded);
  if (size >= 1e12 || (size && size < 1e-4)) return scientific(rounded);
  return (size >= 10 ? whole : small).format(size ? rounded : 0).replace("-", "−");
}

/** Show money with the sign that the reader chose, which may be none. */
export function money(value, sign) {
  const shown = show(value);
  return shown.startsWith("−") ? `−${sign}${shown.slice(1)}` : `${sign}${shown}`;
}

/** Show the value of an input: like show(), without decimals that were not typed. */
export function showInput(value) {
  const size = Math.abs(value);
  if (size >= 1e12 || (size && size < 1e-4)) return scientific(value);
  return typed.format(value);
}
