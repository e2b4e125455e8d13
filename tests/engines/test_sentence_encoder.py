"""The encoder of sentences on a tiny checkpoint that the library itself writes: BERT, pooling, a dense layer."""

from __future__ import annotations

import json
import shutil
import socket
from pathlib import Path

import numpy as np
import pytest

from translator.engines import sentence_encoder
from translator.engines.sentence_encoder import load_sentence_encoder
from translator.release import ReleaseError

WORDS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "summit", "opens", "峰", "会", "开", "幕")
TEXTS = ("the summit opens", "峰会开幕", "the summit", "开")


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("sentence_transformers")
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Dense, Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("tiny")
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder / "bert")
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=32,
        initializer_range=0.5,
    )
    BertModel(config).save_pretrained(folder / "bert")
    parts = [
        Transformer(str(folder / "bert")),
        Pooling(16, pooling_mode="cls"),
        Dense(in_features=16, out_features=8),
        Normalize(),
    ]
    SentenceTransformer(modules=parts, device="cpu").save_pretrained(str(folder / "model"))
    return folder / "model"


def copied(checkpoint: Path, folder: Path) -> Path:
    return Path(shutil.copytree(checkpoint, folder / "copy"))


def test_texts_become_unit_vectors_as_the_library_computes_them(
    checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sentence_transformers import SentenceTransformer

    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    embed = load_sentence_encoder(checkpoint, "cpu", batch=3)
    vectors = embed(TEXTS)
    assert (vectors.dtype, vectors.shape) == (np.float32, (4, 8))
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    wanted = SentenceTransformer(str(checkpoint), device="cpu").encode(list(TEXTS))
    assert np.allclose(vectors, wanted, atol=1e-5)
    assert not np.allclose(vectors[0], vectors[1], atol=1e-2)
    assert embed([]).shape[0] == 0


def test_a_model_in_the_older_format_of_the_hub_gives_the_same(checkpoint: Path, tmp_path: Path) -> None:
    folder = copied(checkpoint, tmp_path)
    modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    for module in modules:
        # LaBSE's modules.json on the hub names the classes like this, and git keeps no empty folder
        module["type"] = "sentence_transformers.models." + module["type"].rpartition(".")[2]
        if module["type"].endswith("Normalize"):
            shutil.rmtree(folder / module["path"], ignore_errors=True)
    (folder / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    vectors = load_sentence_encoder(folder, "cpu")(TEXTS)
    assert np.allclose(vectors, load_sentence_encoder(checkpoint, "cpu")(TEXTS), atol=1e-6)


def test_weights_are_read_from_safetensors_only(checkpoint: Path, tmp_path: Path) -> None:
    import torch

    folder = copied(checkpoint, tmp_path)
    dense = next(folder.glob("*_Dense"))
    torch.save({"linear.weight": torch.zeros(8, 16), "linear.bias": torch.zeros(8)}, dense / "pytorch_model.bin")
    assert load_sentence_encoder(folder, "cpu")(["the summit"]).any()
    (dense / "model.safetensors").unlink()
    with pytest.raises(ReleaseError, match=rf"{dense.name}/model.safetensors is missing"):
        load_sentence_encoder(folder, "cpu")


def test_code_of_the_model_s_own_is_never_run(checkpoint: Path, tmp_path: Path) -> None:
    folder = copied(checkpoint, tmp_path)
    modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    modules[1]["type"] = "own.Pooling"
    (folder / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    (folder / "own.py").write_text("raise SystemExit('run')\n", encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"own\.Pooling is code of its own"):
        load_sentence_encoder(folder, "cpu")


def test_a_part_outside_the_folder_is_refused(checkpoint: Path, tmp_path: Path) -> None:
    folder = copied(checkpoint, tmp_path)
    text = (folder / "modules.json").read_text(encoding="utf-8")
    (folder / "modules.json").write_text(text.replace('"1_Pooling"', '"../elsewhere"'), encoding="utf-8")
    with pytest.raises(ReleaseError, match="lies outside the folder"):
        load_sentence_encoder(folder, "cpu")


@pytest.mark.parametrize(("content", "said"), [(None, "cannot be read"), ("[", "is damaged")])
def test_a_folder_that_is_no_such_model_is_said_to_be_none(tmp_path: Path, content: str | None, said: str) -> None:
    pytest.importorskip("sentence_transformers")
    if content:
        (tmp_path / "modules.json").write_text(content, encoding="utf-8")
    with pytest.raises(ReleaseError, match=rf"no sentence-transformers model: modules\.json {said}"):
        load_sentence_encoder(tmp_path)


def test_weights_that_are_cut_off_are_an_error_to_mend(checkpoint: Path, tmp_path: Path) -> None:
    folder = copied(checkpoint, tmp_path)
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:100])
    with pytest.raises(ReleaseError, match="cannot be loaded"):
        load_sentence_encoder(folder, "cpu")


def test_without_the_package_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentence_encoder, "installed", lambda: False)
    with pytest.raises(ReleaseError, match="pip install sentence-transformers"):
        load_sentence_encoder(tmp_path)
