"use strict";
/*
What every component of the form builds on: `window.Office`. Nothing here or in the components asks any other machine.
Every static/*.js and *.css is on the page by itself: this file first, then those with "_" in their names (the parts of a
component: proof_rows.js), then the others (proof.js), each kind in alphabetical order.

A component is a gr.HTML that `component(name, words, value)` (translator/web/component.py) makes and a script that says

    Office.mount("proof", (root, { words, language, name }) => ({ show(value) { ... } }));

  - `root` is an empty <div class="office office-proof">, the component's own; Gradio never touches it. The function is
    called once for each root (Gradio makes a tab's content when the tab is first opened), then `show(value)` with the
    first value and each new one ("" for none). `show` is optional.
  - A value comes from Python (the gr.HTML as an event's output) or from another component: `Office.show("proof", id)`.
    The value of "proof" stands in the address (#work=...), so that it survives a reload and the other language.
  - `words` is the dictionary that was given to `component`, in the interface's language; `Office.fill(text, {count: 3})`
    puts values in place of {count}. `Office.language` is "en" or "zh".

  Office.el("button", { class: "office-button", type: "button", onclick: f, "aria-label": "..." }, "text", child, ...)
      an element; strings become text nodes, null and false are left out; attributes true: "", null and false: left out
  await Office.get(path)                    JSON; null for 204
  await Office.send("PUT", path, body)      body: an object (JSON) or FormData; JSON back; null for 204
      both throw Office.Fault (.message to show, .status; 0: no connection). `Office.attempt(promise)` shows the message
      in a toast and gives undefined instead of throwing. { quiet: true }: no toast.
  const stop = Office.poll(async () => changed, { fast: 600, slow: 6000, root })
      asks again and again: soon after a change (true), less often without one (false), never again after "done".
      It waits while the page or `root` is hidden, and goes on slowly after a fault. stop() ends it.
  Office.toast(message, "error"|"note")     seen and read out (role=alert, role=status); a person closes it
  Office.say(message)                       read out only
  await Office.copy(text)                   to the clipboard; true when it worked
  Office.when(seconds)                      a unix time as a person writes it; Office.number(n)
  Office.on(event, f), Office.tell(event, detail)    between components: "works" (the list of works changed: {}),
      "work" (the work shown changed its state: {id, state}), "glossary" (entries changed: {}), "memory"

Classes (form.css): office-button (+ primary, quiet, small), office-field (label over input, select or textarea),
office-chip (+ error, warning, note, good), office-table, office-bar (a row of controls that wraps), office-empty,
office-progress, office-hidden (for screen readers alone). lang="zh" or lang="en" on an element gives it that language's
font and line height: set it on every text of an article.
Variables: --office-ink, -muted, -paper, -raised, -line, -strong-line, -accent, -accent-ink, -accent-soft, -focus, -mark
(a row under the pointer), -error, -error-soft, -warning, -warning-soft, -note, -note-soft, -good, -good-soft, -term,
-radius, -space, -font, -font-zh, -mono. Colours are AA on -paper and -raised, light and dark.
*/
(() => {
  const language = document.documentElement.dataset.office || "en";
  const factories = new Map();
  const mounted = new Map();
  const bus = new EventTarget();
  const own = new URL(".", document.currentScript.src);
  const base = own.pathname.replace(/static\/$/, "");

  class Fault extends Error {
    constructor(message, status) {
      super(message);
      this.status = status;
    }
  }

  const GENERAL = {
    en: { away: "The server does not answer. Is it still running?", close: "Close", failed: "That did not work ({status})." },
    zh: { away: "服务器没有响应，请确认其仍在运行。", close: "关闭", failed: "操作未成功（{status}）。" },
  }[language];

  function fill(text, values) {
    return String(text).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  }

  function el(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on") && typeof value === "function") element.addEventListener(name.slice(2), value);
      else if (name === "value" && "value" in element) element.value = value;
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  }

  async function ask(method, path, body) {
    const form = body instanceof FormData;
    const options = { method, credentials: "same-origin", cache: "no-store", headers: { Accept: "application/json" } };
    if (body !== undefined) options.body = form ? body : JSON.stringify(body);
    if (body !== undefined && !form) options.headers["Content-Type"] = "application/json";
    let answer;
    try {
      answer = await fetch(base + path.replace(/^\//, ""), options);
    } catch (error) {
      throw new Fault(GENERAL.away, 0);
    }
    if (answer.status === 204) return null;
    const text = await answer.text();
    let value = null;
    try {
      value = text ? JSON.parse(text) : null;
    } catch (error) {
      if (answer.ok) throw new Fault(fill(GENERAL.failed, { status: answer.status }), answer.status);
    }
    if (answer.ok) return value;
    const said = value && (language === "zh" && value.error_zh ? value.error_zh : value.error);
    throw new Fault(typeof said === "string" ? said : fill(GENERAL.failed, { status: answer.status }), answer.status);
  }

  async function attempt(promise, { quiet = false } = {}) {
    try {
      return await promise;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      if (!quiet) toast(error.message, "error");
      return undefined;
    }
  }

  function region(id, attributes) {
    return document.getElementById(id) || document.body.appendChild(el("div", { id, ...attributes }));
  }

  function toast(message, kind = "note") {
    const place = region("office-toasts", {});
    const card = el("div", { class: `office-toast ${kind}`, role: kind === "error" ? "alert" : "status" });
    const close = () => card.remove();
    const button = el("button", { type: "button", "aria-label": GENERAL.close, onclick: close }, "×");
    place.append(card);
    // A live region is read out when its content changes, so the card stands empty in the page first.
    requestAnimationFrame(() => card.append(el("span", {}, message), button));
    if (kind !== "error") setTimeout(close, 8000);
    while (place.children.length > 4) place.firstChild.remove();
  }

  function say(message) {
    const place = region("office-said", { class: "office-hidden", role: "status", "aria-live": "polite" });
    place.textContent = "";
    requestAnimationFrame(() => (place.textContent = message));
  }

  function hidden(root) {
    return document.hidden || (root && (!root.isConnected || root.getClientRects().length === 0));
  }

  function poll(step, { fast = 600, slow = 6000, root = null } = {}) {
    let ended = false;
    let timer = 0;
    let pause = fast;
    let faults = 0;
    const again = () => {
      clearTimeout(timer);
      if (!ended) timer = setTimeout(turn, pause);
    };
    async function turn() {
      if (ended) return;
      if (hidden(root)) {
        pause = Math.min(1000, slow);
        return again();
      }
      try {
        const changed = await step();
        if (changed === "done") ended = true;
        pause = changed ? fast : Math.min(pause * 1.4, slow);
        faults = 0;
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        if ([401, 403, 404].includes(error.status)) ended = true;
        faults += 1;
        // One lost answer is no news; the second in a row is.
        if (faults === 2 || ended) toast(error.message, "error");
        pause = Math.min(slow * 2, fast * 2 ** faults);
      }
      again();
    }
    turn();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }

  async function copy(text) {
    if (navigator.clipboard && window.isSecureContext) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch (error) {
        console.info("The clipboard refused; copying the old way.", error);
      }
    }
    const back = document.activeElement;
    const box = document.body.appendChild(el("textarea", { class: "office-hidden", value: text, "aria-hidden": "true" }));
    box.select();
    const worked = document.execCommand("copy");
    box.remove();
    if (back) back.focus();
    return worked;
  }

  const locale = language === "zh" ? "zh-CN" : "en-GB";
  function when(seconds) {
    const date = new Date(seconds * 1000);
    const today = date.toDateString() === new Date().toDateString();
    const clock = { hour: "2-digit", minute: "2-digit" };
    return date.toLocaleString(locale, today ? clock : { day: "numeric", month: "short", ...clock });
  }

  function number(value) {
    return Number(value).toLocaleString(locale);
  }

  /* Components ------------------------------------------------------------------------------------------------- */

  function inAddress(name) {
    return name === "proof" ? new URLSearchParams(location.hash.slice(1)).get("work") || "" : "";
  }

  function intoAddress(name, value) {
    if (name !== "proof") return;
    // The whole path: the page has a <base>, against which a bare #... would be resolved.
    const path = location.pathname + location.search;
    history.replaceState(history.state, "", value ? `${path}#work=${encodeURIComponent(value)}` : path);
  }

  function present(one, value) {
    if (one.value === value) return;
    one.value = value;
    intoAddress(one.name, value);
    if (one.part && one.part.show) one.part.show(value);
    bus.dispatchEvent(new CustomEvent("shown", { detail: { name: one.name, value } }));
  }

  function show(name, value) {
    const one = mounted.get(name);
    if (one) present(one, value);
    else intoAddress(name, value);
  }

  function attach(mark) {
    const name = mark.dataset.office;
    const given = mark.dataset.value || "";
    const build = factories.get(name);
    if (!build) return;
    // Gradio fills and clears the element that holds the mark; what stands beside it is ours.
    const holder = mark.closest(".gradio-container .block, .gradio-container .html-container") || mark.parentElement;
    const place = holder.id ? holder : mark.closest("[id^='office-component-']") || holder;
    let one = mounted.get(name);
    if (!one || !one.root.isConnected) {
      const root = el("div", { class: `office office-${name}` });
      place.append(root);
      const words = JSON.parse(decodeURIComponent(mark.dataset.words || "%7B%7D"));
      const before = one ? one.value : inAddress(name);
      one = { name, root, given, value: null, part: null };
      mounted.set(name, one);
      one.part = build(root, { words, language, name }) || {};
      present(one, given || before);
    } else if (given !== one.given) {
      one.given = given;
      present(one, given);
    }
  }

  let due = false;
  function look() {
    due = false;
    for (const mark of document.querySelectorAll("[data-office][data-words]")) {
      try {
        attach(mark);
      } catch (error) {
        console.error(error); // one component that fails must not keep the others from their places
      }
    }
    mend();
  }

  function lookSoon() {
    if (due) return;
    due = true;
    // A timer, not an animation frame: a page in the background gets none.
    setTimeout(look, 0);
  }

  function mount(name, build) {
    factories.set(name, build);
    lookSoon();
  }

  /* What Gradio leaves out for who cannot see the page. Each is done again after Gradio draws, as it draws anew. */
  function mend() {
    for (const drop of document.querySelectorAll(".gradio-container button.upload-container")) {
      // Its own label is English in every language, and is not what stands on it.
      const label = drop.closest(".block")?.querySelector("label")?.textContent.trim() || "";
      const text = drop.textContent.replace(/\s+/g, " ").trim();
      set(drop, "aria-label", text ? `${label}: ${text}` : label);
      // Once files are there it is a button inside a button, of which only the inner one does anything.
      const outer = drop.parentElement.closest("button");
      if (!outer) continue;
      set(outer, "role", "group");
      set(outer, "tabindex", "-1");
      set(outer, "aria-label", label);
      set(outer, "title", label);
    }
    for (const head of document.querySelectorAll(".toast-header[role=button]")) {
      // It would hold another button, the one that closes.
      head.removeAttribute("role");
      head.removeAttribute("tabindex");
      head.closest("[role=status]")?.setAttribute("role", "alert");
    }
    for (const fold of document.querySelectorAll(".gradio-container button.label-wrap")) {
      set(fold, "aria-expanded", String(fold.classList.contains("open")));
    }
  }

  function set(element, name, value) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }

  // The other language shows the same work.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-office-language]");
    if (link) link.hash = location.hash;
  });

  const events = { childList: true, subtree: true, attributes: true, attributeFilter: ["data-value", "class"] };
  const start = () => {
    new MutationObserver(lookSoon).observe(document.body, events);
    lookSoon();
  };
  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start);

  window.Office = {
    Fault, language, base, el, fill, get: (path) => ask("GET", path), send: ask, attempt, toast, say, poll, hidden, copy,
    when, number, mount, show,
    value: (name) => (mounted.has(name) ? mounted.get(name).value : inAddress(name)),
    on: (event, listener) => bus.addEventListener(event, (told) => listener(told.detail)),
    tell: (event, detail = {}) => bus.dispatchEvent(new CustomEvent(event, { detail })),
  };
})();
