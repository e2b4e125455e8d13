"""What holds for every format: nothing is lost, nothing half written, nothing too large is read."""

import time
import tracemalloc
from pathlib import Path

import pytest

from translator.glossary.entries import TermEntry
from translator.glossary.formats import MAX_BYTES, read_entries, read_entry_bytes, read_rows, write_entries
from translator.glossary.glossary import BUILTIN
from translator.release import ReleaseError

FULL = [
    TermEntry(
        "t1", "stroke", "卒中", "n", "neurology", ("CVA", "str."), ("脑卒",), ("brain attack",), ("中风",), ("hit",),
        ("打击",), source="house",
    ),
    TermEntry("t2", "fever", "发热", "adj", enforced=("en-zh",), source="a", note='said "so", <1> & twice\nand more'),
    TermEntry("t3", "WHO", "世卫组织", "pn", enforced=(), source="a", note="press-translator: is us"),
    TermEntry("t4", "#1 killer", "头号杀手", "v", enforced=("zh-en",), source="=SUM(A1)"),
]  # fmt: skip


@pytest.fixture(scope="module")
def builtin() -> list[TermEntry]:
    return read_entries(BUILTIN)


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.xlsx", "a.tbx", "a.v2.tbx"])
def test_the_built_in_glossary_comes_back_as_it_was_written(
    tmp_path: Path, builtin: list[TermEntry], name: str
) -> None:
    write_entries(builtin, tmp_path / name)
    assert read_entries(tmp_path / name) == builtin


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.xlsx", "a.tbx", "a.v2.tbx"])
def test_every_field_comes_back_as_it_was_written(tmp_path: Path, name: str) -> None:
    write_entries(FULL, tmp_path / name)
    assert read_entries(tmp_path / name) == FULL
    assert read_entry_bytes(name, (tmp_path / name).read_bytes()) == FULL


@pytest.mark.parametrize(("name", "rows"), [("a.csv", [2, 3, 5, 6]), ("a.xlsx", [2, 3, 4, 5])])
def test_rows_are_counted_as_an_editor_counts_them(tmp_path: Path, name: str, rows: list[int]) -> None:
    write_entries(FULL, tmp_path / name)
    assert [number for number, _ in read_rows(tmp_path / name)] == rows


@pytest.mark.parametrize(("name", "other"), [("a.xlsx", "a.csv"), ("a.tbx", "a.txt"), ("a.csv", "a.xlsx")])
def test_a_file_is_what_its_content_says(tmp_path: Path, name: str, other: str) -> None:
    write_entries(FULL, tmp_path / name)
    (tmp_path / name).rename(tmp_path / other)
    assert read_entries(tmp_path / other) == FULL


@pytest.mark.parametrize("name", ["huge.csv", "huge.xlsx", "huge.tbx"])
def test_a_file_of_200_mb_is_refused_unread(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(200 << 20)
    tracemalloc.start()
    start = time.perf_counter()
    with pytest.raises(ReleaseError, match=f"{name}: the glossary is 200 MB, more than {MAX_BYTES >> 20} MB"):
        read_entries(path)
    seconds, (_, peak) = time.perf_counter() - start, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seconds < 0.5
    assert peak < 1 << 20


def test_an_upload_is_held_to_the_same_size() -> None:
    with pytest.raises(ReleaseError, match="more than"):
        read_entry_bytes("upload.csv", bytes(MAX_BYTES + 1))


def test_what_cannot_be_written_leaves_the_old_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "house.csv"
    path.write_text("stroke,卒中\n", "utf-8")
    lone = TermEntry("t1", "lone \ud800 surrogate", "孤")
    with pytest.raises(UnicodeEncodeError):
        write_entries([lone], path)
    with pytest.raises(ReleaseError, match="no entry to write"):
        write_entries([], path)
    assert path.read_text("utf-8") == "stroke,卒中\n"
    assert [p.name for p in tmp_path.iterdir()] == ["house.csv"]


def test_a_format_that_cannot_be_written_is_named_with_those_that_can(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=r"house.docx: .* \.csv, \.tsv, \.xlsx, \.tbx"):
        write_entries(FULL, tmp_path / "house.docx")
    with pytest.raises(ReleaseError, match=r"cannot be written: .*Choose a folder"):
        write_entries(FULL, tmp_path / "missing" / "house.csv")


def test_an_old_workbook_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "house.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(ReleaseError, match=r"Save it as \.xlsx"):
        read_entries(path)


def test_a_device_without_an_end_is_refused() -> None:
    with pytest.raises(ReleaseError, match="more than 128 MB"):
        read_entries(Path("/dev/zero"))
