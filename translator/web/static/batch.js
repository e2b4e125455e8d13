"use strict";
/* The Batch tab: the files of this session's batch with the state of each, and the zip of what is finished. */
(() => {
  const { el, fill } = Office;
  const PATH = "office/batches";
  const FORMATS = ["docx", "html", "md", "tmx", "xliff", "json"];
  const TONES = { done: "good", working: "note", failed: "error", stopped: "warning" };
  const ENDED = ["done", "failed", "stopped", "deleted"];

  Office.mount("batch", (root, { words, language }) => {
    let batches = [];
    let shown = "";
    let drawn = "";
    let last = null;
    let sure = false;
    let stopPolling = () => {};

    const chooser = Office.batchChooser(words, { started });
    const pick = el("select", { onchange: () => show(pick.value) });
    const which = el("label", { class: "office-field batch-which" }, words.which, pick);
    const title = el("h2", { tabindex: "-1" });
    const count = el("p", { class: "office-muted" });
    const overall = el("progress", { class: "office-progress", "aria-label": words.overall });
    const stopAll = el("button", { type: "button", class: "office-button", onclick: () => stop("stop") }, words.stop_all);
    const remove = el("button", { type: "button", class: "office-button quiet", onclick: removed }, words.remove);
    const list = el("div");
    const formats = FORMATS.map((name) => el("input", { type: "checkbox", value: name, checked: name === "docx", onchange: drawZip }));
    const link = el("a", { class: "office-button primary", download: true }, words.zip_go);
    const why = el("span", { class: "office-muted" });
    const place = el("section", { class: "batch-one", hidden: true },
      el("div", { class: "batch-head" }, title, el("div", { class: "office-bar" }, which, stopAll)), count, overall, list,
      el("fieldset", { class: "batch-zip" }, el("legend", {}, words.zip),
        el("div", { class: "office-bar" }, formats.map((box) => el("label", { class: "batch-box" }, box, words[box.value]))),
        el("div", { class: "office-bar" }, link, why),
        el("p", { class: "office-muted" }, words.zip_about)),
      el("div", {}, remove));
    root.append(el("p", { class: "batch-about" }, words.about), chooser.root, place);

    async function refreshList() {
      const answer = await Office.get(PATH);
      batches = answer.batches;
      chooser.limit(answer.limits);
      const named = (batch) => fill(batch.files === 1 ? words.batch_name_one : words.batch_name,
        { time: Office.when(batch.made), count: batch.files });
      pick.replaceChildren(...batches.map((batch) => el("option", { value: batch.id, selected: batch.id === shown }, named(batch))));
      which.hidden = batches.length < 2;
    }

    async function started(id) {
      await Office.attempt(refreshList());
      show(id);
      title.focus();
      Office.tell("works");
    }

    function show(id) {
      stopPolling();
      shown = id;
      last = null;
      drawn = "";
      sure = false;
      remove.textContent = words.remove;
      place.hidden = !id;
      pick.value = id;
      if (id) stopPolling = Office.poll(() => refresh(id), { fast: 900, slow: 5000, root });
    }

    async function refresh(id) {
      const batch = await Office.get(`${PATH}/${id}`);
      return id === shown ? take(batch) : "done";
    }

    function take(batch) {
      const text = JSON.stringify(batch);
      const changed = text !== drawn;
      if (changed) draw(batch);
      drawn = text;
      return batch.ended ? "done" : changed;
    }

    function draw(batch) {
      const { files } = batch;
      const done = files.filter((file) => file.state === "done").length;
      const failed = files.filter((file) => file.state === "failed").length;
      const before = last;
      title.textContent = fill(words.title, { time: Office.when(batch.made) });
      count.textContent = [fill(words.counts, { done, count: files.length }), failed && fill(words.counts_failed, { failed })]
        .filter(Boolean).join(language === "zh" ? "，" : ", ");
      overall.max = files.length;
      overall.value = files.filter((file) => ENDED.includes(file.state)).length;
      stopAll.disabled = batch.ended;
      if (!before) list.replaceChildren(table(files));
      else files.forEach((file, number) => drawRow(rows()[number], file, number, before.files[number]));
      if (before) announce(batch, before, done);
      last = batch;
      drawZip();
    }

    function announce(batch, before, done) {
      const news = batch.files.filter((file, number) => ENDED.includes(file.state) && before.files[number].state !== file.state);
      if (news.length === 0) return;
      Office.say(batch.ended ? fill(words.all_ended, { done, count: batch.files.length })
        : news.map((file) => fill(words.ended_one, { name: file.name, state: words[file.state] })).join(" "));
      Office.tell("works");
    }

    const rows = () => list.querySelectorAll("tbody tr");

    function table(files) {
      const heads = [words.file, words.state, words.result, words.actions];
      // The roles are said, as a narrow page lays the table out as blocks, and browsers then forget them.
      return el("table", { class: "office-table batch-table", role: "table" },
        el("thead", { role: "rowgroup" }, el("tr", { role: "row" },
          heads.map((head) => el("th", { scope: "col", role: "columnheader" }, head)))),
        el("tbody", { role: "rowgroup" }, files.map((file, number) => drawRow(el("tr", { role: "row" }), file, number, null))));
    }

    /* Only what is another by now is drawn anew, so that what is being pressed stays where it is. */
    function drawRow(row, file, number, before) {
      if (before && JSON.stringify(before) === JSON.stringify(file)) return row;
      if (row.children.length === 0) {
        row.append(...["name", "state", "result", "actions"].map((part) => el("td", { role: "cell", class: `batch-${part}` })));
        row.children[0].textContent = file.name;
      }
      row.children[1].replaceChildren(...stateOf(file));
      row.children[2].replaceChildren(...resultOf(file));
      const buttons = actions(file, number);
      const key = buttons.map((button) => button.textContent).join();
      if (row.dataset.actions !== key) {
        const pressed = row.contains(document.activeElement) ? document.activeElement.textContent : "";
        row.children[3].replaceChildren(...buttons);
        row.dataset.actions = key;
        if (pressed) (buttons.find((button) => button.textContent === pressed) || title).focus();
      }
      return row;
    }

    function stateOf(file) {
      const text = file.state === "waiting" && file.before ? fill(words.waiting_behind, file) : words[file.state];
      const parts = [el("span", { class: `office-chip ${TONES[file.state] || ""}` }, text)];
      if (file.state === "working") {
        const step = words[`step_${file.step}`] || words.step_other;
        parts.push(el("span", { class: "office-muted batch-step" }, file.of ? `${step} ${file.done}/${file.of}` : step));
        if (file.of) parts.push(el("progress", { class: "office-progress", max: file.of, value: file.done, "aria-label": step }));
      }
      return parts;
    }

    function resultOf(file) {
      if (file.error) return [el("p", { class: "batch-error" }, file.error)];
      if (!file.segments) return [];
      const parts = [
        words[`${file.source}-${file.target}`],
        fill(file.segments === 1 ? words.segments_one : words.segments, file),
      ];
      if (file.state !== "waiting" && file.state !== "working") {
        parts.push(file.terms ? fill(words.terms, { met: file.terms_met, terms: file.terms }) : words.no_terms);
        parts.push(file.look ? fill(words.look, file) : words.look_none);
      }
      return [el("p", {}, parts.filter(Boolean).join(" · "))];
    }

    function actions(file, number) {
      const button = (text, label, onclick) => el("button", {
        type: "button", class: "office-button small", "aria-label": fill(label, { name: file.name }), onclick }, text);
      return [
        (file.segments > 0 || file.state === "working") && button(words.open, words.open_which, () => open(file.work)),
        !ENDED.includes(file.state) && button(words.stop, words.stop_which, () => stop(`files/${number}/stop`)),
      ].filter(Boolean);
    }

    function open(work) {
      Office.show("proof", work);
      const first = document.querySelector("#tabs [role='tab']");
      if (first) first.click();
      window.scrollTo({ top: 0 });
    }

    async function stop(what) {
      const batch = await Office.attempt(Office.send("POST", `${PATH}/${shown}/${what}`, {}));
      if (batch && batch.id === shown) take(batch);
    }

    async function removed() {
      // The first press asks, the second removes: there is no way back.
      if (!sure) {
        sure = true;
        remove.textContent = words.really;
        return;
      }
      const gone = shown;
      stopPolling();
      if ((await Office.attempt(Office.send("DELETE", `${PATH}/${gone}`))) === undefined) return;
      Office.say(words.removed);
      Office.tell("works");
      await Office.attempt(refreshList());
      show(batches.length > 0 ? batches[0].id : "");
      chooser.focus();
    }

    function drawZip() {
      const chosen = formats.filter((box) => box.checked).map((box) => box.value);
      const done = last && last.files.some((file) => file.state === "done");
      why.textContent = !done ? words.zip_none : chosen.length === 0 ? words.zip_no_format : "";
      link.setAttribute("aria-disabled", String(Boolean(why.textContent)));
      if (why.textContent) link.removeAttribute("href");
      else link.href = `${Office.base}${PATH}/${shown}/zip?formats=${chosen.join(",")}&language=${language}`;
    }

    async function begin() {
      await Office.attempt(refreshList());
      if (batches.length > 0 && !shown) show(batches[0].id);
    }

    // What was edited in the result table meanwhile is counted anew when the tab is looked at again.
    new IntersectionObserver((seen) => {
      if (seen.some((one) => one.isIntersecting) && shown && last && last.ended) Office.attempt(refresh(shown), { quiet: true });
    }).observe(root);
    begin();
  });
})();
