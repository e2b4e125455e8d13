// The brief: every shape in both languages with its length, copy buttons, and citations that lead to their rows.
"use strict";
(() => {
  const Proof = (Office.proof = Office.proof || {});
  const h = Office.el;
  const SIDES = ["source", "target"];

  class Brief {
    constructor(desk) {
      this.desk = desk;
      this.element = h("section", { class: "p-brief", "aria-label": desk.t("brief"), hidden: true });
      this.cards = new Map();
      this.areas = new Map();
    }

    clear() {
      this.cards.clear();
      this.areas.clear();
      this.element.replaceChildren();
    }

    show(view) {
      if (!view.brief.length) {
        this.clear();
        const { t, working } = this.desk;
        this.element.append(h("p", { class: "office-empty" }, t(working ? "brief_waits" : "brief_none")));
        return;
      }
      // A shape has the same lines for as long as the release lives; another count is another brief.
      const plan = JSON.stringify([view.source, view.brief.map((shape) => [shape.shape, shape.lines.map((l) => l.line)]), this.desk.editable]);
      if (plan !== this.plan || !this.cards.size) {
        this.plan = plan;
        this.clear();
        for (const shape of view.brief) this.element.append(this.card(view, shape));
      }
      for (const shape of view.brief) {
        for (const line of shape.lines) this.fill(view, shape, line);
        this.count(view, shape.shape);
      }
      this.grow();
    }

    grow() {
      if (!this.element.hidden) this.areas.forEach((area) => Proof.grow(area));
    }

    card(view, shape) {
      const { t, language } = this.desk;
      const card = { shape, counters: {}, lines: new Map() };
      this.cards.set(shape.shape, card);
      const column = (side) => {
        const code = view[side];
        const name = shape.lines.length > 1 ? "copy_all" : "copy";
        card.counters[side] = h("span", { class: "p-count", role: "status", "aria-live": "off" });
        const whole = () => this.copy(this.texts(shape.shape, side).join(shape.shape === "bullets" ? "\n" : code === "zh" ? "" : " "));
        return h("div", { class: "p-brief-column" },
          h("span", { class: "p-quiet" }, t(`language_${code}`)), card.counters[side],
          Proof.button(t(name), whole, { "aria-label": `${t(name)}: ${shape.name[language]}, ${t(`language_${code}`)}` }));
      };
      return h("section", { class: `p-shape ${shape.shape}` },
        h("h3", {}, shape.name[language]),
        h("div", { class: "p-brief-pair p-brief-heads" }, SIDES.map(column)),
        shape.lines.map((line) => this.line(view, shape, line, card)));
    }

    line(view, shape, line, card) {
      const { t, language, editable } = this.desk;
      const parts = { issues: h("div"), cites: h("div", { class: "p-cites" }), said: {} };
      card.lines.set(line.line, parts);
      const cell = (side) => {
        const code = view[side];
        const label = `${shape.name[language]} ${shape.lines.length > 1 ? shape.lines.indexOf(line) + 1 : ""}, ${t(`language_${code}`)}`;
        const area = h("textarea", {
          class: "p-area p-line", rows: 1, lang: Proof.TAGS[code], "aria-label": label, readonly: !editable,
          oninput: () => this.typed(line.line, side, shape.shape), onkeydown: (event) => this.press(event, line.line, side),
          onblur: () => document.hasFocus() && this.save(line.line, side),
        });
        area.dataset.saved = "";
        this.areas.set(`${line.line}.${side}`, area);
        parts.said[side] = h("p", { class: "p-said-line", role: "status" });
        return h("div", { class: "p-brief-cell" }, area,
          // The copy button of a shape of one line stands above it.
          shape.lines.length > 1 && Proof.button(t("copy"), () => this.copy(area.value), { class: "office-button small quiet", "aria-label": `${t("copy")}: ${label}` }),
          parts.said[side]);
      };
      return h("div", { class: "p-brief-line", "data-line": line.line },
        h("div", { class: "p-brief-pair" }, SIDES.map(cell)), parts.issues, parts.cites);
    }

    fill(view, shape, line) {
      const { desk } = this;
      const { t, language } = desk;
      const parts = this.cards.get(shape.shape).lines.get(line.line);
      for (const side of SIDES) {
        const area = this.areas.get(`${line.line}.${side}`);
        const kept = Proof.draft(desk.work.id, `brief-${line.line}-${side}`);
        const busy = document.activeElement === area && area.value !== area.dataset.saved;
        area.dataset.saved = line[side];
        if (busy) continue;
        area.value = kept ?? line[side];
        if (kept !== null && kept !== line[side]) parts.said[side].textContent = t("draft_back");
      }
      const drawn = JSON.stringify([line.issues, line.cites, line.writer]);
      if (parts.drawn === drawn) return;
      parts.drawn = drawn;
      const issues = line.issues.map((issue) =>
        h("li", { class: `p-note ${issue.severity}` },
          h("span", { class: "p-sign", "aria-hidden": "true" }, Proof.SIGNS[issue.severity]),
          h("span", { class: "p-said" },
            h("span", { class: "office-hidden" }, `${t(issue.severity)}: `),
            issue.name && [h("strong", {}, issue.name[language]), t("colon")], issue.message[language])));
      parts.issues.replaceChildren(...(issues.length ? [h("ul", { class: "p-list" }, issues)] : []));
      const number = (id) => view.rows.find((row) => row.id === id)?.number;
      const cites = line.cites.filter((id) => number(id) !== undefined).map((id) =>
        h("button", {
          type: "button", class: "p-cite", "data-cite": id, "aria-label": t("cite_label", { number: number(id) }),
          onclick: (event) => desk.toRow(id, event.currentTarget),
        }, String(number(id))));
      parts.cites.replaceChildren(
        ...(cites.length ? [h("span", { class: "p-quiet" }, t("cites")), ...cites] : []),
        ...(line.writer ? [h("span", { class: "p-quiet" }, `◇ ${t("written_by", { model: line.writer })}`)] : []));
    }

    texts(name, side) {
      const { shape } = this.cards.get(name);
      return shape.lines.map((line) => this.areas.get(`${line.line}.${side}`).value);
    }

    count(view, name) {
      const { t } = this.desk;
      const { shape, counters } = this.cards.get(name);
      for (const side of SIDES) {
        const code = view[side];
        const limit = shape.limit?.[code] ?? null;
        const unit = shape.unit?.[code] ?? null;
        counters[side].textContent = "";
        if (!unit && limit === null) continue;
        const length = Proof.lengthOf(this.texts(name, side), code, name);
        const over = limit !== null && length > limit;
        const of = limit === null ? Office.number(length) : `${Office.number(length)} / ${Office.number(limit)}`;
        const words = t(`unit_${code === "zh" ? "han" : unit}`);
        counters[side].append(`${of} ${words}`, ...(over ? [" ", h("strong", {}, `▲ ${t("over", { n: length - limit })}`)] : []));
        counters[side].classList.toggle("over", over);
      }
    }

    typed(line, side, name) {
      const { desk } = this;
      const area = this.areas.get(`${line}.${side}`);
      Proof.grow(area);
      Proof.keepDraft(desk.work.id, `brief-${line}-${side}`, area.value === area.dataset.saved ? null : area.value);
      this.count(desk.view, name);
    }

    press(event, line, side) {
      const area = event.currentTarget;
      if (event.isComposing) return;
      if (event.key === "Enter") {
        event.preventDefault(); // a line is one line
        if (event.ctrlKey || event.metaKey) this.save(line, side);
      } else if (event.key === "Escape") {
        event.stopPropagation();
        area.value = area.dataset.saved;
        area.dispatchEvent(new Event("input"));
      }
    }

    async save(line, side) {
      const { desk } = this;
      const area = this.areas.get(`${line}.${side}`);
      const said = [...this.cards.values()].map((card) => card.lines.get(line)).find(Boolean).said[side];
      const written = area.value;
      const text = Proof.oneLine(written, desk.view[side]);
      const place = `brief-${line}-${side}`;
      if (text === area.dataset.saved || !desk.editable) return true;
      said.textContent = desk.t("saving");
      said.classList.remove("fault");
      try {
        await desk.saveLine(line, side, text, () => area.value === written && Proof.keepDraft(desk.work.id, place, null));
        said.textContent = desk.t("saved");
        return true;
      } catch (fault) {
        if (!(fault instanceof Office.Fault)) throw fault;
        Proof.keepDraft(desk.work.id, place, written);
        said.textContent = desk.t("save_failed", { reason: fault.message });
        said.classList.add("fault");
        return false;
      }
    }

    /** Saves every line that was changed; whether all were saved. */
    async saveAll() {
      const results = [];
      // One after the other: each answer carries the whole brief.
      for (const key of [...this.areas.keys()]) results.push(await this.save(Number(key.split(".")[0]), key.split(".")[1]));
      return results.every(Boolean);
    }

    async copy(text) {
      const { t } = this.desk;
      Office.toast(t((await Office.copy(text)) ? "copied" : "copy_failed"), "note");
    }
  }

  Object.assign(Proof, { Brief });
})();
