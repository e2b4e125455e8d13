import os
import stat
import time
from pathlib import Path

import pytest

from translator.office.shelf import MissingError, Shelf, UnkeptError, new_id, safe_name


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "sessions", keep=3600)


def age(shelf: Shelf, seconds: float) -> None:
    past = time.time() - seconds
    for path in shelf.folder.rglob("*"):
        os.utime(path, (past, past))


def test_a_record_is_read_by_its_owner_alone(shelf: Shelf) -> None:
    id = new_id()
    shelf.write("ann", "release", id, {"text": "稿件"})
    assert shelf.read("ann", "release", id, dict[str, str]) == {"text": "稿件"}
    for owner, kind in (("bob", "release"), ("ann", "bitext")):
        with pytest.raises(MissingError):
            shelf.read(owner, kind, id, dict[str, str])
    assert shelf.ids("ann", "release") == [id]
    assert shelf.ids("bob", "release") == []


@pytest.mark.parametrize("id", ["../../etc/passwd", "..", "", "a/b", "x" * 65, "id\0", "short"])
def test_an_id_is_no_path(shelf: Shelf, id: str) -> None:
    with pytest.raises(MissingError):
        shelf.read("ann", "release", id, dict[str, str])


def test_what_nobody_touched_for_its_time_is_deleted(shelf: Shelf) -> None:
    old, read = new_id(), new_id()
    for id in (old, read):
        shelf.write("ann", "release", id, {})
    file = shelf.keep_file("ann", "terms.csv", b"en,zh\n")
    age(shelf, 3601)
    shelf.read("ann", "release", read, dict[str, str])
    assert shelf.expire() == 2
    assert shelf.ids("ann", "release") == [read]
    assert not file.exists()
    assert not file.parent.exists()


def test_what_broke_off_and_folders_in_which_nothing_is_left_are_deleted_too(shelf: Shelf) -> None:
    upload, unfinished = shelf.folder / "gradio" / "tmp0a1b", shelf.folder / ".unfinished0a1b" / "summit.json"
    for path in (upload, unfinished):
        path.parent.mkdir()
        path.write_bytes(b"half a")
    shelf.write("ann", "release", new_id(), {})
    for _ in range(3):  # a folder goes when what was in it has been gone for that time, too
        age(shelf, 3601)
        shelf.expire()
    assert list(shelf.folder.iterdir()) == []


def test_a_disk_that_takes_nothing_is_told_without_its_paths(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "sessions", keep=3600)
    shelf.folder.rmdir()
    shelf.folder.write_bytes(b"in the way")
    for put in (lambda: shelf.write("ann", "release", new_id(), {}), lambda: shelf.keep_file("ann", "a.csv", b"")):
        with pytest.raises(UnkeptError) as told:
            put()
        assert str(tmp_path) not in str(told.value)


def test_the_folder_is_its_owners_alone(shelf: Shelf) -> None:
    assert stat.S_IMODE(shelf.folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("terms.csv", "terms.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\稿件.docx", "稿件.docx"),
        ("a\0b.txt", "a-b.txt"),
        ("..", "file"),
        ("", "file"),
        ("con?.txt", "con-.txt"),
    ],
)
def test_a_file_keeps_its_name_but_what_leads_out_of_its_folder(shelf: Shelf, name: str, safe: str) -> None:
    assert safe_name(name) == safe
    path = shelf.keep_file("ann", name, b"x")
    assert path.read_bytes() == b"x"
    assert path.resolve().is_relative_to(shelf.folder.resolve())


@pytest.mark.parametrize("letter", ["a", "稿"])
def test_a_long_name_is_cut_and_keeps_its_ending(shelf: Shelf, letter: str) -> None:
    path = shelf.keep_file("ann", letter * 400 + ".docx", b"x")
    assert path.suffix == ".docx"
    assert path.is_file()


def test_a_record_of_another_version_counts_as_gone(shelf: Shelf) -> None:
    id = new_id()
    shelf.write("ann", "release", id, {"text": 1})
    with pytest.raises(MissingError):
        shelf.read("ann", "release", id, dict[str, str])
