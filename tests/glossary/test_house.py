from pathlib import Path
from threading import Thread

import pytest

from translator.glossary.entries import TermEntry, entry_id
from translator.glossary.formats import read_entries
from translator.glossary.house import FILE_NAME, add_to_house, house_path, merge_entries


def entry(en: str, zh: str, **more: object) -> TermEntry:
    return TermEntry(entry_id(en, zh), en, zh, **more)  # type: ignore[arg-type]


def test_the_same_terms_are_united_and_the_later_note_holds() -> None:
    known = entry("stroke", "卒中", variants_zh=("脑卒中",), note="old")
    merged = merge_entries([known], [entry("Stroke", "卒中", variants_zh=("中风",), note="new")])
    (only,) = merged.entries
    assert (merged.updated, merged.added) == (1, 0)
    assert (only.en, only.variants_zh, only.note) == ("stroke", ("脑卒中", "中风"), "new")


def test_a_form_that_is_forbidden_later_is_no_longer_right() -> None:
    known = entry("stroke", "卒中", variants_zh=("中风",))
    (only,) = merge_entries([known], [entry("stroke", "卒中", forbidden_zh=("中风",))]).entries
    assert (only.variants_zh, only.forbidden_zh) == ((), ("中风",))


def test_a_contradiction_is_left_out_and_told() -> None:
    merged = merge_entries([entry("stroke", "卒中")], [entry("stroke", "中风"), entry("tumor", "肿瘤")])
    assert [e.zh for e in merged.entries] == ["卒中", "肿瘤"]
    assert [str(c) for c in merged.contradictions] == ['"stroke" is to be "中风", but "卒中" is there']


def test_with_replace_the_new_entry_takes_the_place() -> None:
    merged = merge_entries([entry("stroke", "卒中")], [entry("stroke", "中风")], replace_known=True)
    assert [e.zh for e in merged.entries] == ["中风"]
    assert (merged.added, merged.replaced) == (0, 1)


def test_two_meanings_that_are_not_enforced_stand_together() -> None:
    merged = merge_entries([entry("culture", "培养", enforced=())], [entry("culture", "文化", enforced=())])
    assert len(merged.entries) == 2
    assert not merged.contradictions


def test_adding_the_same_again_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSLATOR_DATA_DIR", str(tmp_path))
    file = house_path()
    add_to_house(file, [entry("stroke", "卒中")])
    before = file.stat().st_mtime_ns
    assert add_to_house(file, [entry("stroke", "卒中")]).unchanged == 1
    assert file.stat().st_mtime_ns == before


def test_programs_that_add_at_the_same_time_lose_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSLATOR_DATA_DIR", str(tmp_path))
    file = tmp_path / "house.csv"
    threads = [Thread(target=add_to_house, args=(file, [entry(f"term {i}", f"术语{i}")])) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {e.en for e in read_entries(file)} == {f"term {i}" for i in range(8)}
    assert {f.name for f in tmp_path.iterdir()} == {"house.csv", "locks"}


def test_the_place_is_the_setting_then_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSLATOR_DATA_DIR", str(tmp_path))
    assert house_path() == tmp_path / FILE_NAME
    assert house_path(str(tmp_path / "mine.tbx")) == tmp_path / "mine.tbx"
