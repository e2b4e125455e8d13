"use strict";
/* The dialog in which an entry of the house glossary is added or changed: Office.glossaryDialog(root, words, { ... }). */
(() => {
  const { el, fill } = Office;
  const PATH = "office/glossary/entries";
  const MANY = ["abbr_en", "abbr_zh", "variants_en", "variants_zh", "forbidden_en", "forbidden_zh"];
  const SENT = ["en", "zh", "pos", "field", "enforced", "note", ...MANY];

  const split = (text) => [...new Set(text.split(/[\n;；|]/).map((form) => form.trim()).filter(Boolean))];
  const sent = (entry) => Object.fromEntries(SENT.map((name) => [name, entry[name]]));

  /* fields(): the fields there are; done(answer, changed): an entry was taken, as the server tells */
  Office.glossaryDialog = (root, words, { fields, done }) => {
    const inputs = {};
    let target = null;

    function text(name, attributes = {}) {
      const lang = name.endsWith("zh") ? "zh-CN" : name.endsWith("en") ? "en" : null;
      const several = MANY.includes(name);
      inputs[name] = el(several ? "textarea" : "input", {
        type: several ? null : "text", rows: several ? 2 : null, maxlength: several ? 2000 : name === "note" ? 1000 : 200,
        lang, autocomplete: "off", spellcheck: "false", "aria-describedby": several ? "glossary-several" : null, ...attributes,
      });
      const label = { en: words.english, zh: words.chinese }[name] || words[name];
      return el("label", { class: "office-field" }, label, inputs[name]);
    }

    function box(name, label) {
      inputs[name] = el("input", { type: "checkbox" });
      return el("label", { class: "glossary-box" }, inputs[name], label);
    }

    inputs.pos = el("select", {}, ["n", "pn", "v", "adj"].map((pos) => el("option", { value: pos }, words[`pos_${pos}`])));
    const known = el("datalist", { id: "glossary-fields" });
    const title = el("h2", { id: "glossary-dialog-title" });
    const about = el("p", { class: "office-muted" });
    const fault = el("div", { class: "glossary-fault", role: "alert" });
    const save = el("button", { type: "submit", class: "office-button primary" }, words.save);
    const cancel = el("button", { type: "button", class: "office-button", onclick: () => dialog.close() }, words.cancel);
    const form = el("form", { novalidate: true, onsubmit: submit },
      title, about,
      el("div", { class: "glossary-pair" }, text("en", { required: true }), text("zh", { required: true })),
      el("fieldset", { class: "glossary-enforce" }, el("legend", {}, words.enforce),
        box("en-zh", words.enforce_en), box("zh-en", words.enforce_zh)),
      el("p", { class: "office-muted", id: "glossary-several" }, words.several),
      el("div", { class: "glossary-pair" }, MANY.map((name) => text(name))),
      el("div", { class: "glossary-pair" }, el("label", { class: "office-field" }, words.pos, inputs.pos),
        text("field", { list: "glossary-fields" })),
      text("note"), known, fault,
      el("div", { class: "office-bar glossary-save" }, save, cancel));
    const dialog = el("dialog", { class: "glossary-dialog", "aria-labelledby": "glossary-dialog-title" }, form);
    root.append(dialog);

    function show(entry, heading, explained) {
      title.textContent = heading;
      about.textContent = explained;
      fault.replaceChildren();
      known.replaceChildren(...fields().map((value) => el("option", { value })));
      for (const name of ["en", "zh", "field", "note"]) inputs[name].value = entry[name] || "";
      for (const name of MANY) inputs[name].value = (entry[name] || []).join("\n");
      for (const way of ["en-zh", "zh-en"]) inputs[way].checked = (entry.enforced || ["en-zh", "zh-en"]).includes(way);
      inputs.pos.value = entry.pos || "n";
      dialog.showModal();
      inputs.en.focus();
    }

    function given() {
      const entry = { pos: inputs.pos.value, enforced: ["en-zh", "zh-en"].filter((way) => inputs[way].checked) };
      for (const name of ["en", "zh", "field", "note"]) entry[name] = inputs[name].value.trim();
      for (const name of MANY) entry[name] = split(inputs[name].value);
      return entry;
    }

    function refuse(...parts) {
      fault.replaceChildren(...parts);
      fault.scrollIntoView({ block: "nearest" });
    }

    async function submit(event, replace = false) {
      if (event) event.preventDefault();
      const entry = given();
      if (!entry.en || !entry.zh) {
        refuse(el("p", {}, words.needed));
        return (entry.en ? inputs.zh : inputs.en).focus();
      }
      save.disabled = true;
      const sending = target
        ? Office.send("PUT", `${PATH}/${encodeURIComponent(target.id)}`, { ...entry, replace, version: target.version })
        : Office.send("POST", PATH, { ...entry, replace });
      try {
        const answer = await sending;
        if (!answer.taken) return contradicted(answer);
        const changed = Boolean(target);
        dialog.close();
        done(answer, changed);
      } catch (error) {
        if (!(error instanceof Office.Fault)) throw error;
        refuse(el("p", {}, error.message));
        if (error.status === 409) Office.tell("glossary");
      } finally {
        save.disabled = false;
      }
    }

    function contradicted(answer) {
      const rivals = [...new Set(answer.contradictions.map((one) => one.known))];
      const values = { ...answer.contradictions[0], known: rivals.join(" / ") };
      const replace = el("button", { type: "button", class: "office-button small", onclick: () => submit(null, true) },
        fill(words.replace, values));
      const allow = el("button", { type: "button", class: "office-button small", onclick: () => {
        inputs.variants_zh.value = split([inputs.variants_zh.value, ...rivals].join("\n")).join("\n");
        submit(null);
      } }, fill(words.allow, values));
      refuse(el("p", {}, fill(words.contradicts, values)), el("div", { class: "office-bar" }, replace, allow));
      replace.focus();
    }

    return {
      sent,
      add() {
        target = null;
        show({}, words.form_add, words.shared_note);
      },
      /* An entry of the house is changed in its place; of another glossary, one of the house is made to overrule it. */
      edit(entry, answer = null) {
        target = entry.editable ? entry : null;
        show(entry, fill(target ? words.form_edit : words.form_overrule, entry),
          target || answer ? words.shared_note : `${words.overrule_note} ${words.shared_note}`);
        if (answer) contradicted(answer);
      },
    };
  };
})();
