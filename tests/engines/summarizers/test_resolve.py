from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from translator import ReleaseError, Settings
from translator.catalogue import fetchable, whole
from translator.engines.fetch import fetch
from translator.engines.fetch_plan import plan_fetch
from translator.engines.summarizers.resolve import Summarizers, load_summarizer
from translator.engines.verification import verify

Checkpoints = Callable[[str], Path]
Hub = Any


@pytest.fixture
def hub_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    cache = tmp_path / "hub"
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(cache))
    return cache


def put(cache: Path, hub_id: str, checkpoint: Path, revision: str, commit: str) -> None:
    """Lays a checkpoint into the hub's cache."""
    repository = cache / f"models--{hub_id.replace('/', '--')}"
    shutil.copytree(checkpoint, repository / "snapshots" / commit)
    if revision != commit:
        note = repository / "refs" / revision
        note.parent.mkdir(parents=True)
        note.write_text(commit)


def test_auto_takes_the_models_of_the_settings_where_they_are_here(hub_cache: Path, checkpoints: Checkpoints) -> None:
    found = Summarizers(Settings())
    for language, name in (("en", "summarizer-en"), ("zh", "summarizer-zh")):
        choice = found.choose(language)  # type: ignore[arg-type]
        assert choice.summarizer is None
        assert f"`translator models fetch {name}`" in choice.reason
    commit = "403d8ec" + "0" * 33
    put(hub_cache, "csebuetnlp/mT5_multilingual_XLSum", checkpoints("mt5"), "refs/pr/7", commit)
    choice = found.choose("zh")
    assert choice.summarizer
    assert choice.summarizer.describe().revision == commit
    assert "no commercial use" in choice.reason
    assert found.choose("en").summarizer is None


@pytest.mark.parametrize("asked", ["extractive", "embedded"])
def test_the_other_ways_to_write_a_brief_load_no_model(asked: str) -> None:
    assert load_summarizer("en", Settings(summarizer=asked)).summarizer is None


def test_a_model_of_both_languages_is_loaded_once(checkpoints: Checkpoints, tmp_path: Path) -> None:
    folder = str(checkpoints("mt5"))
    found = Summarizers(Settings(summarizer=folder))
    assert found.choose("en").summarizer is found.choose("zh").summarizer is not None
    assert "a folder on this machine" in found.choose("en").reason


def test_a_model_that_does_not_know_the_language_is_not_taken(checkpoints: Checkpoints, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(checkpoints("bart"), tmp_path / "bart"))
    (folder / "README.md").write_text("---\nlanguage: en\n---\n")
    found = Summarizers(Settings(summarizer=str(folder)))
    assert found.choose("en").summarizer
    assert found.choose("zh").summarizer is None
    assert "does not write Chinese" in found.choose("zh").reason


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("summarizer-en", "`translator models fetch summarizer-en` gets it"),
        ("facebook/bart-large-cnn", "`translator models fetch summarizer-en` gets it"),
        ("press-office/summaries", "`translator models fetch --summarizer press-office/summaries` gets it"),
        ("no-such-folder", "no such folder, and it is no hub id"),
        ("marian-en-zh", "writes no summaries: it is for translation"),
    ],
)
def test_what_was_asked_for_and_is_not_there_is_an_error_with_a_way_out(hub_cache: Path, asked: str, said: str) -> None:
    with pytest.raises(ReleaseError) as error:
        load_summarizer("en", Settings(summarizer=asked))
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("name", "tokenizer"),
    [("bart", {"vocab.json", "merges.txt"}), ("mt5", {"spiece.model"}), ("pegasus", {"spiece.model"})],
)
def test_a_summarizer_is_fetched_verified_and_used(
    local_hub: Hub,
    hub_cache: Path,
    checkpoints: Checkpoints,
    texts: list[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    name: str,
    tokenizer: set[str],
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    for constant, value in {
        "ENDPOINT": local_hub.url,
        "HUGGINGFACE_CO_URL_TEMPLATE": local_hub.url + "/{repo_id}/resolve/{revision}/{filename}",
        "HF_TOKEN_PATH": str(tmp_path / "token"),
        "HF_HUB_OFFLINE": False,
    }.items():
        monkeypatch.setattr(f"huggingface_hub.constants.{constant}", value)
    hub_id = f"press-office/tiny-{name}"
    files = {file.name: file.read_bytes() for file in checkpoints(name).iterdir()}
    files |= {"README.md": b"---\nlanguage: en\n---\n", "pytorch_model.bin": b"no one opens this", "code.py": b"exit()"}
    local_hub.models[hub_id] = files
    entry = fetchable(hub_id, "summarizer")
    assert entry.kind == "summarizer"
    folder = fetch(plan_fetch(entry, Settings()))
    assert {file.name for file in folder.iterdir()} == {"config.json", "README.md", "model.safetensors", *tokenizer}
    assert whole(entry) == folder
    assert verify(entry).faults == ()
    choice = load_summarizer("en", Settings(summarizer=hub_id, cache_dir=str(tmp_path / "cache"), threads=1))
    assert choice.summarizer
    assert choice.summarizer.languages == {"en"}
    assert choice.summarizer.summarize(texts[0:1], "en", "headline")[0].text


def test_a_summarizer_that_is_fetched_as_a_marian_checkpoint_names_the_option(
    local_hub: Hub, hub_cache: Path, checkpoints: Checkpoints, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", local_hub.url)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    local_hub.models["press-office/tiny-bart"] = {f.name: f.read_bytes() for f in checkpoints("bart").iterdir()}
    with pytest.raises(ReleaseError, match="models fetch --summarizer press-office/tiny-bart"):
        plan_fetch(fetchable("press-office/tiny-bart"), Settings())
