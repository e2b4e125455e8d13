// The row of buttons over the table, and the help.
"use strict";
(() => {
  const Proof = (Office.proof = Office.proof || {});
  const h = Office.el;
  const VIEWS = ["text", "brief"];
  const KEYS = [
    ["↑ ↓ / k j", "move"], ["Enter", "enter"], ["Ctrl + Enter", "save"], ["Esc", "leave"], ["a", "approve"], ["n", "next"],
    ["t", "term"], ["?", "help"],
  ];

  /** The buttons of a proof view (desk): its element "tools", and those that change with what is shown. */
  const toolbar = (desk) => {
    const { t } = desk;
    const press = (text, onclick, given) =>
      h("button", { type: "button", class: "office-button small", onclick, ...given }, text);
    const views = VIEWS.map((name) =>
      press(t(`view_${name}`), () => desk.switch(name), { "data-view": name, "aria-pressed": "false" }));
    const filters = Proof.FILTERS.map((name) =>
      press("", () => desk.rows.choose(name), { "data-filter": name, "aria-pressed": "false" }));
    const filterGroup = h("div", { role: "group", "aria-label": t("filter"), class: "office-bar" }, filters);
    const back = press(t("back_to_brief"), () => desk.toBrief(), { hidden: true });
    const quiet = { class: "office-button small quiet" };
    const termButton = press(t("term_add"), () => desk.terms.open(), quiet);
    const help = press("?", () => desk.help.showModal(), {
      ...quiet, "aria-haspopup": "dialog", "aria-label": t("help"), title: t("help") });
    const tools = h("div", { class: "p-tools" },
      h("div", { role: "group", "aria-label": t("views"), class: "office-bar" }, views),
      filterGroup, h("div", { class: "office-bar p-end" }, back, termButton, help));
    return { tools, views, filters, filterGroup, back, termButton };
  };

  /** What the keys do and the marks mean. */
  const helpDialog = (t) =>
    h("dialog", { class: "p-help", "aria-label": t("help") },
      h("h2", {}, t("help")), h("p", {}, t("help_how")),
      h("dl", {}, KEYS.map(([key, name]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, t(`key_${name}`))])),
      h("p", {}, t("help_marks"), " ",
        Object.entries(Proof.SIGNS).map(([severity, sign]) =>
          h("span", { class: `office-chip ${severity}` }, `${sign} ${t(severity)}`))),
      h("form", { method: "dialog" }, h("button", { class: "office-button primary" }, t("close"))));

  Object.assign(Proof, { toolbar, helpDialog });
})();
