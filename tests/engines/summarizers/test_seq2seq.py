from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from translator import ReleaseError, Settings, load_settings
from translator.engines.summarizers.base import Summary
from translator.engines.summarizers.checkpoint import open_seq2seq
from translator.engines.summarizers.runtime import Decoded
from translator.engines.summarizers.seq2seq import Seq2SeqSummarizer, finished_summaries
from translator.engines.summarizers.tokens import SummaryTokens
from translator.release import Language

Checkpoints = Callable[[str], Path]
CONVERTED = ["bart", "pegasus", "t5", "t5-v1.1", "mt5"]


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return load_settings(compute_type="float32", threads=1, cache_dir=str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def folder(checkpoints: Checkpoints, tmp_path: Path) -> Path:
    """A BART checkpoint that a test may change."""
    return Path(shutil.copytree(checkpoints("bart"), tmp_path / "bart"))


def change(folder: Path, **values: Any) -> None:
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | values))


@pytest.mark.parametrize("name", CONVERTED)
def test_both_runtimes_write_the_same(
    name: str, checkpoints: Checkpoints, settings: Settings, texts: list[str]
) -> None:
    fast, plain = (
        Seq2SeqSummarizer.from_pretrained(checkpoints(name), replace(settings, runtime=runtime))
        for runtime in ("ctranslate2", "transformers")
    )
    assert fast.describe().runtime.startswith("ctranslate2")
    assert plain.describe().runtime.startswith("transformers")
    for number in range(0, 16, 2):
        language: Language = "zh" if number % 4 else "en"
        article = texts[number + (language == "zh") : number + 4 : 2]
        ours, theirs = (summarizer.summarize(article, language, "brief") for summarizer in (fast, plain))
        assert [summary.text for summary in ours] == [summary.text for summary in theirs]
        assert [s.score for s in ours] == pytest.approx([s.score for s in theirs], abs=1e-4)
        assert len(ours) > 1
        assert all(summary.score < 0 for summary in ours)


@pytest.mark.parametrize("name", ["led", "pegasus_x"])
def test_what_does_not_convert_runs_in_transformers(
    name: str, checkpoints: Checkpoints, settings: Settings, texts: list[str]
) -> None:
    summarizer = Seq2SeqSummarizer.from_pretrained(checkpoints(name), settings)
    assert summarizer.summarize(texts[0:1], "en", "headline")[0].text.endswith("Come on, come on,")
    assert summarizer.describe().runtime.startswith("transformers")


def test_a_model_that_learned_to_say_how_a_text_begins_says_it(
    checkpoints: Checkpoints, settings: Settings, texts: list[str]
) -> None:
    summarizer = Seq2SeqSummarizer.from_pretrained(checkpoints("bart"), settings)
    for text in texts[0:8:2]:
        found = summarizer.summarize([text], "en", "headline")[0].text
        assert found
        assert text.startswith(found)


def test_an_article_over_the_window_is_read_to_its_end(
    checkpoints: Checkpoints, settings: Settings, texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    summarizer = Seq2SeqSummarizer.from_pretrained(checkpoints("bart"), settings)
    summarizer.summarize(texts[0:1], "en", "brief")
    model = summarizer._load()
    read: list[list[int]] = []
    search = model.runtime.search
    monkeypatch.setattr(
        type(model.runtime), "search", lambda self, ids, how: read.append(list(ids)) or search(ids, how)
    )
    assert summarizer.summarize(texts[0:40:2], "en", "brief")
    assert len(read) > 4
    assert all(len(ids) <= 64 for ids in read)
    told = "".join(model.tokens.decode(ids, "en") for ids in read)
    assert all(text.split()[-1] in told for text in texts[0:40:2])


def test_eight_bits_are_converted_once(
    checkpoints: Checkpoints, settings: Settings, texts: list[str], tmp_path: Path
) -> None:
    ours = replace(settings, compute_type="auto", cache_dir=str(tmp_path))
    reports: list[str] = []
    first = Seq2SeqSummarizer.from_pretrained(checkpoints("mt5"), ours, lambda what, share: reports.append(what))
    assert first.describe().runtime.endswith(" int8")
    assert reports == []
    told = first.summarize(texts[0:1], "en", "headline")
    assert reports == ["loading tiny-mt5", "ready"]
    (built,) = [file for file in (tmp_path / "summarizers").iterdir() if file.is_dir()]
    made = (built / "model.bin").stat().st_mtime_ns
    again = Seq2SeqSummarizer.from_pretrained(checkpoints("mt5"), ours).summarize(texts[0:1], "en", "headline")
    assert again == told
    assert (built / "model.bin").stat().st_mtime_ns == made


def test_a_brief_keeps_to_the_published_least_length_and_a_headline_need_not(
    folder: Path, settings: Settings, texts: list[str]
) -> None:
    change(folder, min_length=16, max_length=40)
    summarizer = Seq2SeqSummarizer.from_pretrained(folder, settings)
    brief, headline = (summarizer.summarize(texts[0:1], "en", what)[0].text for what in ("brief", "headline"))
    assert len(brief) > len(headline)


def test_a_summary_that_the_length_limit_cuts_ends_with_its_last_whole_sentence(checkpoints: Checkpoints) -> None:
    tokens = SummaryTokens(open_seq2seq(checkpoints("bart")))
    whole, cut, begun = (tokens.encode(text)[1:-1] for text in ("Come on.", "Come on. Come on, then", "Come"))
    written = [Decoded(begun, -0.1, False), Decoded(cut, -0.2, False)]
    assert finished_summaries(written, tokens, "en") == [Summary("Come on.", -0.2)]
    assert finished_summaries([*written, Decoded(whole, -0.3, True)], tokens, "en") == [Summary("Come on.", -0.3)]
    assert finished_summaries([Decoded(begun, -0.1, False)], tokens, "en") == [Summary("Come", -0.1)]


def test_of_equal_summaries_the_most_probable_keeps_its_place(checkpoints: Checkpoints) -> None:
    tokens = SummaryTokens(open_seq2seq(checkpoints("bart")))
    one, other = (tokens.encode(text)[1:-1] for text in ("Come on.", "Come"))
    written = [Decoded(one, -0.1, True), Decoded(other, -0.2, True), Decoded(one, -0.3, True)]
    assert finished_summaries(written, tokens, "en") == [Summary("Come on.", -0.1), Summary("Come", -0.2)]


def test_a_language_that_the_model_does_not_know_is_refused(folder: Path, settings: Settings) -> None:
    (folder / "README.md").write_text("---\nlanguage: en\n---\n")
    summarizer = Seq2SeqSummarizer.from_pretrained(folder, settings)
    with pytest.raises(ReleaseError, match=r"bart summarises English, not Chinese.* Set summarizer_zh"):
        summarizer.summarize(["峰会今天开幕。"], "zh", "brief")


def test_nothing_has_no_summary_and_loads_no_model(folder: Path, settings: Settings) -> None:
    (folder / "vocab.json").write_text("broken")
    assert Seq2SeqSummarizer.from_pretrained(folder, settings).summarize([" "], "en", "brief") == []


def test_weights_that_do_not_fill_the_model_are_named(folder: Path, settings: Settings) -> None:
    change(folder, encoder_layers=3)
    with pytest.raises(ReleaseError, match=r"model\.safetensors lacks model\.encoder\.layers\.2"):
        Seq2SeqSummarizer.from_pretrained(folder, settings).summarize(["Come on"], "en", "brief")


def test_a_model_that_may_not_be_used_commercially_says_so(folder: Path, settings: Settings, tmp_path: Path) -> None:
    place = tmp_path / "models--csebuetnlp--mT5_multilingual_XLSum" / "snapshots" / ("403d8ec" + "0" * 33)
    shutil.copytree(folder, place)
    info = Seq2SeqSummarizer.from_pretrained(place, settings).describe()
    assert "may not be used commercially" in info.notice
    assert "不得用于商业用途" in info.notice_zh
    assert (info.model, info.revision) == ("csebuetnlp/mT5_multilingual_XLSum", place.name)
    assert Seq2SeqSummarizer.from_pretrained(folder, settings).describe().notice == ""
