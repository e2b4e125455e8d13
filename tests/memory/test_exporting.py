from pathlib import Path

import pytest
from translate.storage.tmx import tmxfile

from translator.memory import NewUnit, TranslationMemory
from translator.memory.exporting import export
from translator.reading.bitext import read_bitext
from translator.release import ReleaseError

ODD = NewUnit('=1+1 "quoted", a\ttab & <b>', "等于\x01二；“引号”", source="zh")


@pytest.mark.parametrize("ending", ["tmx", "csv", "tsv", "xlsx"])
def test_what_is_exported_reads_as_a_translation(
    memory: TranslationMemory, clinic: list[NewUnit], tmp_path: Path, ending: str
) -> None:
    memory.put([*clinic, ODD], "test")
    file = tmp_path / f"out.{ending}"
    assert export(memory.all(), file, "1.0") == 5
    segments = read_bitext([file], "en").release.segments
    assert [(s.source, s.target) for s in segments[:4]] == [(unit.en, unit.zh) for unit in clinic]
    assert segments[4].source.split() == ODD.en.split()
    assert file.stat().st_mode & 0o077 == 0


def test_another_programs_reader_takes_the_tmx(
    memory: TranslationMemory, clinic: list[NewUnit], tmp_path: Path
) -> None:
    memory.put([*clinic, ODD], "test")
    export(memory.all(), tmp_path / "a.tmx", "1.0")
    store = tmxfile.parsestring((tmp_path / "a.tmx").read_bytes())
    assert [(unit.source, unit.target) for unit in store.units[:4]] == [(unit.en, unit.zh) for unit in clinic]
    header, body = store.document.getroot()
    assert all(header.attrib.values())
    assert [unit.get("srclang") for unit in body] == ["en"] * 4 + ["zh-CN"]
    for unit in body:
        tags = [child.tag for child in unit]
        assert tags == sorted(tags, key=["note", "prop", "tuv"].index)


def test_a_choice_of_units_is_exported(memory: TranslationMemory, clinic: list[NewUnit], tmp_path: Path) -> None:
    memory.put(clinic, "test")
    assert export(memory.all(approved=True), tmp_path / "a.tmx", "1.0") == 3
    assert export(memory.all(approved=True, origin="b.tmx"), tmp_path / "a.tmx", "1.0") == 1


def test_nothing_to_export_and_unknown_formats_are_errors_and_leave_no_file(
    memory: TranslationMemory, clinic: list[NewUnit], tmp_path: Path
) -> None:
    with pytest.raises(ReleaseError, match="no unit"):
        export(memory.all(), tmp_path / "a.tmx", "1.0")
    memory.put(clinic, "test")
    with pytest.raises(ReleaseError, match=r"\.tmx"):
        export(memory.all(), tmp_path / "a.docx", "1.0")
    with pytest.raises(ReleaseError, match="cannot be written"):
        export(memory.all(), tmp_path / "missing" / "a.tmx", "1.0")
    assert {file.name for file in tmp_path.iterdir()} <= {"memory.sqlite", "memory.sqlite-wal", "memory.sqlite-shm"}


def test_a_text_too_long_for_a_cell_is_refused_and_never_cut(memory: TranslationMemory, tmp_path: Path) -> None:
    memory.put([NewUnit("word " * 7000, "词")], "test")
    with pytest.raises(ReleaseError, match=r"\.tmx"):
        export(memory.all(), tmp_path / "out.xlsx", "1")
    assert list(tmp_path.glob("*.xlsx")) == []
