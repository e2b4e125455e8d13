import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from translator import Settings

STORY = "Hospital opens stroke center\n\nThe hospital opened a stroke center on May 16, 2025.\n"


class Office:
    """A folder to work in and the command line, with the tiny Marian checkpoints as engine."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder = folder
        self.environment = os.environ | {
            "TRANSLATOR_MARIAN_EN_ZH": settings.marian_en_zh,
            "TRANSLATOR_MARIAN_ZH_EN": settings.marian_zh_en,
            "TRANSLATOR_CACHE_DIR": str(settings.cache),
            "TRANSLATOR_OFFLINE": "true",
            "TRANSLATOR_ENGINE": "marian",
            "COLUMNS": "160",
        }

    def run(self, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-c", "from translator.cli import main; main()", *arguments]
        return subprocess.run(command, cwd=self.folder, input=stdin, capture_output=True, env=self.environment)

    def files(self, folder: str = "out") -> set[str]:
        return {file.name for file in (self.folder / folder).iterdir()}


@pytest.fixture
def office(tmp_path: Path, marian_settings: Settings) -> Office:
    folder = tmp_path / "office"
    folder.mkdir()
    (folder / "story.txt").write_text(STORY, encoding="utf-8")
    return Office(folder, marian_settings)


def test_one_article_gives_all_six_formats(office: Office) -> None:
    done = office.run("release", "story.txt", "--to", "zh", "-o", "out/")
    assert done.returncode == 0, done.stderr.decode()
    assert office.files() == {f"story.en-zh.{ending}" for ending in ("html", "docx", "md", "json", "tmx", "xlf")}
    assert "Engine for en-zh: marian" in done.stderr.decode()


def test_bad_files_give_one_line_each_and_the_others_go_on(office: Office) -> None:
    bad = {
        "empty.txt": b"  \n",
        "picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x00" * 20,
        "paper.pdf": b"%PDF-1.7 ...",
        "french.txt": "Le ministre de la santé a annoncé une nouvelle politique pour les hôpitaux du pays.".encode(),
    }
    for name, content in bad.items():
        (office.folder / name).write_bytes(content)
    done = office.run("release", *bad, "missing.txt", "story.txt", "-o", "out", "-f", "md")
    errors = done.stderr.decode()
    assert done.returncode == 1
    assert office.files() == {"story.en-zh.md"}
    assert "Traceback" not in errors
    for name in (*bad, "missing.txt"):
        lines = [line for line in errors.splitlines() if line.startswith(name)]
        assert len(lines) == 1, errors


def test_no_permission_is_one_line(office: Office) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    (office.folder / "story.txt").chmod(0)
    done = office.run("release", "story.txt", "-o", "out", "-f", "md")
    assert done.returncode == 1
    assert "permission" in done.stderr.decode()


def test_standard_input_and_output(office: Office) -> None:
    done = office.run("release", "-", "--to", "zh", "-f", "json", "-o", "-", stdin=STORY.encode())
    assert done.returncode == 0, done.stderr.decode()
    release = json.loads(done.stdout)
    assert release["article"]["name"] == "stdin"
    assert release["segments"][0]["source"] == "Hospital opens stroke center"


@pytest.mark.parametrize(
    "arguments",
    [
        ("release",),
        ("release", "story.txt", "--to", "fr"),
        ("release", "story.txt", "-f", "pdf"),
        ("release", "story.txt", "story.txt", "-o", "-"),
        ("release", "story.txt", "--settings", "none.toml"),
        ("release", "story.txt", "--glossary", "none.csv"),
        ("unknown",),
    ],
)
def test_wrong_use_is_exit_code_two_without_a_traceback(office: Office, arguments: tuple[str, ...]) -> None:
    done = office.run(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr.decode()


def test_what_is_up_to_date_is_left_alone_when_asked(office: Office) -> None:
    office.run("release", "story.txt", "-f", "md", "-o", "out")
    (office.folder / "out" / "story.en-zh.md").write_text("edited by hand")
    done = office.run("release", "story.txt", "-f", "md", "-o", "out", "--keep")
    assert done.returncode == 0
    assert (office.folder / "out" / "story.en-zh.md").read_text() == "edited by hand"
    assert "up to date" in done.stderr.decode()


def test_a_house_glossary_decides(office: Office) -> None:
    (office.folder / "house.csv").write_text("stroke center,脑中心\n", encoding="utf-8")
    done = office.run("release", "story.txt", "-f", "json", "-o", "-", "--glossary", "house.csv")
    release = json.loads(done.stdout)
    terms = [term["target"] for segment in release["segments"] for term in segment["terms"]]
    assert "脑中心" in terms


def test_models_list_and_verify(office: Office) -> None:
    listed = office.run("models", "list")
    assert listed.returncode == 0
    assert b"press-270m" in listed.stdout
    assert b"opus-mt" in listed.stdout
    verified = office.run("models", "verify")
    assert verified.returncode == 0
    assert b"as published" in verified.stderr
