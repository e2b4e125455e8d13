
"use strict";
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const bitext = read("bitext");
  const config = read("config");
  const SIDES = ["sources", "targets"];
  const KINDS = { sources: "source", targets: "target" };

  // Why an action is not possible; its text is the name of a message.
  class Refused extends Error {}

  // --- the same as Bitext.merged, split, moved and confirmed, on lists of beads -------------------------------------

  const human = (sources, targets) => ({ sources, targets, confidence: 1, by: "human" });
  const consecutive = (places) => places.every((place, i) => i === 0 || place === places[i - 1] + 1);
  const ordered = (places) => [...places].sort((a, b) => a - b);
  const without = (beads, index, count, ...others) => [
    ...beads.slice(0, index), ...others, ...beads.slice(index + count),
  ];

  function confirmed(beads, index) {
    return without(beads, index, 1, { ...beads[index], confidence: 1, by: "human" });
  }

  function merged(beads, index) {
    if (index + 1 >= beads.length) throw new Refused("no-row");
    const [sources, targets] = SIDES.map((side) => ordered([...beads[index][side], ...beads[index + 1][side]]));
    if (!consecutive(sources) || !consecutive(targets)) throw new Refused("between");
    return without(beads, index, 2, human(sources, targets));
  }

  function split(beads, index, sources, targets) {
    const bead = beads[index];
    const first = human(bead.sources.slice(0, sources), bead.targets.slice(0, targets));
    const second = human(bead.sources.slice(sources), bead.targets.slice(targets));
    for (const part of [first, second]) {
      if (!part.sources.length && !part.targets.length) throw new Refused("no-cut");
    }
    return without(beads, index, 1, first, second);
  }

  function moved(beads, index, side, step) {
    const other = index + step;
    if (other < 0 || other >= beads.length) throw new Refused("no-row");
    const mine = beads[index][side];
    const given = step < 0 ? mine[0] : mine[mine.length - 1];
    const joined = ordered([...beads[other][side], given]);
    if (!consecutive(joined)) throw new Refused("apart");
    const set = (bead, places) => human(
      side === "sources" ? places : bead.sources, side === "targets" ? places : bead.targets,
    );
    const changed = [...beads];
    changed[index] = set(beads[index], mine.filter((place) => place !== given));
    changed[other] = set(beads[other], joined);
    return changed.filter((bead) => bead.sources.length || bead.targets.length);
  }

  // --- words that translate each other ------------------------------------------------------------------------------

  // Python counts characters by code points, JavaScript by UTF-16 units.
  const characters = {};
  for (const side of SIDES) characters[side] = bitext[side].map((sentence) => Array.from(sentence.text));

  // A span of the joined text of some sentences as pieces [sentence, start, end], and back.
  function pieces(side, places, span) {
    const found = [];
    let offset = 0;
    for (const place of places) {
      const length = characters[side][place].length;
      const start = Math.max(span[0] - offset, 0);
      const end = Math.min(span[1] - offset, length);
      if (start < end) found.push([place, start, end]);
      offset += length + config.gaps[SIDES.indexOf(side)].length;
    }
    return found;
  }

  function spanOf(side, places, parts) {
    const offsets = new Map();
    let offset = 0;
    for (const place of places) {
      offsets.set(place, offset);
      offset += characters[side][place].length + config.gaps[SIDES.indexOf(side)].length;
    }
    return [
      Math.min(...parts.map(([place, start]) => offsets.get(place) + start)),
      Math.max(...parts.map(([place, , end]) => offsets.get(place) + end)),
    ];
  }

  const links = [];
  const linksOf = new Map();
  for (const bead of bitext.beads) {
    for (const pair of bead.words || []) {
      const link = { id: links.length };
      SIDES.forEach((side, i) => { link[side] = pieces(side, bead[side], pair[i]); });
      if (!link.sources.length || !link.targets.length) continue;
      links.push(link);
      for (const [place] of link.sources) {
        const known = linksOf.get(place) || [];
        if (!known.includes(link)) known.push(link);
        linksOf.set(place, known);
      }
    }
  }

  // The links whose words are all in a bead, whatever bead they were found in.
  function within(bead) {
    const found = new Set(bead.sources.flatMap((place) => linksOf.get(place) || []));
    return [...found].filter((link) => SIDES.every((side) => link[side].every(([place]) => bead[side].includes(place))));
  }

  function wordsOf(bead) {
    if (bead.words) return bead.words;
    const spans = within(bead).map((link) => SIDES.map((side) => spanOf(side, bead[side], link[side])));
    return spans.sort(([a], [b]) => a[0] - b[0] || a[1] - b[1]);
  }

  // --- files --------------------------------------------------------------------------------------------------------

  // As translator/writing/characters.py: what XML cannot hold is made visible.
  const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
  const visible = (text) => text.replace(FORBIDDEN, (c) => {
    const code = c.codePointAt(0);
    return code < 0x20 ? String.fromCodePoint(0x2400 + code) : "\ufffd";
  });
  const inXml = (text) => visible(text)
    .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\r/g, "&#13;");
  const inAttribute = (text) => inXml(text).replace(/"/g, "&quot;");
  const inCell = (text) => (/["\t\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

  const text = (bead, side) => bead[side].map((place) => bitext[side][place].text)
    .join(config.gaps[SIDES.indexOf(side)]);
  const kind = (bead) => `${bead.sources.length}-${bead.targets.length}`;
  const where = (bead) => SIDES.flatMap((side) => bead[side].slice(0, 1).map((place) => bitext[side][place].where))
    .filter(Boolean).join(" | ");

  function tsv(beads) {
    const rows = beads.map((bead) => [
      text(bead, "sources"), text(bead, "targets"), bead.confidence.toFixed(3), kind(bead), bead.by, where(bead),
    ]);
    return [config.heads, ...rows].map((row) => `${row.map(inCell).join("\t")}\n`).join("");
  }

  function tmx(beads) {
    const units = beads.flatMap((bead, i) => {
      if (!bead.sources.length || !bead.targets.length || bead.confidence < config.least) return [];
      const props = [
        ["x-article", bitext.name],
        ["x-block-kind", bitext.sources[bead.sources[0]].kind],
        ["x-confidence", bead.confidence.toFixed(3)],
        ["x-by", bead.by],
        ["x-kind", kind(bead)],
      ].filter(([, value]) => value);
      return [
        `    <tu tuid="${i + 1}" segtype="sentence">`,
        ...props.map(([name, value]) => `      <prop type="${inAttribute(name)}">${inXml(value)}</prop>`),
        ...SIDES.flatMap((side, s) => [
          `      <tuv xml:lang="${config.codes[s]}">`,
          `        <seg>${inXml(text(bead, side))}</seg>`,
          "      </tuv>",
        ]),
        "    </tu>",
      ];
    });
    return units.length ? config.tmx.replace("<body/>", () => `<body>\n${units.join("\n")}\n  </body>`) : config.tmx;
  }

  function json(beads) {
    const saved = beads.map((bead) => ({ ...bead, words: wordsOf(bead) }));
    return `${JSON.stringify({ ...bitext, beads: saved }, null, 2)}\n`;
  }

  const FILES = {
    tsv: [tsv, "text/tab-separated-values"], tmx: [tmx, "application/x-tmx+xml"], json: [json, "application/json"],
  };

  function save(format) {
    const [write, type] = FILES[format];
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([write(beads)], { type: `${type};charset=utf-8` }));
    link.download = `${config.stem}.${format}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  // --- what is shown ------------------------------------------------------------------------------------------------

  const list = document.getElementById("beads");
  const rows = new WeakMap();
  const beadOf = new WeakMap();
  const chips = new Map();
  let beads = bitext.beads;
  let past = [];
  let future = [];
  let chosen = null;
  let filter = "all";
  let fresh = new WeakSet();

  const lookAt = (bead) => bead.by === "machine" && bead.confidence < config.lookAt;
  const byHand = (bead) => bead.by === "human";

  function element(name, className, attributes = {}) {
    const made = document.createElement(name);
    made.className = className;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  function bilingual(parent, [english, chinese]) {
    for (const [language, words] of [["en", english], ["zh-Hans", chinese]]) {
      if (parent.childNodes.length) parent.append(" ");
      const part = element("span", "", { lang: language });
      part.textContent = words;
      parent.append(part);
    }
    return parent;
  }

  function chip(side, place) {
    const sentence = bitext[side][place];
    const made = element("p", "chip", { role: "button", tabindex: "-1", "aria-pressed": "false" });
    made.dataset.side = side;
    made.dataset.place = place;
    made.textContent = visible(sentence.text);
    if (sentence.where) made.title = sentence.where;
    return made;
  }

  function row(bead) {
    if (rows.has(bead)) return rows.get(bead);
    const made = element("li", "bead");
    const first = bead.sources.length ? bitext.sources[bead.sources[0]] : bitext.targets[bead.targets[0]];
    made.classList.add(first.kind || "body");
    made.classList.toggle("look", lookAt(bead));
    made.classList.toggle("wrong", lookAt(bead) && bead.confidence < 0.5);
    made.classList.toggle("hand", byHand(bead));
    const mark = element("div", "mark");
    const number = element("span", "number");
    const sure = element("button", "sure", { type: "button", tabindex: "-1" });
    const shape = lookAt(bead) ? (bead.confidence < 0.5 ? "■ " : "▲ ") : "";
    const figure = (Math.floor(bead.confidence * 100) / 100).toFixed(2);
    sure.textContent = byHand(bead) ? "✓" : shape + figure;
    const said = config.messages[byHand(bead) ? "by-hand" : "confidence"].join(" ");
    sure.title = said;
    sure.setAttribute("aria-label", byHand(bead) ? said : `${figure}, ${said}`);
    mark.append(number, sure);
    made.append(mark);
    SIDES.forEach((side, i) => {
      const cell = element("div", `side ${KINDS[side]}`, { lang: config.tags[i] });
      for (const place of bead[side]) cell.append(chip(side, place));
      if (!bead[side].length) cell.append(bilingual(element("p", "empty"), config.messages.nothing));
      made.append(cell);
    });
    rows.set(bead, made);
    beadOf.set(made, bead);
    return made;
  }

  function starts(index) {
    if (index === 0) return false;
    const block = (bead) => (bead.sources.length ? bitext.sources[bead.sources[0]].block : null);
    const before = beads.slice(0, index).findLast((bead) => bead.sources.length);
    return before !== undefined && block(beads[index]) !== null && block(beads[index]) !== block(before);
  }

  function draw() {
    const shown = beads.map(row);
    const kept = new Set(shown);
    for (const old of [...list.children]) if (!kept.has(old)) old.remove();
    let at = list.firstElementChild;
    for (const one of shown) {
      if (one === at) at = at.nextElementSibling;
      else list.insertBefore(one, at);
    }
    chips.clear();
    const matching = { all: () => true, look: lookAt, hand: byHand }[filter];
    const wanted = beads.map((bead) => matching(bead) || (filter === "look" && fresh.has(bead)));
    shown.forEach((one, i) => {
      const number = one.querySelector(".number");
      if (number.textContent !== String(i + 1)) number.textContent = i + 1;
      const near = filter === "look" && (wanted[i - 1] || wanted[i + 1]);
      one.hidden = !wanted[i] && !near;
      one.classList.toggle("context", !wanted[i] && Boolean(near));
      one.classList.toggle("starts", starts(i));
      one.classList.remove("now");
      for (const each of one.querySelectorAll(".chip")) {
        chips.set(`${each.dataset.side} ${each.dataset.place}`, each);
        each.classList.remove("chosen");
        each.tabIndex = -1;
        each.setAttribute("aria-pressed", "false");
      }
    });
    const counts = { all: beads.length, look: beads.filter(lookAt).length, hand: beads.filter(byHand).length };
    for (const button of document.querySelectorAll("[data-filter]")) {
      button.querySelector(".count").textContent = counts[button.dataset.filter];
      button.setAttribute("aria-pressed", String(button.dataset.filter === filter));
    }
    for (const [name, steps] of [["undo", past], ["redo", future]]) {
      document.querySelector(`[data-act="${name}"]`).setAttribute("aria-disabled", String(!steps.length));
    }
    mark();
  }

  function mark() {
    const now = (chosen && chips.get(`${chosen.side} ${chosen.place}`)) || [...chips.values()].find(isShown);
    if (!now) return;
    now.tabIndex = 0;
    if (!chosen) return;
    now.classList.add("chosen");
    now.setAttribute("aria-pressed", "true");
    now.closest(".bead").classList.add("now");
  }

  const isShown = (one) => !one.closest(".bead").hidden;

  function choose(one, focus) {
    for (const old of list.querySelectorAll(".chosen, .now, [tabindex='0']")) {
      old.classList.remove("chosen", "now");
      if (old.classList.contains("chip")) {
        old.tabIndex = -1;
        old.setAttribute("aria-pressed", "false");
      }
    }
    chosen = { side: one.dataset.side, place: Number(one.dataset.place) };
    document.getElementById("status").replaceChildren();
    mark();
    showWords(one.closest(".bead"));
    if (focus) one.focus({ preventScroll: true });
    one.scrollIntoView({ block: "nearest" });
  }

  function say(name) {
    const status = document.getElementById("status");
    status.replaceChildren();
    bilingual(status, config.messages[name]);
  }

  // --- words ----------------------------------------------------------------------------------------------------------

  function showWords(one) {
    if (one.dataset.words) return;
    one.dataset.words = "shown";
    const found = within(beadOf.get(one));
    for (const each of one.querySelectorAll(".chip")) {
      const { side, place } = each.dataset;
      const spans = found.flatMap((link) => link[side].filter((piece) => piece[0] === Number(place))
        .map(([, start, end]) => ({ id: link.id, start, end })));
      if (!spans.length) continue;
      const letters = characters[side][place];
      const cuts = [...new Set([0, letters.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
      each.replaceChildren(...cuts.slice(1).map((end, i) => {
        const ids = spans.filter((span) => span.start <= cuts[i] && end <= span.end).map((span) => span.id);
        const run = visible(letters.slice(cuts[i], end).join(""));
        if (!ids.length) return document.createTextNode(run);
        const word = element("span", "w");
        word.dataset.links = ids.join(" ");
        word.textContent = run;
        return word;
      }));
    }
  }

  function light(one, ids) {
    for (const lit of list.querySelectorAll(".w.on")) lit.classList.remove("on");
    for (const word of one ? one.querySelectorAll(".w") : []) {
      word.classList.toggle("on", word.dataset.links.split(" ").some((id) => ids.includes(id)));
    }
  }

  function walkWords(step) {
    const one = chips.get(`${chosen.side} ${chosen.place}`);
    const words = [...one.querySelectorAll(".w")];
    if (!words.length) return say("no-words");
    const at = words.findIndex((word) => word.classList.contains("on"));
    const next = at < 0 ? (step > 0 ? 0 : words.length - 1) : (at + step + words.length) % words.length;
    return light(one.closest(".bead"), words[next].dataset.links.split(" "));
  }

  // --- what a person does -------------------------------------------------------------------------------------------

  const place = () => beads.findIndex((bead) => bead[chosen.side].includes(chosen.place));

  function keep() {
    const short = beads.map((bead) => [bead.sources, bead.targets, bead.confidence, bead.by]);
    try {
      if (beads === bitext.beads) localStorage.removeItem(config.key);
      else localStorage.setItem(config.key, JSON.stringify(short));
    } catch (error) {
      say("unsaved");
    }
  }

  function show(next, message) {
    const focused = document.activeElement && document.activeElement.classList.contains("chip");
    const known = new Set(beads);
    for (const bead of next) if (!known.has(bead)) fresh.add(bead);
    beads = next;
    draw();
    const now = chosen && chips.get(`${chosen.side} ${chosen.place}`);
    if (now) choose(now, focused);
    say(message);
    keep();
  }

  function change(message, make) {
    try {
      const next = make(beads);
      past.push(beads);
      future = [];
      show(next, message);
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      say(error.message);
      return false;
    }
  }

  function goBack(from, to, message, none) {
    if (!from.length) return say(none);
    to.push(beads);
    return show(from.pop(), message);
  }

  function cut(now) {
    const index = place();
    const other = SIDES.find((side) => side !== chosen.side);
    const mine = now[index][chosen.side];
    const theirs = now[index][other];
    const count = Math.max(mine.indexOf(chosen.place), 1);
    // The other side is cut at the same share; of two single sentences the chosen one stays alone.
    const others = mine.length > 1 ? Math.round((count * theirs.length) / mine.length) : Math.floor(theirs.length / 2);
    return chosen.side === "sources" ? split(now, index, count, others) : split(now, index, others, count);
  }

  // Sentences keep their order, so those between the chosen one and the other row go with it.
  function shift(now, step) {
    const mine = now[place()][chosen.side];
    const at = mine.indexOf(chosen.place);
    let next = now;
    for (let left = step < 0 ? at + 1 : mine.length - at; left > 0; left -= 1) {
      next = moved(next, next.findIndex((bead) => bead[chosen.side].includes(chosen.place)), chosen.side, step);
    }
    return next;
  }

  function nextToLookAt(step) {
    const from = chosen ? place() : step > 0 ? -1 : beads.length;
    for (let i = from + step; i >= 0 && i < beads.length; i += step) {
      if (lookAt(beads[i])) return choose(row(beads[i]).querySelector(".chip"), true);
    }
    return say("no-more");
  }

  function step(direction) {
    const now = chips.get(`${chosen.side} ${chosen.place}`);
    const beside = direction > 0 ? now.nextElementSibling : now.previousElementSibling;
    if (beside) return choose(beside, true);
    let one = now.closest(".bead");
    do one = direction > 0 ? one.nextElementSibling : one.previousElementSibling;
    while (one && one.hidden);
    if (!one) return undefined;
    const same = one.querySelectorAll(`.chip[data-side="${chosen.side}"]`);
    const any = same.length ? same : one.querySelectorAll(".chip");
    return choose(any[direction > 0 ? 0 : any.length - 1], true);
  }

  function across(side) {
    const now = chips.get(`${chosen.side} ${chosen.place}`);
    const there = now.closest(".bead").querySelectorAll(`.chip[data-side="${side}"]`);
    const at = [...now.parentElement.children].indexOf(now);
    if (side !== chosen.side && there.length) choose(there[Math.min(at, there.length - 1)], true);
  }

  const ACTS = {
    right: () => change("right", (now) => confirmed(now, place())),
    merge: () => change("merge", (now) => merged(now, place())),
    split: () => change("split", cut),
    up: () => change("up", (now) => shift(now, -1)),
    down: () => change("down", (now) => shift(now, 1)),
    next: () => nextToLookAt(1),
    undo: () => goBack(past, future, "undo", "no-undo"),
    redo: () => goBack(future, past, "redo", "no-redo"),
    reset: () => change("reset", () => bitext.beads),
  };
  const NEEDS = ["right", "merge", "split", "up", "down"];

  function act(name) {
    if (NEEDS.includes(name) && !chosen) return say("no-choice");
    return ACTS[name]();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const one = event.target.closest(".chip");
    if (one) {
      choose(one, true);
    } else if (button && button.dataset.act) {
      act(button.dataset.act);
    } else if (button && button.dataset.save) {
      save(button.dataset.save);
    } else if (button && button.dataset.filter) {
      filter = button.dataset.filter;
      fresh = new WeakSet();
      draw();
    } else if (button && button.classList.contains("sure")) {
      choose(button.closest(".bead").querySelector(".chip"), false);
      act("right");
    }
  });

  list.addEventListener("focusin", (event) => {
    const one = event.target.closest(".chip");
    if (one && !one.classList.contains("chosen")) choose(one, true);
  });

  list.addEventListener("pointerover", (event) => {
    const one = event.target.closest(".bead");
    if (one) showWords(one);
    const word = event.target.closest(".w");
    light(word ? one : null, word ? word.dataset.links.split(" ") : []);
  });
  list.addEventListener("pointerleave", () => light(null, []));

  const KEYS = {
    arrowup: () => step(-1), arrowdown: () => step(1),
    arrowleft: () => across("sources"), arrowright: () => across("targets"),
    enter: () => { if (act("right")) (filter === "look" ? nextToLookAt : step)(1); },
    " ": () => act("right"),
    m: () => act("merge"), s: () => act("split"),
    "alt+arrowup": () => act("up"), "alt+arrowdown": () => act("down"),
    w: () => walkWords(1), "shift+w": () => walkWords(-1),
  };
  const EVERYWHERE = {
    n: () => nextToLookAt(1), "shift+n": () => nextToLookAt(-1), u: () => act("undo"), "shift+u": () => act("redo"),
    "ctrl+z": () => act("undo"), "ctrl+shift+z": () => act("redo"), "ctrl+y": () => act("redo"),
  };

  document.addEventListener("keydown", (event) => {
    const held = [
      (event.ctrlKey || event.metaKey) && "ctrl+", event.altKey && "alt+", event.shiftKey && "shift+",
    ].filter(Boolean).join("");
    const key = held + event.key.toLowerCase();
    const run = (event.target.closest(".chip") && KEYS[key]) || EVERYWHERE[key];
    if (!run || event.isComposing) return;
    event.preventDefault();
    run();
  });

  // --- edits of last time -------------------------------------------------------------------------------------------

  function restored() {
    let short = null;
    try {
      short = JSON.parse(localStorage.getItem(config.key));
    } catch (error) {
      return null;
    }
    if (!Array.isArray(short)) return null;
    const known = new Map(bitext.beads.map((bead) => [JSON.stringify([bead.sources, bead.targets]), bead]));
    const found = short.map(([sources, targets, confidence, by]) => {
      const same = known.get(JSON.stringify([sources, targets]));
      if (!same) return { sources, targets, confidence, by };
      return same.by === by && same.confidence === confidence ? same : { ...same, confidence, by };
    });
    const whole = SIDES.every((side, i) => {
      const places = ordered(found.flatMap((bead) => bead[side]));
      return places.length === bitext[side].length && places.every((one, at) => one === at);
    });
    return whole ? found : null;
  }

  const last = restored();
  if (last) {
    past.push(beads);
    beads = last;
  }
  draw();
  say(last ? "restored" : "no-choice");
})();
