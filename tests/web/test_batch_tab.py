"""The Batch tab: that its scripts find every word that they ask for, in both languages."""

import re

import gradio as gr
import pytest

from translator import load_settings
from translator.office.office import Office
from translator.pipeline import FORMATS, STEPS
from translator.web import STATIC
from translator.web.batch_tab import tab
from translator.web.words_batch import BATCH

SCRIPTS = ("batch", "batch_chooser")
WORD = re.compile(r"\bwords\.(\w+)")
VALUE = re.compile(r"{\w+}")


def test_every_word_that_the_scripts_ask_for_is_there_and_no_other() -> None:
    scripts = "".join((STATIC / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    asked = set(WORD.findall(scripts))
    # those whose names the scripts put together
    asked |= {"waiting", "working", "done", "failed", "stopped", "deleted", "en-zh", "zh-en", *FORMATS}
    asked |= {f"step_{step.__name__}" for step in STEPS}
    assert asked == set(BATCH["en"])


@pytest.mark.parametrize("name", BATCH["en"])
def test_both_languages_say_the_same_with_the_same_values(name: str) -> None:
    assert sorted(VALUE.findall(BATCH["en"][name])) == sorted(VALUE.findall(BATCH["zh"][name]))
    assert re.search("[\u4e00-\u9fff]", BATCH["zh"][name]) or name in (*FORMATS, "ended_one")


def test_the_tab_is_the_place_of_the_script(tmp_path_factory: pytest.TempPathFactory) -> None:
    office = Office(load_settings(), folder=tmp_path_factory.mktemp("sessions"))
    with gr.Blocks(analytics_enabled=False) as form:
        tab(office, "zh")
    (place,) = [block for block in form.blocks.values() if isinstance(block, gr.HTML)]
    assert place.elem_id == "office-component-batch"
