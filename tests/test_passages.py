"""Plain texts through the whole pipeline: on the tiny Marian checkpoints, and on an engine that notes its questions."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from translator import Pipeline, Settings, load_settings
from translator.engines.base import Arrived, Decoding, EngineInfo, Hypothesis, Place, Progress, Request, Wanted
from translator.engines.resolve import Choice
from translator.passages import detect
from translator.pipeline import Translation
from translator.release import Direction

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")


class Marker:
    """An engine that writes its source in brackets, and as many next best as are asked for with a number after it."""

    directions = frozenset({EN_ZH, ZH_EN})

    def __init__(self) -> None:
        self.calls: list[list[str]] = []
        self.fails = ""

    def translate(
        self,
        requests: Sequence[Request],
        direction: Direction,
        decoding: Decoding | None = None,
        progress: Progress | None = None,
        arrived: Arrived | None = None,
    ) -> list[Hypothesis]:
        self.calls.append([request.source for request in requests])
        if self.fails and any(self.fails in request.source for request in requests):
            raise RuntimeError("out of memory")
        others = range(2, (decoding.n_best if decoding else 1) + 1)
        return [
            Hypothesis(f"译{len(r.source)}字。", -1.0, 4, tuple(Hypothesis(f"又译{n}。", -n, 4) for n in others))
            for r in requests
        ]

    def extend(self, requests: object, prefixes: Sequence[str], *rest: object) -> list[str]:
        return [f"{prefix}。" for prefix in prefixes]

    def score(self, requests: Sequence[Request], targets: Sequence[str], direction: Direction) -> list[float]:
        return [-1.0] * len(targets)

    def places(
        self, requests: object, drafts: Sequence[str], wanted: Sequence[Sequence[Wanted]], direction: Direction
    ) -> list[list[Place]]:
        return [[Place(len(d) - 1, i, 0.0) for i in range(len(w))] for d, w in zip(drafts, wanted, strict=True)]

    def describe(self) -> EngineInfo:
        return EngineInfo("marker", "by hand", "1", "none")


@pytest.fixture
def marker() -> Marker:
    return Marker()


@pytest.fixture
def marked(marker: Marker) -> Pipeline:
    return with_engine(marker)


def with_engine(engine: Marker, **settings: object) -> Pipeline:
    pipeline = Pipeline(load_settings(**{"builtin_glossary": False} | settings))
    for direction in engine.directions:
        pipeline._engines._chosen[direction] = Choice(engine, "for a test")
    return pipeline


@pytest.fixture(scope="module")
def tiny(marian_settings: Settings) -> Pipeline:
    return Pipeline(marian_settings)


def text_of(pipeline: Pipeline, text: str, direction: Direction = EN_ZH) -> str:
    [found] = pipeline.translate([text], direction)
    return found.text


@pytest.mark.parametrize("text", ["", "   ", "\n\n", " \t\r\n \n"])
def test_a_text_without_words_comes_back_as_it_is_and_no_engine_is_asked(text: str) -> None:
    pipeline = Pipeline(load_settings(engine="no/such-model"))
    assert pipeline.translate([text], EN_ZH) == [Translation(text)]


def test_an_empty_text_among_others_stays_empty(marked: Pipeline) -> None:
    found = marked.translate(["", "The forum opened today.", " "], EN_ZH)
    assert [one.text for one in found] == ["", "译23字。", " "]


def test_lines_indents_and_line_breaks_are_kept(marked: Pipeline) -> None:
    text = "\r\n  The forum opened.  \r\n\r\n\tIt is new.\n\u3000\u3000They met.\u2028\n"
    assert text_of(marked, text) == "\r\n  译17字。  \r\n\r\n\t译10字。\n\u3000\u3000译9字。\u2028\n"


def test_a_line_is_cut_in_sentences_and_joined_as_the_language_writes_them(marked: Pipeline) -> None:
    text = "The forum opened in May. It closed in June."
    [found] = marked.translate([f"\n{text}"], EN_ZH)
    assert found.text == "\n译24字。译18字。"
    assert [(s.block, s.source, s.target) for s in found.segments] == [
        (1, "The forum opened in May.", "译24字。"),
        (1, "It closed in June.", "译18字。"),
    ]
    assert text_of(marked, "论坛五月开幕。会议六月闭幕。", ZH_EN).count(" ") >= 1


@pytest.mark.parametrize("line", ["1,234.56", "* * *", "https://example.org/a?b=c", "press@example.org", "——"])
def test_a_line_without_words_is_not_given_to_the_engine(line: str, marked: Pipeline, marker: Marker) -> None:
    assert text_of(marked, f"The forum opened.\n{line}") == f"译17字。\n{line}"
    assert not any(line in call for call in marker.calls)


def test_notices_and_headlines_are_translated_like_everything_else(marked: Pipeline) -> None:
    [found] = marked.translate(["Forum opens\n\n© 2026 The Press Office. All rights reserved."], EN_ZH)
    assert len(found.segments) >= 2
    assert all(segment.target and segment.origin for segment in found.segments)


def test_the_engine_decodes_all_texts_in_one_call(marked: Pipeline, marker: Marker) -> None:
    marked.translate(["The forum opened.", "It is new.\nThey met."], EN_ZH)
    assert marker.calls[0] == ["The forum opened.", "It is new.", "They met."]


def test_each_text_is_translated_as_it_would_be_alone(tiny: Pipeline) -> None:
    texts = [
        "It is called focused ultrasound ablation surgery (FUAS). Doctors came from 30 countries.",
        "FUAS is used widely.",
        "Come on, come on.",
    ]
    together = tiny.translate(texts, EN_ZH)
    alone = [tiny.translate([text], EN_ZH)[0] for text in texts]
    assert [found.text for found in together] == [found.text for found in alone]
    assert [[s.issues for s in found.segments] for found in together] == [
        [s.issues for s in found.segments] for found in alone
    ]
    assert [t.target for t in together[1].segments[0].terms] == ["聚焦超声消融手术"]


def test_the_glossary_holds_and_checks_are_made(tmp_path: Path, marker: Marker) -> None:
    house = tmp_path / "house.csv"
    house.write_text("klystron,速调管\n", encoding="utf-8")
    [found] = with_engine(marker, glossaries=[str(house)]).translate(["The klystron has 12 parts."], EN_ZH)
    [segment] = found.segments
    assert "速调管" in found.text
    assert any(term.target == "速调管" and term.target_span for term in segment.terms)
    assert any(issue.check == "numbers" for issue in segment.issues)


def test_what_the_engine_cannot_translate_stays_and_is_named(marked: Pipeline, marker: Marker) -> None:
    marker.fails = "new"
    [found] = marked.translate(["The forum opened. It is new."], EN_ZH)
    assert found.text == "译17字。It is new."
    assert [issue.check for issue in found.segments[1].issues] == ["engine"]


def test_alternatives_are_whole_texts_each_another(marked: Pipeline) -> None:
    [found] = marked.translate(["The forum opened.\n\nThey met."], EN_ZH, alternatives=3)
    assert len(found.alternatives) == 3
    assert len({found.text, *found.alternatives}) == 4
    assert all(text.count("\n\n") == 1 for text in found.alternatives)
    assert found.text == marked.translate(["The forum opened.\n\nThey met."], EN_ZH)[0].text


def test_no_more_than_five_alternatives_are_given(tiny: Pipeline) -> None:
    found = tiny.translate(["Come on, come on.", "12"], EN_ZH, alternatives=50)
    assert 1 <= len(found[0].alternatives) <= 5
    assert found[1].alternatives == ()


def test_a_listener_is_told_the_steps_and_can_end_the_work(tiny: Pipeline) -> None:
    told: list[str] = []
    tiny.translate(["Come on, come on."], EN_ZH, listen=lambda step, done, of: told.append(step))
    assert list(dict.fromkeys(told))[:4] == ["segments", "memory", "glossary", "translation"]

    def stop(step: str, done: int, of: int) -> None:
        if step == "repair":
            raise ValueError("enough")

    with pytest.raises(ValueError, match="enough"):
        tiny.translate(["Come on, come on."], EN_ZH, listen=stop)


def test_the_memory_is_used(tmp_path: Path, marker: Marker) -> None:
    from translator.memory import NewUnit, TranslationMemory

    path = tmp_path / "memory.sqlite"
    TranslationMemory(path).put([NewUnit("The forum opened.", "论坛开幕。")], "test")
    found = with_engine(marker, memory=str(path)).translate(["The forum opened.\nIt is new."], EN_ZH)
    assert found[0].text == "论坛开幕。\n译10字。"
    assert found[0].segments[0].origin == "memory"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The hospital opened a stroke center in May.", "en"),
        ("医院于五月启用卒中中心。", "zh"),
        ("该院引进了HIFU设备和CT。", "zh"),
        ("Hello", "en"),
    ],
)
def test_the_language_of_a_text_is_detected(text: str, language: str) -> None:
    found, sure = detect(text)
    assert found == language
    assert 0.4 < sure <= 1


@pytest.mark.parametrize("text", ["", "12, 34", "…", "\n"])
def test_a_text_without_letters_is_english_with_no_certainty(text: str) -> None:
    assert detect(text) == ("en", 0.0)


def test_a_mixed_text_is_less_sure_than_a_plain_one() -> None:
    english, chinese = "The hospital opened a stroke center in May of last year.", "医院启用卒中中心。"
    language, sure = detect(f"{english}\n{chinese}")
    assert language == "en"
    assert 0.5 < sure < detect(english)[1]
    assert detect("Le ministre de la santé a ouvert une clinique dans la ville avec le maire.")[1] < 0.5


def test_segments_of_a_text_stand_in_it_in_order(tiny: Pipeline) -> None:
    text = "Come on, come on. It is new.\n\n  The forum opened."
    [found] = tiny.translate([text], EN_ZH)
    lines = text.split("\n")
    for segment in found.segments:
        assert segment.source in lines[segment.block]
    assert replace(found, segments=()) != found
