// The table of beads: its rows, the filter, and the sentence that is chosen.
"use strict";
(() => {
  const h = Office.el;
  const SIDES = ["sources", "targets"];
  const FITS = { all: () => true, look: (bead) => bead.look, hand: (bead) => bead.by === "human" };
  const tag = (language) => (language === "zh" ? "zh-Hans" : "en");
  // Rounded down, so that only what is certain says 1.00.
  const figure = (bead) => (Math.floor(bead.confidence * 100) / 100).toFixed(2);
  const keyOf = (bead) => JSON.stringify([bead.sources, bead.targets, bead.by, bead.confidence]);

  class BeadRows {
    /** told: called when another sentence is chosen, or none; confirm: when the mark of a row is pressed. */
    constructor(words, told, confirm) {
      this.words = words;
      this.told = told;
      this.confirm = confirm;
      this.filters = Object.keys(FITS).map((name) => h("button", {
        class: "office-button small", type: "button", "data-filter": name, onclick: () => this.refilter(name),
      }));
      this.heads = h("div", { class: "b-heads", "aria-hidden": "true" });
      this.list = h("ol", { class: "b-list" });
      this.none = h("p", { class: "office-empty", hidden: true }, words.none);
      this.list.addEventListener("click", (event) => this.click(event));
      this.list.addEventListener("focusin", (event) => this.choose(event.target.closest(".b-chip"), false));
    }

    /** Other texts: what was known of the last ones is forgotten. */
    begin(view) {
      this.view = view;
      this.rows = new Map();
      this.fresh = new Set();
      this.chosen = null;
      this.filter = "all";
      this.list.replaceChildren();
      this.list.setAttribute("aria-label", Office.fill(this.words.list, { name: view.name }));
      this.heads.replaceChildren(h("span"), ...view.languages.map((code) => h("span", {}, this.words[code])));
      this.draw();
    }

    /** The same texts with other beads; what is new stays shown, whatever the filter. */
    change(beads) {
      for (const bead of beads) if (!this.rows.has(keyOf(bead))) this.fresh.add(keyOf(bead));
      const focused = this.list.contains(document.activeElement);
      this.view.beads = beads;
      this.draw();
      if (this.chip) this.choose(this.chip, focused);
    }

    refilter(name) {
      this.filter = name;
      this.fresh.clear();
      this.draw();
    }

    // --- drawing ------------------------------------------------------------------------------------------------------

    draw() {
      const { beads } = this.view;
      const known = this.rows;
      this.rows = new Map(beads.map((bead) => [keyOf(bead), known.get(keyOf(bead)) || this.row(bead)]));
      this.order = [...this.rows.values()];
      for (const [key, row] of known) if (!this.rows.has(key)) row.element.remove();
      let at = this.list.firstElementChild;
      for (const { element } of this.order) {
        if (element === at) at = at.nextElementSibling;
        else this.list.insertBefore(element, at);
      }
      this.chips = new Map(this.order.flatMap((row) => row.chips));
      const fits = (bead) => FITS[this.filter](bead) || (this.filter === "look" && this.fresh.has(keyOf(bead)));
      const shown = beads.map(fits);
      let block = null;
      this.order.forEach((row, i) => {
        // Its neighbours stay beside what is to be looked at: a sentence too many here is one too few there.
        const near = this.filter === "look" && !shown[i] && Boolean(shown[i - 1] || shown[i + 1]);
        row.element.hidden = !shown[i] && !near;
        row.element.classList.toggle("context", near);
        const first = beads[i].sources[0];
        const starts = first !== undefined && block !== null && this.view.sources[first].block !== block;
        row.element.classList.toggle("starts", starts);
        if (first !== undefined) block = this.view.sources[first].block;
        this.number(row, i);
      });
      this.none.hidden = shown.some(Boolean);
      for (const button of this.filters) {
        const name = button.dataset.filter;
        button.textContent = `${this.words.filter[name]} ${Office.number(beads.filter(FITS[name]).length)}`;
        button.setAttribute("aria-pressed", String(name === this.filter));
      }
      this.mark();
    }

    row(bead) {
      const { view } = this;
      const chips = [];
      const number = h("span", { class: "b-number" });
      const hand = bead.by === "human";
      const wrong = bead.look && bead.confidence < 0.5;
      const sure = h("button", { class: "b-sure", type: "button", tabindex: "-1" }, hand ? "" : figure(bead));
      const cells = SIDES.map((side, i) => {
        const own = bead[side].map((place) => {
          const chip = h("p", {
            class: "b-chip", role: "button", tabindex: "-1", "aria-pressed": "false", lang: tag(view.languages[i]),
            "data-side": side, "data-place": place, title: view[side][place].where || null,
          }, view[side][place].text);
          chips.push([`${side} ${place}`, chip]);
          return chip;
        });
        return h("div", { class: `b-side ${side}` }, own.length ? own : h("p", { class: "b-nothing" }, this.words.nothing));
      });
      const first = bead.sources.length ? view.sources[bead.sources[0]] : view.targets[bead.targets[0]];
      const element = h("li", { class: `b-row ${first.kind}` }, h("div", { class: "b-mark" }, number, sure), cells);
      element.classList.toggle("look", bead.look);
      element.classList.toggle("wrong", wrong);
      element.classList.toggle("hand", hand);
      return { element, number, sure, chips, bead, index: -1 };
    }

    number(row, index) {
      if (row.index === index) return;
      row.index = index;
      row.number.textContent = Office.number(index + 1);
      const { bead, sure } = row;
      const said = bead.by === "human" ? this.words.by_hand : this.words.sure;
      sure.title = Office.fill(said, { row: index + 1, confidence: figure(bead) });
      sure.setAttribute("aria-label", sure.title);
    }

    // --- the sentence that is chosen ----------------------------------------------------------------------------------

    get chip() {
      return this.chosen && this.chips.get(`${this.chosen.side} ${this.chosen.place}`);
    }

    /** The index of the bead that holds the chosen sentence; -1 without one. */
    get index() {
      if (!this.chosen) return -1;
      return this.view.beads.findIndex((bead) => bead[this.chosen.side].includes(this.chosen.place));
    }

    mark() {
      for (const old of this.list.querySelectorAll(".chosen, .now, [tabindex='0']")) {
        old.classList.remove("chosen", "now");
        if (!old.classList.contains("b-chip")) continue;
        old.tabIndex = -1;
        old.setAttribute("aria-pressed", "false");
      }
      const { chip } = this;
      const reached = chip && !chip.closest(".b-row").hidden ? chip
        : this.list.querySelector(".b-row:not([hidden]) .b-chip");
      if (reached) reached.tabIndex = 0;
      if (chip) {
        chip.classList.add("chosen");
        chip.setAttribute("aria-pressed", "true");
        chip.closest(".b-row").classList.add("now");
      }
      this.told();
    }

    choose(chip, focus) {
      if (!chip) return;
      this.chosen = { side: chip.dataset.side, place: Number(chip.dataset.place) };
      if (!chip.classList.contains("chosen")) this.mark();
      if (!focus) return;
      chip.focus({ preventScroll: true });
      chip.scrollIntoView({ block: "nearest" });
    }

    click(event) {
      const chip = event.target.closest(".b-chip");
      if (chip) return this.choose(chip, true);
      if (!event.target.closest(".b-sure")) return undefined;
      this.choose(event.target.closest(".b-row").querySelector(".b-chip"), false);
      return this.confirm();
    }

    /** To the sentence above (-1) or below (1), in the next row that is shown where this one has no more. */
    step(direction) {
      const { chip } = this;
      const beside = direction > 0 ? chip.nextElementSibling : chip.previousElementSibling;
      if (beside) return this.choose(beside, true);
      let row = chip.closest(".b-row");
      do row = direction > 0 ? row.nextElementSibling : row.previousElementSibling;
      while (row && row.hidden);
      if (!row) return undefined;
      const same = row.querySelectorAll(`.b-chip[data-side="${this.chosen.side}"]`);
      const any = same.length ? same : row.querySelectorAll(".b-chip");
      return this.choose(any[direction > 0 ? 0 : any.length - 1], true);
    }

    across(side) {
      const { chip } = this;
      const there = chip.closest(".b-row").querySelectorAll(`.b-chip[data-side="${side}"]`);
      const at = [...chip.parentElement.children].indexOf(chip);
      if (side !== this.chosen.side && there.length) this.choose(there[Math.min(at, there.length - 1)], true);
    }

    /** To the next row that needs a look; false where there is none. */
    nextToLookAt(direction) {
      const { beads } = this.view;
      const from = this.index >= 0 ? this.index : direction > 0 ? -1 : beads.length;
      for (let i = from + direction; i >= 0 && i < beads.length; i += direction) {
        if (!beads[i].look) continue;
        if (this.order[i].element.hidden) this.refilter("all");
        this.choose(this.order[i].chips[0][1], true);
        return true;
      }
      return false;
    }
  }

  Office.BeadRows = BeadRows;
})();
