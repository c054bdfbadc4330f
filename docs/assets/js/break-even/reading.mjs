// What the form holds as numbers: one entry within its limits, one field with its range, and all inputs of a bill.

import { makeInputs, most, spread } from "./bill.mjs";
import { readNumber, showInput } from "./entry.mjs";
import { ENDS, idOf, nameOf } from "./form.mjs";

const LARGEST_SPREAD = 90; // percent

/** Read one entry as {value} or {problem}, within the limits of its input. */
export function readEntry(id, text) {
  const limit = id === "spread" ? LARGEST_SPREAD : most(nameOf(id));
  const entry = readNumber(text, limit <= 1);
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
 * Read the form: {problems}, a Map from the id of a field to a sentence; if it is empty also {inputs, ranges, usual}.
 * `ranges` are {name: [low, high]} as entered, and `usual` as they are where nothing is entered.
 */
export function readForm(form) {
  const read = form.fields.map((id) => [id, readField(form, id)]);
  const problems = new Map(read.filter(([, { problem }]) => problem).map(([id, { problem }]) => [id, problem]));
  if (problems.size) return { problems };
  const { spread: percent, ...values } = Object.fromEntries(read.map(([id, { value }]) => [nameOf(id), value]));
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
  return { problems, inputs, ranges, usual };
}
