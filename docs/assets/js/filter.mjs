// The field above a long list: it leaves what holds all words typed, and has one of the grades ticked. The address holds
// both, so links and reload work. Without this script the list is complete, and the bar below the field jumps within it.

import { Address, fragmentOf, holdsSettings, readFragment } from "./shared/address.mjs";
import { all } from "./shared/dom.mjs";
import { plain, say } from "./shared/text.mjs";

const FIELDS = new Set(["words", "grade"]);

/**
 * The list that follows a form, as groups of {parts, entries}: a part is an element, and an entry {parts, text, grade}. A
 * heading of the second level begins a group, one of the third an entry.
 */
function read(form) {
  const groups = [{ parts: [], entries: [] }];
  for (let each = form.nextElementSibling; each; each = each.nextElementSibling) {
    const group = groups.at(-1);
    const graded = each.matches("[data-grade]") ? [each] : all(each, "[data-grade]");
    if (each.matches("h2")) groups.push({ parts: [each], entries: [] });
    else if (each.matches("h3")) group.entries.push([each]);
    else if (graded.length) group.entries.push(...graded.map((entry) => [entry]));
    else (group.entries.at(-1)?.[0].matches("h3") ? group.entries.at(-1) : group.parts).push(each);
  }
  return groups
    .filter(({ entries }) => entries.length)
    .map(({ parts, entries }) => ({ parts, entries: entries.map(asEntry) }));
}

function asEntry(parts) {
  return { parts, text: parts.map(plain).join(" ").toLowerCase(), grade: parts[0].dataset.grade };
}

function show(parts, shown) {
  for (const each of parts) each.hidden = !shown;
}

class Filter {
  #form;
  #field;
  #chips;
  #groups;
  #address = new Address(() => this.#fragment());

  constructor(form) {
    this.#form = form;
    this.#field = form.elements.namedItem("words");
    this.#chips = all(form, "[name=grade]");
    this.#groups = read(form);
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => {
      this.#show();
      this.#address.remember();
    });
    this.#field.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !this.#field.value) return;
      this.#field.value = "";
      this.#show();
      this.#address.remember();
    });
    window.addEventListener("hashchange", () => this.#arrive());
    if (holdsSettings(window.location.hash)) this.#arrive();
  }

  /** Show what the address asks for; a link to one entry brings back the whole list. */
  #arrive() {
    const { hash } = window.location;
    const { entries } = readFragment(hash, (key) => FIELDS.has(key));
    const grades = (entries.get("grade") ?? "").split(",");
    this.#field.value = entries.get("words") ?? "";
    for (const chip of this.#chips) chip.checked = grades.includes(chip.value);
    this.#show();
    if (!holdsSettings(hash)) document.getElementById(hash.slice(1))?.scrollIntoView();
  }

  get #words() {
    return this.#field.value.toLowerCase().split(/\s+/).filter(Boolean);
  }

  get #grades() {
    return this.#chips.filter(({ checked }) => checked).map(({ value }) => value);
  }

  #fragment() {
    const words = this.#words.join(" ");
    const grades = this.#grades;
    return fragmentOf([...(words ? [["words", words]] : []), ...(grades.length ? [["grade", grades]] : [])]);
  }

  #show() {
    const [words, grades] = [this.#words, this.#grades];
    const fits = ({ text, grade }) =>
      words.every((word) => text.includes(word)) && (!grades.length || grades.includes(grade));
    let [count, found] = [0, 0];
    for (const { parts, entries } of this.#groups) {
      const fitting = entries.filter(fits);
      for (const entry of entries) show(entry.parts, fitting.includes(entry));
      show(parts, fitting.length);
      count += entries.length;
      found += fitting.length;
    }
    const { noun } = this.#form.dataset;
    say(this.#form.querySelector("[role=status]"), found < count ? `${found} of ${count} ${noun}` : `${count} ${noun}`);
  }
}

for (const form of all(document, "form.filter")) new Filter(form);
