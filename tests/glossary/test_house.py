from pathlib import Path
from threading import Thread

import pytest

from translator.glossary.entries import TermEntry, entry_id
from translator.glossary.formats import read_entries
from translator.glossary.house import (
    FILE_NAME,
    ChangedError,
    ContradictionError,
    add_to_house,
    change_in_house,
    house_path,
    merge_entries,
    read_house,
    remove_from_house,
    stamp,
)


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


def test_what_was_replaced_can_come_back_in_the_same_file() -> None:
    file = [entry("stroke", "中风"), entry("stroke", "卒中", note="again"), entry("stroke", "卒中", note="and again")]
    merged = merge_entries([entry("stroke", "卒中")], file, replace_known=True)
    assert [(e.zh, e.note) for e in merged.entries] == [("卒中", "and again")]
    assert (merged.added, merged.replaced, merged.updated) == (0, 2, 1)


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


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house glossary of three entries."""
    monkeypatch.setenv("TRANSLATOR_DATA_DIR", str(tmp_path))
    add_to_house(
        house_path(), [entry("stroke", "卒中"), entry("tumor", "肿瘤", variants_zh=("瘤",)), entry("mouse", "小鼠")]
    )
    return house_path()


def test_a_changed_entry_keeps_its_place_and_loses_the_forms_that_are_gone(house: Path) -> None:
    old = read_house(house)[1]
    merged = change_in_house(house, old.id, stamp(old), entry("tumour", "肿瘤", forbidden_zh=("肿块",)))
    assert merged.updated == 1
    assert [e.en for e in read_house(house)] == ["stroke", "tumour", "mouse"]
    new = read_house(house)[1]
    assert (new.variants_zh, new.forbidden_zh, new.id) == ((), ("肿块",), entry_id("tumour", "肿瘤"))


def test_a_change_to_the_terms_of_another_entry_is_united_with_it(house: Path) -> None:
    old = read_house(house)[1]
    change_in_house(house, old.id, stamp(old), entry("stroke", "卒中", variants_zh=("中风",)))
    assert [(e.en, e.variants_zh) for e in read_house(house)] == [("stroke", ("中风",)), ("mouse", ())]


def test_a_change_that_contradicts_another_entry_is_refused_unless_it_is_to_replace_it(house: Path) -> None:
    old = read_house(house)[1]
    with pytest.raises(ContradictionError) as refused:
        change_in_house(house, old.id, stamp(old), entry("stroke", "中风"))
    assert [c.known.zh for c in refused.value.contradictions] == ["卒中"]
    assert len(read_house(house)) == 3
    change_in_house(house, old.id, stamp(old), entry("stroke", "中风"), replace_known=True)
    assert {(e.en, e.zh) for e in read_house(house)} == {("stroke", "中风"), ("mouse", "小鼠")}


def test_an_entry_that_somebody_changed_meanwhile_is_neither_changed_nor_removed(house: Path) -> None:
    seen = read_house(house)[1]
    change_in_house(house, seen.id, stamp(seen), entry("tumor", "肿瘤", variants_zh=("瘤", "肿物")))
    for act in (
        lambda: change_in_house(house, seen.id, stamp(seen), entry("tumor", "瘤子")),
        lambda: remove_from_house(house, seen.id, stamp(seen)),
    ):
        with pytest.raises(ChangedError) as late:
            act()
        assert late.value.present
        assert late.value.present.variants_zh == ("瘤", "肿物")
    now = read_house(house)[1]
    assert remove_from_house(house, now.id, stamp(now)) == now
    with pytest.raises(ChangedError) as gone:
        remove_from_house(house, now.id, stamp(now))
    assert gone.value.present is None


def test_the_file_goes_with_its_last_entry_and_can_begin_anew(house: Path) -> None:
    for known in read_house(house):
        remove_from_house(house, known.id, stamp(known))
    assert not house.exists()
    assert add_to_house(house, [entry("stroke", "卒中")]).added == 1


def test_of_two_entries_with_one_id_the_right_one_is_removed(house: Path) -> None:
    house.write_text("id,en,zh\nt1,stroke,卒中\nt1,tumor,肿瘤\n", encoding="utf-8")
    second = read_house(house)[1]
    remove_from_house(house, second.id, stamp(second))
    assert [e.en for e in read_house(house)] == ["stroke"]
