"""What the pipeline does with the memory."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from translator import Pipeline, load_settings, read_text
from translator.engines.base import Decoding, EngineInfo, Hypothesis, Progress, Request
from translator.engines.resolve import Choice
from translator.memory import NewUnit, TranslationMemory
from translator.release import BilingualRelease, Direction, Match, ReleaseError

STORY = """Hospital opens new stroke center

The hospital opened a stroke center on May 16, 2025. It has 120 beds and cost 1.2 billion yuan.

Doctors from 30 countries attended the summit."""


class Clerk:
    """An engine that writes the same for every sentence, and notes what it was asked."""

    directions = frozenset({Direction("en", "zh")})

    def __init__(self) -> None:
        self.asked: list[str] = []

    def translate(
        self,
        requests: Sequence[Request],
        direction: Direction,
        decoding: Decoding | None = None,
        progress: Progress | None = None,
        arrived: object = None,
    ) -> list[Hypothesis]:
        self.asked += [request.source for request in requests]
        return [Hypothesis("通用译文。", -1.0, 5) for _ in requests]

    def extend(self, requests: object, prefixes: Sequence[str], *rest: object) -> list[str]:
        return [f"{prefix}。" for prefix in prefixes]

    def score(self, requests: object, targets: Sequence[str], direction: Direction) -> list[float]:
        return [-1.0] * len(targets)

    def places(self, requests: Sequence[Request], *rest: object) -> list[list[object]]:
        return [[] for _ in requests]

    def describe(self) -> EngineInfo:
        return EngineInfo("clerk", "by hand", "1", "none")


def release(clerk: Clerk, path: Path, story: str = STORY, **settings: object) -> BilingualRelease:
    given = {"builtin_glossary": False, "memory": str(path)} | settings
    pipeline = Pipeline(load_settings(brief=False, **given))
    pipeline._engines._chosen[Direction("en", "zh")] = Choice(clerk, "for a test")  # type: ignore[arg-type]
    return pipeline.release(read_text(story))


@pytest.fixture
def filled(memory: TranslationMemory, clinic: list[NewUnit]) -> TranslationMemory:
    memory.put(clinic, "test")
    return memory


def test_an_approved_exact_match_is_used_as_it_is_and_no_engine_asked(filled: TranslationMemory) -> None:
    clerk = Clerk()
    segment = release(clerk, filled.path, builtin_glossary=True).segments[1]
    assert (segment.target, segment.origin) == ("医院于2025年5月16日启用卒中中心。", "memory")
    assert [(match.kind, match.score, match.note) for match in segment.matches] == [("exact", 1.0, "a.tmx")]
    assert segment.source not in clerk.asked
    assert [term.source for term in segment.terms if term.target_span] == ["stroke center"]


def test_what_is_not_approved_or_only_alike_stands_beside_the_engines_translation(filled: TranslationMemory) -> None:
    headline, _, beds, doctors = release(Clerk(), filled.path).segments
    assert {segment.origin for segment in (headline, beds, doctors)} == {"engine"}
    assert headline.matches == ()
    assert [(match.kind, match.note) for match in beds.matches] == [("exact", "b.tmx, not approved")]
    source, target = "Doctors from 20 countries attended the summit.", "来自20个国家的医生出席了峰会。"
    assert doctors.matches == (Match("fuzzy", 0.857, source, target, "b.tmx"),)


@pytest.mark.parametrize("dateline", ["CHONGQING, May 16 -- ", "BEIJING, May 16 (Xinhua) -- "])
def test_a_sentence_after_a_dateline_is_shown_without_it_and_not_used(filled: TranslationMemory, dateline: str) -> None:
    sentence, target = "The hospital opened a stroke center on May 16, 2025.", "医院于2025年5月16日启用卒中中心。"
    clerk = Clerk()
    segment = release(clerk, filled.path, STORY.replace(sentence, dateline + sentence)).segments[1]
    assert segment.source == dateline + sentence
    assert (segment.origin, segment.matches) == ("engine", (Match("fuzzy", 0.99, sentence, target, "a.tmx"),))


def test_a_sentence_that_is_stored_with_its_dateline_is_used(memory: TranslationMemory) -> None:
    sentence = "CHONGQING, May 16 -- The hospital opened a stroke center."
    memory.put(
        [NewUnit(sentence, "重庆5月16日电 医院启用卒中中心。"), NewUnit(sentence[21:], "医院启用卒中中心。")], "t"
    )
    segment = release(Clerk(), memory.path, f"Hospital opens\n\n{sentence} It has 120 beds.").segments[1]
    assert (segment.origin, segment.target) == ("memory", "重庆5月16日电 医院启用卒中中心。")


def test_a_fault_in_an_approved_translation_is_named_and_never_mended(memory: TranslationMemory) -> None:
    wrong = "医院于2024年5月16日启用卒中中心,共设床位。"
    memory.put([NewUnit("The hospital opened a stroke center on May 16, 2025.", wrong)], "test")
    clerk = Clerk()
    segment = release(clerk, memory.path).segments[1]
    assert (segment.target, segment.mends) == (wrong, ())
    assert {"numbers", "typography"} <= {issue.check for issue in segment.issues}
    assert segment.source not in clerk.asked
    assert segment.quality is not None


def test_the_memory_comes_before_stock_phrases(memory: TranslationMemory) -> None:
    memory.put([NewUnit("Media contact: 028-5550-0142", "媒体热线：028-5550-0142")], "test")
    pipeline = Pipeline(load_settings(brief=False, builtin_glossary=False, memory=str(memory.path)))
    pipeline._engines._chosen[Direction("en", "zh")] = Choice(Clerk(), "for a test")  # type: ignore[arg-type]
    made = pipeline.release(read_text(f"{STORY}\n\nMedia contact: 028-5550-0142"))
    assert made.segments[-1].target == "媒体热线：028-5550-0142"


def test_the_memory_may_be_left_out(filled: TranslationMemory) -> None:
    made = release(Clerk(), filled.path, use_memory=False)
    assert {segment.origin for segment in made.segments} == {"engine"}
    assert not any(segment.matches for segment in made.segments)


def test_a_memory_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    release(Clerk(), tmp_path / "none.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_memory_is_refused_before_work_begins(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    path.write_text("source,target\n")
    with pytest.raises(ReleaseError, match="no translation memory"):
        Pipeline(load_settings(memory=str(path)))
