"""The Glossary tab: that its scripts find every word that they ask for, in both languages."""

import re

import gradio as gr
import pytest

from translator import load_settings
from translator.office.office import Office
from translator.release import Language
from translator.server.glossary import FILES
from translator.web import STATIC
from translator.web.glossary_tab import tab
from translator.web.words_glossary import GLOSSARY

SCRIPTS = ("glossary", "glossary_dialog", "glossary_files")
WORD = re.compile(r"\bwords\.(\w+)")
VALUE = re.compile(r"{\w+}")


def test_every_word_that_the_scripts_ask_for_is_there_and_no_other() -> None:
    scripts = "".join((STATIC / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    asked = set(WORD.findall(scripts))
    # those whose names the scripts put together
    asked |= {f"how_{how}" for how in ("added", "updated", "extended", "unchanged", "replaced")}
    asked |= {f"pos_{pos}" for pos in ("n", "pn", "v", "adj")} | {
        f"enforced_{way}" for way in ("both", "en", "zh", "none")
    }
    asked |= {f"{name}_{code}" for name in ("abbr", "variants", "forbidden") for code in ("en", "zh")}
    asked |= {*FILES, "builtin", "house", "field", "note"}
    assert asked == set(GLOSSARY["en"])


@pytest.mark.parametrize("name", GLOSSARY["en"])
def test_both_languages_say_the_same_with_the_same_values(name: str) -> None:
    assert VALUE.findall(GLOSSARY["en"][name]) or not VALUE.findall(GLOSSARY["zh"][name])
    assert sorted(VALUE.findall(GLOSSARY["en"][name])) == sorted(VALUE.findall(GLOSSARY["zh"][name]))
    assert re.search("[\u4e00-\u9fff]", GLOSSARY["zh"][name]) or name in ("tbx", "xlsx")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_tab_says_that_the_glossary_is_shared(language: Language, tmp_path_factory: pytest.TempPathFactory) -> None:
    office = Office(load_settings(), folder=tmp_path_factory.mktemp("sessions"))
    with gr.Blocks(analytics_enabled=False) as form:
        tab(office, language)
    (place,) = [block for block in form.blocks.values() if isinstance(block, gr.HTML)]
    assert place.elem_id == "office-component-glossary"
    assert {"en": "everybody who uses this server shares it", "zh": "所有人共用"}[language] in GLOSSARY[language][
        "about"
    ]
