"""The built-in glossary as it is in the repository."""

import re
from collections import Counter
from pathlib import Path

import pytest

from translator.glossary.build import build
from translator.glossary.checking import faults
from translator.glossary.enforcement import ZH_EN
from translator.glossary.entries import HAN, TermEntry, entry_id
from translator.glossary.formats import read_entries, write_entries
from translator.glossary.glossary import BUILTIN, Glossary

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def entries() -> list[TermEntry]:
    return read_entries(BUILTIN)


def chinese(entry: TermEntry) -> tuple[str, ...]:
    return (entry.zh, *entry.variants_zh, *entry.abbr_zh, *entry.forbidden_zh)


def english(entry: TermEntry) -> tuple[str, ...]:
    return (entry.en, *entry.variants_en, *entry.abbr_en, *entry.forbidden_en)


def test_the_glossary_is_what_its_sources_make(tmp_path: Path) -> None:
    built, report = build(ROOT / "translator" / "glossary" / "sources", ROOT / "models" / "press-270m" / "corpus")
    write_entries(built, tmp_path / "medical.csv")
    same = (tmp_path / "medical.csv").read_bytes() == BUILTIN.read_bytes()
    assert same, "data/medical.csv has drifted from its sources: run python -m translator.glossary.build"
    shares = [float(re.search(r"all \d+/\d+ = ([\d.]+)", line)[1]) for line in report[-2:]]  # type: ignore[index]
    assert min(shares) >= 0.9, "translators contradict more than a tenth of what is enforced"


def test_no_entry_is_there_twice(entries: list[TermEntry]) -> None:
    assert max(Counter((e.en, e.zh) for e in entries).values()) == 1
    assert max(Counter(e.id for e in entries).values()) == 1
    assert all(e.id == entry_id(e.en, e.zh) for e in entries)


def test_no_field_that_must_be_filled_is_empty(entries: list[TermEntry]) -> None:
    assert all(e.en and e.zh and e.field and e.source for e in entries)
    assert {e.source for e in entries} == {"house-a", "house-b", "house-c", "tico19", "corpus"}
    assert all(form == form.strip() for e in entries for form in (*english(e), *chinese(e)))


def test_chinese_is_in_the_chinese_columns(entries: list[TermEntry]) -> None:
    assert not [f for e in entries for f in (e.zh, *e.variants_zh) if not HAN.search(f)]
    assert not [f for e in entries for f in chinese(e) if re.search(r"\s", f)]


def test_the_glossary_has_no_fault_that_its_own_check_finds(entries: list[TermEntry]) -> None:
    assert [f for f in faults(entries) if f.severity != "note"] == []


def test_words_that_hold_a_term_by_chance_do_not_call_for_it() -> None:
    glossary = Glossary.builtin()
    chance = {"加强针对性": "加强针", "云南通报": "南通", "饮食管理": "食管", "创新冠军": "新冠", "隆重庆祝": "重庆"}
    assert not [term for text, term in chance.items() if term in {t.source for t in glossary.find(text, ZH_EN)}]
    real = {"接种加强针": "加强针", "江苏南通": "南通", "食管癌": "食管癌", "重庆庆祝": "重庆", "流感情况": "流感"}
    assert not [term for text, term in real.items() if term not in {t.source for t in glossary.find(text, ZH_EN)}]


def test_a_term_that_was_read_and_set_by_hand_is_so_in_the_glossary(entries: list[TermEntry]) -> None:
    by_name = {(e.en, e.zh): e for e in entries}
    assert by_name["technical success", "技术成功"].enforced == ("en-zh",)
    assert by_name["heart attack", "心脏病发作"].source == "house-c"
    assert "新冠肺炎" in by_name["COVID-19", "新型冠状病毒感染"].variants_zh
