from pathlib import Path

import pytest

from translator.glossary.entries import TermEntry
from translator.glossary.merging import Correction, correct, finish, merge, read_corrections, settled
from translator.release import ReleaseError


def entry(en: str, zh: str, source: str = "house-a", **more: tuple[str, ...]) -> TermEntry:
    return TermEntry("", en, zh, source=source, **more)  # type: ignore[arg-type]


def test_the_same_term_in_two_sources_is_one_entry_with_the_variants_of_both() -> None:
    (merged,) = finish(
        merge(
            [
                entry("stroke", "卒中", variants_zh=("中风",)),
                entry("strokes", "卒中", "house-b", variants_zh=("脑卒中",)),
            ]
        )
    )
    assert (merged.en, merged.variants_en, merged.variants_zh, merged.source) == (
        "stroke",
        (),
        ("中风", "脑卒中"),
        "house-a",
    )


def test_of_two_synonyms_the_earlier_is_required_and_the_other_a_variant() -> None:
    (merged,) = finish(merge([entry("surgeon", "外科医师"), entry("surgeon", "外科医生", "house-b")]))
    assert (merged.zh, merged.variants_zh) == ("外科医师", ("外科医生",))


def test_another_meaning_stays_when_the_house_has_it_and_goes_when_others_do() -> None:
    candidates = [entry("plaque", "斑块"), entry("plaque", "牌匾", "house-b"), entry("plaque", "匾额", "corpus")]
    assert [e.zh for e in merge(candidates)] == ["斑块", "牌匾"]


def test_a_forbidden_translation_is_no_synonym_and_no_variant() -> None:
    candidates = [entry("sepsis", "脓毒症", forbidden_zh=("败血症",)), entry("sepsis", "败血症", "tico19")]
    (merged,) = finish(merge(candidates))
    assert (merged.zh, merged.variants_zh, merged.forbidden_zh) == ("脓毒症", (), ("败血症",))


def test_an_id_depends_on_the_pair_alone() -> None:
    alone = finish([entry("stroke", "卒中")])[0].id
    assert finish([entry("fever", "发热"), entry("stroke", "卒中", "house-b", variants_zh=("中风",))])[1].id == alone
    assert finish([entry("stroke", "中风")])[0].id != alone


def test_the_corpus_counts_where_most_releases_agree() -> None:
    tremor = [entry("tremor", "震颤", "corpus"), entry("tremor", "手抖", "corpus"), entry("tremors", "震颤", "corpus")]
    royalty = [entry("royalty", "版税", "corpus"), entry("royalty", "专利使用费", "corpus")]
    assert [(e.zh, e.note) for e in settled(tremor + royalty)] == [("震颤", "in 2 releases")]


def test_corrections_change_what_they_name() -> None:
    entries = [entry("surgeon", "外科医师"), entry("spread", "传播", "tico19")]
    corrections = [
        Correction("tico19", "spread", "", "drop", "", "no term"),
        Correction("merged", "surgeon", "", "zh", "外科医生", "press"),
    ]
    (left,) = correct(correct(entries, corrections, merged=False), corrections, merged=True)
    assert (left.zh, left.variants_zh) == ("外科医生", ("外科医师",))


def test_a_correction_of_nothing_is_an_error() -> None:
    with pytest.raises(ReleaseError, match=r'1\.csv, line 3: no entry of "tico19" is "gone"'):
        correct([], [Correction("tico19", "gone", "", "drop", "", "", "1.csv, line 3")], merged=False)


def test_what_is_not_there_cannot_be_taken_away() -> None:
    correction = Correction("merged", "stroke", "卒中", "variants_zh-", "中暑", "another illness")
    with pytest.raises(ReleaseError, match='"中暑" is none of the variants_zh of "stroke"'):
        correct([entry("stroke", "卒中", variants_zh=("中风",))], [correction], merged=True)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("merged,stroke,,colour,red,", r"1\.csv, line 2: .* the column colour"),
        ("merged,stroke,,enforced,maybe,", 'line 2: "stroke" is enforced "maybe"'),
        ("tico19,stroke,,enforced,no,", "line 2: .*Write merged as the source"),
    ],
)
def test_a_correction_that_says_nothing_possible_is_an_error(tmp_path: Path, line: str, wrong: str) -> None:
    (tmp_path / "1.csv").write_text(f"source,en,zh,column,value,why\n{line}\n", encoding="utf-8")
    with pytest.raises(ReleaseError, match=wrong):
        read_corrections(tmp_path)


def test_corrections_are_read_in_the_order_of_their_files(tmp_path: Path) -> None:
    for name in ("2", "1"):
        text = f"source,en,zh,column,value,why\nmerged,stroke,,note,{name},\n"
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    assert [(c.value, c.place) for c in read_corrections(tmp_path)] == [("1", "1.csv, line 2"), ("2", "2.csv, line 2")]
