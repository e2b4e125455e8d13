import csv
import json
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from translator.cli import main

EN, ZH = "The hospital opened a stroke center.", "医院启用卒中中心。"


@dataclass(frozen=True, slots=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


class Desk:
    """A folder to work in and the command line, with a memory of its own."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[str]) -> None:
        self.folder, self._patch, self._captured = folder, patch, captured
        self.memory = folder / "data" / "memory.sqlite"
        patch.setenv("TRANSLATOR_DATA_DIR", str(folder / "data"))
        patch.chdir(folder)

    def run(self, *arguments: str) -> Done:
        self._patch.setattr(sys, "argv", ["translator", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        code = left.value.code
        return Done(code if isinstance(code, int) else 0, *self._captured.readouterr())

    def write(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text, encoding="utf-8")
        return name


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, monkeypatch, capsys)


def test_a_bad_file_stops_no_other_and_the_exit_code_tells(desk: Desk) -> None:
    good = desk.write("good.csv", f"English,Chinese\n{EN},{ZH}\n")
    done = desk.run("memory", "import", "none.tmx", desk.write("bad.csv", "no,pairs\nhere,too\n"), good)
    assert done.returncode == 1
    assert "none.tmx: it cannot be read" in done.stderr
    assert "bad.csv" in done.stderr
    assert "good.csv: 1 added" in done.stderr
    assert desk.memory.stat().st_mode & 0o077 == 0
    assert "1 there already" in desk.run("memory", "import", good).stderr


def test_what_was_added_is_found_shown_exported_and_removed(desk: Desk) -> None:
    assert desk.run("memory", "add", EN, ZH, "--origin", "desk").returncode == 0
    assert "It was there" in desk.run("memory", "add", ZH, EN).stderr
    assert "stays so" in desk.run("memory", "add", EN, ZH, "--unapproved").stderr
    shown = desk.run("memory", "search", "stroke center")
    heads, row = csv.reader(shown.stdout.splitlines(), delimiter="\t")
    assert heads == ["Id", "English", "Chinese", "Found", "Approved", "From"]
    assert row[1:5] == [EN, ZH, "contains", "yes"]
    (found,) = json.loads(desk.run("memory", "search", EN, "--json").stdout)
    assert (found["how"], found["score"], found["zh"]) == ("exact", 1.0, ZH)
    assert desk.run("memory", "export", "out.tsv").returncode == 0
    assert EN in (desk.folder / "out.tsv").read_text(encoding="utf-8-sig")
    assert desk.run("memory", "remove", row[0]).returncode == 0
    assert desk.run("memory", "search", EN).returncode == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_stops_no_other(desk: Desk) -> None:
    locked = desk.write("locked.csv", "")
    (desk.folder / locked).chmod(0)
    done = desk.run("memory", "import", locked, desk.write("good.csv", f"English,Chinese\n{EN},{ZH}\n"))
    assert done.returncode == 1
    assert "locked.csv: it cannot be read" in done.stderr
    assert "good.csv: 1 added" in done.stderr


def test_add_says_what_it_replaced_and_search_which_of_several_is_used(desk: Desk) -> None:
    desk.run("memory", "add", EN, ZH)
    assert f'Changed: "{ZH}" is now "医院设立卒中中心。"' in desk.run("memory", "add", EN, "医院设立卒中中心。").stderr
    assert 'is now "医院设立卒中中心"' in desk.run("memory", "add", EN, "医院设立卒中中心").stderr
    _, first, second = csv.reader(desk.run("memory", "search", EN).stdout.splitlines(), delimiter="\t")
    assert (first[2:4], second[2:4]) == (["医院设立卒中中心", "exact, used"], [ZH, "exact"])
    assert "%" in desk.run("memory", "search", EN.replace("hospital", "clinic")).stdout


def test_import_says_why_a_pair_is_left_out_or_not_approved(desk: Desk) -> None:
    rows = f"{EN},{ZH},yes\nIt has 120 beds.,设床位120张。,no\nThe doctors came.,醫師來到會場。,yes\nMRI,MRI,yes\n"
    said = desk.run("memory", "import", desk.write("pairs.csv", f"English,Chinese,Approved\n{rows}")).stderr
    assert "2 added" in said
    assert "1 left out, as not approved in the file" in said
    assert "1 left out, without Chinese characters" in said
    assert "1 not approved, as in traditional characters" in said


def test_a_small_memory_has_its_size_in_kilobytes(desk: Desk) -> None:
    desk.run("memory", "add", EN, ZH)
    assert re.search(r"\d kB", desk.run("memory", "stats").stderr)


def test_stats_say_what_there_is(desk: Desk) -> None:
    desk.run("memory", "add", EN, ZH, "--unapproved", "--origin", "a.tmx", "--memory", "other.sqlite")
    found = json.loads(desk.run("memory", "stats", "--json", "--memory", "other.sqlite").stdout)
    assert (found["units"], found["approved"], found["origins"]) == (1, 0, {"a.tmx": [0, 1]})
    assert not desk.memory.exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("memory", "search", "anything"), "no translation memory yet"),
        (("memory", "stats"), "translator memory import"),
        (("memory", "remove"), "--origin"),
        (("memory", "remove", "1", "--origin", "desk", "--memory", "there.sqlite"), "one of the two"),
        (("memory", "add", EN, EN), "same language"),
        (("memory", "stats", "--memory", "."), "folder"),
        (("memory", "stats", "--memory", "text.txt"), "no translation memory"),
        (("release", "text.txt", "--memory", "none.sqlite"), "no translation memory"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(desk: Desk, arguments: tuple[str, ...], message: str) -> None:
    desk.write("text.txt", "The hospital opened.")
    desk.run("memory", "add", EN, ZH, "--memory", "there.sqlite")
    done = desk.run(*arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
