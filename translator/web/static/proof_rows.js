// The table: one row a segment, patched by id, so that an open editor, the focus and a selection stay.
"use strict";
(() => {
  const Proof = (Office.proof = Office.proof || {});
  const h = Office.el;
  const FILTERS = ["all", "look", "edited", "open"];

  const keyOf = (row) => row.id || `block-${row.block}`;
  const fits = {
    all: () => true,
    look: (row) => row.look,
    edited: (row) => row.edited,
    open: (row) => !row.approved && !row.kept,
  };

  class Rows {
    /** desk: the proof view, which knows the work and asks the server. */
    constructor(desk) {
      this.desk = desk;
      this.parts = new Map();
      this.editors = new Map();
      this.opened = new Set();
      this.filter = "all";
      this.current = null;
      this.body = h("div", { role: "rowgroup", class: "p-rows" });
      this.head = h("div", { role: "row", class: "p-head" });
      this.table = h("div", { role: "table", class: "p-table" }, h("div", { role: "rowgroup" }, this.head), this.body);
      this.none = h("p", { class: "office-empty", hidden: true }, desk.t("filter_none"));
      this.element = h("div", {}, this.table, this.none);
      this.table.addEventListener("focusin", (event) => this.enter(event.target.closest(".p-row")));
      this.table.addEventListener("click", (event) => this.click(event));
    }

    clear() {
      this.editors.forEach((editor) => editor.forget());
      this.editors.clear();
      this.parts.clear();
      this.opened.clear();
      this.body.replaceChildren();
      this.filter = "all";
      this.current = null;
      this.view = null;
    }

    row(key) {
      return this.parts.get(key)?.row;
    }

    /** Shows these rows: new ones are made, changed ones changed, the others not touched. */
    show(view) {
      if (this.view?.source !== view.source || this.view?.target !== view.target) this.heads(view);
      this.view = view;
      const keys = new Set();
      let place = this.body.firstElementChild;
      let block = null;
      for (const row of view.rows) {
        const key = keyOf(row);
        keys.add(key);
        const part = this.parts.get(key) || this.make(key);
        if (part.element === place) place = place.nextElementSibling;
        else this.body.insertBefore(part.element, place);
        this.fill(part, row, row.block !== block);
        block = row.block;
      }
      for (const [key, part] of this.parts) {
        if (keys.has(key)) continue;
        part.element.remove();
        this.parts.delete(key);
      }
      this.refilter(false);
    }

    heads(view) {
      const { t } = this.desk;
      const cell = (text, hidden) => h("div", { role: "columnheader", class: hidden ? "office-hidden" : "" }, text);
      this.table.setAttribute("aria-label", t("table"));
      this.head.replaceChildren(
        cell(t("column_number"), true), cell(t(`language_${view.source}`)), cell(t(`language_${view.target}`)),
        cell(t("column_actions"), true), cell(t("column_notes"), true));
    }

    make(key) {
      const cell = (name, lang) => h("div", { role: "cell", class: name, lang });
      const part = {
        key, drawn: {},
        number: cell("p-number"), source: cell("p-source"), target: cell("p-target"), acts: cell("p-acts"), notes: cell("p-notes"),
        slot: h("div", { class: "p-slot" }),
      };
      part.target.append(part.slot);
      part.element = h("div", { role: "row", class: "p-row", tabindex: "0", "data-row": key },
        part.number, part.source, part.target, part.acts, part.notes);
      this.parts.set(key, part);
      return part;
    }

    fill(part, row, opens) {
      const { desk } = this;
      const { t } = desk;
      const { TAGS } = Proof;
      const offers = desk.offers.get(part.key) || [];
      const all = JSON.stringify([row, opens, desk.editable, offers]);
      part.row = row;
      if (part.drawn.all === all) return;
      part.drawn.all = all;
      const look = row.look ? Proof.gravest(row.issues) : null;
      const classes = ["p-row", row.kind, opens && "opens", row.kept && "kept", row.approved && "approved", look && `look ${look}`];
      if (this.editors.has(part.key)) classes.push("editing");
      part.element.className = classes.filter(Boolean).join(" ");
      const draw = (name, signature, children) => {
        const sign = JSON.stringify(signature);
        if (part.drawn[name] === sign) return;
        part.drawn[name] = sign;
        Proof.refill(part[name], children());
      };
      draw("number", [row.number, look, row.approved, row.origin, row.edited], () => this.numbered(row, look));
      part.source.lang = TAGS[this.view.source];
      part.target.lang = row.kept ? TAGS[this.view.source] : TAGS[this.view.target];
      draw("source", [row.source, row.kind, row.kept, row.terms, row.issues.map((i) => i.severity)], () => [
        this.kind(row), h("div", { class: "p-text" }, row.kept ? this.kept(part, row) : Proof.textNodes(row, "source", t))]);
      if (!this.editors.has(part.key))
        draw("slot", [row.target, row.kept, row.terms, row.issues.map((i) => [i.severity, i.at]), desk.working], () => [
          h("div", { class: "p-text" }, row.kept ? null : this.translated(row))]);
      draw("acts", [row.approved, row.text === "", row.kept, desk.editable], () => this.acts(part, row));
      draw("notes", [row.issues, row.mends, row.matches, row.original, offers, desk.editable], () =>
        Proof.notes(desk, this, part, row, offers));
      part.notes.hidden = !part.notes.childElementCount;
      if (part.key === this.current) this.reach(part, true);
    }

    numbered(row, look) {
      const { t } = this.desk;
      const told = (sign, words, name) =>
        h("span", { class: `p-state ${name}`, title: words },
          h("span", { "aria-hidden": "true" }, sign), h("span", { class: "office-hidden" }, words));
      return [
        h("span", {}, row.number ?? ""),
        look && told(Proof.SIGNS[look], t(look), look),
        row.approved && told("✓", t("approved"), "good"),
        row.edited && told("✎", t("edited"), "quiet"),
        row.origin === "memory" && told("↺", t("from_memory"), "quiet"),
      ];
    }

    kind(row) {
      if (["body", "quote"].includes(row.kind)) return null;
      return h("span", { class: "p-kind", lang: Proof.TAGS[Office.language] }, row.kind_name[Office.language]);
    }

    kept(part, row) {
      const text = row.source.map((run) => run.text).join("");
      return Proof.fold(this, part, "kept", this.desk.t("kept"), () => [h("p", {}, text)]);
    }

    translated(row) {
      if (row.target.some((run) => run.text)) return Proof.textNodes(row, "target", this.desk.t);
      const { t, working } = this.desk;
      return h("span", { class: "p-quiet", lang: Proof.TAGS[Office.language] }, t(working ? "not_yet" : "nothing"));
    }

    acts(part, row) {
      const { desk } = this;
      if (!desk.editable) return [];
      const approve = () => desk.approve(part.key, !this.row(part.key).approved);
      return [
        Proof.button(desk.t(row.kept ? "translate" : "edit"), () => this.edit(part.key), {
          "data-key": "edit", class: "office-button small quiet", "aria-label": `${desk.t(row.kept ? "translate" : "edit")} ${row.number}`,
        }),
        row.text && Proof.button(desk.t(row.approved ? "approved" : "approve"), approve, {
          "data-key": "approve", "aria-pressed": String(row.approved), title: row.approved ? desk.t("approve_undo") : null,
          class: `office-button small quiet${row.approved ? " p-on" : ""}`,
        }),
      ];
    }

    /* The row at hand ------------------------------------------------------------------------------------------- */

    enter(element) {
      if (!element || element.dataset.row === this.current) return;
      const before = this.parts.get(this.current);
      if (before) this.reach(before, false);
      this.current = element.dataset.row;
      this.reach(this.parts.get(this.current), true);
    }

    // Terms of the row at hand can be reached by Tab; of all rows they would be hundreds of stops.
    reach(part, can) {
      part.element.classList.toggle("current", can);
      part.element.querySelectorAll("[role=button][data-terms]").forEach((term) => (term.tabIndex = can ? 0 : -1));
    }

    get visible() {
      return [...this.body.children].filter((element) => !element.hidden);
    }

    focus(key) {
      const part = this.parts.get(key);
      if (!part) return;
      if (part.element.hidden) this.choose("all");
      part.element.focus({ preventScroll: true });
      const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      part.element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    }

    move(by) {
      const rows = this.visible;
      const at = rows.findIndex((element) => element.dataset.row === this.current);
      const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))];
      if (!next) return;
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: "nearest" });
    }

    nextToLookAt() {
      const rows = this.visible;
      const at = rows.findIndex((element) => element.dataset.row === this.current);
      const order = [...rows.slice(at + 1), ...rows.slice(0, at + 1)];
      const next = order.find((element) => this.row(element.dataset.row).look);
      if (next) this.focus(next.dataset.row);
      else Office.say(this.desk.t("look_none"));
    }

    click(event) {
      const slot = event.target.closest(".p-target .p-slot");
      const marked = event.target.closest(".p-issue:not(.p-term)");
      const key = event.target.closest(".p-row")?.dataset.row;
      if (marked && key) return this.toIssue(key, marked.dataset.issues.split(" ")[0]);
      if (!slot || event.target.closest(".p-term, button, textarea, summary") || !getSelection().isCollapsed) return;
      if (!this.editors.has(key)) this.edit(key);
    }

    toIssue(key, index) {
      const part = this.parts.get(key);
      const line = part?.notes.querySelector(`[data-key="issue-${index}"]`);
      if (!line) return;
      const fold = line.closest("details");
      if (fold) fold.open = true;
      line.focus({ preventScroll: true });
      line.scrollIntoView({ block: "nearest" });
    }

    /* Filters --------------------------------------------------------------------------------------------------- */

    count(name) {
      return this.view ? this.view.rows.filter((row) => fits[name](row)).length : 0;
    }

    choose(name) {
      this.filter = name;
      this.refilter(true);
      this.desk.filtered();
    }

    // A row that no longer fits after an edit stays until a filter is chosen: nothing goes away under the hands.
    refilter(anew) {
      let shown = 0;
      for (const part of this.parts.values()) {
        const fit = fits[this.filter](part.row);
        const stays = !anew && part.shown && !part.element.hidden;
        part.shown = true;
        part.element.hidden = !(fit || stays);
        shown += !part.element.hidden;
      }
      this.none.hidden = shown > 0 || !this.view?.rows.length;
      this.table.hidden = !this.none.hidden;
    }

    /* Editing --------------------------------------------------------------------------------------------------- */

    /** Opens a row's editor, or goes to the one that is open; text: what stands in it, if not the translation. */
    edit(key, text = null, focus = true) {
      const part = this.parts.get(key);
      if (!part || !this.desk.editable) return;
      let editor = this.editors.get(key);
      if (!editor) {
        editor = new Proof.CellEditor(this.desk, key, part.row, text);
        this.editors.set(key, editor);
        part.element.classList.add("editing");
        part.drawn.slot = null;
        part.slot.replaceChildren(editor.element);
        editor.opened();
      }
      if (focus) editor.focus();
    }

    /** Closes a row's editor and shows the translation as it is now. */
    close(key, focus) {
      const part = this.parts.get(key);
      const editor = this.editors.get(key);
      if (!part || !editor) return;
      const had = editor.element.contains(document.activeElement);
      this.editors.delete(key);
      part.drawn.all = null;
      this.fill(part, part.row, part.element.classList.contains("opens"));
      if (focus || had) part.element.focus({ preventScroll: true });
    }

    /** Saves every open editor; whether all were saved. */
    async saveAll() {
      const done = await Promise.all([...this.editors.values()].map((editor) => editor.save(false)));
      return done.every(Boolean);
    }
  }

  Object.assign(Proof, { Rows, FILTERS, keyOf });
})();
