// The open editor of a target cell: grows, keeps its text over a reload and a failed save, saves on Ctrl+Enter and blur.
"use strict";
(() => {
  const Proof = (Office.proof = Office.proof || {});
  const h = Office.el;

  const draftKey = (work, place) => `office.draft.${work}.${place}`;

  /** The text of a draft that was not saved, null where there is none. */
  const draft = (work, place) => Proof.store.get(draftKey(work, place));
  const keep = (work, place, text) => Proof.store.set(draftKey(work, place), text);

  /** A segment is one line: breaks that were pasted become what stands between words. */
  const oneLine = (text, language) => text.trim().replace(/\s*\n\s*/g, language === "zh" ? "" : " ");

  class CellEditor {
    /** desk: the proof view; text: what stands in it first, null for the row's translation. */
    constructor(desk, key, row, text) {
      const { t, view } = desk;
      this.desk = desk;
      this.key = key;
      this.work = desk.work.id;
      this.before = row.text;
      this.saving = null;
      this.area = h("textarea", {
        class: "p-area", rows: 1, lang: Proof.TAGS[view.target], spellcheck: "true", "data-key": "area",
        "aria-label": t("edit_label", { number: row.number }),
        value: text ?? row.text, oninput: () => this.changed(), onkeydown: (event) => this.press(event),
      });
      this.said = h("p", { class: "p-said-line", role: "status" }, text === null || text === row.text ? null : t("draft_back"));
      this.element = h("div", { class: "p-editor" },
        this.area,
        h("div", { class: "office-bar" },
          Proof.button(t("save"), () => this.save(true), { class: "office-button small primary", title: "Ctrl+Enter" }),
          Proof.button(t("leave"), () => this.leave(), { title: "Esc" }),
          row.original !== null && row.original !== row.text && Proof.button(t("restore"), () => this.fill(row.original))),
        this.said);
      this.element.addEventListener("focusout", (event) => this.blurred(event));
    }

    opened() {
      Proof.grow(this.area);
    }

    focus() {
      this.area.focus({ preventScroll: true });
      this.area.setSelectionRange(this.area.value.length, this.area.value.length);
      this.element.scrollIntoView({ block: "nearest" });
    }

    get dirty() {
      return this.area.value !== this.before;
    }

    fill(text) {
      this.area.value = text;
      this.changed();
      this.focus();
    }

    changed() {
      Proof.grow(this.area);
      keep(this.work, this.key, this.dirty ? this.area.value : null);
      this.tell("");
    }

    tell(text, fault = false) {
      this.said.textContent = text;
      this.said.classList.toggle("fault", fault);
      this.area.setAttribute("aria-invalid", String(fault));
    }

    press(event) {
      if (event.isComposing) return; // an input method uses Enter and Escape itself
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.save(true);
      else if (event.key === "Escape") this.leave();
      else return;
      event.preventDefault();
      event.stopPropagation();
    }

    blurred(event) {
      // Focus that leaves the whole window comes back; the draft is kept anyway.
      if (this.element.contains(event.relatedTarget) || !document.hasFocus() || !this.element.isConnected) return;
      this.save(false);
    }

    /** Gives the change up. */
    leave() {
      this.forget();
      keep(this.work, this.key, null);
      this.desk.rows.close(this.key, true);
    }

    /** Saves what changed and closes; whether it is saved. A failure is told here, and the text stays. */
    save(focus) {
      if (!this.saving) this.saving = this.send(focus).finally(() => (this.saving = null));
      return this.saving;
    }

    async send(focus) {
      const { desk } = this;
      const written = this.area.value;
      const text = oneLine(written, desk.view.target);
      if (text === this.before) {
        this.forget();
        keep(this.work, this.key, null);
        desk.rows.close(this.key, focus);
        return true;
      }
      this.tell(desk.t("saving"));
      try {
        await desk.save(this.key, text, () => {
          this.before = text;
          if (this.area.value !== written) return; // more was typed meanwhile
          this.forget();
          keep(this.work, this.key, null);
          desk.rows.close(this.key, focus);
        });
        return this.area.value === written || this.send(focus);
      } catch (fault) {
        if (!(fault instanceof Office.Fault)) throw fault;
        keep(this.work, this.key, written);
        this.tell(desk.t("save_failed", { reason: fault.message }), true);
        return false;
      }
    }

    /** Lets no late event of this editor do anything. */
    forget() {
      this.blurred = () => {};
    }
  }

  Object.assign(Proof, { CellEditor, draft, keepDraft: keep, oneLine });
})();
