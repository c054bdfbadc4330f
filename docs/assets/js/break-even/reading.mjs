// What the form holds as numbers: one entry within its limits, one field with its range, and all inputs of a bill.

import { readNumber, readOut } from "../shared/number.mjs";
import { makeInputs, most, spread } from "./bill.mjs";
import { showInput } from "./figures.mjs";
import { ENDS, idOf, nameOf } from "./form.mjs";

const LARGEST_SPREAD = 90; // percent
const COUNTED = /^requests-per-day$|^days$|-tokens$|^cache-minimum$|^machines$|^training-examples$|^epochs$/;
const PASSING = "passing-"; // before the id of an option: the share of its answers that pass
const FOR_A_MILLION = /^(?!retrieval-).*-price$/;

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

/** Read a field as {value} or {problem}; the ends of its range must enclose its value. */
export function readField(form, id) {
  const entry = readEntry(id, form.text(id));
  if (entry.problem) return entry;
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
  }
  return entry;
}

/**
 * Read the form: {problems, readings}, Maps from the id of a field to a sentence that says what is wrong with it, or how
 * it was read; without problems also {inputs, ranges, usual, quality}. `ranges` are {name: [low, high]} as entered, `usual` as they are where nothing is entered, and
 * `quality` is {review, passing}: the price of looking at one answer, and the share of an option's answers that pass.
 */
export function readForm(form) {
  const read = form.fields.map((id) => [id, readField(form, id)]);
  const problems = new Map(read.filter(([, { problem }]) => problem).map(([id, { problem }]) => [id, problem]));
  const readings = new Map(
    read.filter(([, { value }]) => value !== undefined).map(([id]) => [id, readingOf(form, id)]),
  );
  if (problems.size) return { problems, readings };
  const entered = new Map(read.map(([id, { value }]) => [id, value]));
  const {
    spread: percent,
    review,
    ...values
  } = Object.fromEntries(read.filter(([id]) => !id.startsWith(PASSING)).map(([id, { value }]) => [nameOf(id), value]));
  const passing = (option) => entered.get(PASSING + option);
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
  return { problems, readings, inputs, ranges, usual, quality: { review, passing } };
}

/** How a field and the ends of its range were read, where that is not plain. */
function readingOf(form, id) {
  return ["", ...ENDS]
    .map((end) => {
      const text = form.text(end ? `${id}~${end}` : id);
      const told = text && readOut(text, readEntry(id, text));
      return told && end ? `The ${end} end: ${told}` : told;
    })
    .filter(Boolean)
    .join(" ");
}
