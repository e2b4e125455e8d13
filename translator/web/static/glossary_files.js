"use strict";
/* Files into the house glossary and out of it: Office.glossaryFiles(words, { layers }). */
(() => {
  const { el, fill } = Office;
  const PATH = "office/glossary";
  const FORMATS = ["csv", "xlsx", "tbx", "deepl-en-zh", "deepl-zh-en"];
  const SHOWN = 20;

  /* layers(): the glossaries and how many entries each has */
  Office.glossaryFiles = (words, { layers }) => {
    const named = el("span", { role: "status" });
    const { element: button, input } = Office.pickFiles({
      label: words.import_choose, accept: ".csv,.tsv,.txt,.xlsx,.tbx,.xml", about: "glossary-import-about",
      change: (chosen) => {
        named.textContent = chosen.length > 0 ? chosen[0].name : "";
        result.replaceChildren();
      },
    });
    const go = el("button", { type: "button", class: "office-button", onclick: () => take(false) }, words.import_go);
    const result = el("div", { class: "glossary-result", role: "status" });
    const layer = el("select", { onchange: refresh },
      el("option", { value: "house" }, words.house),
      el("option", { value: "builtin" }, words.builtin),
      el("option", { value: "all" }, words.export_all));
    const format = el("select", { onchange: refresh }, FORMATS.map((name) => el("option", { value: name }, words[name])));
    const link = el("a", { class: "office-button", download: true }, words.export_go);
    const none = el("p", { class: "office-muted" });
    const root = el("details", { class: "glossary-files" }, el("summary", {}, words.files),
      el("div", { class: "glossary-pair" },
        el("section", { "aria-label": words.import },
          el("h2", {}, words.import),
          el("p", { class: "office-muted", id: "glossary-import-about" }, words.import_about),
          el("div", { class: "office-bar" }, button, named, go), result),
        el("section", { class: "glossary-export", "aria-label": words.export }, el("h2", {}, words.export),
          el("label", { class: "office-field" }, words.export_layer, layer),
          el("label", { class: "office-field" }, words.format, format), link, none)));

    function refresh() {
      const entries = layers().filter((one) => layer.value === "all" || one.name === layer.value);
      const empty = entries.reduce((sum, one) => sum + one.entries, 0) === 0;
      none.textContent = empty ? words.export_none : "";
      link.setAttribute("aria-disabled", String(empty));
      if (empty) link.removeAttribute("href");
      else link.href = `${Office.base}${PATH}/files/${format.value}?layer=${layer.value}`;
    }

    async function take(replace) {
      const [file] = input.files;
      if (!file) {
        result.replaceChildren(el("p", { class: "glossary-fault" }, words.import_first));
        return input.focus();
      }
      go.disabled = true;
      result.replaceChildren(el("p", {}, fill(words.importing, { name: file.name })));
      const form = new FormData();
      form.append("file", file);
      form.append("replace", String(replace));
      try {
        told(await Office.send("POST", `${PATH}/import`, form));
        Office.tell("glossary");
      } catch (error) {
        if (!(error instanceof Office.Fault)) throw error;
        result.replaceChildren(el("p", { class: "glossary-fault" }, error.message));
      } finally {
        go.disabled = false;
      }
    }

    function told(answer) {
      const parts = [el("p", {}, fill(words.imported, answer))];
      if (answer.replaced) parts.push(el("p", {}, fill(words.import_replaced, { count: answer.replaced })));
      if (answer.left_out) {
        const listed = answer.contradictions.slice(0, SHOWN);
        const rest = answer.left_out - listed.length;
        const keep = el("button", { type: "button", class: "office-button small", onclick: () => {
          result.replaceChildren(parts[0]);
          input.focus();
        } }, words.import_keep);
        const replace = el("button", { type: "button", class: "office-button small", onclick: () => take(true) }, words.import_replace);
        parts.push(
          el("p", {}, fill(words.import_left, { count: answer.left_out })),
          el("ul", {}, listed.map((one) => el("li", {}, fill(words.import_line, one))),
            rest > 0 && el("li", {}, fill(words.import_more, { count: rest }))),
          el("div", { class: "office-bar" }, replace, keep));
      }
      result.replaceChildren(...parts);
    }

    refresh();
    return { root, refresh };
  };
})();
