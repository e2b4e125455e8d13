from pathlib import Path

import pytest

from translator.glossary.entries import TermEntry
from translator.glossary.house import ContradictionError, read_house, stamp
from translator.glossary.house_entries import add_entry, change_entry, entry_faults, remove_entry
from translator.release import ReleaseError


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRANSLATOR_DATA_DIR", str(tmp_path))
    return tmp_path / "house.csv"


def test_forms_are_cleaned_as_a_file_would_give_them(house: Path) -> None:
    add_entry(TermEntry("", " stroke\u200b  center", "卒中中心\n", variants_zh=("", " 卒中诊疗 中心 ")), house)
    (entry,) = read_house(house)
    assert (entry.en, entry.zh, entry.variants_zh) == ("stroke center", "卒中中心", ("卒中诊疗 中心",))


def test_a_contradiction_names_what_is_there_and_adds_nothing(house: Path) -> None:
    add_entry(TermEntry("", "stroke", "卒中"), house)
    with pytest.raises(ContradictionError, match="卒中") as refused:
        add_entry(TermEntry("", "stroke", "中风"), house)
    assert refused.value.contradictions[0].known.zh == "卒中"
    assert len(read_house(house)) == 1
    assert add_entry(TermEntry("", "stroke", "中风"), house, replace_known=True).replaced == 1


def test_an_entry_that_is_wrong_is_neither_added_nor_put_in_anothers_place(house: Path) -> None:
    add_entry(TermEntry("", "stroke", "卒中"), house)
    (known,) = read_house(house)
    for wrong in (TermEntry("", "stroke", "stroke"), TermEntry("", "", "卒中"), TermEntry("", "卒中", "中风")):
        assert any(fault.severity == "error" for fault in entry_faults(wrong))
        with pytest.raises(ReleaseError, match=r"Nothing was changed\.$"):
            change_entry(known.id, stamp(known), wrong, house)
    assert read_house(house) == [known]
    remove_entry(known.id, stamp(known), house)
    assert read_house(house) == []
