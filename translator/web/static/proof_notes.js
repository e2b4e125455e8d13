// What stands under a row: issues with their fixes, offers to the glossary, mends, matches of the memory.
"use strict";
(() => {
  const Proof = (Office.proof = Office.proof || {});
  const h = Office.el;

  /** Something to unfold that stays unfolded when its row is drawn again; fill: what is in it, made when first opened. */
  const fold = (rows, part, name, title, fill) => {
    const key = `${part.key}:${name}`;
    const details = h("details", { class: "p-fold", open: rows.opened.has(key) }, h("summary", { "data-key": name }, title));
    const open = () => details.childElementCount === 1 && details.append(...fill());
    if (details.open) open();
    details.addEventListener("toggle", () => {
      if (details.open) rows.opened.add(key);
      else rows.opened.delete(key);
      if (details.open) open();
    });
    // A mark in the text leads to the issue's line, so folded issues must be there before they are unfolded.
    if (name === "notes") open();
    return details;
  };

  const issueLine = (desk, part, row, index) => {
    const { t, language, view } = desk;
    const issue = row.issues[index];
    const apply = () => desk.fix(part.key, index);
    const given = { "data-key": `fix-${index}`, "aria-label": `${t("apply")}: ${issue.fix || t("take_out")}` };
    return h("li", { class: `p-note ${issue.severity}`, "data-key": `issue-${index}`, tabindex: "-1" },
      h("span", { class: "p-sign", "aria-hidden": "true" }, Proof.SIGNS[issue.severity]),
      h("span", { class: "p-said" },
        h("span", { class: "office-hidden" }, `${t(issue.severity)}: `),
        h("strong", {}, issue.name[language]), t("colon"), issue.message[language],
        issue.fix !== null && h("span", { class: "p-fix" }, " → ",
          issue.fix ? h("span", { class: "p-fixed", lang: Proof.TAGS[view.target] }, issue.fix) : t("take_out")),
        issue.fix !== null && desk.editable && Proof.button(t("apply"), apply, given)));
  };

  const mendLine = (desk, mend) => {
    const { t, language, view } = desk;
    const words = (text) => (text ? h("span", { lang: Proof.TAGS[view.target] }, text) : h("em", {}, t("nothing")));
    return h("li", {}, h("del", {}, words(mend.before)), " → ", h("ins", {}, words(mend.after)), " · ",
      h("span", { class: "p-quiet" }, mend.message[language]));
  };

  const matchLine = (desk, part, match, number) => {
    const { t, view } = desk;
    const use = () => desk.put(part.key, match.target);
    return h("li", { class: "p-match" },
      h("span", { class: "p-quiet" }, [t(`match_${match.kind}`), `${Math.floor(100 * match.score)} %`, match.note].filter(Boolean).join(" · ")),
      h("div", { lang: Proof.TAGS[view.source] }, match.source),
      h("div", { lang: Proof.TAGS[view.target] }, match.target, " ",
        desk.editable && Proof.button(t("use"), use, { "data-key": `use-${number}`, lang: Proof.TAGS[desk.language] })));
  };

  /** The notes under a row, as elements; none where there is nothing to say. */
  const notes = (desk, rows, part, row, offers) => {
    const { t, view } = desk;
    const all = row.issues.map((issue, index) => [issue, index]);
    const of = (severity) => all.filter(([issue]) => issue.severity === severity);
    const [grave, slight] = [[...of("error"), ...of("warning")], of("note")];
    const lines = (found) => h("ul", { class: "p-list" }, found.map(([, index]) => issueLine(desk, part, row, index)));
    const folds = [
      slight.length > 0 && fold(rows, part, "notes", t("notes", { n: slight.length }), () => [lines(slight)]),
      row.original !== null && fold(rows, part, "original", t("machines"), () => [
        h("p", { lang: Proof.TAGS[view.target] }, row.original || t("nothing")),
        desk.editable && row.original && Proof.button(t("restore"), () => desk.put(part.key, row.original), { "data-key": "restore" }),
      ].filter(Boolean)),
      row.mends.length > 0 && fold(rows, part, "mends", t("mends", { n: row.mends.length }), () => [
        h("ul", { class: "p-list" }, row.mends.map((mend) => mendLine(desk, mend)))]),
      row.matches.length > 0 && fold(rows, part, "matches", t("matches", { n: row.matches.length }), () => [
        h("ul", { class: "p-list" }, row.matches.map((match, number) => matchLine(desk, part, match, number)))]),
    ].filter(Boolean);
    return [
      grave.length > 0 && lines(grave),
      ...offers.map((offer, number) => Proof.offerLine(desk, part.key, offer, number)),
      folds.length > 0 && h("div", { class: "p-folds" }, folds),
    ];
  };

  Object.assign(Proof, { fold, notes });
})();
