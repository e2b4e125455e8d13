from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from translator import ReleaseError
from translator.engines.summarizers.checkpoint import open_seq2seq

Checkpoints = Callable[[str], Path]


@pytest.fixture
def folder(checkpoints: Checkpoints, tmp_path: Path) -> Path:
    """A BART checkpoint that a test may change."""
    return Path(shutil.copytree(checkpoints("bart"), tmp_path / "bart"))


def change(folder: Path, **values: object) -> None:
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | values))


@pytest.mark.parametrize(
    ("front_matter", "languages"),
    [
        ("language: en", {"en"}),
        ("language:\n- zh\n- fr", {"zh"}),
        ("language: zh-CN", {"zh"}),
        ("language: multilingual", {"en", "zh"}),
        ("license: mit", {"en", "zh"}),
    ],
)
def test_languages_are_those_of_the_card_else_both(folder: Path, front_matter: str, languages: set[str]) -> None:
    (folder / "README.md").write_text(f"---\n{front_matter}\n---\n# A model\n")
    assert open_seq2seq(folder).languages == languages


def test_a_model_of_the_registry_has_the_registrys_languages_and_licence(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "models--csebuetnlp--mT5_multilingual_XLSum" / "snapshots" / ("403d8ec" + "0" * 33)
    shutil.copytree(folder, place)
    found = open_seq2seq(place)
    assert found.name == "csebuetnlp/mT5_multilingual_XLSum"
    assert found.languages == {"en", "zh"}
    assert "no commercial use" in found.licence


def test_the_window_is_what_the_model_and_its_tokenizer_can_read(folder: Path, checkpoints: Checkpoints) -> None:
    assert open_seq2seq(folder).window == 64
    (folder / "tokenizer_config.json").write_text(json.dumps({"model_max_length": 10**30}))
    assert open_seq2seq(folder).window == 64
    (folder / "tokenizer_config.json").write_text(json.dumps({"model_max_length": 48}))
    assert open_seq2seq(folder).window == 48
    assert open_seq2seq(checkpoints("mt5")).window == 512
    assert open_seq2seq(checkpoints("led")).window == 64


def test_the_search_of_generation_config_wins_over_the_task_and_that_over_the_rest(folder: Path) -> None:
    change(folder, num_beams=1, max_length=20, min_length=3)
    change(folder, task_specific_params={"summarization": {"num_beams": 2, "max_length": 21}})
    (folder / "generation_config.json").write_text(json.dumps({"num_beams": 3}))
    found = open_seq2seq(folder).generation
    assert [found[name] for name in ("num_beams", "max_length", "min_length")] == [3, 21, 3]


def test_weights_that_are_a_pickle_are_refused_with_a_way_out(folder: Path) -> None:
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(ReleaseError, match=r"can run code.*AutoModelForSeq2SeqLM.*save_pretrained"):
        open_seq2seq(folder)


def test_weights_in_several_files_are_refused_with_a_way_out(folder: Path) -> None:
    (folder / "model.safetensors").rename(folder / "model-00001-of-00001.safetensors")
    (folder / "model.safetensors.index.json").write_text("{}")
    with pytest.raises(ReleaseError, match=r"several files.*max_shard_size"):
        open_seq2seq(folder)


@pytest.mark.parametrize("kind", ["llama", "bert", "press-office"])
def test_what_is_no_encoder_decoder_is_refused(folder: Path, kind: str) -> None:
    change(folder, model_type=kind)
    with pytest.raises(ReleaseError, match=rf"'{kind}', which writes no summaries"):
        open_seq2seq(folder)


def test_what_is_missing_is_named(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="is not a folder"):
        open_seq2seq(tmp_path / "none")
    (folder / "vocab.json").unlink()
    with pytest.raises(ReleaseError, match="has no tokenizer"):
        open_seq2seq(folder)
    (folder / "config.json").unlink()
    with pytest.raises(ReleaseError, match=r"config\.json is missing"):
        open_seq2seq(folder)


def test_the_digest_changes_with_weights_search_and_tokenizer(folder: Path) -> None:
    digests = {open_seq2seq(folder).digest}
    change(folder, num_beams=7)
    digests.add(open_seq2seq(folder).digest)
    with (folder / "merges.txt").open("a") as merges:
        merges.write("q q\n")
    digests.add(open_seq2seq(folder).digest)
    with (folder / "model.safetensors").open("r+b") as weights:
        weights.seek(-1, 2)
        weights.write(b"\1")
    digests.add(open_seq2seq(folder).digest)
    assert len(digests) == 4
