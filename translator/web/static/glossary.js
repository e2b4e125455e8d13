"use strict";
/* The Glossary tab: search as you type, the list of entries, and what may be done to those of the house. */
(() => {
  const { el, fill } = Office;
  const PATH = "office/glossary";
  const PAUSE = 150;
  const LANGUAGES = ["en", "zh"];

  Office.mount("glossary", (root, { words, language }) => {
    const state = { text: "", layer: "all", total: 0, entries: [], asked: 0, fields: [], layers: [] };
    const input = el("input", {
      type: "search", id: "glossary-search", autocomplete: "off", spellcheck: "false", maxlength: "200",
      placeholder: words.search_example,
    });
    const layer = el("select", { onchange: () => { state.layer = layer.value; search(); } });
    const add = el("button", { type: "button", class: "office-button primary", onclick: () => dialog.add() }, words.add);
    const message = el("div", { class: "glossary-message", role: "status" });
    const count = el("p", { class: "office-muted glossary-count", role: "status" });
    const list = el("div", { class: "glossary-list" });
    const more = el("button", { type: "button", class: "office-button", hidden: true, onclick: showMore });
    const dialog = Office.glossaryDialog(root, words, { fields: () => state.fields, done: taken });
    const files = Office.glossaryFiles(words, { layers: () => state.layers });
    root.append(
      el("p", { class: "glossary-about" }, words.about),
      el("div", { class: "office-bar glossary-bar", role: "search" },
        el("label", { class: "office-field glossary-search" }, words.search, input),
        el("label", { class: "office-field" }, words.layer, layer), add),
      message, count, list, el("p", {}, more), files.root);

    let timer = 0;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(search, PAUSE);
    };
    // While a Chinese word is being composed, its letters are no search.
    input.addEventListener("input", (event) => { if (!event.isComposing) soon(); });
    input.addEventListener("compositionend", soon);
    input.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) search(); });

    function name(layerName) {
      return words[layerName] || layerName;
    }

    async function ask(offset, limit = 50) {
      const query = new URLSearchParams({ q: state.text, layer: state.layer, offset, limit });
      return Office.get(`${PATH}?${query}`);
    }

    async function search(limit = 50) {
      clearTimeout(timer);
      state.text = input.value.trim();
      const mine = ++state.asked;
      const page = await Office.attempt(ask(0, limit));
      if (!page || mine !== state.asked) return;
      Object.assign(state, { total: page.total, entries: page.entries, fields: page.fields, layers: page.layers });
      drawLayers();
      files.refresh();
      draw();
    }

    async function showMore() {
      const mine = ++state.asked;
      const first = state.entries.length;
      const page = await Office.attempt(ask(first));
      if (!page || mine !== state.asked) return;
      state.entries.push(...page.entries);
      draw();
      const row = list.querySelectorAll("tbody tr")[first];
      if (row) row.querySelector("button").focus();
    }

    function drawLayers() {
      const all = state.layers.reduce((sum, one) => sum + one.entries, 0);
      const option = (value, text) => el("option", { value, selected: value === state.layer }, text);
      const known = new Map(state.layers.map((one) => [one.name, one.entries]));
      if (!known.has("house")) known.set("house", 0);
      layer.replaceChildren(
        option("all", fill(words.all, { count: Office.number(all) })),
        ...[...known].map(([key, entries]) =>
          option(key, fill(words.layer_count, { name: name(key), count: Office.number(entries) }))));
    }

    function draw() {
      const similar = state.text && state.entries.length > 0 && state.entries[0].how === "similar";
      const values = { count: Office.number(state.total), text: state.text };
      count.textContent = state.total === 0 ? "" : fill(
        similar ? words.count_similar : state.total === 1 ? words.count_one : words.count, values);
      if (state.entries.length === 0) {
        list.replaceChildren(el("p", { class: "office-empty" }, state.text ? fill(words.nothing, values) : words.none_yet));
      } else {
        const back = focusIn(list);
        list.replaceChildren(table());
        if (back) back();
      }
      const left = state.total - state.entries.length;
      more.hidden = left <= 0;
      more.textContent = fill(words.more, { count: Office.number(Math.min(50, left)) });
    }

    /* What gives the focus back that drawing the list anew takes away: to the same button, or to what is told. */
    function focusIn(place) {
      const pressed = document.activeElement;
      const row = place.contains(pressed) && pressed.closest("tr");
      if (!row) return null;
      const { key } = row.dataset;
      return () => {
        const same = [...list.querySelectorAll("tbody tr")].find((one) => one.dataset.key === key);
        const buttons = same ? [...same.querySelectorAll("button")] : [...message.querySelectorAll("button")];
        (buttons.find((button) => button.textContent === pressed.textContent) || buttons[0] || input).focus();
      };
    }

    function table() {
      const heads = [words.english, words.chinese, words.about_term, words.actions];
      // The roles are said, as a narrow page lays the table out as blocks, and browsers then forget them.
      return el("table", { class: "office-table glossary-table", role: "table" },
        el("thead", { role: "rowgroup" }, el("tr", { role: "row" },
          heads.map((head) => el("th", { scope: "col", role: "columnheader" }, head)))),
        el("tbody", { role: "rowgroup" }, state.entries.map(row)));
    }

    function row(entry) {
      const cell = (content, more = {}) => el("td", { role: "cell", ...more }, content);
      return el("tr", { role: "row", "data-key": `${entry.layer} ${entry.id}`, class: entry.overruled ? "glossary-overruled" : "" },
        LANGUAGES.map((code) => cell(forms(entry, code), { lang: code === "zh" ? "zh-CN" : "en" })),
        cell(use(entry)), cell(actions(entry), { class: "glossary-actions" }));
    }

    function forms(entry, code) {
      const line = (label, values, kind) => values.length > 0 && el("p", { class: `glossary-forms ${kind}` },
        el("span", { class: "glossary-label", lang: language === "zh" ? "zh-CN" : "en" }, label),
        values.map((value) => el(kind === "never" ? "s" : "span", { class: "glossary-form" }, value)));
      return [
        el("p", { class: "glossary-term" }, entry[code]),
        line(words.abbreviation, entry[`abbr_${code}`], "short"),
        line(words.also, entry[`variants_${code}`], "also"),
        line(words.never, entry[`forbidden_${code}`], "never"),
      ];
    }

    function use(entry) {
      const ways = entry.enforced.length === 2 ? "both" : entry.enforced[0] ? entry.enforced[0].slice(0, 2) : "none";
      const found = state.text && entry.form && ![entry.en, entry.zh].includes(entry.form);
      return [
        el("p", { class: "glossary-chips" },
          el("span", { class: `office-chip ${entry.layer === "house" ? "good" : ""}` }, name(entry.layer)),
          entry.overruled && el("span", { class: "office-chip warning" },
            state.layers.length > 2 ? words.overruled_file : words.overruled)),
        el("p", { class: "office-muted" }, [entry.field, words[`enforced_${ways}`]].filter(Boolean).join(" · ")),
        found && el("p", { class: "office-muted" }, fill(words.found_by, { form: entry.form })),
        entry.note && el("p", { class: "office-muted" }, entry.note),
      ];
    }

    function actions(entry) {
      const button = (text, label, onclick) => el("button", {
        type: "button", class: "office-button small", "aria-label": fill(label, { en: entry.en }), onclick }, text);
      return [
        button(words.edit, words.edit_which, () => dialog.edit(entry)),
        entry.editable && button(words.remove, words.remove_which, () => remove(entry)),
      ];
    }

    function tell(parts) {
      const close = () => {
        message.replaceChildren();
        input.focus();
      };
      message.replaceChildren(el("div", { class: "glossary-told" }, el("div", {}, parts), el("button", {
        type: "button", class: "office-button quiet small", onclick: close }, words.close)));
    }

    function taken(answer, changed) {
      const how = answer.how === "updated" && !changed ? "extended" : answer.how;
      const { entry } = answer;
      tell([
        el("p", {}, fill(words[`how_${how}`], entry),
          answer.overrules.length > 0 && ` ${fill(words.overrules, { zh: answer.overrules.join(language === "zh" ? "、" : ", ") })}`),
        answer.notes.length > 0 && el("p", {}, words.look, " ",
          answer.notes.map((note) => (language === "zh" ? note.message_zh : note.message)).join(" ")),
      ]);
      Office.tell("glossary");
    }

    async function remove(entry) {
      const path = `${PATH}/entries/${encodeURIComponent(entry.id)}?version=${encodeURIComponent(entry.version)}`;
      const answer = await Office.attempt(Office.send("DELETE", path));
      Office.tell("glossary");
      if (!answer) return;
      const undo = el("button", { type: "button", class: "office-button small", onclick: () => back(entry) }, words.undo);
      tell(el("p", {}, fill(words.removed, entry), " ", undo));
      undo.focus();
    }

    async function back(entry) {
      const answer = await Office.attempt(Office.send("POST", `${PATH}/entries`, dialog.sent(entry)));
      if (answer && answer.taken) taken(answer, false);
      if (answer && !answer.taken) dialog.edit({ ...entry, editable: false }, answer);
      else input.focus();
    }

    // As many as are shown stay shown; another component may have changed the glossary, too.
    Office.on("glossary", () => search(Math.min(200, Math.max(50, state.entries.length))));
    search();
  });
})();
