"""The built-in glossary as it is in the repository."""

import re
from collections import Counter
from pathlib import Path

import pytest

from translator.glossary.build import build
from translator.glossary.checking import faults
from translator.glossary.entries import HAN, TermEntry, entry_id
from translator.glossary.formats import read_entries, write_entries
from translator.glossary.glossary import BUILTIN

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
    assert {e.source for e in entries} == {"house-a", "house-b", "tico19", "corpus"}
    assert all(form == form.strip() for e in entries for form in (*english(e), *chinese(e)))


def test_chinese_is_in_the_chinese_columns(entries: list[TermEntry]) -> None:
    assert not [f for e in entries for f in (e.zh, *e.variants_zh) if not HAN.search(f)]
    assert not [f for e in entries for f in chinese(e) if re.search(r"\s", f)]


def test_the_glossary_has_no_fault_that_its_own_check_finds(entries: list[TermEntry]) -> None:
    assert [f for f in faults(entries) if f.severity != "note"] == []
