"""The place of the result on the form, and the words that its scripts say."""

from __future__ import annotations

import json
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from shutil import which
from typing import Any
from urllib.parse import unquote

import gradio as gr
import pytest

from translator import Settings
from translator.lengths import han_length, headline_length, text_length
from translator.office.office import Office
from translator.pipeline import FORMATS, STEPS
from translator.release import Language
from translator.web.page import STATIC
from translator.web.proof_tab import tab
from translator.web.words_proof import PROOF

SCRIPTS = sorted(STATIC.glob("proof*.js"))
LANGUAGES: tuple[Language, ...] = ("en", "zh")
KEY = re.compile(r'\bt\(\s*"([a-z_]+)"')
"""A word that a script asks for by its whole name."""


class Place(HTMLParser):
    """The attributes of the first element."""

    attributes: dict[str, str | None]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes = dict(attrs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_place_carries_the_words_of_its_language(
    language: Language, marian_settings: Settings, tmp_path: Path
) -> None:
    with gr.Blocks(analytics_enabled=False):
        made = tab(Office(marian_settings, folder=tmp_path), language)
    place = Place()
    place.feed(made.html_template)
    assert place.attributes["data-office"] == "proof"
    assert json.loads(unquote(place.attributes["data-words"] or "")) == PROOF[language]
    assert made.value == ""


def test_both_languages_say_the_same_things() -> None:
    of_one = {key for key in PROOF["en"] if key.endswith("_one")}
    assert set(PROOF["zh"]) == set(PROOF["en"]) - of_one
    for key, text in PROOF["zh"].items():
        names = set(re.findall(r"\{\w+\}", text))
        assert names == set(re.findall(r"\{\w+\}", PROOF["en"][key])), key


def test_every_word_that_a_script_asks_for_is_there() -> None:
    asked = {key for script in SCRIPTS for key in KEY.findall(script.read_text(encoding="utf-8"))}
    assert len(asked) > 50
    assert asked - set(PROOF["en"]) == set()


def test_every_step_and_format_and_unit_has_its_words() -> None:
    names = {f"step_{step.__name__}" for step in STEPS} | {f"format_{format}" for format in FORMATS}
    names |= {f"state_{state}" for state in ("waiting", "working", "done", "failed", "stopped")}
    names |= {f"match_{kind}" for kind in ("exact", "fuzzy", "semantic")}
    assert names - set(PROOF["en"]) == set()


def test_the_scripts_never_take_text_for_markup_and_ask_no_other_machine() -> None:
    for script in SCRIPTS:
        code = script.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|https?://", code), script


@pytest.mark.skipif(which("node") is None, reason="node runs the script")
def test_the_page_counts_lengths_as_the_software_does() -> None:
    texts = {
        "en": ["Chongqing opens a 5G ward, it’s said.", "  two  spaces ", "", "naïve café—20,000"],
        "zh": ["重庆启用5G病房，WHO点赞。", "2025年，“一带一路”", "𠮷野家", ""],
    }
    cases: list[tuple[list[str], str, str, int]] = []
    for text in texts["en"]:
        cases.append(([text], "en", "headline", headline_length(text, "en") if text.strip() else 0))
        cases.append(([text], "en", "brief", text_length(text, "en")))
    cases += [([text], "zh", shape, han_length(text)) for text in texts["zh"] for shape in ("headline", "brief")]
    cases.append((["One two.", "Three."], "en", "social", len("One two. Three.")))
    assert counted([case[:3] for case in cases]) == [case[3] for case in cases]


def counted(cases: list[Any]) -> list[int]:
    """What the page's script counts for (lines, language, shape) each."""
    code = (STATIC / "proof_dom.js").read_text(encoding="utf-8")
    run = f"globalThis.Office = {{}};\n{code}\nconst cases = {json.dumps(cases)};\n"
    run += "console.log(JSON.stringify(cases.map((one) => Office.proof.lengthOf(...one))));"
    done = subprocess.run(["node", "-e", run], capture_output=True, text=True, check=True, timeout=60)
    result: list[int] = json.loads(done.stdout)
    return result
