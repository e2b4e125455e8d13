"""On the tiny Marian checkpoints, which are real models: what they know by heart, and sentences they never saw."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from translator.engines.base import Engine, Hypothesis, Place, Request, Wanted
from translator.engines.constrained import MORE_FAULTS, constrain
from translator.engines.embedded import EmbeddedEngine
from translator.engines.marian import MarianEngine
from translator.release import Direction
from translator.settings import Settings

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")
RUNTIMES = ("ctranslate2", "transformers")
# Longer than a checkpoint has positions.
TOO_LONG = f"The stroke forum opened{', and it opened' * 400}."


class Letters:
    """A judge who goes by letters: a term is there when its target is; faults as a function of the text."""

    def __init__(self, sources: Sequence[str], terms: Sequence[Sequence[tuple[str, str]]], bad: str = "") -> None:
        self.sources, self.terms, self.bad = sources, terms, bad

    def lacking(self, number: int, text: str) -> tuple[Wanted, ...]:
        return tuple(
            Wanted(source, (at := self.sources[number].index(source), at + len(source)), (target,))
            for source, target in self.terms[number]
            if target.lower() not in text.lower()
        )

    def faults(self, number: int, text: str) -> float:
        return 3.0 if self.bad and self.bad in text else 0.0


@pytest.fixture(scope="module", params=RUNTIMES)
def engine(request: pytest.FixtureRequest, tiny_marian: dict[Direction, Path], model_cache: str) -> MarianEngine:
    settings = Settings(runtime=request.param, compute_type="float32", cache_dir=model_cache, device="cpu", threads=1)
    return MarianEngine.from_pretrained(tiny_marian, settings)


def run(engine: Engine, direction: Direction, sources: list[str], terms: list[list[tuple[str, str]]], bad: str = ""):  # type: ignore[no-untyped-def]
    requests = [Request(source, tuple(wanted)) for source, wanted in zip(sources, terms, strict=True)]
    free = engine.translate(requests, direction)
    return free, constrain(engine, requests, free, direction, Letters(sources, terms, bad))


def test_a_translation_that_lacks_nothing_is_left_as_it_is(
    engine: MarianEngine, memorised: list[tuple[str, str]]
) -> None:
    pairs = memorised[:5]
    free, kept = run(engine, EN_ZH, [en for en, _ in pairs], [[(en, zh)] for en, zh in pairs])
    assert [c.hypothesis for c in kept] == free
    assert not any(c.forced for c in kept)


def test_every_term_is_there_in_both_directions_and_both_runtimes(engine: MarianEngine) -> None:
    to_chinese = [
        "Focused ultrasound ablation surgery treats uterine fibroids and liver cancer in Chongqing.",
        "The stroke forum opened with a lecture.",
    ]
    terms = [
        [
            ("Focused ultrasound ablation surgery", "聚焦超声消融手术"),
            ("uterine fibroids", "子宫肌瘤"),
            ("liver cancer", "肝癌"),
        ],
        [("stroke", "脑卒中")],
    ]
    _, kept = run(engine, EN_ZH, to_chinese, terms)
    assert all(zh in c.hypothesis.text for c, wanted in zip(kept, terms, strict=True) for _, zh in wanted)
    assert all(c.hypothesis.score < 0 for c in kept)
    _, kept = run(
        engine,
        ZH_EN,
        ["聚焦超声消融手术治疗子宫肌瘤。"],
        [[("聚焦超声消融手术", "focused ultrasound ablation surgery")]],
    )
    assert "focused ultrasound ablation surgery" in kept[0].hypothesis.text.lower()


def test_a_term_with_characters_that_the_model_lacks_is_there_too(engine: MarianEngine) -> None:
    _, kept = run(engine, EN_ZH, ["The klystron opened."], [[("klystron", "鑫淼龘💉")]])
    assert "鑫淼龘💉" in kept[0].hypothesis.text


def test_a_term_that_costs_too_much_is_left_out(engine: MarianEngine) -> None:
    assert MORE_FAULTS < 3.0
    free, kept = run(engine, EN_ZH, ["The stroke forum opened."], [[("stroke", "脑卒中")]], bad="脑卒中")
    assert kept[0].hypothesis == free[0]


def test_a_term_that_the_engine_cannot_write_is_set_in_and_named(engine: MarianEngine) -> None:
    class OnlyInTheOldText(Letters):
        old = ""

        def faults(self, number: int, text: str) -> float:
            return 0.0 if text.replace("脑卒中", "") == self.old else 3.0

    source, terms = "The stroke forum opened with a lecture.", [("stroke", "脑卒中")]
    request = Request(source, tuple(terms))
    free = engine.translate([request], EN_ZH)
    judge = OnlyInTheOldText([source], [terms])
    judge.old = free[0].text
    [kept] = constrain(engine, [request], free, EN_ZH, judge)
    assert kept.hypothesis.text.replace("脑卒中", "") == free[0].text
    assert kept.hypothesis.text != free[0].text
    assert kept.forced == {"stroke"}


def test_a_source_term_that_stands_twice_is_wanted_once(engine: MarianEngine) -> None:
    sources, terms = ["A stroke is a stroke."], [[("stroke", "脑卒中"), ("stroke", "脑卒中")]]
    _, kept = run(engine, EN_ZH, sources, terms)
    assert kept[0].hypothesis.text.count("脑卒中") >= 1


def test_a_sentence_that_is_too_long_for_the_model_keeps_its_translation_and_costs_no_other(
    engine: MarianEngine,
) -> None:
    sources, terms = [TOO_LONG, "The stroke forum opened with a lecture."], [[("stroke", "脑卒中")]] * 2
    free = [Hypothesis("论坛开幕。", -1.0, 5)] * 2
    judge = Letters(sources, terms)
    kept = constrain(engine, [Request(source) for source in sources], free, EN_ZH, judge)
    assert kept[0].hypothesis == free[0]
    assert "脑卒中" in kept[1].hypothesis.text


def test_where_no_term_has_a_place_nothing_is_asked_of_the_engine_and_nothing_lost(engine: MarianEngine) -> None:
    free = [Hypothesis("大会开幕。", -1.0, 5)]
    judge = Letters([TOO_LONG], [[("stroke", "脑卒中"), ("forum", "论坛")]])
    kept = constrain(engine, [Request(TOO_LONG)], free, EN_ZH, judge)
    assert [c.hypothesis for c in kept] == free
    assert engine.extend([], [], EN_ZH) == []


def test_sentences_that_lack_nothing_load_no_model(tiny_marian: dict[Direction, Path], model_cache: str) -> None:
    fresh = MarianEngine.from_pretrained(tiny_marian, Settings(cache_dir=model_cache, device="cpu", threads=1))
    both = fresh.describe().model
    hypotheses = [Hypothesis("", 0.0, 0)]
    assert constrain(fresh, [Request("")], hypotheses, EN_ZH, Letters([""], [[]]))[0].hypothesis == hypotheses[0]
    # An engine names the models that it has loaded, or all where it has loaded none.
    assert fresh.describe().model == both


def test_a_term_that_cannot_be_had_takes_no_place_from_another(engine: MarianEngine) -> None:
    class Crowded(MarianEngine):
        def places(self, requests, drafts, wanted, direction):  # type: ignore[no-untyped-def]
            good = [[(9.0, i) if w.source == "forum" else (0.0, i) for i, w in enumerate(ws)] for ws in wanted]
            return [
                [Place(start, i, score) for score, i in g for start in range(len(d))]
                for g, d in zip(good, drafts, strict=True)
            ]

    crowded = Crowded(engine._checkpoints, engine._settings)
    terms = [[("stroke", "脑卒中"), ("forum", "论坛")]]
    request, draft = Request("The stroke forum opened."), Hypothesis("今日开幕召开。", -1.0, 5)
    [kept] = constrain(crowded, [request], [draft], EN_ZH, Letters([request.source], terms, bad="论坛"))
    assert "脑卒中" in kept.hypothesis.text


def test_progress_counts_the_sentences_that_are_complete(engine: MarianEngine) -> None:
    seen: list[tuple[int, int]] = []
    sources, terms = ["The stroke forum opened."], [[("stroke", "脑卒中"), ("forum", "论坛")]]
    requests = [Request(sources[0])]
    free = engine.translate(requests, EN_ZH)
    constrain(engine, requests, free, EN_ZH, Letters(sources, terms), progress=lambda d, n: seen.append((d, n)))
    assert seen
    assert all(done < of == 1 for done, of in seen)


def test_the_embedded_model_writes_the_term_where_it_belongs(embedded_settings: Settings) -> None:
    engine = EmbeddedEngine.load(embedded_settings)
    sources = ["Radiotherapy stops for 212 cancer patients."]
    _, kept = run(engine, EN_ZH, sources, [[("Radiotherapy", "放射疗法"), ("cancer patients", "癌症病人")]])
    assert "212" in kept[0].hypothesis.text
    assert "放射疗法" in kept[0].hypothesis.text
    assert "癌症病人" in kept[0].hypothesis.text


def test_the_embedded_model_goes_on_from_a_prefix_and_scores_what_others_wrote(embedded_settings: Settings) -> None:
    engine = EmbeddedEngine.load(embedded_settings)
    request = Request("The hospital treated 500 patients in 2025.")
    [text] = engine.extend([request], ["在重庆，该院"], EN_ZH)
    assert text.startswith("在重庆，该院")
    assert len(text) > len("在重庆，该院")
    right, wrong = engine.score([request, request], ["2025年，该院治疗患者500例。", "高尔夫球场昨日关闭。"], EN_ZH)
    assert wrong < right < 0
    places = engine.places([request], ["2025年，该院治疗500例。"], [[Wanted("patients", (25, 33), ("患者",))]], EN_ZH)[
        0
    ]
    best = max(places, key=lambda place: place.score)
    assert best.start in (len("2025年，该院治疗"), len("2025年，该院治疗500例"))
