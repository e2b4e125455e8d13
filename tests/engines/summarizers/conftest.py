"""Tiny real checkpoints of every architecture, in the hub's layout: built here, with tokenizers trained here."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
PIECES = 1000
Checkpoints = Callable[[str], Path]

_SMALL = {
    "d_model": 32,
    "encoder_layers": 2,
    "decoder_layers": 2,
    "encoder_attention_heads": 2,
    "decoder_attention_heads": 2,
    "encoder_ffn_dim": 64,
    "decoder_ffn_dim": 64,
    "init_std": 0.1,
}
_SMALL_T5 = {"d_model": 32, "d_kv": 16, "d_ff": 64, "num_layers": 2, "num_heads": 2}
_SEARCH = {"max_length": 24, "min_length": 6, "no_repeat_ngram_size": 3, "length_penalty": 2.0, "num_beams": 4}


@pytest.fixture(scope="session")
def texts() -> list[str]:
    """Sentences in both languages, to train tokenizers with."""
    pairs = json.loads((ROOT / "models" / "tiny-marian" / "pairs.json").read_text(encoding="utf-8"))
    return [text for pair in pairs for text in pair]


@pytest.fixture(scope="session")
def checkpoints(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> Checkpoints:
    """A folder for the name of an architecture, with random weights; each built once."""
    built: dict[str, Path] = {}

    def build(name: str) -> Path:
        if name not in built:
            built[name] = tmp_path_factory.mktemp("hub") / f"tiny-{name}"
            write_checkpoint(name, built[name], texts)
        return built[name]

    return build


def write_checkpoint(name: str, folder: Path, texts: list[str], **changes: Any) -> None:
    """Writes a checkpoint with random weights, its tokenizer and its search, as repositories of the hub hold them."""
    import torch
    from transformers import AutoConfig, AutoModelForSeq2SeqLM

    folder.mkdir()
    if name in ("bart", "led"):
        vocabulary = byte_level_bpe(folder, texts)
        ids = {"bos_token_id": 0, "pad_token_id": 1, "eos_token_id": 2, "decoder_start_token_id": 2}
    elif name in ("pegasus", "pegasus_x"):
        vocabulary = 103 + sentencepiece(folder, texts, pad_id=0, eos_id=1, unk_id=2)
        ids = {"pad_token_id": 0, "eos_token_id": 1, "decoder_start_token_id": 0}
    else:
        # Rows for more tokens than the tokenizer has, as published T5 and mT5 have them.
        vocabulary = 12 + sentencepiece(folder, texts, pad_id=0, eos_id=1, unk_id=2)
        vocabulary += 100 if name.startswith("t5") else 0
        ids = {"pad_token_id": 0, "eos_token_id": 1, "decoder_start_token_id": 0}
    if name == "pegasus_x":
        (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "PegasusTokenizer"}', encoding="utf-8")
    kind = "t5" if name.startswith("t5") else name
    special = {
        "bart": {"max_position_embeddings": 64, "forced_bos_token_id": 0},
        "led": {
            "max_encoder_position_embeddings": 64,
            "max_decoder_position_embeddings": 32,
            "attention_window": 8,
        },
        "pegasus": {"max_position_embeddings": 64, "scale_embedding": True},
        "pegasus_x": {"max_position_embeddings": 64, "block_size": 8, "num_global_tokens": 4},
        "t5": {"feed_forward_proj": "relu"},
        "t5-v1.1": {"feed_forward_proj": "gated-gelu", "tie_word_embeddings": False},
        "mt5": {"tie_word_embeddings": False},
    }[name]
    shape = _SMALL_T5 if "t5" in name else _SMALL
    config = AutoConfig.for_model(kind, vocab_size=vocabulary, **shape, **ids, **special)
    torch.manual_seed(7)
    model = AutoModelForSeq2SeqLM.from_config(config)
    if name in ("t5-v1.1", "mt5"):
        # The published ones have a projection of their own, which the constructor ties to the embedding.
        model.lm_head.weight = torch.nn.Parameter(torch.randn_like(model.lm_head.weight))
    teach(model, folder, texts)
    model.save_pretrained(folder)
    (folder / "generation_config.json").unlink(missing_ok=True)
    written = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps(written | _SEARCH | special | changes), encoding="utf-8")


def teach(model: Any, folder: Path, texts: list[str], steps: int = 45) -> None:
    """Trains a model to say how a text begins, a little: enough that it ends its sentences and means something."""
    import torch
    from transformers import AutoTokenizer, PegasusTokenizer

    model.config.save_pretrained(folder)
    known = PegasusTokenizer if model.config.model_type == "pegasus_x" else AutoTokenizer
    tokenizer = known.from_pretrained(folder)
    told = [tokenizer(text).input_ids[:32] for text in texts[:12]]
    wanted = [[*ids[:8], model.config.eos_token_id] for ids in told]

    def rows(lists: list[list[int]], filler: int) -> Any:
        return torch.nn.utils.rnn.pad_sequence([torch.tensor(ids) for ids in lists], True, filler)

    inputs, labels = rows(told, model.config.pad_token_id), rows(wanted, -100)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    model.train()
    for _ in range(steps):
        mask = (inputs != model.config.pad_token_id).long()
        loss = model(input_ids=inputs, attention_mask=mask, labels=labels).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model.eval()


def byte_level_bpe(folder: Path, texts: list[str]) -> int:
    """Writes vocab.json and merges.txt, as BART's repositories have them. How many tokens they name."""
    from tokenizers import ByteLevelBPETokenizer

    tokenizer = ByteLevelBPETokenizer()
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    tokenizer.train_from_iterator(texts, vocab_size=PIECES, special_tokens=special, show_progress=False)
    tokenizer.save_model(str(folder))
    return int(tokenizer.get_vocab_size())


def sentencepiece(folder: Path, texts: list[str], **ids: int) -> int:
    """Writes spiece.model, as T5's and Pegasus' repositories have it. How many pieces it names."""
    from sentencepiece import SentencePieceProcessor, SentencePieceTrainer

    SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_prefix=str(folder / "spiece"),
        vocab_size=PIECES,
        hard_vocab_limit=False,
        bos_id=-1,
        user_defined_symbols=["<n>"],
        minloglevel=2,
        **ids,
    )
    os.remove(folder / "spiece.vocab")
    return int(SentencePieceProcessor(model_file=str(folder / "spiece.model")).get_piece_size())
