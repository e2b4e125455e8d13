import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from _matching import annotate, key, occurrences, own_list, read_verdicts, score
from _matching_speed import entries, measure
from _quality.bitext import EN_ZH, ZH_EN, Pair

from translator.glossary import Glossary, TermEntry
from translator.glossary.glossary import Layer


def pair(source: str, reference: str, *listed: tuple[str, str]) -> Pair:
    return Pair("r-1/1", 0, "r-1", source, reference, listed=listed)


def glossary(*terms: tuple[str, str]) -> Glossary:
    return Glossary([Layer(tuple(TermEntry(en, en, zh) for en, zh in terms), "test")])


def test_the_annotator_finds_plurals_and_hyphens_and_keeps_acronyms() -> None:
    def words(text: str, form: str) -> list[str]:
        return [text[start:end] for start, end in annotate(text, form, "en")]

    assert words("Heart biopsies, a heart-biopsy", "heart biopsy") == ["Heart biopsies", "heart-biopsy"]
    assert words("metastases of AIDS, hearing aids", "metastasis") == ["metastases"]
    assert words("AIDS and hearing aids", "AIDS") == ["AIDS"]
    assert words("prescreening", "screening") == []
    assert annotate("卒中与卒中", "卒中", "zh") == [(0, 2), (3, 5)]


def test_gold_needs_the_listed_target_in_the_translation() -> None:
    listed = ("focused ultrasound surgery (FUS)", "聚焦超声手术")
    met = occurrences(pair("FUS is focused ultrasound surgery.", "聚焦超声手术", listed), EN_ZH)
    assert [gold.span for gold in met] == [(0, 3), (7, 33)]
    assert occurrences(pair("FUS is new.", "这种手术很新", listed), EN_ZH) == []


def test_found_in_a_longer_term_and_missed_are_told_apart() -> None:
    known = glossary(("stroke", "卒中"), ("heart stroke", "心源性卒中"), ("graft", "移植物"), ("graft loss", "丢失"))
    source = "A stroke, a heart stroke; grafts, graft losses, over-graft"
    listed, every, enforced = score(
        [pair(source, "卒中、心源性卒中与移植物", ("stroke", "卒中"), ("graft", "移植物"))], EN_ZH, known, {}
    )
    assert listed.recall == {"found": 3, "in a longer term": 2}
    assert listed.precision == {"confirmed": 3}
    assert every.precision == enforced.precision == {"confirmed": 4, "unread": 1}


def test_what_the_glossary_does_not_find_is_lost() -> None:
    one = pair("含镉", "cadmium", ("镉", "cadmium"))
    listed = score([one], ZH_EN, glossary(("cadmium", "镉")), {})[0]
    assert listed.recall == {"missed": 1}
    assert [(gold.source, how) for gold, how in listed.lost] == [("镉", "missed")]


def test_what_nobody_read_is_not_precise_and_what_was_read_counts() -> None:
    known = glossary(("stroke", "卒中"))
    one = pair("A stroke of luck", "运气", ("stroke", "卒中"))
    term = known.find(one.source, EN_ZH)[0]
    assert score([one], EN_ZH, known, {})[0].precision == {"unread": 1}
    assert score([one], EN_ZH, known, {key(one, EN_ZH, term): "false"})[0].precision == {"false": 1}


def test_a_release_s_own_list_is_a_glossary_in_both_directions() -> None:
    english = own_list([pair("", "", ("tumor (T)", "肿瘤"))], EN_ZH)
    chinese = own_list([pair("", "", ("肿瘤", "tumor"))], ZH_EN)
    assert english.find("A tumour", EN_ZH)[0].target == "肿瘤"
    assert chinese.find("一个肿瘤", ZH_EN)[0].target == "tumor"


def test_every_verdict_is_real_or_false() -> None:
    verdicts = read_verdicts()
    assert len(verdicts) > 300
    assert set(verdicts.values()) == {"real", "false"}


def test_the_made_entries_are_many_different_and_the_same_every_time() -> None:
    made = entries(9_000)
    assert len({e.en for e in made}) > 8_900
    assert made == entries(9_000)


def test_a_pass_over_the_seed_article_is_measured() -> None:
    figures = measure("this software", 1_000, EN_ZH)
    assert figures.matches > 0
    assert 0 < figures.warm[0] <= figures.warm[1]
