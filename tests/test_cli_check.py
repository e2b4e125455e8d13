"""The command `translator check` as a user runs it, in processes of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

EN = "The hospital opened a stroke center in June.\nIt has treated 320 patients.\n"
ZH = "该院于6月启用卒中中心。\n至今已收治320名患者。\n"
WRONG = ZH.replace("320", "380")


class Desk:
    """A folder with translations, and the command line run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in (("en.txt", EN), ("zh.txt", ZH), ("wrong.txt", WRONG)):
            (folder / name).write_text(text, encoding="utf-8")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        program = "from translator.cli import main; main()"
        command = [sys.executable, "-c", program, "check", "--no-meaning", "--no-builtin-glossary", *arguments]
        environment = {**os.environ, "COLUMNS": "100"}
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, env=environment)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk"))


def test_a_good_translation_is_exit_code_zero(desk: Desk) -> None:
    done = desk.run("en.txt", "zh.txt")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 segments, none to look at" in done.stdout


def test_an_error_is_shown_with_its_line_and_is_exit_code_one(desk: Desk) -> None:
    done = desk.run("en.txt", "wrong.txt")
    assert done.returncode == 1
    assert "■ wrong.txt:2" in done.stdout
    assert "⟦380⟧" in done.stdout
    assert "2 segments, 1 to look at: 1 error" in done.stdout
    assert desk.run("en.txt", "wrong.txt", "--fail-on", "never").returncode == 0


def test_texts_whose_paragraphs_do_not_fit_are_checked_sentence_by_sentence_when_they_are_aligned(desk: Desk) -> None:
    (desk.folder / "joined.txt").write_text(WRONG.replace("\n", ""), encoding="utf-8")
    assert "paragraph" in desk.run("en.txt", "joined.txt").stderr
    done = desk.run("en.txt", "joined.txt", "--align")
    assert done.returncode == 1
    assert "2 segments, 1 to look at: 1 error" in done.stdout
    assert "⟦380⟧" in done.stdout


def test_reports_are_written_where_a_folder_is_named(desk: Desk) -> None:
    done = desk.run("en.txt", "wrong.txt", "-o", "out", "-f", "html,xlsx,tmx")
    assert {file.name for file in (desk.folder / "out").iterdir()} == {
        f"en.check.en-zh.{ending}" for ending in ("html", "xlsx", "tmx")
    }
    assert "Written: out/en.check.en-zh.html" in done.stderr
    again = desk.run("out/en.check.en-zh.tmx", "--severity", "error")
    assert "1 to look at: 1 error" in again.stdout


def test_one_report_may_go_to_standard_output(desk: Desk) -> None:
    done = desk.run("en.txt", "wrong.txt", "-o", "-", "-f", "json")
    checks = [issue["check"] for segment in json.loads(done.stdout)["segments"] for issue in segment["issues"]]
    assert "numbers" in checks


def test_a_bad_file_is_one_line_and_the_others_go_on(desk: Desk) -> None:
    done = desk.run("none.tmx", "en.txt", "zh.txt")
    assert done.returncode == 1
    assert done.stderr.startswith("none.tmx: it cannot be read")
    assert "2 segments, none to look at" in done.stdout


def test_files_of_the_same_name_do_not_overwrite_each_other(desk: Desk) -> None:
    desk.run("en.txt", "zh.txt", "en.txt", "wrong.txt", "-o", "two", "-f", "md")
    assert {file.name for file in (desk.folder / "two").iterdir()} == {"en.check.en-zh.md", "en-2.check.en-zh.md"}


def test_the_mended_translation_is_a_text(desk: Desk) -> None:
    (desk.folder / "comma.txt").write_text(ZH.replace("。\n至今", ",即日起启用。\n至今"), encoding="utf-8")
    desk.run("en.txt", "comma.txt", "--mended", "mended.txt")
    assert (desk.folder / "mended.txt").read_text(encoding="utf-8").startswith("该院于6月启用卒中中心，即日起启用。\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("en.txt", "zh.txt", "-f", "html"), "no folder"),
        (("en.txt", "zh.txt", "-o", "x", "-f", "pdf"), "Unknown format pdf"),
        (("en.txt", "zh.txt", "-o", "-"), "Only one format"),
        (("en.txt", "zh.txt", "--only", "spelling"), "Unknown check spelling"),
        (("en.txt", "zh.txt", "--glossary", "none.csv"), "none.csv"),
        (("en.txt", "zh.txt", "--severity", "grave"), "grave"),
        ((), "FILES"),
    ],
)
def test_wrong_use_is_exit_code_two_in_one_line(desk: Desk, arguments: tuple[str, ...], said: str) -> None:
    done = desk.run(*arguments)
    assert done.returncode == 2
    assert said.lower() in done.stderr.lower()
    assert "Traceback" not in done.stderr


def test_no_engine_is_loaded(desk: Desk) -> None:
    program = (
        "import sys\nfrom translator.cli import app\n"
        "try:\n    app(['check', '--no-meaning', '--no-builtin-glossary', 'en.txt', 'zh.txt'])\n"
        "except SystemExit:\n    pass\n"
        "print('loaded:', *[name for name in ('torch', 'transformers', 'ctranslate2') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=desk.folder, capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("loaded:")
