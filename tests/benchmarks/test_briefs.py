from __future__ import annotations

import sys
from pathlib import Path

import pytest

BENCHMARKS = str(Path(__file__).parents[2] / "benchmarks")
if BENCHMARKS not in sys.path:
    sys.path.insert(0, BENCHMARKS)

from _briefs.items import read_items, shown  # noqa: E402
from _briefs.metrics import matched, rouge_l, rouge_n, words  # noqa: E402
from _briefs.shapes import Sized, size_table, sized, unheard_of  # noqa: E402
from _briefs.systems import Writer, best_there_is, extracted, gated, lead, ungated  # noqa: E402
from _briefs.unsupported import unsupported  # noqa: E402

from translator.briefs import DEFAULT_LIMITS, write_brief  # noqa: E402
from translator.embeddings import lexical_embed  # noqa: E402
from translator.engines.summarizers.base import Summary  # noqa: E402
from translator.glossary import Glossary  # noqa: E402
from translator.release import Brief, BriefLine  # noqa: E402


def test_rouge_is_what_one_works_out_by_hand() -> None:
    system, human = words("The cat sat on the mat.", "en"), words("The cat lay on a mat", "en")
    # Common: the, cat, on, mat of six and six; "the cat" of five and five; the cat … on … mat.
    assert rouge_n(system, human, 1) == pytest.approx(4 / 6)
    assert rouge_n(system, human, 2) == pytest.approx(1 / 5)
    assert rouge_l(system, human) == pytest.approx(4 / 6)
    assert rouge_n(system, system, 2) == rouge_l(system, system) == 1
    assert rouge_n([], human, 1) == rouge_l([], human) == 0


def test_rouge_of_chinese_counts_characters_and_whole_latin_words() -> None:
    assert words("5G手术，2.4天！", "zh") == ["5g", "手", "术", "2", "4", "天"]


def test_matching_is_one_for_the_same_sentences_in_another_order() -> None:
    one, other = "Pain fell. The dose was cut.", "The dose was cut. Pain fell."

    def embed(texts):  # type: ignore[no-untyped-def]
        import numpy

        return numpy.array([[1.0, 0.0] if "Pain" in text else [0.0, 1.0] for text in texts], dtype=numpy.float32)

    assert matched(one, other, "en", embed) == pytest.approx(1)
    assert matched("Pain fell.", other, "en", embed) == pytest.approx(2 / 3)
    assert matched("", other, "en", embed) == 0


def test_figures_and_names_that_are_not_in_the_article_are_found() -> None:
    article = ["More than 1,600 doctors met in Chengdu, said Tang Ruoxin.", "The MRI took 2.4 minutes."]
    assert not any(unsupported("Some 1600 doctors met in Chengdu for 2.4 minutes of MRI.", article, "en"))
    found = unsupported("Some 1,700 doctors met Dr. Wang in Nanjing for a PET scan.", article, "en")
    assert found.figures == ("1,700",)
    assert found.names == ("Dr", "Wang", "Nanjing", "PET")


def test_chinese_names_that_are_not_in_the_article_are_found() -> None:
    article = ["研究者卡米耶·奥贝坦说，24%的患者好转。", "唐若昕教授表示赞同。"]
    assert not any(unsupported("据卡米耶·奥贝坦介绍，24%的患者好转，教授唐若昕表示赞同。", article, "zh"))
    found = unsupported("让·奥贝坦说，25%的患者接受CT，教授王文博表示赞同。", article, "zh")
    assert found == (("25",), ("CT", "让·奥贝坦说", "王文博"))


def test_every_system_writes_a_brief_of_a_release() -> None:
    item = read_items(range(1, 2), 1)[0]
    for system in (lambda one: lead(one, True), lambda one: extracted(one, lexical_embed), best_there_is):
        (sentences,) = system(item)
        assert 0 < len(sentences) <= DEFAULT_LIMITS.sentences
        assert not unsupported(shown(item, sentences), [s.source for s in item.segments], "en").figures


class Liar:
    """Says a true sentence and a wrong one."""

    languages = frozenset({"en"})

    def __init__(self, true: str) -> None:
        self.true = true
        self.asked = 0

    def summarize(self, sentences, language, what):  # type: ignore[no-untyped-def]
        self.asked += 1
        return [Summary(f"{self.true} The congress drew 98,765 people to Atlantis.", 0.0)]


def test_the_gate_keeps_what_the_article_does_not_say_out_of_the_brief(tmp_path: Path) -> None:
    item = read_items(range(1, 2), 1)[0]
    liar = Liar(item.story[1].source)
    writer = Writer(lambda one: liar, tmp_path / "kept.json")
    (written,) = ungated(item, writer)
    assert any("Atlantis" in sentence for sentence in written)
    (published,) = gated(item, writer, lexical_embed, None, Glossary([]))
    assert not any("Atlantis" in sentence for sentence in published)
    assert liar.asked == 1
    again = Writer(lambda one: pytest.fail("asked again"), tmp_path / "kept.json")
    assert ungated(item, again) == [written]


def test_shapes_are_measured_on_either_side_and_told_where_they_are_over() -> None:
    line = BriefLine("A short headline", "一个标题")
    brief = Brief(line, (line,), (), "by hand", standfirst=line, social=(line, line))
    source = {one.shape: one.size for one in sized("a", brief, "en")}
    assert source == {"headline": 16, "standfirst": 3, "brief": 3, "social": 33}
    target = {one.shape: one.size for one in sized("a", brief, "zh", target=True)}
    assert target == {"headline": 4, "standfirst": 4, "brief": 4, "social": 8}
    table = size_table([Sized("b", "en", "headline", 91, 90), Sized("c", "en", "headline", 90, 90)])
    assert table.splitlines()[1].split("|")[-1].split() == ["1", "b"]


@pytest.mark.parametrize("number", [3, 21])
def test_every_shape_of_a_release_is_within_its_limit_and_says_nothing_new(number: int) -> None:
    for item in read_items([number], 3):
        brief = write_brief(item.article, item.segments, lexical_embed)
        assert all(one.size <= one.most for one in sized(item.article.name, brief, item.language))
        assert unheard_of(item, brief) == []
