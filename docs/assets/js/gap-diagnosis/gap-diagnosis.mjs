// <gap-diagnosis>: a sheet of up to 50 failures to sort by cause. It lives in this page only: nothing is stored,
// sent or put into the address.

import { button, download, element, link } from "../shared/dom.mjs";
import {
  LONGEST_PASTE,
  LONGEST_TEXT,
  MOST_FAILURES,
  countGaps,
  diagnose,
  readPaste,
  shareOf,
  sheetAsCsv,
  sheetAsMarkdown,
  tidy,
} from "./sheet.mjs";

const EXCERPT = 140;

class GapDiagnosis extends HTMLElement {
  #classes;
  #failures = [];
  #made = 0;
  #unsaved = false;
  #parts;

  connectedCallback() {
    this.#classes = [...this.querySelectorAll("[data-gap]")].map(({ dataset }) => ({
      id: dataset.gap,
      label: dataset.label,
      test: dataset.test,
      leads: dataset.leads,
    }));
    this.#parts = this.#build();
    this.classList.add("gap--live");
    window.addEventListener("beforeunload", this.#onLeave);
    this.#update();
  }

  disconnectedCallback() {
    window.removeEventListener("beforeunload", this.#onLeave);
  }

  #onLeave = (event) => {
    if (this.#unsaved || this.#parts.typed.value.trim()) event.preventDefault();
  };

  #build() {
    const typed = element("textarea", {
      id: "gap-typed",
      rows: 2,
      maxlength: LONGEST_TEXT,
      "aria-describedby": "gap-typed-help",
    });
    const pasted = element("textarea", { id: "gap-pasted", rows: 5, "aria-describedby": "gap-pasted-help" });
    const file = element("input", { id: "gap-file", type: "file", accept: ".csv,.tsv,.txt,text/csv,text/plain" });
    const messages = element("div", { role: "status", class: "gap-messages" });
    const list = element("ol", { class: "gap-list" });
    const count = element("p", { class: "gap-count", tabindex: -1 });
    const counts = element("tbody");
    const verdict = element("p", { role: "status", class: "gap-lead" });
    const next = element("div");
    const saved = element("span", { role: "status" });
    typed.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#addTyped();
    });
    file.addEventListener("change", () => this.#addFile(file));
    const sheet = element(
      "div",
      { class: "gap-live" },
      element(
        "p",
        { class: "gap-note" },
        "What you enter stays in this page. It is not stored, not sent and not in the address: closing or reloading the page loses it, so save a file.",
      ),
      element(
        "div",
        { class: "gap-add" },
        element("label", { for: "gap-typed" }, "Add one failure"),
        typed,
        element(
          "span",
          { class: "gap-help", id: "gap-typed-help" },
          "What went wrong first, in a sentence. Enter adds it.",
        ),
        element(
          "p",
          { class: "gap-buttons" },
          button("Add failure", () => this.#addTyped()),
        ),
      ),
      element(
        "details",
        { class: "gap-import" },
        element("summary", {}, "Add many from CSV"),
        element("label", { for: "gap-pasted" }, "Paste lines or cells"),
        pasted,
        element(
          "span",
          { class: "gap-help", id: "gap-pasted-help" },
          `One failure a line, or the columns id, text, class. Up to ${MOST_FAILURES} failures of 2,000 characters.`,
        ),
        element(
          "p",
          { class: "gap-buttons" },
          button("Add what was pasted", () => this.#addPasted()),
        ),
        element("label", { for: "gap-file" }, "Or open a file"),
        file,
      ),
      messages,
      element(
        "details",
        { class: "gap-tests" },
        element("summary", {}, "Which class? The quick tests, in order"),
        element(
          "ol",
          {},
          ...this.#classes.map(({ label, test }) => element("li", {}, element("b", {}, label), `: ${test}`)),
        ),
      ),
      count,
      list,
      element(
        "section",
        { class: "gap-result", "aria-labelledby": "gap-result-title" },
        element("p", { class: "gap-title", id: "gap-result-title" }, "Result"),
        verdict,
        next,
        element(
          "table",
          { class: "gap-tally" },
          element("caption", {}, "Counts, and shares of the sorted failures"),
          element(
            "thead",
            {},
            element("tr", {}, ...["Class", "Count", "Share"].map((name) => element("th", { scope: "col" }, name))),
          ),
          counts,
        ),
      ),
      element(
        "p",
        { class: "gap-buttons" },
        button("Save CSV", () => this.#save("gap-diagnosis.csv", "text/csv", sheetAsCsv(this.#failures), saved)),
        button("Save Markdown", () => this.#save("gap-diagnosis.md", "text/markdown", this.#markdown(), saved)),
        button("Print", () => window.print()),
        button("Empty the sheet", () => this.#empty()),
        saved,
      ),
    );
    this.append(sheet);
    return { typed, pasted, messages, list, count, counts, verdict, next };
  }

  #room() {
    return MOST_FAILURES - this.#failures.length;
  }

  #say(...lines) {
    this.#parts.messages.replaceChildren(...lines.map((line) => element("p", {}, line)));
  }

  #addTyped() {
    const { typed } = this.#parts;
    const { text } = tidy(typed.value);
    if (!text) this.#say("Type what went wrong first.");
    else if (!this.#room()) this.#say(`The sheet holds ${MOST_FAILURES} failures and is full.`);
    else {
      this.#add([{ id: "", text, gap: "" }]);
      typed.value = "";
      this.#say(`Added as failure ${this.#failures.length}.`);
    }
    typed.focus();
  }

  #addPasted() {
    if (this.#addText(this.#parts.pasted.value)) this.#parts.pasted.value = "";
  }

  async #addFile(input) {
    const [file] = input.files;
    if (!file) return;
    if (file.size > 4 * LONGEST_PASTE)
      this.#say("That file is larger than 4 MB. Nothing was added; keep the failures only.");
    else {
      try {
        this.#addText(await file.text());
      } catch {
        this.#say("The browser could not read that file. Nothing was added.");
      }
    }
    input.value = "";
  }

  /** Add what a text holds and say what became of it; returns whether anything was added. */
  #addText(text) {
    if (!this.#room()) {
      this.#say(`The sheet holds ${MOST_FAILURES} failures and is full.`);
      return false;
    }
    const { failures, messages, problem } = readPaste(text, this.#room(), this.#classes);
    if (problem) this.#say(problem);
    else {
      this.#add(failures);
      this.#say(...messages);
    }
    return !problem;
  }

  #add(failures) {
    for (const failure of failures) {
      this.#failures.push(failure);
      this.#parts.list.append(this.#row(failure));
    }
    this.#changed();
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
    (after?.querySelector("input:checked") ?? this.#parts.typed).focus();
    this.#say("Failure removed.");
    this.#changed();
  }

  #empty() {
    if (!this.#failures.length || !window.confirm(`Remove all ${this.#failures.length} failures from the sheet?`))
      return;
    this.#failures = [];
    this.#parts.list.replaceChildren();
    this.#say("The sheet is empty.");
    this.#changed();
    this.#parts.typed.focus();
  }

  #changed() {
    this.#unsaved = this.#failures.length > 0;
    this.#update();
  }

  #update() {
    const { count, counts, verdict, next } = this.#parts;
    const diagnosis = diagnose(this.#failures, this.#classes);
    this.classList.toggle("gap--empty", !this.#failures.length);
    count.textContent = `${this.#failures.length} of ${MOST_FAILURES} failures, ${diagnosis.sorted} sorted`;
    counts.replaceChildren(
      ...countGaps(this.#failures, this.#classes).map((each) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, each.label),
          element("td", {}, String(each.count)),
          element("td", {}, shareOf(each.count, diagnosis.sorted)),
        ),
      ),
    );
    if (verdict.textContent !== diagnosis.lead) verdict.textContent = diagnosis.lead;
    next.replaceChildren(
      ...(diagnosis.next.length
        ? [
            element(
              "ul",
              {},
              ...diagnosis.next.map((each) =>
                element("li", {}, link(each.leads, `Go on in the decision flow with: ${each.label}`)),
              ),
            ),
          ]
        : []),
    );
  }

  #markdown() {
    return sheetAsMarkdown(this.#failures, this.#classes, window.location.href, new Date().toISOString().slice(0, 10));
  }

  #save(name, type, text, status) {
    if (!this.#failures.length) {
      status.textContent = "There is nothing to save yet.";
      return;
    }
    download(name, `${type};charset=utf-8`, text);
    this.#unsaved = false;
    status.textContent = `${name} saved.`;
  }
}

customElements.define("gap-diagnosis", GapDiagnosis);
