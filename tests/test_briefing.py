"""Who writes a brief: a model, as far as the article bears it out, and the article's own sentences."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from translator import Pipeline, ReleaseError, Settings, load_settings, read_text
from translator.briefing import limits
from translator.briefs import Limits
from translator.engines.base import EngineInfo
from translator.engines.summarizers.base import Summary, What
from translator.release import BilingualRelease, Language

STORY = """CHONGQING, May 16 -- The hospital opened a stroke center with 120 beds on May 16, 2025.

It cost 1.2 billion yuan. The center treated 450 patients in its first month. Doctors from 12 countries visited it.

The city plans to build two more centers by 2027."""
BORNE = "A stroke center with 120 beds opened on May 16, 2025."
NOT_BORNE = "A stroke center with 130 beds opened on May 16, 2025."


class Scribe:
    """A summarization model that writes what it is told to, and counts how often it is asked."""

    languages: frozenset[Language] = frozenset({"en", "zh"})

    def __init__(self, brief: str, headline: str = "", failure: Exception | None = None) -> None:
        self.written: dict[What, str] = {"brief": brief, "headline": headline}
        self.failure = failure
        self.asked: list[What] = []

    def summarize(self, sentences: Sequence[str], language: Language, what: What) -> list[Summary]:
        self.asked.append(what)
        if self.failure:
            raise self.failure
        return [Summary(self.written[what], -0.5)]

    def describe(self) -> EngineInfo:
        return EngineInfo("seq2seq", "scribe", "1", "none", "The scribe is not for sale.", "代笔不得出售。")


@pytest.fixture(scope="module")
def pipeline(marian_settings: Settings) -> Pipeline:
    return Pipeline(marian_settings)


def briefed(pipeline: Pipeline, scribe: Scribe, text: str = STORY) -> BilingualRelease:
    pipeline._summarizer = lambda language: scribe  # type: ignore[method-assign,assignment]
    return pipeline.release(read_text(text))


def test_what_the_article_bears_out_is_taken_and_says_who_wrote_it_and_where_it_stands(pipeline: Pipeline) -> None:
    release = briefed(pipeline, Scribe(BORNE, "Hospital opens stroke center"))
    assert release.brief
    (line,) = [line for line in release.brief.sentences if line.writer]
    assert (line.source, line.writer) == (BORNE, "scribe")
    assert release.segments[0].id in line.cites
    assert line.target
    assert release.brief.headline.source == "Hospital opens stroke center"
    assert release.brief.method.startswith("scribe, and extractive")
    assert release.provenance
    assert release.provenance.notice == "The scribe is not for sale."


def test_what_it_does_not_bear_out_is_refused_with_a_reason_and_the_articles_own_words_stand_there(
    pipeline: Pipeline,
) -> None:
    release = briefed(pipeline, Scribe(NOT_BORNE, "Hospital opens 3 centers"))
    assert release.brief
    assert {refused.text for refused in release.brief.refused} == {NOT_BORNE, "Hospital opens 3 centers"}
    assert any("130" in refused.reason and "130" in refused.reason_zh for refused in release.brief.refused)
    sources = " ".join(segment.source for segment in release.segments)
    assert all(line.source in sources for line in (*release.brief.sentences, *release.brief.bullets))
    assert not any(line.writer for line in release.brief.lines)
    assert release.provenance
    assert release.provenance.notice == ""


def test_an_article_with_a_headline_keeps_it_and_no_other_is_written(pipeline: Pipeline) -> None:
    scribe = Scribe(BORNE)
    release = briefed(pipeline, scribe, f"Stroke center opens\n\n{STORY}")
    assert release.brief
    assert release.brief.headline.source == "Stroke center opens"
    assert scribe.asked == ["brief"]


def test_a_model_that_fails_costs_a_warning_and_not_the_brief(pipeline: Pipeline) -> None:
    release = briefed(pipeline, Scribe("", failure=RuntimeError("out of memory")))
    assert release.brief
    assert release.brief.sentences
    assert any("scribe" in warning and "out of memory" in warning for warning in release.warnings)


def test_limits_are_settings() -> None:
    assert limits(load_settings()) == Limits()
    found = limits(load_settings(headline_en=60, social_zh=100))
    assert (found.headline_en, found.social_zh, found.brief_en) == (60, 100, 80)


def test_a_model_that_is_not_here_is_an_error_that_says_what_to_do(marian_settings: Settings, tmp_path: Path) -> None:
    from dataclasses import replace

    with pytest.raises(ReleaseError, match="extractive"):
        Pipeline(replace(marian_settings, summarizer=str(tmp_path / "nothing"))).release(read_text(STORY))


def test_an_article_of_contacts_alone_is_translated_without_a_brief(pipeline: Pipeline) -> None:
    release = briefed(pipeline, Scribe(BORNE), "Contact: press@icnt.example, +86 23 1234 5678")
    assert release.brief is None
    assert any("no brief" in warning for warning in release.warnings)


def test_a_model_that_cannot_be_loaded_costs_no_translation(pipeline: Pipeline) -> None:
    release = briefed(pipeline, Scribe("", failure=ReleaseError("model.safetensors lacks a layer. Download it again.")))
    assert release.brief
    assert any("lacks a layer" in warning for warning in release.warnings)
