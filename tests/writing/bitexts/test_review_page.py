"""The review table as a browser runs it; skipped where there is no Chromium."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import random
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from translator.bitext import Bitext
from translator.writing.bitexts import html as review
from translator.writing.bitexts import json as bitext_json
from translator.writing.bitexts import tmx, tsv

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

# Plays steps on the page, then writes what the page saved and shows into an element.
PLAYER = """
{
  const result = {errors: [], files: {}, said: []};
  window.addEventListener("error", (event) => result.errors.push(event.message));
  window.Blob = class { constructor(parts) { this.text = parts.join(""); } };
  const blobs = [];
  URL.createObjectURL = (blob) => { blobs.push(blob); return "#"; };
  HTMLAnchorElement.prototype.click = function () { result.files[this.download] = blobs.at(-1).text; };
  const chip = (side, place) => document.querySelector(`.chip[data-side="${side}"][data-place="${place}"]`);
  const kinds = {
    choose: (side, place) => chip(side, place).click(),
    act: (name) => document.querySelector(`[data-act="${name}"]`).click(),
    filter: (name) => document.querySelector(`[data-filter="${name}"]`).click(),
    sure: (row) => document.querySelectorAll(".sure")[row].click(),
    key: (key, ...held) => {
      const event = {key, bubbles: true, cancelable: true};
      for (const one of held) event[`${one}Key`] = true;
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", event));
    },
    hover: (side, place, text) => {
      const words = [...chip(side, place).querySelectorAll(".w")];
      words.find((one) => one.textContent === text).dispatchEvent(new PointerEvent("pointerover", {bubbles: true}));
    },
  };
  for (const [kind, ...step] of STEPS) {
    kinds[kind](...step);
    result.said.push(document.querySelector("#status").firstChild?.textContent ?? "");
  }
  for (const button of document.querySelectorAll("[data-save]")) button.click();
  const rows = [...document.querySelectorAll(".bead:not([hidden])")];
  for (const row of rows) row.style.contentVisibility = "visible";
  result.rows = rows.map((row) => row.innerText);
  result.focus = document.activeElement.textContent;
  result.lit = [...document.querySelectorAll(".w.on")].map((word) => word.textContent);
  result.stored = localStorage.length ? localStorage.getItem(localStorage.key(0)) : null;
  localStorage.clear();
  const out = document.createElement("pre");
  out.id = "result";
  out.textContent = JSON.stringify(result);
  document.body.replaceChildren(out);
}
"""


def play(folder: Path, bitext: Bitext, steps: list[list[Any]], before: str = "") -> dict[str, Any]:
    """What the page says, shows and saves after the steps. Its own policy on scripts stays in force."""
    player = PLAYER.replace("STEPS", json.dumps(steps))
    allowed = "".join(f" 'sha256-{digest(script)}'" for script in (before, player))
    head, body, rest = review.render(bitext).decode().replace("; img-src", f"{allowed}; img-src").partition("<body")
    file = folder / "page.html"
    file.write_text(
        f"{head}<script>{before}</script>{body}{rest.removesuffix('</html>')}<script>{player}</script>",
        encoding="utf-8",
    )
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'browser'}"]
    command = [str(CHROMIUM), *options, "--dump-dom", file.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    found = re.search(r'<pre id="result">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found, done.stderr
    result: dict[str, Any] = json.loads(html.unescape(found[1]))
    assert result["errors"] == []
    return result


def digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def bare(bitext: Bitext) -> list[tuple[Any, ...]]:
    return [(bead.sources, bead.targets, bead.confidence, bead.by) for bead in bitext.beads]


def saved(result: dict[str, Any]) -> Bitext:
    return bitext_json.load(result["files"]["summit.en-zh.align.json"].encode())


def test_text_cannot_leave_its_element(bitext: Bitext) -> None:
    page = review.render(bitext).decode()
    assert page.count("</script>") == 3
    assert "<!--" not in page
    content = re.search(r'id="bitext">(.*?)</script>', page, re.DOTALL)
    assert content
    assert bitext_json.load(content[1].encode()) == bitext


def test_the_page_asks_for_nothing_and_runs_its_own_script_only(bitext: Bitext) -> None:
    page = review.render(bitext).decode()
    script = page.rpartition("<script>")[2].partition("</script>")[0]
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest(script)}'" in page
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", page)


def random_steps(bitext: Bitext, count: int, seed: int) -> tuple[list[list[Any]], Bitext]:
    """Steps of a person who clicks about, and the bitext that they should lead to."""
    chance = random.Random(seed)
    steps: list[list[Any]] = []
    for _ in range(count):
        side = chance.choice(("sources", "targets"))
        place = chance.randrange(len(getattr(bitext, side)))
        act = chance.choice(("merge", "split", "up", "down", "right"))
        steps += [["choose", side, place], ["act", act]]
        try:
            bitext = done(bitext, act, side, place)
        except (IndexError, ValueError):
            continue
    return steps, bitext


def done(bitext: Bitext, act: str, side: Any, place: int) -> Bitext:
    def index() -> int:
        return next(i for i, bead in enumerate(bitext.beads) if place in getattr(bead, side))

    bead = bitext.beads[index()]
    mine: tuple[int, ...] = getattr(bead, side)
    if act == "right":
        return bitext.confirmed(index())
    if act == "merge":
        return bitext.merged(index())
    if act == "split":
        theirs = len(bead.targets if side == "sources" else bead.sources)
        cut = max(mine.index(place), 1)
        other = int(cut * theirs / len(mine) + 0.5) if len(mine) > 1 else theirs // 2
        return bitext.split(index(), *((cut, other) if side == "sources" else (other, cut)))
    step: Any = -1 if act == "up" else 1
    for _ in range(mine.index(place) + 1 if act == "up" else len(mine) - mine.index(place)):
        bitext = bitext.moved(index(), "source" if side == "sources" else "target", step)
    return bitext


needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@needs_browser
def test_the_page_edits_as_python_does_and_saves_the_same_files(bitext: Bitext, tmp_path: Path) -> None:
    steps, expected = random_steps(bitext, 120, 6)
    result = play(tmp_path, bitext, steps)
    assert bare(saved(result)) == bare(expected)
    assert result["files"]["summit.en-zh.align.tsv"] == tsv.render(expected).decode()
    assert result["files"]["summit.en-zh.align.tmx"] == tmx.render(expected).decode()
    assert len(result["rows"]) == len(expected.beads)
    assert {"Merged with the next row.", "Split.", "Moved to the row above."} < set(result["said"])


@needs_browser
def test_what_nobody_touched_is_saved_as_it_came_with_its_words(bitext: Bitext, tmp_path: Path) -> None:
    undone = [["choose", "sources", 1], ["act", "merge"], ["act", "split"], ["act", "undo"], ["act", "undo"]]
    result = play(tmp_path, bitext, [*undone, ["act", "undo"], ["hover", "sources", 2, "30 countries"]])
    assert saved(result) == bitext
    assert result["files"]["summit.en-zh.align.tmx"] == tmx.render(bitext).decode()
    assert result["said"][-2:] == ["There is nothing to undo.", "There is nothing to undo."]
    assert result["lit"] == ["30 countries", "30个国家"]
    assert result["stored"] is None


@needs_browser
def test_everything_can_be_done_by_keys(bitext: Bitext, tmp_path: Path) -> None:
    keys = [
        ["key", "n"],  # the first to look at: row 2
        ["key", "ArrowDown"],
        ["key", "ArrowUp", "alt"],  # its second sentence, with the first, to row 1
        ["key", "ArrowRight"],
        ["key", "ArrowDown"],
        ["key", "m"],
        ["key", "u"],
        ["key", "Enter"],
    ]
    result = play(tmp_path, bitext, [["choose", "sources", 0], *keys])
    expected = done(bitext, "up", "sources", 2)
    assert [b.sources for b in expected.beads[:2]] == [(0, 1, 2), ()]
    assert result["said"][3] == "Moved to the row above."
    assert result["said"][-3:-1] == ["Merged with the next row.", "Undone."]
    assert bare(saved(result)) == bare(expected.confirmed(1))
    assert result["focus"] == bitext.targets[2].text


@needs_browser
def test_what_to_look_at_is_shown_with_its_neighbours_and_merged_words_stay_linked(
    bitext: Bitext, tmp_path: Path
) -> None:
    steps = [["choose", "sources", 0], ["act", "merge"], ["sure", 2], ["filter", "look"]]
    result = play(tmp_path, bitext, steps)
    assert [row.split("\n")[0] for row in result["rows"]] == ["3", "4", "5"]
    assert "■ 0.45" in result["rows"][1]
    beads = saved(result).beads
    assert [bead.by for bead in beads[:4]] == ["human", "machine", "human", "machine"]
    source, target = saved(result).text(beads[0])
    assert [(source[a:b], target[c:d]) for (a, b), (c, d) in beads[0].words] == [
        ("Summit", "峰会"),
        ("opens", "开幕"),
        ("320,000", "32万"),
        ("30 countries", "30个国家"),
    ]


@needs_browser
def test_edits_survive_a_reload(bitext: Bitext, tmp_path: Path) -> None:
    edited = bitext.merged(1).confirmed(0)
    stored = json.dumps([(b.sources, b.targets, b.confidence, b.by) for b in edited.beads])
    key = re.search(r'"key":"([^"]+)"', review.render(bitext).decode())
    assert key
    again = f"localStorage.setItem({json.dumps(key[1])}, {json.dumps(stored)});"
    result = play(tmp_path, bitext, [["sure", 3], ["act", "undo"]], again)
    assert bare(saved(result)) == bare(edited)
    assert saved(result).beads[0].words == bitext.beads[0].words
    assert json.loads(result["stored"]) == json.loads(stored)
