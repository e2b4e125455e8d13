import sys
from itertools import pairwise
from pathlib import Path

import pytest
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from _quality.bitext import EN_ZH, ZH_EN, Pair, corpus_pairs, spread
from _quality.bootstrap import intervals, paired
from _quality.measure import score
from _quality.required import Required, glossary_terms, listed_terms, numbers
from _quality.results import Scored
from _quality.systems import Output

from translator.glossary import Glossary

REFERENCES = [f"医生在第{n}家医院为病人做了手术，恢复情况良好。" for n in range(40)]


def scored(hypotheses: list[str], references: list[str]) -> list[Scored]:
    pairs = [Pair(str(i), i, "r", "A sentence.", reference) for i, reference in enumerate(references)]
    return [score(p, Output(h), EN_ZH, lambda pair, d: ()) for p, h in zip(pairs, hypotheses, strict=True)]


def test_numbers_are_met_whatever_the_way_of_writing_them() -> None:
    source = "In 2024, 1.2 million people paid 45 percent."
    assert [hit for _, hit in numbers(source, "2024年，120万人支付了45%。", EN_ZH)] == [True, True, True]
    assert [hit for _, hit in numbers(source, "2024年，12万人支付了45%。", EN_ZH)] == [True, False, True]
    assert [hit for _, hit in numbers(source, "", EN_ZH)] == [False, False, False]
    assert numbers("No number here.", "", EN_ZH) == ()


def test_number_accuracy_is_hits_over_all_numbers_of_the_source() -> None:
    pairs = [Pair("1", 0, "r", "1.2 million of 45", "x"), Pair("2", 1, "r", "80 percent", "x")]
    outputs = [Output("45人中的120万"), Output("八成")]
    segments = [score(p, o, EN_ZH, lambda pair, d: ()) for p, o in zip(pairs, outputs, strict=True)]
    wrong = [score(p, Output("7"), EN_ZH, lambda pair, d: ()) for p in pairs]
    assert intervals(segments, "zh")["numbers"].value == 100
    assert intervals([segments[0], wrong[1]], "zh")["numbers"].value == pytest.approx(200 / 3)


def test_listed_terms_are_those_that_source_and_reference_have() -> None:
    pair = Pair(
        "1",
        0,
        "r",
        "Stents were placed in two lung cancers.",
        "为两例肺癌放置了支架。",
        listed=(("stent", "支架"), ("lung cancer", "肺癌"), ("cancer", "癌肿"), ("kidney", "支架")),
    )
    assert listed_terms(pair, EN_ZH) == (Required("lung cancers", "肺癌"), Required("Stents", "支架"))


def test_term_accuracy_counts_inflected_terms_and_no_others() -> None:
    pair = Pair("1", 0, "r", "为肺癌放置支架。", "x", listed=())
    terms = (Required("肺癌", "lung cancer"), Required("支架", "stent"), Required("放置", "implant", ("place",)))
    segment = score(pair, Output("Stents were placed for lung tumors."), ZH_EN, lambda pair, d: terms)
    assert [t.hit for t in segment.terms] == [False, True, True]
    assert intervals([segment], "en")["terms"].value == pytest.approx(200 / 3)


def test_terms_of_the_glossary_are_those_that_it_enforces() -> None:
    glossary = Glossary.builtin()
    pair = Pair("1", 0, "r", "Patients with uterine fibroids were treated.", "x")
    wanted = {t.target for t in glossary.find(pair.source, EN_ZH) if t.enforced}
    assert wanted
    assert {t.target for t in glossary_terms(glossary)(pair, EN_ZH)} == wanted


def test_length_repetition_and_empty_hypotheses() -> None:
    segments = scored(["四个字呀", "来吧，来吧，来吧，来吧", ""], ["五个字的话", "来吧来吧来", "十个字"])
    found = intervals(segments, "zh")
    assert found["length"].value == pytest.approx((4 + 11 + 0) / (5 + 5 + 3))
    assert found["repetition"].value == pytest.approx(100 / 3)
    assert found["terms"].value is None


@pytest.mark.parametrize(("target", "tokenizer"), [("zh", "zh"), ("en", "13a")])
def test_bleu_and_chrf_are_those_of_sacrebleu(target: str, tokenizer: str) -> None:
    pairs = corpus_pairs("dev", EN_ZH if target == "zh" else ZH_EN)[:12]
    references = [p.reference for p in pairs]
    hypotheses = [r[: len(r) // 2] + r[len(r) // 3 :] for r in references]
    found = intervals(scored(hypotheses, references), target)  # type: ignore[arg-type]
    bleu = BLEU(tokenize=tokenizer).corpus_score(hypotheses, [references]).score
    assert found["bleu"].value == pytest.approx(bleu)
    assert found["chrf"].value == pytest.approx(CHRF().corpus_score(hypotheses, [references]).score)
    assert found["bleu"].low < bleu < found["bleu"].high  # type: ignore[operator]


def test_the_interval_of_a_share_is_as_wide_as_theory_says() -> None:
    segments = scored(["来吧，来吧，来吧，来吧"] * 100 + ["好"] * 100, ["好"] * 200)
    half = intervals(segments, "zh")["repetition"]
    # 1.96 standard errors of a share of one half in 200.
    assert half.high - half.low == pytest.approx(2 * 1.96 * 100 * (0.25 / 200) ** 0.5, rel=0.1)  # type: ignore[operator]


def test_identical_systems_do_not_differ_and_a_clearly_worse_one_does() -> None:
    good = scored([r.replace("恢复", "康复") for r in REFERENCES], REFERENCES)
    bad = scored([r[:9] for r in REFERENCES], REFERENCES)
    for name in ("bleu", "chrf", "length"):
        same, worse = paired(name, good, good, "zh"), paired(name, good, bad, "zh")
        assert (same.difference, same.p, same.significant) == (0, 1, False)
        assert worse.significant
        assert worse.high < 0  # type: ignore[operator]


def test_a_system_that_is_better_as_often_as_worse_does_not_differ() -> None:
    a = scored([r[:9] if i % 2 else r for i, r in enumerate(REFERENCES)], REFERENCES)
    b = scored([r if i % 2 else r[:9] for i, r in enumerate(REFERENCES)], REFERENCES)
    assert not paired("chrf", a, b, "zh").significant


def test_a_limit_takes_pairs_from_the_whole_part_and_always_the_same() -> None:
    pairs = corpus_pairs("test", EN_ZH)
    places = [p.place for p in spread(pairs, 10)]
    assert places == [p.place for p in spread(corpus_pairs("test", EN_ZH), 10)]
    assert len(set(places)) == 10
    gaps = {b - a for a, b in pairwise(places)}
    assert max(gaps) - min(gaps) <= 1
    assert spread(pairs, None) == spread(pairs, len(pairs)) == pairs


def test_the_test_part_is_releases_37_to_40_with_the_sentence_before_within_each() -> None:
    pairs = corpus_pairs("test", ZH_EN)
    assert {int(p.release.rsplit("-", 1)[1]) for p in pairs} == {37, 38, 39, 40}
    assert pairs[0].before == ""
    assert pairs[1].before == pairs[0].source
    assert sum(p.before == "" for p in pairs) == len({p.release for p in pairs}) == 52
