from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.checks import lexicon as lexicon_module
from translator.checks.lexicon import Lexicon
from translator.checks.lexicon_build import Release, build, write
from translator.release import Direction

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")
PAIRS = (
    ("The patient sleeps", "患者睡觉"),
    ("The patient walks", "患者走路"),
    ("The doctor sleeps", "医生睡觉"),
    ("The doctor walks", "医生走路"),
    ("A doctor", "医生"),
    ("A patient", "患者"),
)


@pytest.fixture(scope="module")
def tiny() -> Lexicon:
    release = Release(PAIRS[:4], PAIRS, ())
    return build([release, release, release], [("doctor", "医生"), ("patient", "患者")])


@pytest.mark.parametrize(
    ("english", "chinese"),
    [("patients", "患者"), ("Hospital", "医院"), ("said", "说"), ("cancer", "癌"), ("years", "年")],
)
def test_the_built_in_lexicon_knows_common_words_in_any_form(english: str, chinese: str) -> None:
    lexicon = Lexicon.load()
    assert lexicon.strength(english, chinese) > 0.5
    assert lexicon.strength("bridge", chinese) == 0.0


def test_it_is_read_once() -> None:
    assert Lexicon.load() is Lexicon.load()


def test_each_word_of_the_source_has_its_support_in_the_target() -> None:
    source, target = "The hospital treated patients", "医院治疗了患者"
    found = {s.token.word: s for s in Lexicon.load().coverage(source, target, EN_ZH)}
    partner = found["patient"].partner
    assert partner is not None
    assert target[partner.span[0] : partner.span[1]] == "患者"
    assert found["hospital"].evidence > 0
    without = {s.token.word: s for s in Lexicon.load().coverage(source, "他们治疗了患者", EN_ZH)}
    assert without["hospital"].evidence < -1
    assert without["hospital"].partner is None


def test_an_unknown_word_is_unknown_and_not_missing() -> None:
    (support,) = Lexicon.load().coverage("Xyzzyplugh", "医院", EN_ZH)
    assert not support.known
    assert support.evidence == 0


def test_a_latin_word_that_stays_supports_itself() -> None:
    (support,) = Lexicon.load().coverage("Xyzzyplugh", "医院采用Xyzzyplugh系统", EN_ZH)
    assert support.strength == 1.0


def test_translations_are_learned_from_pairs_alone(tiny: Lexicon) -> None:
    assert tiny.strength("patient", "患者") > 0.8
    assert tiny.strength("walks", "走") > tiny.strength("walks", "患者")
    assert tiny.strength("sleeps", "走") < 0.1


def test_a_lexicon_is_written_the_same_each_time_and_read_back(tiny: Lexicon, tmp_path: Path) -> None:
    paths = [(tmp_path / f"en{i}.gz", tmp_path / f"zh{i}.gz") for i in range(2)]
    for english, chinese in paths:
        write(tiny, english, chinese)
    assert paths[0][0].read_bytes() == paths[1][0].read_bytes()
    assert paths[0][1].read_bytes() == paths[1][1].read_bytes()
    again = lexicon_module._load(*paths[0])
    assert again.chinese.keys() == tiny.chinese.keys()
    assert again.strength("patient", "患者") == pytest.approx(tiny.strength("patient", "患者"), abs=0.005)
    assert again.evidence["zh"][""] == pytest.approx(tiny.evidence["zh"][""], abs=0.05)


@given(st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_it_reads_any_text(source: str, target: str) -> None:
    for direction in (EN_ZH, ZH_EN):
        for support in Lexicon.load().coverage(source, target, direction):
            assert 0 <= support.strength <= 1
            assert support.token.span[0] < support.token.span[1] <= len(source)
