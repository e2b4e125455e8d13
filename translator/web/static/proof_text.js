// A row's text with its terms and issues marked, and the small note that tells of one under the pointer or the focus.
"use strict";
(() => {
  const Proof = (Office.proof = Office.proof || {});
  const h = Office.el;
  const ORDER = ["error", "warning", "note"];

  const gravest = (issues) => ORDER.find((severity) => issues.some((issue) => issue.severity === severity)) || null;

  /** The runs of one side of a row as nodes. A term's or an issue's first run carries what the whole needs once. */
  const textNodes = (row, side, t) => {
    const { SIGNS } = Proof;
    const seenTerms = new Set();
    const seenIssues = new Set();
    const points = side === "target" ? row.issues.filter((i) => i.at && i.at[0] === i.at[1]) : [];
    const nodes = [];
    let offset = 0;
    const pointsAt = (from, to, last) => {
      for (const issue of points)
        if (issue.at[0] >= from && (issue.at[0] < to || (last && issue.at[0] === to)))
          nodes.push(mark(issue, row.issues.indexOf(issue)));
    };
    const mark = (issue, index) =>
      h("span", {
        class: `p-issue p-point ${issue.severity} starts-${issue.severity}`, "data-sign": SIGNS[issue.severity], "data-issues": index,
      });
    row[side].forEach((run, number) => {
      // offsets of the server count code points, as Python does
      const length = [...run.text].length;
      pointsAt(offset, offset + length, number === row[side].length - 1);
      offset += length;
      if (!run.terms.length && !run.issues.length) {
        nodes.push(document.createTextNode(run.text));
        return;
      }
      const classes = [];
      const given = {};
      if (run.terms.length) {
        const terms = run.terms.map((index) => row.terms[index]);
        classes.push("p-term", terms.some((term) => term.enforced && term.met === false) ? "missed" : terms.some((term) => term.enforced && term.met) ? "met" : "shown");
        given["data-terms"] = run.terms.join(" ");
        if (run.terms.some((index) => !seenTerms.has(index))) {
          Object.assign(given, { role: "button", tabindex: "-1", "data-key": `${side}-term-${run.terms[0]}` });
          given["aria-label"] = `${run.text}, ${t("term")}`;
        }
        run.terms.forEach((index) => seenTerms.add(index));
      }
      if (run.issues.length) {
        classes.push("p-issue", gravest(run.issues.map((index) => row.issues[index])));
        given["data-issues"] = run.issues.join(" ");
        const begins = gravest(run.issues.filter((index) => !seenIssues.has(index)).map((index) => row.issues[index]));
        if (begins) {
          classes.push("p-start", `starts-${begins}`);
          given["data-sign"] = SIGNS[begins];
        }
        run.issues.forEach((index) => seenIssues.add(index));
      }
      nodes.push(h("span", { class: classes.join(" "), ...given }, run.text));
    });
    if (!row[side].length) pointsAt(0, 0, true);
    return nodes;
  };

  const termLines = (term, view, t) => {
    const { TAGS } = Proof;
    const state = !term.enforced ? "term_shown" : term.met === null ? "term_waits" : term.met ? "term_met" : "term_missed";
    return h("div", { class: "p-tip-term" },
      h("div", { class: "p-tip-pair" },
        h("span", { lang: TAGS[view.source] }, term.source), " = ", h("strong", { lang: TAGS[view.target] }, term.target)),
      term.forms?.length > 0 &&
        h("div", {}, t("term_forms"), " ", h("span", { lang: TAGS[view.target] }, term.forms.join(t("list_comma")))),
      h("div", { class: "p-quiet" }, [term.field, t(state)].filter(Boolean).join(" · ")));
  };

  /** The one small note of a proof view. It stays while the pointer is on it; Escape closes it (WCAG 1.4.13). */
  class Tip {
    constructor(root, find, t, language) {
      this.root = root;
      this.find = find;
      this.t = t;
      this.language = language;
      this.anchor = null;
      this.id = `p-tip-${Math.random().toString(36).slice(2)}`;
      this.box = h("div", { class: "p-tip", role: "tooltip", id: this.id, hidden: true });
      root.append(this.box);
      const over = (event) => {
        if (this.box.contains(event.target)) return clearTimeout(this.leaving);
        const anchor = event.target.closest?.(".p-term, .p-issue");
        if (anchor && root.contains(anchor)) this.show(anchor);
        else this.leave();
      };
      root.addEventListener("pointerover", (event) => event.pointerType !== "touch" && over(event));
      root.addEventListener("pointerleave", () => this.leave());
      root.addEventListener("focusin", over);
      root.addEventListener("focusout", () => this.leave());
      root.addEventListener("click", (event) => {
        const anchor = event.target.closest?.(".p-term, .p-issue");
        if (anchor) this.show(anchor);
      });
    }

    get open() {
      return !this.box.hidden;
    }

    show(anchor) {
      clearTimeout(this.leaving);
      if (anchor === this.anchor) return;
      const { SIGNS } = Proof;
      const found = this.find(anchor);
      if (!found) return;
      const { row, view } = found;
      const indexes = (name) => (anchor.dataset[name] || "").split(" ").filter(Boolean).map(Number);
      const lines = [
        ...indexes("issues").filter((i) => row.issues[i]).map((i) => {
          const issue = row.issues[i];
          return h("div", { class: `p-tip-issue ${issue.severity}` },
            h("span", { class: "p-sign", "aria-hidden": "true" }, SIGNS[issue.severity]), " ", issue.message[this.language]);
        }),
        ...indexes("terms").filter((i) => row.terms[i]).map((i) => termLines(row.terms[i], view, this.t)),
      ];
      if (!lines.length) return;
      this.hide();
      this.box.replaceChildren(...lines);
      this.box.hidden = false;
      this.anchor = anchor;
      anchor.setAttribute("aria-describedby", this.id);
      this.place();
    }

    place() {
      const frame = this.root.getBoundingClientRect();
      const first = this.anchor.getClientRects()[0] || this.anchor.getBoundingClientRect();
      const width = this.box.offsetWidth;
      const left = Math.max(4, Math.min(first.left - frame.left, frame.width - width - 4));
      const below = first.bottom + this.box.offsetHeight + 8 < window.innerHeight;
      this.box.style.left = `${left}px`;
      this.box.style.top = `${(below ? first.bottom + 4 : first.top - this.box.offsetHeight - 4) - frame.top}px`;
    }

    leave() {
      clearTimeout(this.leaving);
      this.leaving = setTimeout(() => this.hide(), 180);
    }

    hide() {
      clearTimeout(this.leaving);
      this.anchor?.removeAttribute("aria-describedby");
      this.anchor = null;
      this.box.hidden = true;
    }
  }

  Object.assign(Proof, { gravest, textNodes, Tip });
})();
