import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

EN, ZH = "The hospital opened a stroke center.", "医院启用卒中中心。"


class Desk:
    """A folder to work in and the command line, with a memory of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.memory = folder / "data" / "memory.sqlite"
        self.environment = os.environ | {"TRANSLATOR_DATA_DIR": str(folder / "data"), "COLUMNS": "160"}

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from translator.cli import main; main()", *arguments]
        return subprocess.run(
            command, cwd=self.folder, capture_output=True, env=self.environment, text=True, encoding="utf-8"
        )

    def write(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text, encoding="utf-8")
        return name


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


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
        (("memory", "add", EN, EN), "same language"),
        (("memory", "stats", "--memory", "."), "folder"),
        (("memory", "stats", "--memory", "text.txt"), "no translation memory"),
        (("release", "text.txt", "--memory", "none.sqlite"), "no translation memory"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(desk: Desk, arguments: tuple[str, ...], message: str) -> None:
    desk.write("text.txt", "The hospital opened.")
    done = desk.run(*arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
