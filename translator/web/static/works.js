"use strict";
/* The list of this session's releases: what each is at, one opened by a click, one removed. */
(() => {
  const { el, fill } = Office;
  const TONES = { waiting: "", working: "note", done: "good", failed: "error", stopped: "warning" };

  Office.mount("works", (root, { words }) => {
    const count = el("summary");
    const list = el("ul", { class: "works-list" });
    const fold = el("details", { class: "works", hidden: true }, count, list, el("p", { class: "office-muted" }, words.kept));
    root.append(fold);
    let shown = Office.value("proof") || "";
    let seen = "";
    let sure = "";

    function stateOf(work) {
      return work.state === "waiting" && work.before
        ? fill(words.waiting_behind, { before: work.before })
        : words[work.state] || work.state;
    }

    function share(work) {
      return work.state === "working" && work.of > 0 ? el("progress", {
        class: "office-progress", max: work.of, value: work.done, "aria-label": `${work.name}: ${stateOf(work)}`,
      }) : null;
    }

    function row(work) {
      const current = work.id === shown;
      const open = el("button", {
        type: "button", class: "works-open", "data-id": work.id, "aria-current": current ? "true" : null,
        onclick: () => Office.show("proof", work.id),
      },
        el("span", { class: "works-name" }, work.name),
        el("span", { class: `office-chip ${TONES[work.state] || ""}` }, current ? `${stateOf(work)} · ${words.shown}` : stateOf(work)),
        el("time", { class: "office-muted" }, Office.when(work.made)));
      const asked = sure === work.id;
      const remove = el("button", {
        type: "button", class: "office-button quiet small", "data-remove": work.id,
        "aria-label": `${asked ? words.really : words.remove}: ${work.name}`, onclick: () => removed(work),
      }, asked ? words.really : words.remove);
      return el("li", {}, open, share(work), remove);
    }

    async function removed(work) {
      // The first press asks, the second removes: there is no way back.
      if (sure !== work.id) {
        sure = work.id;
        seen = "";
        return refresh();
      }
      sure = "";
      if ((await Office.attempt(Office.send("DELETE", `office/works/${work.id}`))) === undefined) return;
      if (Office.value("proof") === work.id) Office.show("proof", "");
      Office.say(fill(words.removed, { name: work.name }));
      await refresh();
    }

    function draw(works) {
      const focused = document.activeElement && root.contains(document.activeElement) ? { ...document.activeElement.dataset } : null;
      count.textContent = fill(words.title, { count: works.length });
      list.replaceChildren(...works.map(row));
      fold.hidden = works.length === 0;
      if (!focused) return;
      const same = [...list.querySelectorAll("button")].find(
        (button) => (focused.id && button.dataset.id === focused.id) || (focused.remove && button.dataset.remove === focused.remove));
      (same || count).focus();
    }

    async function refresh() {
      const answer = await Office.get("office/works");
      const works = Array.isArray(answer) ? answer : answer.works;
      const now = JSON.stringify([shown, sure, works]);
      const changed = now !== seen;
      if (changed) draw(works);
      seen = now;
      return changed || works.some((work) => work.state === "working" || work.state === "waiting");
    }

    // The article folds away for its release, and unfolds where there is none.
    function foldArticle(away) {
      const button = document.querySelector("#article > button.label-wrap");
      if (!button || button.classList.contains("open") !== away) return;
      const within = document.getElementById("article").contains(document.activeElement);
      button.click();
      const place = document.querySelector(".office-proof");
      if (!away || !within || !place) return;
      place.tabIndex = -1;
      place.focus();
    }

    const soon = () => Office.attempt(refresh(), { quiet: true });
    Office.on("works", soon);
    Office.on("work", soon);
    Office.on("shown", ({ name, value }) => {
      if (name !== "proof") return;
      shown = value;
      seen = "";
      foldArticle(Boolean(value));
      soon();
    });
    if (shown) foldArticle(true);
    Office.poll(refresh, { fast: 2000, slow: 15000, root: root.parentElement });
  });
})();
