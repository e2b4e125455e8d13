"""The command `translator align` as a user runs it, in processes of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

EN = "The hospital opened a stroke center in June.\n\nIt has treated 320 patients. Most went home within 9 days.\n"
ZH = "该院于6月启用卒中中心。\n\n至今已收治320名患者，多数在9天内出院。\n"


class Desk:
    """A folder with two texts, and the command line run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in (("stroke.en.txt", EN), ("stroke.zh.txt", ZH)):
            (folder / name).write_text(text, encoding="utf-8")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        program = "from translator.cli import main; main()"
        environment = {**os.environ, "COLUMNS": "100"}
        return subprocess.run(
            [sys.executable, "-c", program, "align", *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            env=environment,
        )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk"))


def test_pairs_are_written_in_every_format_and_a_bad_one_does_not_end_the_others(desk: Desk) -> None:
    pairs = ("none.txt", "stroke.zh.txt", "stroke.en.txt", "stroke.zh.txt")
    done = desk.run(*pairs, "-o", "out", "-f", "html,tmx,tsv,xlsx,json")
    assert done.returncode == 1
    assert done.stderr.startswith("none.txt: there is no such file.")
    assert "stroke.en.txt ↔ stroke.zh.txt: English to Chinese, 3 and 2 sentences" in done.stdout
    assert "2 pairs: 1 of 1-1, 1 of 2-1" in done.stdout
    assert {file.name for file in (desk.folder / "out").iterdir()} == {
        f"stroke.en-zh.align.{ending}" for ending in ("html", "tmx", "tsv", "xlsx", "json")
    }
    assert "Written: out/stroke.en-zh.align.html" in done.stderr


def test_one_format_may_go_to_standard_output(desk: Desk) -> None:
    done = desk.run("stroke.zh.txt", "stroke.en.txt", "-o", "-", "-f", "json", "--no-words", "--no-builtin-glossary")
    assert done.returncode == 0, done.stderr
    bitext = json.loads(done.stdout)
    assert [(bead["sources"], bead["targets"]) for bead in bitext["beads"]] == [([0], [0]), ([1], [1, 2])]
    assert "Chinese to English" in done.stderr


def test_wrong_use_is_one_line_and_exit_code_two(desk: Desk) -> None:
    done = desk.run("stroke.en.txt", "stroke.zh.txt", "-o", "-")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "Error: Only one format can go to standard output. Name it with -f, or name a folder with -o."
    ]
