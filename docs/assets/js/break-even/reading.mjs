// What the form holds as numbers: one entry within its limits, one field with its range, and all inputs of a bill.

import { readNumber, readOut } from "../shared/number.mjs";
import { makeInputs, most, spread } from "./bill.mjs";
import { showInput } from "./figures.mjs";
import { ENDS, idOf, nameOf } from "./form.mjs";

const LARGEST_SPREAD = 90; // percent
const COUNTED = /^requests-per-day$|^days$|-tokens$|^cache-minimum$|^machines$|^training-examples$|^epochs$/;
const PASSING = "passing-"; // before the id of an option: the share of its answers that pass
const FOR_A_MILLION = /^(?!retrieval-|storage-).*-price$/;

/**
 * What kind of number an input is.
 * @returns {import("../shared/number.mjs").Kind}
 */
export function kindOf(id) {
  if (id === "spread") return "percent";
  if (id.startsWith(PASSING)) return "share";
  if (COUNTED.test(id)) return "count";
  if (FOR_A_MILLION.test(id)) return "million";
  return most(nameOf(id)) <= 1 ? "share" : "amount";
}

/** Read one entry as {value} or {problem}, within the limits of its input. */
export function readEntry(id, text) {
  const limit = id === "spread" ? LARGEST_SPREAD : id.startsWith(PASSING) ? 1 : most(nameOf(id));
  const entry = readNumber(text, kindOf(id));
  if (entry.value > limit) {
    return {
      problem:
        limit <= 1
          ? `Write a share from 0 to ${limit}, or a percentage such as 80%.`
          : `This can be at most ${showInput(limit)}.`,
    };
  }
  return entry;
}

/**
 * Read a field as {value, told} or {problem}; the ends of its range must enclose its value. `told` says how the value and
 * the ends were read, where that is not plain.
 */
export function readField(form, id) {
  const entry = readEntry(id, form.text(id));
  if (entry.problem) return entry;
  const told = [readOut(form.text(id), entry)];
  for (const end of ENDS) {
    const text = form.text(`${id}~${end}`);
    if (!text) continue;
    const { value, problem } = readEntry(id, text);
    if (problem) return { problem: `The ${end} end: ${problem}` };
    if (end === "low" ? value > entry.value : value < entry.value) {
      return {
        problem: `The ${end} end must not lie ${end === "low" ? "above" : "below"} the value, ${showInput(entry.value)}.`,
      };
    }
    const read = readOut(text, { value });
    if (read) told.push(`The ${end} end: ${read}`);
  }
  return { ...entry, told: told.filter(Boolean).join(" ") };
}

/**
 * Read the form: {problems, readings}, Maps from the id of a field to a sentence that says what is wrong with it, or how
 * it was read; without problems also {inputs, ranges, usual, quality}. `ranges` are {name: [low, high]} as entered, `usual`
 * as they are where nothing is entered, and `quality` is {review, passing}: the price of looking at one answer, and the
 * share of an option's answers that pass.
 */
export function readForm(form) {
  const read = form.fields.map((id) => [id, readField(form, id)]);
  const problems = new Map(read.filter(([, { problem }]) => problem).map(([id, { problem }]) => [id, problem]));
  const readings = new Map(read.map(([id, { told }]) => [id, told]));
  if (problems.size) return { problems, readings };
  const entered = Object.fromEntries(read.map(([id, { value }]) => [id, value]));
  const { spread: percent, review, ...numbers } = entered;
  const billed = Object.entries(numbers).filter(([id]) => !id.startsWith(PASSING));
  const values = Object.fromEntries(billed.map(([id, value]) => [nameOf(id), value]));
  const quality = { review, passing: (option) => entered[PASSING + option] };
  const inputs = makeInputs(values);
  const estimated = Object.keys(values).filter((name) => form.has(`${idOf(name)}~low`));
  const usual = {
    ...Object.fromEntries(estimated.map((name) => [name, [inputs[name], inputs[name]]])),
    ...spread(inputs, percent / 100, estimated),
  };
  const ranges = Object.fromEntries(
    estimated.map((name) => [
      name,
      ENDS.map((end, index) => {
        const text = form.text(`${idOf(name)}~${end}`);
        return text ? readEntry(idOf(name), text).value : usual[name][index];
      }),
    ]),
  );
  return { problems, readings, inputs, ranges, usual, quality };
}
