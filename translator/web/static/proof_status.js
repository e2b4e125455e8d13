// What stands above the table: how far the work is, what became of it, and its files.
"use strict";
(() => {
  const Proof = (Office.proof = Office.proof || {});
  const h = Office.el;
  const STEPS = ["segments", "memory", "glossary", "translation", "checks", "repair", "consistency", "preflight", "brief"];
  // Where each step begins and ends on the bar, in hundredths, as long as it takes with the embedded model.
  const SHARES = {
    segments: [0, 1], memory: [1, 3], glossary: [3, 5], translation: [5, 55], terms: [50, 62], checks: [62, 63],
    repair: [63, 86], consistency: [86, 88], preflight: [88, 90], brief: [90, 100],
  };
  const FORMATS = ["docx", "html", "md", "tmx", "xliff", "json"];

  /** Whether the figures of a step count its own parts. A step that begins tells its place among the steps instead. */
  const counted = (work) => work.of > 0 && !(work.of === STEPS.length && STEPS[work.done] === work.step);

  const sharesOf = (work) => {
    const [from, to] = SHARES[work.step] || [0, 100];
    return counted(work) ? from + ((to - from) * work.done) / work.of : from;
  };

  class Status {
    constructor(desk) {
      const { t } = desk;
      this.desk = desk;
      this.line = h("p", { class: "p-step" });
      this.bar = h("progress", { class: "office-progress", max: 100, "aria-label": t("progress") });
      this.stop = h("button", { type: "button", class: "office-button small", onclick: () => desk.stop() }, t("stop"));
      this.progress = h("div", { class: "p-progress", hidden: true }, h("div", { class: "p-progress-line" }, this.line, this.stop), this.bar);
      this.title = h("h2", { class: "p-title", tabindex: "-1" });
      this.summary = h("p", { class: "p-summary" });
      this.fault = h("div", { class: "p-fault", hidden: true });
      this.notice = h("p", { class: "p-notice", hidden: true });
      this.warnings = h("div", {});
      this.files = h("nav", { class: "p-files", "aria-label": t("download"), hidden: true });
      this.element = h("header", { class: "p-status" },
        this.title, this.progress, this.fault, this.summary, this.notice, this.warnings, this.files);
      this.reached = 0;
    }

    show(work) {
      const { t } = this.desk;
      if (work.id !== this.shown) this.reached = this.phase = 0;
      this.shown = work.id;
      const view = work.release;
      this.title.textContent = view?.headline[Office.language === view.target ? 1 : 0] || view?.headline[0] || work.name;
      this.title.lang = view ? Proof.TAGS[Office.language === view.target && view.headline[1] ? view.target : view.source] : "";
      this.working(work);
      this.fault.hidden = !["failed", "stopped"].includes(work.state);
      this.fault.className = `p-fault ${work.state}`;
      this.fault.replaceChildren(
        h("strong", {}, t(`state_${work.state}`)), " ",
        work.state === "failed" ? work.error : t(view?.rows.length ? "stopped_kept" : "stopped_none"), " ",
        work.state === "failed" ? t("failed_do") : t("stopped_do"));
      this.ended(work, view);
    }

    working(work) {
      const { desk } = this;
      const { t } = desk;
      const was = this.line.textContent;
      this.progress.hidden = !desk.working;
      if (!desk.working) return;
      this.stop.disabled = desk.stopping;
      this.stop.textContent = t(desk.stopping ? "stopping" : "stop");
      if (work.state === "waiting") {
        this.line.textContent = work.before ? t("before", { n: work.before }) : t("starting");
        this.bar.removeAttribute("value");
      } else {
        this.line.textContent = this.words(work);
        this.reached = Math.max(this.reached, sharesOf(work));
        if (work.step in SHARES) this.bar.value = this.reached;
        else if (work.of) this.bar.value = (100 * work.done) / work.of;
        else this.bar.removeAttribute("value");
      }
      // Each step is read out once, not each of its sentences.
      const heard = `${work.state}:${work.step === "terms" ? this.phase : work.step}:${work.before}`;
      if (heard !== this.heard && this.line.textContent !== was) Office.say(this.line.textContent);
      this.heard = heard;
    }

    words(work) {
      const { t, words } = this.desk;
      if (!work.step) return t("starting");
      // The second try puts in terms again and again; it is one step to who waits.
      if (STEPS.includes(work.step)) this.phase = work.step;
      if (work.step === "terms" && this.phase === "repair") return t("step_repair");
      const known = `step_${work.step}` in words;
      if (!known) return work.of ? `${work.step} ${Math.floor((100 * work.done) / work.of)} %` : work.step;
      const form = counted(work) && `step_${work.step}_of` in words ? `step_${work.step}_of` : `step_${work.step}`;
      return t(form, { done: Office.number(Math.min(work.done + (form.endsWith("_of") ? 1 : 0), work.of)), of: Office.number(work.of) });
    }

    ended(work, view) {
      const { desk } = this;
      const { t } = desk;
      const lines = desk.working || !view?.rows.length ? [] : this.summed(view.summary, work.state === "done");
      const text = lines.join(t("list_comma"));
      if (this.summary.textContent !== text) this.summary.textContent = text;
      this.summary.hidden = !text;
      const notice = view?.notice?.[Office.language] || "";
      this.notice.hidden = !notice;
      this.notice.textContent = notice;
      const warnings = view?.warnings || [];
      if (JSON.stringify(warnings) !== this.warned) {
        this.warned = JSON.stringify(warnings);
        this.warnings.replaceChildren(...(warnings.length
          ? [h("details", { class: "p-fold" }, h("summary", {}, t("warnings", { n: warnings.length })),
            h("ul", { class: "p-list" }, warnings.map((warning) => h("li", {}, warning[Office.language] || warning.en || warning))))]
          : []));
      }
      this.files.hidden = desk.working || !view?.rows.length;
      if (this.filesOf !== work.id) {
        this.filesOf = work.id;
        const path = `${Office.base}office/works/${encodeURIComponent(work.id)}/files/`;
        this.files.replaceChildren(h("span", { class: "p-quiet" }, t("download")), ...FORMATS.map((format) =>
          h("a", { href: path + format, download: true, class: "office-button small", "data-format": format,
            onclick: (event) => this.download(event) }, t(`format_${format}`))));
      }
    }

    summed(summary, done) {
      const { t } = this.desk;
      const lines = [t("sum_segments", { n: summary.segments })];
      // What was not finished was not checked either, so that nothing can be said of terms and faults.
      if (!done) return [...lines, t("sum_translated", { n: summary.translated }), t("sum_unchecked")];
      if (summary.terms) {
        const right = summary.terms_met === summary.terms;
        lines.push(right ? t("sum_terms", { n: summary.terms }) : t("sum_terms_of", { met: summary.terms_met, n: summary.terms }));
      }
      lines.push(summary.look ? t("sum_look", { n: summary.look }) : t("sum_fine"));
      if (summary.approved) lines.push(t("sum_approved", { n: summary.approved }));
      return lines;
    }

    /** A file is of what is saved, so what is open is saved first. */
    async download(event) {
      const { desk } = this;
      if (!desk.unsaved()) return;
      event.preventDefault();
      const link = event.currentTarget;
      if (await desk.saveAll()) h("a", { href: link.href, download: true }).click();
      else Office.toast(desk.t("download_unsaved"), "error");
    }
  }

  Object.assign(Proof, { Status });
})();
