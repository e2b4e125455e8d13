// Terms into the house glossary: what an edit offers, and words that are selected on both sides.
"use strict";
(() => {
  const Proof = (Office.proof = Office.proof || {});
  const h = Office.el;
  const MOST = 80;

  /** A line under an edited row: add what was changed of a term? */
  const offerLine = (desk, key, offer, number) => {
    const { t } = desk;
    const words = [h("span", { lang: "en" }, offer.en), " = ", h("strong", { lang: Proof.TAGS.zh }, offer.zh)];
    const answer = (replace) => async (event) => {
      const bar = event.currentTarget.parentElement;
      const before = [...bar.childNodes];
      bar.replaceChildren(h("span", { role: "status" }, t("term_adding")));
      if (!(await desk.addTerm(offer, replace, key)) && bar.isConnected) bar.replaceChildren(...before);
    };
    return h("div", { class: "p-offer" },
      h("span", {}, t("offer_before"), h("q", {}, words), t("offer_after"), " ",
        offer.replaces && h("span", { class: "p-quiet" }, t("offer_replaces", { old: offer.replaces }))),
      h("span", { class: "office-bar" },
        Proof.button(t(offer.replaces ? "offer_also" : "offer_add"), answer(false), { "data-key": `offer-${number}-add` }),
        offer.replaces && Proof.button(t("offer_replace"), answer(true), { "data-key": `offer-${number}-replace` }),
        Proof.button(t("offer_no"), () => desk.dropOffer(key, offer), { "data-key": `offer-${number}-no`, class: "office-button small quiet" })));
  };

  /** A bar at the foot of the table that takes the words selected in a row, or what is typed, as a new term. */
  class TermBar {
    constructor(desk) {
      const { t } = desk;
      this.desk = desk;
      const field = (language) =>
        h("input", { type: "text", maxlength: 200, lang: Proof.TAGS[language], autocomplete: "off" });
      this.fields = { en: field("en"), zh: field("zh") };
      this.replace = h("input", { type: "checkbox" });
      this.add = h("button", { type: "submit", class: "office-button small primary" }, t("term_add"));
      this.said = h("p", { role: "status", class: "p-said-line" });
      const form = h("form", { class: "office-bar", onsubmit: (event) => this.submit(event) },
        h("label", { class: "office-field" }, h("span", {}, t("language_en")), this.fields.en),
        h("span", { "aria-hidden": "true" }, "="),
        h("label", { class: "office-field" }, h("span", {}, t("language_zh")), this.fields.zh),
        h("label", { class: "p-check" }, this.replace, t("term_replace")),
        this.add,
        h("button", { type: "button", class: "office-button small quiet", onclick: () => this.close(true) }, t("close")));
      this.element = h("section", { class: "p-termbar", "aria-label": t("term_bar"), hidden: true },
        h("p", { class: "p-quiet" }, t("term_hint")), form, this.said);
      this.element.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || event.isComposing) return;
        event.stopPropagation();
        this.close(true);
      });
      document.addEventListener("selectionchange", () => this.selected());
    }

    open() {
      this.back = document.activeElement;
      this.element.hidden = false;
      (this.fields.en.value ? this.fields.zh : this.fields.en).focus();
    }

    close(focus = false) {
      this.element.hidden = true;
      this.closed = getSelection().toString().trim();
      this.fields.en.value = this.fields.zh.value = "";
      this.replace.checked = false;
      this.said.textContent = "";
      if (focus && this.back?.isConnected) this.back.focus({ preventScroll: true });
    }

    selected() {
      const { desk } = this;
      if (!desk.editable || !desk.view) return;
      const selection = getSelection();
      const text = selection.toString().trim();
      if (text !== this.closed) this.closed = null; // what was selected when the bar was closed does not open it again
      if (!text || text === this.closed || text.length > MOST || selection.rangeCount === 0) return;
      const inside = (node) => (node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement)?.closest(".p-text");
      const place = inside(selection.anchorNode);
      if (!place || place !== inside(selection.focusNode) || !desk.rows.table.contains(place)) return;
      const side = place.closest(".p-source") ? "source" : "target";
      this.fields[desk.view[side]].value = text;
      if (this.element.hidden) this.back = place.closest(".p-row");
      this.element.hidden = false;
      this.said.textContent = "";
    }

    async submit(event) {
      event.preventDefault();
      const { t } = this.desk;
      const offer = { en: this.fields.en.value.trim(), zh: this.fields.zh.value.trim() };
      const empty = ["en", "zh"].find((language) => !offer[language]);
      if (empty) {
        this.said.textContent = t("term_empty");
        this.fields[empty].focus();
        return;
      }
      this.said.textContent = t("term_adding");
      this.add.disabled = true;
      const added = await this.desk.addTerm(offer, this.replace.checked);
      this.add.disabled = false;
      this.said.textContent = "";
      if (added) this.close(true);
    }
  }

  Object.assign(Proof, { offerLine, TermBar });
})();
