"use strict";
/* The files of a new batch: dropped or chosen, left out again, and sent. Office.batchChooser(words, { started }). */
(() => {
  const { el, fill } = Office;
  const PATH = "office/batches";
  const READ = ".txt,.md,.markdown,.html,.htm,.docx";
  const READ_GLOSSARIES = ".csv,.tsv,.txt,.xlsx,.tbx,.xml";
  const MEGABYTE = 1e6;

  /* started(id): the server has taken a batch */
  Office.batchChooser = (words, { started }) => {
    let files = [];
    let limits = { files: 50, megabytes: 20 };
    let sending = false;

    const { element: button, input } = Office.pickFiles({ label: words.choose, accept: READ, about: "batch-drop-about", multiple: true, change: (chosen) => {
      take(chosen);
      input.value = "";
    } });
    const about = el("p", { class: "office-muted", id: "batch-drop-about" });
    const drop = el("div", { class: "batch-drop" }, el("p", { class: "batch-drop-here" }, words.drop), button, about);
    const count = el("p", { class: "office-muted", role: "status" });
    const list = el("ul", { class: "batch-chosen" });
    const direction = el("select", {}, [["", words.found], ["zh", words.to_zh], ["en", words.to_en]].map(
      ([value, text]) => el("option", { value }, text)));
    const named = el("span", { role: "status" });
    const { element: glossaryButton, input: glossaries } = Office.pickFiles({
      label: words.choose_glossaries, accept: READ_GLOSSARIES, about: "batch-glossaries-about", multiple: true,
      change: (chosen) => (named.textContent = [...chosen].map((file) => file.name).join(", ")),
    });
    const fault = el("p", { class: "batch-error", role: "alert" });
    const go = el("button", { type: "button", class: "office-button primary", onclick: send });
    const root = el("section", { class: "batch-new" }, drop, count, list,
      el("div", { class: "batch-options" },
        el("label", { class: "office-field" }, words.direction, direction),
        el("div", { class: "office-field" }, words.glossaries, el("div", { class: "office-bar" }, glossaryButton, named),
          el("p", { class: "office-muted", id: "batch-glossaries-about" }, words.glossaries_about))),
      fault, go);

    const over = (is) => (event) => {
      event.preventDefault();
      drop.classList.toggle("over", is);
    };
    drop.addEventListener("dragover", over(true));
    drop.addEventListener("dragleave", over(false));
    drop.addEventListener("drop", (event) => {
      over(false)(event);
      take(event.dataTransfer.files);
    });

    function size(bytes) {
      return bytes < MEGABYTE ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;
    }

    function take(chosen) {
      const same = (a, b) => a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;
      files.push(...[...chosen].filter((file) => !files.some((known) => same(known, file))));
      draw();
    }

    function draw() {
      const total = files.reduce((sum, file) => sum + file.size, 0);
      const values = { count: files.length, size: size(total), ...limits };
      about.textContent = fill(words.drop_about, limits);
      count.textContent = files.length === 0 ? "" : fill(files.length === 1 ? words.chosen_one : words.chosen, values);
      list.replaceChildren(...files.map((file) => el("li", {}, el("span", {}, file.name),
        el("span", { class: "office-muted" }, size(file.size)),
        el("button", { type: "button", class: "office-button quiet small", disabled: sending,
          "aria-label": fill(words.leave_out_which, { name: file.name }), onclick: () => leaveOut(file) }, words.leave_out))));
      fault.textContent = files.length > limits.files ? fill(words.too_many, { ...values })
        : total > limits.megabytes * MEGABYTE * 0.99 ? fill(words.too_large, values) : "";
      go.textContent = files.length === 0 ? words.start_none : fill(files.length === 1 ? words.start_one : words.start, values);
      go.disabled = sending || files.length === 0 || Boolean(fault.textContent);
    }

    function leaveOut(file) {
      const place = files.indexOf(file);
      files.splice(place, 1);
      draw();
      const next = list.querySelectorAll("button")[Math.min(place, files.length - 1)];
      (next || input).focus();
    }

    async function send() {
      const form = new FormData();
      for (const file of files) form.append("files", file, file.name);
      for (const file of glossaries.files) form.append("glossaries", file, file.name);
      form.append("to", direction.value);
      sending = true;
      draw();
      count.textContent = words.sending;
      try {
        const { id } = await Office.send("POST", PATH, form);
        Office.say(fill(words.started, { count: files.length }));
        files = [];
        sending = false;
        draw();
        started(id);
      } catch (error) {
        if (!(error instanceof Office.Fault)) throw error;
        sending = false;
        draw();
        fault.textContent = error.message;
      }
    }

    draw();
    return {
      root,
      limit(given) {
        limits = given;
        draw();
      },
      focus: () => input.focus(),
    };
  };
})();
