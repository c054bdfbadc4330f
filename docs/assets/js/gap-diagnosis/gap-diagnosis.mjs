// <gap-diagnosis>: a sheet of up to 50 failures to sort by cause. It lives in this page only: nothing is stored,
// sent or put into the address.

import { readFile } from "../shared/csv.mjs";
import { all, button, download, element, link } from "../shared/dom.mjs";
import { withPair } from "../shared/handover.mjs";
import { say } from "../shared/text.mjs";
import { Tool } from "../shared/tool.mjs";
import { bars } from "./bars.mjs";
import { diagnose, LONGEST_PASTE, MOST_FAILURES, readPaste, sheetAsCsv, sheetAsMarkdown, tidy } from "./sheet.mjs";

const EXCERPT = 140;

class GapDiagnosis extends Tool {
  #classes;
  #failures = []; // the reader's, or while there are none the example's
  #isExample = false;
  #made = 0;
  #unsaved = false;

  actions = {
    "add-typed": () => this.#addTyped(),
    "add-pasted": () => {
      if (this.#addText(this.place("pasted").value)) this.place("pasted").value = "";
    },
    "save-csv": () => this.#save("gap-diagnosis.csv", "text/csv", sheetAsCsv(this.#failures)),
    "save-markdown": () => this.#save("gap-diagnosis.md", "text/markdown", this.#markdown()),
    print: () => window.print(),
    empty: () => this.#empty(),
  };

  prepare() {
    this.#classes = all(this, "[data-gap]").map(({ dataset, firstElementChild: place }) => ({
      id: dataset.gap,
      label: place.textContent,
      leads: `${place.getAttribute("href")}=${dataset.answer ?? ""}`,
    }));
    this.#isExample = true;
    for (const text of all(this, "[data-gap] > q"))
      this.#append({ id: "", text: text.textContent, gap: text.parentElement.dataset.gap });
    this.#update();
  }

  start() {
    const typed = this.place("typed");
    this.on(typed, "keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#addTyped();
    });
    this.on(this.place("file"), "change", () => this.#addFile(this.place("file")));
    this.on(window, "beforeunload", (event) => {
      if (this.#unsaved || typed.value.trim()) event.preventDefault();
    });
  }

  #room() {
    return MOST_FAILURES - (this.#isExample ? 0 : this.#failures.length);
  }

  #tell(...lines) {
    this.place("message").replaceChildren(...lines.map((line) => element("p", {}, line)));
  }

  #addTyped() {
    const typed = this.place("typed");
    const { text } = tidy(typed.value);
    if (!text) this.#tell("Type what went wrong first.");
    else if (!this.#room()) this.#tell(`The sheet holds ${MOST_FAILURES} failures and is full.`);
    else {
      this.#add([{ id: "", text, gap: "" }]);
      typed.value = "";
      this.#tell(`Added as failure ${this.#failures.length}.`);
    }
    typed.focus();
  }

  async #addFile(input) {
    const [file] = input.files;
    if (!file) return;
    if (file.size > 4 * LONGEST_PASTE)
      this.#tell("That file is larger than 4 MB. Nothing was added; keep the failures only.");
    else {
      try {
        const { text, note, problem } = readFile(new Uint8Array(await file.arrayBuffer()));
        if (problem) this.#tell(`${problem} Nothing was added.`);
        else this.#addText(text, note);
      } catch {
        this.#tell("The browser could not read that file. Nothing was added.");
      }
    }
    input.value = "";
  }

  /** Add what a text holds and say what became of it; returns whether anything was added. */
  #addText(text, note = "") {
    if (!this.#room()) {
      this.#tell(`The sheet holds ${MOST_FAILURES} failures and is full.`);
      return false;
    }
    const { failures, messages, problem } = readPaste(text, this.#room(), this.#classes);
    if (problem) this.#tell(problem);
    else {
      this.#add(failures);
      this.#tell(...messages, ...[note].filter(Boolean));
    }
    return !problem;
  }

  #add(failures) {
    if (this.#isExample) this.#clear();
    for (const failure of failures) this.#append(failure);
    this.#changed();
  }

  #append(failure) {
    this.#failures.push(failure);
    this.place("list").append(this.#row(failure));
  }

  /** Take everything from the sheet, the example as well. */
  #clear() {
    this.#isExample = false;
    this.#failures = [];
    this.place("list").replaceChildren();
  }

  #row(failure) {
    this.#made += 1;
    const name = `gap-row-${this.#made}`;
    const short =
      failure.text.length > EXCERPT
        ? `${failure.text.slice(0, EXCERPT).replace(/[\ud800-\udbff]$/, "")} ...`
        : failure.text;
    const choice = ({ id, label }) => {
      const radio = element("input", { type: "radio", name, value: id });
      radio.checked = failure.gap === id;
      radio.addEventListener("change", () => {
        failure.gap = id;
        this.#changed();
      });
      return element("label", {}, radio, element("span", {}, label));
    };
    const remove = button("\u00d7", () => this.#remove(failure, row));
    remove.setAttribute("aria-label", `Remove failure: ${short.slice(0, 60)}`);
    const row = element(
      "li",
      {},
      element(
        "fieldset",
        {},
        element(
          "legend",
          {},
          ...(failure.id && failure.id !== String(this.#failures.length)
            ? [element("span", { class: "gap-id" }, failure.id), " "]
            : []),
          short,
        ),
        ...(short === failure.text
          ? []
          : [element("details", {}, element("summary", {}, "Whole text"), element("p", {}, failure.text))]),
        element(
          "div",
          { class: "gap-choices" },
          ...this.#classes.map(choice),
          choice({ id: "", label: "Not sorted" }),
          remove,
        ),
      ),
    );
    return row;
  }

  #remove(failure, row) {
    const after = row.nextElementSibling ?? row.previousElementSibling;
    this.#failures.splice(this.#failures.indexOf(failure), 1);
    row.remove();
    (after?.querySelector("input:checked") ?? this.place("typed")).focus();
    this.#tell("Failure removed.");
    this.#changed();
  }

  #empty() {
    const { length } = this.#failures;
    if (!length || !(this.#isExample || window.confirm(`Remove all ${length} failures from the sheet?`))) return;
    this.#clear();
    this.#tell("The sheet is empty.");
    this.#changed();
    this.place("typed").focus();
  }

  #changed() {
    this.#unsaved = !this.#isExample && this.#failures.length > 0;
    this.#update();
  }

  #update() {
    const { sorted, kind, lead, next } = diagnose(this.#failures, this.#classes);
    const own = this.#isExample ? 0 : this.#failures.length;
    const handed = this.handOver(own && sorted ? lead : "", "");
    const goOn = ({ leads, label }) =>
      element(
        "li",
        {},
        link(
          leads + withPair("", this.localName, handed).replace("#", "&"),
          `Go on in the decision flow with: ${label}`,
        ),
      );
    this.classList.toggle("gap--empty", !own);
    this.classList.toggle("gap--example", this.#isExample);
    this.place("count").textContent = this.#isExample
      ? `0 of ${MOST_FAILURES} failures. Below stand ${this.#failures.length} of a made-up help desk; your first takes their place.`
      : `${own} of ${MOST_FAILURES} failures, ${sorted} sorted`;
    this.place("answer").dataset.verdict = kind;
    say(this.place("answer"), this.#isExample ? `Example: ${lead}` : lead);
    this.place("next").replaceChildren(...(next.length && own ? [element("ul", {}, ...next.map(goOn))] : []));
    this.place("results").replaceChildren(bars(this.#failures, this.#classes, sorted));
  }

  #markdown() {
    return sheetAsMarkdown(this.#failures, this.#classes, window.location.href, new Date().toISOString().slice(0, 10));
  }

  #save(name, type, text) {
    if (this.#isExample || !this.#failures.length) {
      say(this.place("saved"), "There is nothing to save yet.");
      return;
    }
    download(name, `${type};charset=utf-8`, text);
    this.#unsaved = false;
    say(this.place("saved"), `${name} saved.`);
  }
}

customElements.define("gap-diagnosis", GapDiagnosis);
