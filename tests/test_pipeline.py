import time
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from translator import Pipeline, ReleaseError, Settings, load_settings, read_file, read_text, render, translate_release
from translator.engines.base import Arrived, Decoding, EngineInfo, Hypothesis, Place, Progress, Request, Wanted
from translator.engines.resolve import Choice
from translator.engines.summarizers.embedded import EmbeddedSummarizer
from translator.pipeline import FORMATS, STEPS
from translator.release import BilingualRelease, Direction
from translator.waiting import pause
from translator.writing.json import load

STORY = """Hospital opens new stroke center

CHONGQING, May 16 -- The hospital opened a stroke center on May 16, 2025. It has 120 beds and cost 1.2 billion yuan.

"Every minute counts," said Dr. Li Wei.

By continuing to browse this site, you agree to our use of cookies."""


class Typist:
    """An engine that writes what it is told to: sentence -> what comes of it, attempt by attempt; of a tuple the first
    is its best hypothesis.

    It goes on from a prefix with a full stop, takes a term before the last character of a sentence, and has `failure`
    where the sentence is "unplaceable".
    """

    directions = frozenset({Direction("en", "zh"), Direction("zh", "en")})

    def __init__(self, written: dict[str, list[str | tuple[str, ...] | Exception]]) -> None:
        self.written = written
        self.asked: list[str] = []
        self.failure: Exception = RuntimeError("out of memory")

    def translate(
        self,
        requests: Sequence[Request],
        direction: Direction,
        decoding: Decoding | None = None,
        progress: Progress | None = None,
        arrived: Arrived | None = None,
    ) -> list[Hypothesis]:
        hypotheses = []
        for request in requests:
            self.asked.append(request.source)
            attempts = self.written.get(request.source, ["通用译文。"])
            answer = attempts.pop(0) if len(attempts) > 1 else attempts[0]
            if isinstance(answer, Exception):
                raise answer
            best, *others = (answer,) if isinstance(answer, str) else answer
            hypotheses.append(
                Hypothesis(best, -1.0, len(best), tuple(Hypothesis(other, -2.0, len(other)) for other in others))
            )
            if arrived:
                arrived(len(hypotheses) - 1, hypotheses[-1])
            if progress:
                progress(len(hypotheses), len(requests))
        return hypotheses

    def extend(
        self,
        requests: Sequence[Request],
        prefixes: Sequence[str],
        direction: Direction,
        decoding: Decoding | None = None,
    ) -> list[str]:
        return [f"{prefix}。" for prefix in prefixes]

    def score(self, requests: Sequence[Request], targets: Sequence[str], direction: Direction) -> list[float]:
        return [-1.0] * len(requests)

    def places(
        self,
        requests: Sequence[Request],
        drafts: Sequence[str],
        wanted: Sequence[Sequence[Wanted]],
        direction: Direction,
    ) -> list[list[Place]]:
        if any("unplaceable" in request.source for request in requests):
            raise self.failure
        return [[Place(len(d) - 1, i, 0.0) for i in range(len(w))] for d, w in zip(drafts, wanted, strict=True)]

    def describe(self) -> EngineInfo:
        return EngineInfo("typist", "by hand", "1", "none")


def release_by(engine: Typist, text: str, **settings: object) -> BilingualRelease:
    pipeline = Pipeline(load_settings(brief=False, **settings))
    pipeline._engines._chosen[Direction("en", "zh")] = Choice(engine, "for a test")
    return pipeline.release(read_text(text))


@pytest.fixture(scope="module")
def seed_release(embedded: Pipeline, seeds: Path) -> BilingualRelease:
    return embedded.release(read_file(seeds / "yangtze-summit-2025.en.txt"))


def test_the_seed_article_becomes_a_whole_release(seed_release: BilingualRelease) -> None:
    kinds = [block.kind for block in seed_release.article.blocks]
    assert kinds.count("caption") == 3
    assert kinds.count("credit") == 3
    assert kinds.count("contact") == 1
    assert kinds.count("boilerplate") == 1
    for segment in seed_release.segments:
        kept = seed_release.article.blocks[segment.block].kind == "boilerplate"
        assert bool(segment.target) != kept
    assert seed_release.provenance is not None
    assert "draft" in seed_release.provenance.notice.lower()
    assert seed_release.brief is not None
    assert all(line.target and line.cites for line in seed_release.brief.lines)


def test_every_segment_of_the_source_is_in_the_release_in_order(seed_release: BilingualRelease) -> None:
    for index, block in enumerate(seed_release.article.blocks):
        joined = "".join(segment.source for segment in seed_release.block_segments(index))
        assert joined.replace(" ", "") == block.text.replace(" ", "")


def test_json_out_and_in_gives_the_same_release(seed_release: BilingualRelease) -> None:
    assert load(render(seed_release, "json")) == seed_release


def test_every_format_can_be_written(seed_release: BilingualRelease) -> None:
    assert all(render(seed_release, format) for format in FORMATS)


def test_the_chinese_article_goes_into_english(embedded: Pipeline, seeds: Path) -> None:
    release = embedded.release(read_file(seeds / "jialing-stroke-forum-2026.zh.txt"))
    assert release.direction == Direction("zh", "en")
    assert release.article.blocks[0].kind == "headline"
    assert sum(bool(s.target) for s in release.segments) >= 15


def test_marian_checkpoints_make_a_release_in_both_directions(marian_settings: Settings) -> None:
    pipeline = Pipeline(marian_settings)
    for text in (STORY, "医院启用卒中中心\n\n5月16日，医院启用卒中中心，设床位120张。"):
        release = pipeline.release(read_text(text))
        assert release.provenance is not None
        assert release.provenance.engine == "marian"
        assert any(segment.origin == "engine" for segment in release.segments)


def test_one_sentence_that_fails_costs_no_other() -> None:
    engine = Typist({'"Every minute counts," said Dr. Li Wei.': [RuntimeError("out of memory")]})
    release = release_by(engine, STORY)
    failed = [s for s in release.segments if any(issue.check == "engine" for issue in s.issues)]
    assert [s.source for s in failed] == ['"Every minute counts," said Dr. Li Wei.']
    assert all(
        s.target for s in release.segments if s not in failed and release.article.blocks[s.block].kind != "boilerplate"
    )


def test_a_repetition_loop_is_decoded_again_and_the_better_one_kept() -> None:
    sentence = "It has 120 beds and cost 1.2 billion yuan."
    engine = Typist({sentence: ["来吧，来吧，来吧，来吧，来吧，来吧。", "设床位120张，投资12亿元。"]})
    release = release_by(engine, STORY)
    segment = next(s for s in release.segments if s.source == sentence)
    assert segment.target == "设床位120张，投资12亿元。"
    assert not [issue for issue in segment.issues if issue.severity != "note"]


def test_of_what_a_search_finds_the_checks_choose() -> None:
    sentence = "It has 120 beds and cost 1.2 billion yuan."
    engine = Typist(
        {sentence: [("设床位210张，投资12亿元。", "设床位120张，投资12亿元。", "设床位120张，投资120亿元。")]}
    )
    segment = next(s for s in release_by(engine, STORY).segments if s.source == sentence)
    assert segment.target == "设床位120张，投资12亿元。"
    assert engine.asked.count(sentence) == 1


def test_a_sentence_is_tried_until_the_checks_have_no_objection() -> None:
    sentence = "It has 120 beds and cost 1.2 billion yuan."
    engine = Typist({sentence: ["设床位210张。", "设床位210张，投资12亿元。", "设床位120张，投资12亿元。", "无用。"]})
    segment = next(s for s in release_by(engine, STORY).segments if s.source == sentence)
    assert segment.target == "设床位120张，投资12亿元。"
    assert engine.asked.count(sentence) == 3


def test_what_was_mended_is_on_record_and_every_sentence_has_a_quality() -> None:
    sentence = "It has 120 beds and cost 1.2 billion yuan."
    release = release_by(Typist({sentence: ["设床位120张,投资12亿元。"]}), STORY)
    segment = next(s for s in release.segments if s.source == sentence)
    assert segment.target == "设床位120张，投资12亿元。"
    assert [(mend.check, mend.before, mend.after) for mend in segment.mends] == [("typography", ",", "，")]
    assert all((s.quality is not None) == bool(s.target) for s in release.segments)


def test_a_loop_that_stays_is_an_issue_for_the_editor() -> None:
    sentence = "It has 120 beds and cost 1.2 billion yuan."
    release = release_by(Typist({sentence: ["来吧，来吧，来吧，来吧，来吧，来吧。"]}), STORY)
    segment = next(s for s in release.segments if s.source == sentence)
    assert {"repetition", "numbers"} <= {issue.check for issue in segment.issues}
    assert segment in release.to_look_at


def test_boilerplate_is_kept_and_translated_only_when_asked() -> None:
    cookie = "By continuing to browse this site, you agree to our use of cookies."
    kept = next(s for s in release_by(Typist({}), STORY).segments if s.source == cookie)
    asked = next(s for s in release_by(Typist({}), STORY, translate_boilerplate=True).segments if s.source == cookie)
    assert (kept.target, kept.origin) == ("", None)
    assert (asked.target, asked.origin) == ("继续浏览本网站，即表示您同意我们使用Cookie。", "memory")


def test_what_the_memory_knows_is_not_sent_to_the_engine() -> None:
    engine = Typist({})
    release = release_by(engine, "The forum opened on Friday with 300 experts.\n\nMedia contact: press@example.org")
    assert release.segments[-1].target == "媒体联系：press@example.org"
    assert release.segments[-1].origin == "memory"
    assert "Media contact: press@example.org" not in engine.asked


def test_required_terms_reach_the_engine_and_their_absence_is_an_issue() -> None:
    sentence = "Unplaceable liver cancer was treated with radiotherapy at the unplaceable hospital."
    release = release_by(Typist({sentence: ["医院做了治疗。"]}), sentence)
    missed = [issue for issue in release.segments[0].issues if issue.check == "terms"]
    assert len(missed) == 2
    assert release.terms_met() == (0, 2)
    met = release_by(Typist({sentence: ["该院对肝癌进行了放疗。"]}), sentence)
    assert not [issue for issue in met.segments[0].issues if issue.check == "terms"]
    assert met.terms_met()[0] == met.terms_met()[1] > 0


def test_each_step_reports_its_progress(embedded: Pipeline) -> None:
    told: list[tuple[str, int, int]] = []
    embedded.release(read_text(STORY), listen=lambda step, done, of: told.append((step, done, of)))
    assert {step.__name__ for step in STEPS} == {step for step, _, _ in told}
    assert ("translation", 4, 4) in told


def test_an_article_already_in_the_language_is_refused() -> None:
    with pytest.raises(ReleaseError, match="already"):
        translate_release("The hospital opened a stroke center on May 16.", to="en")


def test_a_string_and_a_file_give_the_same_segments(marian_settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text(STORY, encoding="utf-8")
    given = {"engine": marian_settings.marian_en_zh, "cache_dir": marian_settings.cache_dir}
    from_file, from_text = translate_release(file, to="zh", **given), translate_release(STORY, to="zh", **given)
    assert from_file.segments == from_text.segments
    assert replace(from_file, provenance=None) == replace(from_text, provenance=None)


def test_a_check_that_fails_is_told_and_costs_no_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    from translator import checks
    from translator.release import Issue, Segment

    def broken(segment: Segment, direction: Direction) -> list[Issue]:
        if "1.2 billion" in segment.source:
            raise ZeroDivisionError("no such number")
        return []

    monkeypatch.setitem(checks.CHECKS, "broken", broken)
    release = release_by(Typist({}), STORY)
    told = [s.source for s in release.segments if any(issue.check == "checks" for issue in s.issues)]
    assert told == ["It has 120 beds and cost 1.2 billion yuan."]


def test_an_article_of_a_headline_alone_has_a_brief_or_none_but_no_fault(embedded: Pipeline) -> None:
    release = embedded.release(read_text("Hospital opens new stroke center in Chongqing"))
    assert release.segments[0].target


def test_a_term_that_the_engine_left_out_is_put_in_and_counted() -> None:
    sentence = "The hospital treats liver cancer."
    release = release_by(Typist({sentence: ["该院治疗。"]}), sentence)
    [segment] = release.segments
    assert segment.target == "该院治疗肝癌。"
    term = next(t for t in segment.terms if t.target == "肝癌")
    assert term.target_span == (4, 6)
    assert term.repaired
    assert release.terms_met() == (len([t for t in segment.terms if t.enforced]),) * 2


def test_a_term_that_had_to_be_set_in_is_named_for_the_editor() -> None:
    sentence = "The hospital treated 500 patients with liver cancer in 2025."
    # Going on from the place ends the sentence there, so that the number after it is lost.
    engine = Typist({sentence: ["该院治疗2025年的500例患者。"]})
    engine.places = lambda requests, drafts, wanted, direction: [[Place(4, 0, 0.0)] for _ in drafts]  # type: ignore[method-assign]
    [segment] = release_by(engine, sentence).segments
    assert segment.target == "该院治疗肝癌2025年的500例患者。"
    assert any(t.forced and t.repaired for t in segment.terms)
    assert any(i.check == "terms" and i.severity == "warning" and "set into" in i.message for i in segment.issues)


@pytest.mark.parametrize("failure", [RuntimeError("out of memory"), IndexError("index out of range in self")])
def test_an_engine_that_fails_at_a_term_keeps_its_translations(failure: Exception) -> None:
    story = "The unplaceable hospital treats liver cancer.\n\nIt also treats breast cancer."
    engine = Typist({"The unplaceable hospital treats liver cancer.": ["该院治疗。"]})
    engine.failure = failure
    release = release_by(engine, story)
    assert release.segments[0].target == "该院治疗。"
    assert "乳腺癌" in release.segments[-1].target


@pytest.mark.parametrize("step", ["translation", "terms"])
def test_whoever_listens_can_end_the_work_with_any_exception(step: str) -> None:
    def listen(name: str, done: int, of: int) -> None:
        told.append(name)
        if name == step and (name == "terms" or done == of):
            raise RuntimeError("enough")

    told: list[str] = []
    engine = Typist({"The hospital treats liver cancer.": ["该院治疗。"]})
    pipeline = Pipeline(load_settings(brief=False))
    pipeline._engines._chosen[Direction("en", "zh")] = Choice(engine, "for a test")
    with pytest.raises(RuntimeError, match="enough"):
        pipeline.release(read_text("The hospital treats liver cancer.\n\nIt is new."), listen=listen)
    assert told[-1] == step
    assert len(engine.asked) == 2


def test_two_terms_with_one_translation_are_met_by_one_word(tmp_path: Path) -> None:
    house = tmp_path / "house.csv"
    house.write_text("klystron,速调管\nvelocity tube,速调管\n", encoding="utf-8")
    sentence = "The klystron is a velocity tube."
    release = release_by(Typist({sentence: ["这是管子。"]}), sentence, glossaries=[str(house)])
    [segment] = release.segments
    assert segment.target == "这是管子速调管。"
    assert [t.repaired for t in segment.terms if t.target == "速调管"] == [True, True]


def test_what_the_memory_knows_is_left_without_its_terms() -> None:
    line = "By continuing to browse this site, you agree to our use of cookies."
    release = release_by(Typist({}), f"The forum opened.\n\n{line}", translate_boilerplate=True)
    assert release.segments[-1].origin == "memory"
    assert not any(t.repaired or t.forced for t in release.segments[-1].terms)


def test_an_abbreviation_is_introduced_in_full_and_then_used() -> None:
    story = "It is called focused ultrasound ablation surgery (FUAS).\n\nFUAS is used widely."
    first, second = release_by(Typist({}), story).segments
    assert {"聚焦超声消融手术", "FUAS"} <= {t.target for t in first.terms}
    assert [t.target for t in second.terms if t.source == "FUAS"] == ["FUAS"]
    full = release_by(Typist({}), story, abbreviations="full").segments[1]
    assert [t.target for t in full.terms if t.source == "FUAS"] == ["聚焦超声消融手术"]


def test_a_term_is_translated_in_one_way_through_the_article(tmp_path: Path) -> None:
    house = tmp_path / "house.csv"
    house.write_text("en,zh,variants_zh\nklystron,速调管,克莱斯管\n", encoding="utf-8")
    story = "The klystron is new.\n\nA klystron is old."
    engine = Typist({"The klystron is new.": ["速调管是新的。"], "A klystron is old.": ["克莱斯管是旧的。"]})
    release = release_by(engine, story, glossaries=[str(house)])
    assert [s.target for s in release.segments] == ["速调管是新的。", "速调管是旧的。"]


def test_the_house_glossary_is_used_where_it_is(tmp_path: Path) -> None:
    house = tmp_path / "house.csv"
    assert not any(t.source == "klystron" for t in release_by(Typist({}), "The klystron.").segments[0].terms)
    house.write_text("klystron,速调管\n", encoding="utf-8")
    release = release_by(Typist({}), "The klystron.", house_glossary=str(house))
    assert any(t.target == "速调管" for t in release.segments[0].terms)


def test_a_release_is_shown_as_it_grows(marian_settings: Settings) -> None:
    shown: list[BilingualRelease] = []
    whole = Pipeline(marian_settings).release(read_text(STORY), show=shown.append)
    assert not any(segment.target for segment in shown[0].segments)
    assert all(r.segments and [s.id for s in r.segments] == [s.id for s in whole.segments] for r in shown)
    translated = [sum(bool(segment.target) for segment in r.segments) for r in shown]
    assert translated == sorted(translated)
    assert len(set(translated)) > 1
    assert all(a != b for a, b in pairwise(shown))
    assert shown[-1] == replace(whole, provenance=None)


def test_each_batch_is_shown_as_the_engine_wrote_it_before_it_is_checked() -> None:
    shown: list[BilingualRelease] = []
    sentence = "It has 120 beds and cost 1.2 billion yuan."
    pipeline = Pipeline(load_settings(brief=False))
    pipeline._engines._chosen[Direction("en", "zh")] = Choice(
        Typist({sentence: ["设床位210张,投资12亿元。", "设床位120张，投资12亿元。"]}), "for a test"
    )
    pipeline.release(read_text(STORY), show=shown.append)
    targets = list(dict.fromkeys(s.target for r in shown for s in r.segments if s.source == sentence))
    assert targets == ["", "设床位210张,投资12亿元。", "设床位210张，投资12亿元。", "设床位120张，投资12亿元。"]
    first = next(r for r in shown if any(s.origin == "engine" for s in r.segments))
    assert sum(s.origin == "engine" for s in first.segments) == 1


def test_what_is_shown_says_where_its_terms_stand_also_in_what_nobody_has_checked_yet(tmp_path: Path) -> None:
    house, shown = tmp_path / "house.csv", list[BilingualRelease]()
    house.write_text("klystron,速调管\ncookies,Cookie\n", encoding="utf-8")
    line = "By continuing to browse this site, you agree to our use of cookies."
    pipeline = Pipeline(
        load_settings(brief=False, builtin_glossary=False, glossaries=[str(house)], translate_boilerplate=True)
    )
    engine = Typist({"The klystron is new.": ["速调管是新的。"]})
    pipeline._engines._chosen[Direction("en", "zh")] = Choice(engine, "for a test")
    pipeline.release(read_text(f"The klystron is new.\n\n{line}"), show=shown.append)
    raw = next(release for release in shown if release.segments[0].target)
    assert {s.origin for s in raw.segments} == {"engine", "memory"}
    for segment in raw.segments:
        placed = {t.target: segment.target[slice(*t.target_span)] for t in segment.terms if t.target_span}
        assert placed in ({"速调管": "速调管"}, {"Cookie": "Cookie"})


def test_progress_goes_on_where_sentences_are_tried_one_by_one() -> None:
    told: list[tuple[str, int, int]] = []
    pipeline = Pipeline(load_settings(brief=False, builtin_glossary=False))
    engine = Typist({"It cannot be read.": [RuntimeError("out of memory")]})
    pipeline._engines._chosen[Direction("en", "zh")] = Choice(engine, "for a test")
    pipeline.release(read_text("It cannot be read.\n\nIt is new."), listen=lambda *report: told.append(report))
    assert ("translation", 2, 2) in told


def test_who_is_told_that_a_model_is_built_can_end_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def enough(what: str, done: int, of: int) -> None:
        raise RuntimeError("enough")

    class Unbuilt(EmbeddedSummarizer):
        def summarize(self, *asked: object) -> list[Hypothesis]:
            pipeline._preparing("merging the adapter", 0.6)
            return []

    pipeline = Pipeline(load_settings(builtin_glossary=False), enough)
    pipeline._engines._chosen[Direction("en", "zh")] = Choice(Typist({}), "for a test")
    monkeypatch.setattr(pipeline, "_summarizer", lambda language: Unbuilt(Typist({})))
    with pytest.raises(RuntimeError, match="enough"):
        pipeline.release(read_text("The hospital treats liver cancer. It is new."))


@pytest.mark.parametrize("runtime", ["ctranslate2", "transformers"])
@pytest.mark.parametrize("step", [step.__name__ for step in STEPS])
def test_the_work_can_be_ended_in_every_step(step: str, runtime: str, marian_settings: Settings) -> None:
    pipeline = marian(replace(marian_settings, runtime=runtime))

    def listen(name: str, done: int, of: int) -> None:
        if name == step:
            raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        pipeline.release(read_text(STORY), listen=listen)


@cache
def marian(settings: Settings) -> Pipeline:
    return Pipeline(settings)


@pytest.mark.parametrize("number", range(4))
def test_what_is_shown_can_end_the_work_too(number: int, marian_settings: Settings) -> None:
    shown: list[BilingualRelease] = []

    def show(release: BilingualRelease) -> None:
        shown.append(release)
        if len(shown) > number:
            raise KeyError("closed")

    with pytest.raises(KeyError, match="closed"):
        marian(marian_settings).release(read_text(STORY), show=show)
    assert len(shown) == number + 1


def test_a_listener_is_told_while_the_engine_is_busy() -> None:
    told: list[tuple[str, int, int]] = []

    def busy(*args: object) -> list[Hypothesis]:
        started = time.monotonic()
        while time.monotonic() - started < 1.0:
            pause()
        return [Hypothesis("通用译文。", -1.0, 5)]

    engine = Typist({})
    engine.translate = busy  # type: ignore[method-assign]
    pipeline = Pipeline(load_settings(brief=False))
    pipeline._engines._chosen[Direction("en", "zh")] = Choice(engine, "for a test")

    def listen(*report: object) -> None:
        told.append(report)  # type: ignore[arg-type]
        if told.count(report) == 3:  # type: ignore[arg-type]
            raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        pipeline.release(read_text("It is new."), listen=listen)
    assert told[-3:] == [("translation", 3, len(STEPS))] * 3


def test_a_varied_pipeline_shares_its_engines_and_reads_another_glossary(
    tmp_path: Path, marian_settings: Settings
) -> None:
    own = tmp_path / "own.csv"
    own.write_text("klystron,速调管\n", encoding="utf-8")
    pipeline = Pipeline(marian_settings)
    other = pipeline.varied(glossaries=(str(own),), brief=False, abbreviations="full")
    assert other._engines is pipeline._engines
    assert other._summarizers is pipeline._summarizers
    assert (other.settings.abbreviations, pipeline.settings.abbreviations) == ("full", "short")
    assert other.glossary.version != pipeline.glossary.version
    found = [
        {t.target for s in p.release(read_text("The klystron is new.")).segments for t in s.terms}
        for p in (pipeline, other)
    ]
    assert "速调管" not in found[0]
    assert "速调管" in found[1]
    assert pipeline.varied(brief=False).glossary is pipeline.glossary
    assert pipeline.varied(beam_size=1)._engines is not pipeline._engines


def test_a_varied_pipeline_has_what_the_house_glossary_says_now(tmp_path: Path, marian_settings: Settings) -> None:
    house = tmp_path / "house.csv"
    before = Pipeline(replace(marian_settings, house_glossary=str(house)))
    house.write_text("klystron,速调管\n", encoding="utf-8")
    after = before.varied()
    assert after.glossary.version != before.glossary.version
    assert after.varied().glossary is after.glossary
    house.write_text("klystron,调速管道\n", encoding="utf-8")
    assert after.varied().glossary.version != after.glossary.version
    with pytest.raises(ReleaseError):
        before.varied(glossaries=(str(tmp_path / "missing.csv"),))


def test_the_engine_is_known_before_anything_is_loaded_or_built(marian_settings: Settings, tmp_path: Path) -> None:
    cache_dir = tmp_path / "cache"
    embedded = Pipeline(load_settings(engine="embedded", cache_dir=str(cache_dir))).engine(Direction("en", "zh"))
    assert embedded.engine == "embedded"
    assert "Draft" in embedded.notice
    assert "草稿" in embedded.notice_zh
    marian = Pipeline(replace(marian_settings, cache_dir=str(cache_dir))).engine(Direction("zh", "en"))
    assert (marian.engine, marian.model, marian.notice) == ("marian", "zh-en", "")
    assert "a folder on this machine" in marian.reason
    assert not cache_dir.exists()
    with pytest.raises(ReleaseError, match="no-such"):
        Pipeline(replace(marian_settings, engine="owner/no-such")).engine(Direction("en", "zh"))


def test_the_note_of_an_engine_says_what_the_release_says_of_it(marian_settings: Settings) -> None:
    pipeline = marian(marian_settings)
    made, note = pipeline.release(read_text(STORY)).provenance, pipeline.engine(Direction("en", "zh"))
    assert made
    assert (note.engine, note.reason) == (made.engine, made.reason)
    assert (note.notice, note.notice_zh) == (made.notice, made.notice_zh)
    assert note.model in made.model
