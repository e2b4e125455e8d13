from __future__ import annotations

from pathlib import Path

import pytest

from translator.reading.bitext.texts import read_text_pair, read_texts
from translator.release import ReleaseError

EN = (
    "Hospital opens stroke center",
    "",
    "The hospital opened a stroke center in June. It has treated 320 patients since then.",
    "The center has 12 beds, the director of the hospital said on Monday.",
)
ZH = ("医院启用卒中中心", "", "该院于6月启用卒中中心。至今已收治320名患者。", "院长周一表示，中心设有12张床位。")


def texts(folder: Path, en: tuple[str, ...] = EN, zh: tuple[str, ...] = ZH, endings: str = "txt txt") -> list[Path]:
    files = [folder / f"{name}.{ending}" for name, ending in zip(("en", "zh"), endings.split(), strict=True)]
    for file, lines in zip(files, (en, zh), strict=True):
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return files


def test_lines_are_paired_and_cut_into_sentences_where_both_have_as_many(tmp_path: Path) -> None:
    one, other = texts(tmp_path)
    bitext = read_texts(one, other)
    assert [(s.source, s.target, s.block) for s in bitext.release.segments] == [
        ("Hospital opens stroke center", "医院启用卒中中心", 0),
        ("The hospital opened a stroke center in June.", "该院于6月启用卒中中心。", 1),
        ("It has treated 320 patients since then.", "至今已收治320名患者。", 1),
        (EN[3], ZH[3], 2),
    ]
    assert bitext.places == (f"{other}:1", f"{other}:3", f"{other}:3", f"{other}:4")
    assert bitext.release.article.blocks[0].kind == "headline"
    assert str(bitext.release.direction) == "en-zh"
    assert {segment.origin for segment in bitext.release.segments} == {"human"}


def test_a_paragraph_is_one_segment_where_its_sentences_do_not_fit(tmp_path: Path) -> None:
    joined = (*ZH[:2], "该院于6月启用卒中中心，至今已收治320名患者。", ZH[3])
    bitext = read_texts(*texts(tmp_path, zh=joined))
    assert (EN[2], joined[2]) in {(s.source, s.target) for s in bitext.release.segments}


def test_other_texts_are_paired_by_paragraphs_whatever_lines_they_have(tmp_path: Path) -> None:
    one, other = texts(tmp_path, zh=("", *ZH[:3], "", "", ZH[3]), endings="txt md")
    bitext = read_texts(one, other)
    assert len(bitext.release.segments) == 4
    assert bitext.places[-1] == f"{other}, paragraph 3"


def test_the_chinese_text_may_be_the_original(tmp_path: Path) -> None:
    one, other = texts(tmp_path)
    assert str(read_texts(other, one).release.direction) == "zh-en"


def test_a_line_without_translation_is_a_segment_without_target(tmp_path: Path) -> None:
    bitext = read_texts(*texts(tmp_path, (*EN, "It has its own ambulance.", *EN[2:]), (*ZH, "", *ZH[2:])))
    assert [s.target for s in bitext.release.segments if s.source == "It has its own ambulance."] == [""]


def test_a_translation_without_source_is_named(tmp_path: Path) -> None:
    one, other = texts(tmp_path, (*EN, "", *EN[2:]), (*ZH, "此句多余。", *ZH[2:]))
    assert f"{other}:5" in read_texts(one, other).release.article.warnings[-1]


def test_paragraphs_that_do_not_fit_are_refused_with_counts_and_place(tmp_path: Path) -> None:
    dropped = (*ZH[:2], ZH[3])
    with pytest.raises(ReleaseError) as caught:
        read_texts(*texts(tmp_path, zh=dropped))
    said = str(caught.value)
    assert "en.txt has 3 paragraphs" in said
    assert "zh.txt has 2" in said
    assert "paragraph 2 of" in said
    assert "“The hospital opened" in said


def test_two_texts_in_one_language_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="both are in English"):
        read_texts(*texts(tmp_path, zh=EN))


def test_a_missing_translation_says_which_file(tmp_path: Path) -> None:
    one, _ = texts(tmp_path)
    with pytest.raises(ReleaseError, match=r"none\.txt: there is no such file"):
        read_texts(one, tmp_path / "none.txt")


def test_strings_are_paired_by_their_lines() -> None:
    bitext = read_text_pair("\n".join(EN), "\n".join(ZH), "text")
    assert [segment.target for segment in bitext.release.segments][-1] == ZH[3]
    assert bitext.release.article.name == "text"
