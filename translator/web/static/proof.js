// The proof view of a work: its rows side by side as they come, edited in place, with its brief and its files.
"use strict";
(() => {
  const Proof = (Office.proof = Office.proof || {});
  const h = Office.el;

  class Desk {
    constructor(root, words, language) {
      this.root = root;
      this.words = words;
      this.language = language;
      this.t = Proof.speaker(words);
      this.work = null;
      this.stopping = false;
      this.offers = new Map();
      this.showing = "text";
      this.jumped = null;
      this.status = new Proof.Status(this);
      this.rows = new Proof.Rows(this);
      this.brief = new Proof.Brief(this);
      this.terms = new Proof.TermBar(this);
      this.empty = h("p", { class: "office-empty" }, this.t("empty"));
      this.help = Proof.helpDialog(this.t);
      Object.assign(this, Proof.toolbar(this));
      this.page = h("div", { hidden: true }, this.status.element, this.tools, this.rows.element, this.brief.element, this.terms.element);
      this.element = h("div", { class: "proof" }, this.empty, this.page, this.help);
      root.append(this.element);
      this.tip = new Proof.Tip(this.element, (anchor) => this.marked(anchor), this.t, language);
      this.element.addEventListener("keydown", (event) => this.press(event));
    }

    get view() {
      return this.work?.release || null;
    }

    get working() {
      return ["waiting", "working"].includes(this.work?.state);
    }

    get editable() {
      return Boolean(this.view) && !this.working;
    }

    /* Which work ------------------------------------------------------------------------------------------------ */

    /** Shows the work with this id, "" for none. */
    show(id) {
      this.end?.();
      if (this.work?.id !== id) this.forget();
      if (id) this.end = Office.poll(() => this.look(id), { fast: 500, slow: 2000, root: this.root });
    }

    forget() {
      this.rows.editors.forEach((editor) => editor.forget());
      this.work = null;
      this.stopping = false;
      this.offers.clear();
      this.rows.clear();
      this.brief.clear();
      this.terms.close();
      this.page.hidden = true;
      this.empty.hidden = false;
      this.empty.textContent = this.t("empty");
    }

    async look(id) {
      const path = `office/works/${encodeURIComponent(id)}`;
      try {
        const work = await Office.get(this.work?.id === id ? `${path}?version=${this.work.version}` : path);
        if (work) this.apply(work);
      } catch (fault) {
        if (fault.status !== 404) throw fault;
        this.forget();
        this.empty.textContent = this.t("gone");
        return "done";
      }
      return this.working ? this.work.state === "working" : "done";
    }

    /** Puts a newer state of the work on the page. */
    apply(work) {
      if (this.work?.id === work.id && work.version < this.work.version) return;
      const first = this.work?.id !== work.id;
      const before = this.work?.state;
      this.work = work;
      if (!this.working) this.stopping = false;
      this.empty.hidden = true;
      this.page.hidden = false;
      this.status.show(work);
      this.tools.hidden = !this.view;
      if (this.view) {
        this.rows.show(this.view);
        this.brief.show(this.view);
        this.restore();
      }
      this.filtered();
      this.switch(this.showing);
      if (first || before !== work.state) Office.tell("work", { id: work.id, state: work.state });
      if (!first && before !== work.state) {
        Office.say(work.state === "done" ? `${this.t("state_done")} ${this.status.summary.textContent}` : this.t(`state_${work.state}`));
      }
    }

    // Text that was typed and not saved before the page went away is back in its editor.
    restore() {
      if (!this.editable || this.restored === this.work.id) return;
      this.restored = this.work.id;
      for (const row of this.view.rows) {
        const text = row.id && Proof.draft(this.work.id, row.id);
        if (text && text !== row.text) this.rows.edit(row.id, text, false);
      }
    }

    /* The frame ------------------------------------------------------------------------------------------------- */

    switch(name) {
      this.showing = name;
      for (const button of this.views) button.setAttribute("aria-pressed", String(button.dataset.view === name));
      this.rows.element.hidden = !this.view || name !== "text";
      this.brief.element.hidden = !this.view || name !== "brief";
      this.filterGroup.hidden = this.termButton.hidden = name !== "text";
      if (name === "brief") {
        this.back.hidden = true;
        this.terms.close();
        this.brief.grow();
      } else this.rows.editors.forEach((editor) => Proof.grow(editor.area));
    }

    filtered() {
      for (const button of this.filters) {
        const name = button.dataset.filter;
        const text = `${this.t(`filter_${name}`)} ${Office.number(this.rows.count(name))}`;
        if (button.textContent !== text) button.textContent = text;
        button.setAttribute("aria-pressed", String(this.rows.filter === name));
      }
      this.termButton.disabled = !this.editable;
    }

    toRow(id, from) {
      this.jumped = { line: from.closest("[data-line]")?.dataset.line, cite: from.dataset.cite };
      this.switch("text");
      this.back.hidden = false;
      this.rows.focus(id);
    }

    toBrief() {
      this.switch("brief");
      const { line, cite } = this.jumped || {};
      this.brief.element.querySelector(`[data-line="${line}"] [data-cite="${CSS.escape(cite || "")}"]`)?.focus();
    }

    marked(anchor) {
      const row = this.rows.row(anchor.closest(".p-row")?.dataset.row);
      return row && this.view ? { row, view: this.view } : null;
    }

    press(event) {
      if (event.isComposing || event.defaultPrevented) return;
      if (event.key === "Escape" && this.tip.open) return this.tip.hide();
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("textarea, input, select, dialog")) return;
      const row = event.target.closest(".p-row");
      if (event.target.matches(".p-term") && ["Enter", " "].includes(event.key)) {
        event.preventDefault();
        return this.tip.show(event.target);
      }
      const act = this.keys(row, event.target === row)[event.key];
      if (!act) return;
      event.preventDefault();
      this.tip.hide();
      act();
    }

    keys(row, itself) {
      const { rows } = this;
      const key = row?.dataset.row;
      const always = { "?": () => this.help.showModal() };
      if (this.showing !== "text" || !this.view) return always;
      Object.assign(always, { n: () => rows.nextToLookAt(), j: () => rows.move(1), k: () => rows.move(-1) });
      if (this.editable) always.t = () => this.terms.open();
      if (!row) return always;
      Object.assign(always, { ArrowDown: () => rows.move(1), ArrowUp: () => rows.move(-1) });
      if (itself) always.Enter = () => rows.edit(key);
      if (this.editable && rows.row(key).text) always.a = () => this.approve(key, !rows.row(key).approved);
      return always;
    }

    /* Changes --------------------------------------------------------------------------------------------------- */

    path(rest) {
      return `office/works/${encodeURIComponent(this.work.id)}/${rest}`;
    }

    async change(method, rest, body, then = () => {}) {
      const id = this.work.id;
      const work = await Office.send(method, this.path(rest), body);
      if (this.work?.id !== id) return work; // another work is shown meanwhile
      then(work);
      this.apply(work);
      return work;
    }

    /** A change of one row, which is marked until it is there. */
    async changeRow(key, method, what, body, then) {
      const row = this.rows.parts.get(key)?.element;
      row?.setAttribute("aria-busy", "true");
      try {
        return await this.change(method, `segments/${encodeURIComponent(key)}${what}`, body, then);
      } finally {
        row?.removeAttribute("aria-busy");
      }
    }

    /** Saves a row's translation; done: called before the row is drawn. Throws Office.Fault. */
    async save(key, text, done) {
      await this.changeRow(key, "PUT", "", { target: text }, (work) => {
        this.offers.set(key, work.offers || []);
        done();
      });
      const issues = this.rows.row(key)?.issues.length || 0;
      Office.say(issues ? this.t("saved_issues", { n: issues }) : this.t("saved_fine"));
    }

    put(key, text) {
      const editor = this.rows.editors.get(key);
      if (editor) return editor.fill(text);
      return Office.attempt(this.save(key, text, () => {}));
    }

    async ready(key) {
      const editor = this.rows.editors.get(key);
      return editor ? editor.save(true) : true;
    }

    async approve(key, approved) {
      if (!(await this.ready(key))) return;
      const work = await Office.attempt(this.changeRow(key, "POST", "/approve", { approved }));
      if (!work) return;
      Office.say(this.t(approved ? "approved_said" : "approve_undone"));
      Office.tell("memory");
    }

    async fix(key, issue) {
      if (!(await this.ready(key))) return;
      await Office.attempt(this.changeRow(key, "POST", "/fix", { issue }));
      this.rows.parts.get(key)?.element.focus({ preventScroll: true });
    }

    saveLine(line, side, text, done) {
      return this.change("PUT", `brief/${line}`, { side, text }, done);
    }

    /** Adds a term to the house glossary; whether it was added. key: the row whose offer it is. */
    async addTerm(offer, replace, key = null) {
      const body = { en: offer.en, zh: offer.zh, replace };
      const work = await Office.attempt(this.change("POST", "terms", body, () => key && this.without(key, offer)));
      if (!work) return false;
      Office.toast(this.t("term_added", { en: offer.en, zh: offer.zh }), "note");
      Office.tell("glossary");
      return true;
    }

    without(key, offer) {
      this.offers.set(key, (this.offers.get(key) || []).filter((other) => other !== offer));
    }

    dropOffer(key, offer) {
      this.without(key, offer);
      this.rows.show(this.view);
      this.rows.parts.get(key)?.element.focus({ preventScroll: true });
    }

    async stop() {
      this.stopping = true;
      this.status.working(this.work);
      Office.say(this.t("stopping"));
      const work = await Office.attempt(Office.send("POST", this.path("stop")));
      if (work && this.work?.id === work.id) this.apply(work);
      if (!work) this.stopping = false;
    }

    unsaved() {
      return [...this.rows.editors.values()].some((editor) => editor.dirty) ||
        [...this.brief.areas.values()].some((area) => area.value !== area.dataset.saved);
    }

    async saveAll() {
      const rows = await this.rows.saveAll();
      return (await this.brief.saveAll()) && rows;
    }
  }

  Office.mount("proof", (root, { words, language }) => {
    const desk = new Desk(root, words, language || Office.language);
    return { show: (id) => desk.show(id) };
  });
  Object.assign(Proof, { Desk });
})();
