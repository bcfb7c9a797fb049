// Completion of the question while it is typed: an ARIA combobox with a list. Without a script the field is a plain one.
// Nothing is chosen beforehand and nothing typed is ever replaced unasked, so Enter sends what stands in the field.
(() => {
  "use strict";
  const WAIT = 120; // ms without a key before the service is asked
  const TELL = 500; // ms without a change before the count is told aloud
  const LEAST = 2; // letters before there is anything to suggest

  const made = (name, attributes) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  class Completion {
    constructor(field) {
      this.field = field;
      this.found = [];
      this.at = -1;
      this.list = made("ul", { id: `${field.id}-list`, role: "listbox", class: "completions", "aria-label": field.dataset.label });
      this.list.hidden = true;
      this.told = made("p", { class: "sr", role: "status" });
      field.after(this.list, this.told);
      for (const [key, value] of Object.entries({
        role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
      })) field.setAttribute(key, value);
      field.addEventListener("input", () => this.soon());
      field.addEventListener("keydown", (event) => this.key(event));
      field.addEventListener("blur", () => this.close());
      field.form.addEventListener("submit", () => this.close());
      window.addEventListener("pagehide", () => this.close());
      // The field keeps the focus when the list is pressed, so that it stays open until the press ends.
      this.list.addEventListener("pointerdown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) this.take([...this.list.children].indexOf(option));
      });
    }

    get open() { return !this.list.hidden; }

    soon() {
      this.mark(-1);
      this.stop();
      this.timer = setTimeout(() => this.ask(), WAIT);
    }

    stop() {
      clearTimeout(this.timer);
      if (this.asking) this.asking.abort();
    }

    async ask() {
      const typed = this.field.value;
      if (typed.trim().length < LEAST) return this.close();
      const asking = this.asking = new AbortController();
      const query = new URLSearchParams({ q: typed, lang: document.documentElement.lang });
      try {
        const answer = await fetch(`${this.field.dataset.complete}?${query}`, { signal: asking.signal });
        const found = answer.ok ? (await answer.json()).value : [];
        if (!asking.signal.aborted && document.activeElement === this.field) this.show(found);
      } catch {
        if (!asking.signal.aborted) this.close(); // the service is away: the field alone does all
      }
    }

    show(found) {
      this.found = found.filter((one) => one.question !== this.field.value);
      this.at = -1;
      this.list.replaceChildren(...this.found.map((one, number) => {
        const option = made("li", { id: `${this.list.id}-${number}`, role: "option", "aria-selected": "false" });
        if (one.kind === "question") option.className = "wording";
        option.textContent = one.text;
        return option;
      }));
      this.list.hidden = !this.found.length;
      this.field.setAttribute("aria-expanded", String(this.open));
      this.field.removeAttribute("aria-activedescendant");
      this.tell();
    }

    // The count is told once typing rests, and an older one is never told again.
    tell() {
      clearTimeout(this.telling);
      const { none, one, many } = this.field.dataset;
      const count = this.found.length;
      const words = count > 1 ? many.replace("{n}", String(count)) : count ? one : none;
      this.telling = setTimeout(() => { this.told.textContent = words; }, TELL);
    }

    close() {
      this.stop();
      clearTimeout(this.telling);
      this.mark(-1);
      this.list.hidden = true;
      this.told.textContent = "";
      this.field.setAttribute("aria-expanded", "false");
    }

    mark(at) {
      const options = this.list.children;
      if (options[this.at]) options[this.at].setAttribute("aria-selected", "false");
      this.at = at;
      if (!options[at]) return this.field.removeAttribute("aria-activedescendant");
      options[at].setAttribute("aria-selected", "true");
      options[at].scrollIntoView({ block: "nearest" });
      this.field.setAttribute("aria-activedescendant", options[at].id);
    }

    // A chosen name or wording stands in the field, to be typed on or sent.
    take(at) {
      this.field.value = this.found[at].question;
      this.field.setSelectionRange(this.field.value.length, this.field.value.length);
      this.close();
    }

    key(event) {
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        if (!this.open) this.ask();
        else if (event.altKey) this.close();
        else this.mark(this.next(step));
      } else if (event.key === "Escape" && this.open) {
        event.preventDefault();
        this.close();
      } else if (this.at >= 0 && (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey))) {
        if (event.key === "Enter") event.preventDefault();
        this.take(this.at);
      } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) {
        this.mark(-1);
      }
    }

    // From the last option the way leads back to the field itself, then to the first.
    next(step) {
      const places = this.found.length + 1;
      return ((this.at + 1 + step + places) % places) - 1;
    }
  }

  for (const field of document.querySelectorAll("[data-complete]")) new Completion(field);
})();
