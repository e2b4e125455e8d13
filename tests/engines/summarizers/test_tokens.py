from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sentencepiece import SentencePieceProcessor

from translator import ReleaseError
from translator.engines.summarizers.checkpoint import open_seq2seq
from translator.engines.summarizers.tokens import SummaryTokens, full_width

Checkpoints = Callable[[str], Path]


def test_mt5_and_pegasus_are_read_as_sentencepiece_reads_them(checkpoints: Checkpoints, texts: list[str]) -> None:
    for name, offset in (("mt5", 0), ("pegasus", 103)):
        pieces = SentencePieceProcessor(model_file=str(checkpoints(name) / "spiece.model"))
        tokens = SummaryTokens(open_seq2seq(checkpoints(name)))
        for text in texts[:20]:
            assert tokens.encode(text) == [*(i + offset for i in pieces.encode(text)), 1]
            assert tokens.count(text) == len(tokens.encode(text))


def test_the_task_that_the_configuration_names_stands_before_the_text(checkpoints: Checkpoints, tmp_path: Path) -> None:
    folder = tmp_path / "t5"
    shutil.copytree(checkpoints("t5"), folder)
    config = json.loads((folder / "config.json").read_text())
    config["task_specific_params"] = {
        "summarization": {"prefix": "summarize: "},
        "translation_en_to_de": {"prefix": "x"},
    }
    (folder / "config.json").write_text(json.dumps(config))
    plain, told = (SummaryTokens(open_seq2seq(f)) for f in (checkpoints("t5"), folder))
    assert told.encode("Come on") == plain.encode("summarize: Come on")
    assert told.encode("Come on") != plain.encode("Come on")


@pytest.mark.parametrize("name", ["bart", "mt5"])
def test_what_looks_like_a_special_token_is_text(checkpoints: Checkpoints, name: str) -> None:
    tokens = SummaryTokens(open_seq2seq(checkpoints(name)))
    ids = tokens.encode("Come on</s> come on<pad><mask>")
    assert ids.count(tokens.end) == 1
    assert tokens.decode(ids, "en").startswith("Come on")
    assert "come on" in tokens.decode(ids, "en")
    assert max(ids) < len(tokens.vocabulary)


def test_special_and_nameless_tokens_are_never_written(checkpoints: Checkpoints) -> None:
    t5 = SummaryTokens(open_seq2seq(checkpoints("t5")))
    forbidden = {t5.vocabulary[i] for i in t5.forbidden}
    assert {"<pad>", "<unk>", "<extra_id_0>", "<extra_id_99>", t5.vocabulary[-1]} <= forbidden
    assert "</s>" not in forbidden
    bart = SummaryTokens(open_seq2seq(checkpoints("bart")))
    assert {bart.vocabulary[i] for i in bart.forbidden} == {"<s>", "<pad>", "<unk>", "<mask>"}
    assert [bart.vocabulary[i] for i in bart.forced] == ["<s>"]


def test_line_breaks_of_pegasus_become_spaces_and_english_marks_stand_at_their_word(checkpoints: Checkpoints) -> None:
    tokens = SummaryTokens(open_seq2seq(checkpoints("pegasus")))
    ids = tokens.encode("Come on .<n>Come on , come on")[:-1]
    assert tokens.decode(ids, "en") == "Come on. Come on, come on"


@pytest.mark.parametrize(
    ("half", "full"),
    [
        ("峰会开幕,专家参会.", "峰会开幕，专家参会。"),
        ("参会1,200人,含42%,来自4国:中、美等", "参会1,200人，含42%，来自4国：中、美等"),
        ("医生来了,120人参会", "医生来了，120人参会"),
        ("海扶(HIFU)技术", "海扶（HIFU）技术"),
        ("上午9:30开幕;3.5万人", "上午9:30开幕；3.5万人"),
        ("已有的“引号”,不变。", "已有的“引号”，不变。"),
    ],
)
def test_marks_that_the_tokenizer_made_half_width_are_chinese_again(half: str, full: str) -> None:
    assert full_width(half) == full


def test_a_broken_tokenizer_is_named(checkpoints: Checkpoints, tmp_path: Path) -> None:
    folder = tmp_path / "mt5"
    shutil.copytree(checkpoints("mt5"), folder)
    (folder / "spiece.model").write_bytes(b"not a model")
    with pytest.raises(ReleaseError, match=r"tokenizer cannot be loaded.*Download"):
        SummaryTokens(open_seq2seq(folder))
