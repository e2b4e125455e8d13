"""The Align tab: what it starts, what it says, and that its script finds every word that it asks for."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from translator import load_settings
from translator.office.bitexts import Bitexts
from translator.office.office import Office
from translator.web import STATIC
from translator.web.align_tab import begun, tab
from translator.web.words_align import BEADS, TAB

SAY = TAB["en"]


@pytest.fixture
def bitexts(tmp_path: Path) -> Bitexts:
    return Bitexts(Office(load_settings(aligner=str(tmp_path / "no-model")), folder=tmp_path / "sessions"))


def flat(words: Any, path: str = "") -> dict[str, str]:
    if isinstance(words, str):
        return {path: words}
    items = words.items() if isinstance(words, dict) else enumerate(words)
    return {name: text for key, value in items for name, text in flat(value, f"{path}.{key}").items()}


def test_a_file_comes_before_the_text_that_was_pasted(bitexts: Bitexts, tmp_path: Path) -> None:
    file = tmp_path / "summit.en.txt"
    file.write_text("A summit opened.\n", encoding="utf-8")
    id = begun(bitexts, "ann", SAY, ("Pasted words.", str(file)), ("峰会开幕。", None))
    assert bitexts.get("ann", id).name == "summit.en"
    id = begun(bitexts, "ann", SAY, ("Pasted words.", None), ("峰会开幕。", None))
    assert bitexts.get("ann", id).name == "Pasted words."


@pytest.mark.parametrize(
    ("owner", "original", "translation", "reason"),
    [
        ("ann", " ", "峰会开幕。", "no_original"),
        ("ann", "A summit opened.", "", "no_translation"),
        ("", "A summit opened.", "峰会开幕。", "no_session"),
    ],
)
def test_what_cannot_begin_says_why_in_the_language_of_the_form(
    bitexts: Bitexts, owner: str, original: str, translation: str, reason: str
) -> None:
    for say in TAB.values():
        assert json.loads(begun(bitexts, owner, say, (original, None), (translation, None)))["error"] == say[reason]


@pytest.mark.parametrize("words", [TAB, BEADS])
def test_both_languages_say_the_same_things(words: Any) -> None:
    english, chinese = flat(words["en"]), flat(words["zh"])
    assert english.keys() == chinese.keys()
    for name, text in english.items():
        fields = re.findall(r"\{\w+\}", text)
        assert sorted(fields) == sorted(re.findall(r"\{\w+\}", chinese[name])), name
        assert text.strip()
        assert chinese[name].strip()


def test_the_scripts_ask_for_words_that_are_there() -> None:
    source = "".join((STATIC / name).read_text(encoding="utf-8") for name in ("beads.js", "beads_rows.js"))
    asked = set(re.findall(r"\bwords\.(\w+)", source))
    assert {"none_yet", "did", "remembered"} <= asked
    assert asked <= BEADS["en"].keys()


def test_the_scripts_never_read_text_as_markup() -> None:
    for file in ("beads.js", "beads_rows.js"):
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|https?://", (STATIC / file).read_text("utf-8")
        )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_tab_asks_for_two_texts_and_shows_beads(bitexts: Bitexts, language: Any) -> None:
    import gradio as gr

    with gr.Blocks(analytics_enabled=False) as form:
        tab(bitexts, language)
    made = {block.elem_id: block for block in form.blocks.values() if getattr(block, "elem_id", None)}
    assert {"align-original", "align-original-file", "align-translation", "align-translation-file"} <= made.keys()
    assert made["align-original"].label == TAB[language]["original"]
    assert 'data-office="beads"' in made["office-component-beads"].html_template
