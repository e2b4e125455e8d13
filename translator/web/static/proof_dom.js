// Words, lengths and drafts: what every part of the proof view uses.
"use strict";
(() => {
  const Proof = (Office.proof = Office.proof || {});

  const SIGNS = { error: "■", warning: "▲", note: "○" };
  const TAGS = { en: "en", zh: "zh-Hans" };

  const stay = (event) => document.activeElement?.matches("textarea") && event.preventDefault();

  /** A button that does not take the focus out of an open editor when it is pressed. */
  const button = (text, onclick, given = {}) =>
    Office.el("button", { type: "button", class: "office-button small", onmousedown: stay, onclick, ...given }, text);

  /** A function from a key and values to the words of the interface; "{n}" is filled in, and n = 1 has its own form. */
  const speaker = (words) => (key, values = {}) => {
    const form = values.n === 1 && words[`${key}_one`] !== undefined ? `${key}_one` : key;
    return Office.fill(words[form] ?? key, values);
  };

  // As translator/lengths.py counts.
  const HAN = /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/gu;
  const OTHER = /[\p{L}\p{N}]+/gu;

  const hanLength = (text) => {
    const rest = text.replace(HAN, " ");
    const runs = rest.match(OTHER) || [];
    return (text.match(HAN) || []).length + runs.reduce((sum, run) => sum + Math.ceil([...run].length / 2), 0);
  };

  /** The length of lines taken together, in 汉字, English characters or English words (shape: whose rule is used). */
  const lengthOf = (lines, language, shape) => {
    const texts = lines.filter((text) => text.trim());
    const whole = texts.join(language === "zh" ? "" : " ");
    if (language === "zh") return hanLength(whole);
    return shape === "headline" || shape === "social" ? [...whole].length : whole.split(/\s+/).filter(Boolean).length;
  };

  /** Makes a text area as high as its text. */
  const grow = (area) => {
    if (!area.offsetParent) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  };

  /** Puts new children in, and the focus back on the child with the same data-key. */
  const refill = (element, children) => {
    const focused = element.contains(document.activeElement) && document.activeElement !== element;
    const key = focused ? document.activeElement.closest("[data-key]")?.dataset.key : null;
    element.replaceChildren(...children.flat().filter(Boolean));
    if (!focused) return;
    const same = key && element.querySelector(`[data-key="${CSS.escape(key)}"]`);
    (same || element.closest("[tabindex]"))?.focus({ preventScroll: true });
  };

  /** What the browser keeps over a reload; without storage (a private window) nothing is kept. */
  const store = {
    get(key) {
      try {
        return localStorage.getItem(key);
      } catch (closed) {
        return null;
      }
    },
    set(key, value) {
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch (full) {
        console.info("The browser keeps no drafts.", full);
      }
    },
  };

  Object.assign(Proof, { SIGNS, TAGS, button, speaker, lengthOf, grow, refill, store });
})();
