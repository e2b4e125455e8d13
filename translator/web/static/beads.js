// The Align tab's component: two texts aligned, put right by a person, saved, and put into the translation memory.
// What a correction does to the beads is the server's to say (translator/office/corrections.py).
"use strict";
(() => {
  const h = Office.el;
  const FORMATS = ["html", "tmx", "tsv", "xlsx", "json"];
  const OF_SENTENCE = ["confirm", "merge", "split", "up", "down"];
  const isBusy = (view) => Boolean(view) && ["waiting", "working"].includes(view.state);

  class Beads {
    constructor(root, words) {
      this.root = root;
      this.words = words;
      this.view = null;
      this.queue = Promise.resolve();
      this.rows = new Office.BeadRows(words, () => this.enable(), () => this.act("confirm"));
      this.empty = h("p", { class: "office-empty" }, words.none_yet);
      this.title = h("h2", { tabindex: "-1" });
      this.counts = h("p", { class: "office-muted" });
      this.warnings = h("ul", { class: "b-warnings", lang: "en" });
      this.note = h("p");
      this.progress = h("progress", { class: "office-progress", "aria-label": words.working });
      this.waiting = h("div", { class: "b-waiting" }, this.note, this.progress, button(words.stop, () => this.stop()));
      this.error = h("p", { class: "b-error", role: "alert" });
      this.saves = h("div", { class: "office-bar", role: "group", "aria-label": words.files });
      this.status = h("p", { class: "b-status" }, words.choose);
      this.acts = Object.fromEntries(Object.entries(words.act).map(([name, said]) => [
        name, button(said, () => this.act(name), { title: words.act_title[name] }),
      ]));
      this.method = h("p", { class: "office-muted", lang: "en" });
      this.table = h("div", {},
        h("div", { class: "b-head" }, this.title, this.counts),
        this.warnings,
        h("div", { class: "office-bar b-top" },
          h("div", { class: "office-bar", role: "group", "aria-label": words.filters }, this.rows.filters), this.saves),
        this.rows.heads, this.rows.list, this.rows.none,
        h("div", { class: "b-dock" }, this.status,
          h("div", { class: "b-acts", role: "group", "aria-label": words.actions }, Object.values(this.acts))),
        this.memory(),
        h("details", { class: "b-keys" }, h("summary", {}, words.keys),
          h("dl", {}, words.key.map(([key, does]) => h("div", {}, h("dt", {}, key), h("dd", {}, does))))),
        this.method);
      this.table.addEventListener("keydown", (event) => this.key(event));
      root.append(this.empty, this.waiting, this.error, this.table);
      this.present(null);
    }

    path(rest) {
      return `office/bitexts/${encodeURIComponent(this.view.id)}${rest}`;
    }

    // --- what comes from the server -----------------------------------------------------------------------------------

    /** id: of the aligned text to show; "" for the last one of the session; JSON: why none was started. */
    async show(id) {
      if (id.startsWith("{")) return Office.toast(JSON.parse(id).error, "error");
      if (this.stopPolling) this.stopPolling();
      const asked = (this.asked = {});
      const path = id ? `office/bitexts/${encodeURIComponent(id)}` : "office/bitexts/last";
      const view = await Office.attempt(Office.get(path), { quiet: !id });
      if (asked !== this.asked) return undefined;
      this.present(view || null);
      if (!isBusy(this.view)) return undefined;
      this.stopPolling = Office.poll(async () => {
        const next = await Office.get(this.path(`?version=${this.view.version}`));
        if (asked !== this.asked) return "done";
        if (next) this.present(next);
        return isBusy(this.view) ? Boolean(next) : "done";
      }, { fast: 300, slow: 1500, root: this.root });
      return undefined;
    }

    present(view) {
      const before = this.view;
      this.view = view;
      this.empty.hidden = Boolean(view);
      this.waiting.hidden = !isBusy(view);
      this.table.hidden = !view || !view.beads;
      this.error.textContent = view ? view.error || (view.state === "stopped" ? this.words.stopped : "") : "";
      this.error.hidden = !this.error.textContent;
      if (isBusy(view)) this.wait(view);
      if (this.table.hidden) return;
      this.begin(view);
      if (!isBusy(before) || before.id !== view.id) return;
      const look = view.beads.filter((bead) => bead.look).length;
      Office.say(Office.fill(this.words.finished, { rows: view.beads.length, look }));
      // Who has gone on to write elsewhere is not taken away from there.
      if (document.activeElement && document.activeElement.matches("input, textarea, select")) return;
      this.title.focus({ preventScroll: true });
      this.title.scrollIntoView({ block: "start" });
    }

    wait(view) {
      const { words } = this;
      const told = view.state === "waiting" && view.before ? words.waiting : view.of ? words.progress : words.working;
      this.note.textContent = Office.fill(told, view);
      if (!view.of) return this.progress.removeAttribute("value");
      this.progress.max = view.of;
      this.progress.value = view.done;
      return undefined;
    }

    begin(view) {
      const { words } = this;
      this.title.textContent = view.name;
      this.title.lang = /\p{Script=Han}/u.test(view.name) ? "zh-Hans" : "en";
      const [sources, targets] = [view.sources.length, view.targets.length].map(Office.number);
      this.counts.textContent = Office.fill(words.counts, { sources, targets });
      this.warnings.replaceChildren(...view.warnings.map((text) => h("li", {}, text)));
      this.warnings.hidden = !view.warnings.length;
      this.saves.replaceChildren(h("span", { class: "office-muted", "aria-hidden": "true" }, words.files),
        ...FORMATS.map((format) => h("a", {
          class: "office-button small", href: `${Office.base}${this.path(`/files/${format}`)}`, download: true,
          "aria-label": Office.fill(words.save, { format: format.toUpperCase() }),
        }, format.toUpperCase())));
      this.method.textContent = view.method;
      this.remembered.textContent = "";
      this.status.textContent = words.choose;
      this.rows.begin(view);
    }

    stop() {
      return Office.attempt(Office.send("POST", this.path("/stop")));
    }

    // --- corrections --------------------------------------------------------------------------------------------------

    enable() {
      if (this.rows.chip && this.status.textContent === this.words.choose) this.status.textContent = "";
      for (const name of OF_SENTENCE) this.acts[name].disabled = !this.rows.chip;
      this.acts.undo.disabled = !this.view.undo;
    }

    tell(message) {
      this.status.textContent = message;
      Office.say(message);
    }

    /** Does one thing after the other, each with the beads as the one before left them; whether it was done. */
    act(name) {
      this.queue = this.queue.then(() => this.doing(name));
      return this.queue;
    }

    async doing(name) {
      if (name === "next") {
        if (!this.rows.nextToLookAt(1)) this.tell(this.words.no_more);
        return false;
      }
      const body = name === "undo" ? undefined : this.correction(name);
      if (body === null) return false;
      const { view } = this;
      const path = this.path(`/${name === "undo" ? "undo" : "corrections"}?version=${view.version}`);
      try {
        Object.assign(view, await Office.send("POST", path, body));
      } catch (error) {
        if (!(error instanceof Office.Fault)) throw error;
        await this.refused(error);
        return false;
      }
      if (view !== this.view) return false;
      this.rows.change(view.beads);
      this.enable();
      this.tell(this.words.did[name]);
      return true;
    }

    async refused(error) {
      if (error.status !== 409) return Office.toast(error.message, "error");
      const newer = await Office.attempt(Office.get(this.path(`?version=${this.view.version}`)));
      if (newer) this.present(newer);
      return this.tell(newer ? this.words.elsewhere : error.message);
    }

    /** The body that asks for it; null without a chosen sentence. */
    correction(name) {
      const { chosen, index: bead } = this.rows;
      if (bead < 0) {
        this.tell(this.words.choose);
        return null;
      }
      if (name === "split") return { act: "split", bead, ...this.cut(this.view.beads[bead], chosen) };
      if (name !== "up" && name !== "down") return { act: name, bead };
      // Sentences keep their order, so those between the chosen one and the other row go with it.
      const held = this.view.beads[bead][chosen.side];
      const at = held.indexOf(chosen.place);
      const side = chosen.side === "sources" ? "source" : "target";
      return { act: "move", bead, side, ...(name === "up" ? { step: -1, count: at + 1 } : { step: 1, count: held.length - at }) };
    }

    /** Before the chosen sentence, and the other side at the same share; of two single ones the chosen stays alone. */
    cut(bead, { side, place }) {
      const other = side === "sources" ? "targets" : "sources";
      const [mine, theirs] = [bead[side], bead[other]];
      const count = Math.max(mine.indexOf(place), 1);
      const rest = mine.length > 1 ? Math.round((count * theirs.length) / mine.length) : Math.floor(theirs.length / 2);
      return { [side]: count, [other]: rest };
    }

    // --- keys ---------------------------------------------------------------------------------------------------------

    key(event) {
      const held = [
        (event.ctrlKey || event.metaKey) && "ctrl+", event.altKey && "alt+", event.shiftKey && "shift+",
      ].filter(Boolean).join("");
      const key = held + event.key.toLowerCase();
      const chip = event.target.closest(".b-chip");
      if (event.isComposing || event.target.closest("input, select, textarea, summary")) return;
      const run = (chip && this.onSentence(key)) || this.onTable(key);
      if (!run) return;
      event.preventDefault();
      run();
    }

    onSentence(key) {
      return {
        arrowup: () => this.rows.step(-1), arrowdown: () => this.rows.step(1),
        arrowleft: () => this.rows.across("sources"), arrowright: () => this.rows.across("targets"),
        enter: () => this.act("confirm").then((done) => done && this.goOn()), " ": () => this.act("confirm"),
        m: () => this.act("merge"), s: () => this.act("split"),
        "alt+arrowup": () => this.act("up"), "alt+arrowdown": () => this.act("down"),
      }[key];
    }

    onTable(key) {
      return {
        n: () => this.act("next"), "shift+n": () => this.rows.nextToLookAt(-1) || this.tell(this.words.no_more),
        u: () => this.act("undo"), "ctrl+z": () => this.act("undo"),
      }[key];
    }

    goOn() {
      if (this.rows.filter !== "look") this.rows.step(1);
      else if (!this.rows.nextToLookAt(1)) this.tell(this.words.no_more);
    }

    // --- the translation memory ---------------------------------------------------------------------------------------

    memory() {
      const { words } = this;
      const which = h("select", {}, h("option", { value: "from" }, words.from), h("option", { value: "confirmed" }, words.confirmed));
      const least = h("input", { type: "number", min: "0", max: "1", step: "0.05", value: "0.8", required: true });
      const from = h("label", { class: "office-field" }, words.least, least);
      const go = button(words.remember, async () => {
        const confirmed = which.value === "confirmed";
        if (!confirmed && !least.reportValidity()) return;
        go.disabled = true;
        const body = confirmed ? { confirmed } : { least: Number(least.value) };
        const done = await Office.attempt(Office.send("POST", this.path("/memory"), body));
        go.disabled = false;
        if (!done) return;
        const rest = ["updated", "unsure", "wordless", "traditional"].filter((name) => done[name])
          .map((name) => words[name === "unsure" && confirmed ? "unconfirmed" : name]);
        const gap = Office.language === "zh" ? "" : " ";
        this.remembered.textContent = Office.fill([words.remembered, ...rest].join(gap), done);
        Office.tell("memory");
      });
      which.addEventListener("change", () => (from.hidden = which.value === "confirmed"));
      this.remembered = h("p", { class: "b-remembered", role: "status" });
      return h("section", { class: "b-memory", "aria-label": words.memory },
        h("h3", {}, words.memory), h("p", { class: "office-muted" }, words.memory_about),
        h("div", { class: "office-bar" }, h("label", { class: "office-field" }, words.which, which), from, go),
        this.remembered);
    }
  }

  function button(text, onclick, attributes = {}) {
    return h("button", { class: "office-button small", type: "button", onclick, ...attributes }, text);
  }

  Office.mount("beads", (root, { words }) => new Beads(root, words));
})();
