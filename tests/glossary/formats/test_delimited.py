from pathlib import Path

import pytest

from translator.glossary.entries import BOTH_WAYS, TermEntry, entry_id
from translator.glossary.formats import read_contents, read_entries, write_deepl, write_entries
from translator.release import ReleaseError


def saved(tmp_path: Path, content: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "house.csv"
    path.write_bytes(content.encode(encoding, "surrogateescape"))
    return path


def pairs(path: Path) -> list[tuple[str, str]]:
    return [(e.en, e.zh) for e in read_entries(path)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    assert pairs(saved(tmp_path, "stroke,卒中\nfever,发热\n", encoding)) == [("stroke", "卒中"), ("fever", "发热")]


@pytest.mark.parametrize("separator", [",", "\t", ";", ", "])
def test_every_usual_separator_is_read(tmp_path: Path, separator: str) -> None:
    path = saved(tmp_path, f"stroke{separator}卒中\r\nfever{separator}发热\r\n")
    assert pairs(path) == [("stroke", "卒中"), ("fever", "发热")]


def test_a_comma_in_a_term_does_not_hide_the_tabs(tmp_path: Path) -> None:
    path = saved(tmp_path, "Hand, foot and mouth disease\t手足口病\nfever\t发热\n")
    assert pairs(path)[0] == ("Hand, foot and mouth disease", "手足口病")


@pytest.mark.parametrize(
    "header",
    ["", "en,zh\n", "English,Chinese\n", "英文,中文\n", "Source,Target\n", "# ours\n\n", "en-US,zh-Hans\n",
     "English term (full),中文名称（全称）\n"],
)  # fmt: skip
def test_a_header_is_recognised_and_not_needed(tmp_path: Path, header: str) -> None:
    assert pairs(saved(tmp_path, header + "stroke,卒中\n")) == [("stroke", "卒中")]


def test_terms_that_are_names_of_languages_are_no_header(tmp_path: Path) -> None:
    assert pairs(saved(tmp_path, "English,英语\nstroke,卒中\n")) == [("English", "英语"), ("stroke", "卒中")]


def test_columns_are_told_apart_by_their_script(tmp_path: Path) -> None:
    path = saved(tmp_path, "卒中,stroke\n新冠病毒,COVID\nPD-1,PD-1\n")
    assert pairs(path) == [("stroke", "卒中"), ("COVID", "新冠病毒"), ("PD-1", "PD-1")]


def test_a_header_puts_the_columns_in_their_place(tmp_path: Path) -> None:
    path = saved(tmp_path, "zh,note,en,enforced,variants_zh,page\n卒中,neurology,stroke,no,中风|脑卒中,7\n")
    (entry,) = read_entries(path)
    assert entry == TermEntry(
        entry_id("stroke", "卒中"),
        "stroke",
        "卒中",
        variants_zh=("中风", "脑卒中"),
        enforced=(),
        source="house.csv",
        note="neurology",
    )


def test_a_term_is_read_as_it_stands_in_a_text(tmp_path: Path) -> None:
    # A no-break space, two spaces, a zero-width space, an accent of its own, a compatibility character.
    path = saved(tmp_path, "Sj\u006f\u0308gren\u00a0 syndrome,干燥\u200b综合征\nnasal congestion,鼻\uf96c\n")
    assert pairs(path) == [("Sj\u00f6gren syndrome", "干燥综合征"), ("nasal congestion", "鼻\u585e")]


def test_the_third_cell_of_an_omegat_glossary_is_a_note(tmp_path: Path) -> None:
    path = tmp_path / "glossary.txt"
    path.write_text(
        "# Glossary in tab-separated format -*- coding: utf-8 -*-\nstroke\t卒中\tneurology\nfever\t发热\n", "utf-8"
    )
    assert [(e.en, e.zh, e.note) for e in read_entries(path)] == [
        ("stroke", "卒中", "neurology"),
        ("fever", "发热", ""),
    ]


def test_deepl_names_the_languages_behind_the_terms(tmp_path: Path) -> None:
    path = saved(tmp_path, "stroke,卒中,en,zh\n发热,fever,ZH,EN\nFieber,发热,de,zh\n")
    contents = read_contents(path)
    assert [(line, e.en, e.zh) for line, e in contents.rows] == [(1, "stroke", "卒中"), (2, "fever", "发热")]
    assert contents.skipped == ("line 3: de to zh, not English and Chinese",)
    with pytest.raises(ReleaseError, match="the lines are de to fr"):
        read_entries(saved(tmp_path, "Fieber,fièvre,de,fr\n"))


@pytest.mark.parametrize(("name", "expected"), [
    ("event.en-zh.tsv", "stroke\t卒中\nfever\t发热\n"),
    ("event.zh-en.tsv", "卒中\tstroke\n"),
])  # fmt: skip
def test_deepl_gets_what_is_enforced_in_its_direction_once(tmp_path: Path, name: str, expected: str) -> None:
    entries = [
        TermEntry("t1", "stroke", "卒中"),
        TermEntry("t2", "stroke", "中风", enforced=("en-zh",)),
        TermEntry("t3", "fever", "发热", enforced=("en-zh",)),
        TermEntry("t4", "sign", "体征", enforced=()),
    ]
    write_entries(entries, tmp_path / name)
    assert (tmp_path / name).read_text("utf-8") == expected
    write_deepl(entries, tmp_path / "any.txt", name[6:11])
    assert (tmp_path / "any.txt").read_text("utf-8") == expected


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        ("stroke,卒中\nfever\n", 2, "no second term"),
        ("stroke,卒中\n\nHand, foot and mouth disease,手足口病\n", 3, "quotation marks"),
        ("stroke，卒中\n", 1, "not by ，"),
        ("stroke,卒中\n,发热\n", 2, "one of the two terms is empty"),
        ("English,meaning,中文（繁體）\nstroke,a lack of blood,中風\n", 1, "no column of Chinese terms"),
        ("1\tstroke\t卒中\n", 1, "3 cells where two are needed"),
        ("en,zh\nstroke,\n", 2, "the Chinese is empty"),
        ("en,zh\n卒中,卒中\n", 2, "holds Chinese"),
        ("en,zh,enforced\nstroke,卒中,maybe\n", 2, "Write yes, no"),
        ('stroke,卒中\nfever,"发热\n', 2, "quotation mark"),
        ("en,note\nstroke,neurology\n", 1, "no column of Chinese terms"),
        ("term,meaning\nstroke,a lack of blood\n", 1, "no line of the glossary holds Chinese"),
        ("en,zh,forbidden_zh\nstroke,卒中,卒中|中风\n", 2, '"卒中" is both right and forbidden'),
        ("en,zh,forbidden_zh\nstroke,卒中,中风\nStroke,中风,\n", 3, "line 2 forbids it"),
        ("en,zh,forbidden_en\nstroke,卒中,\napoplexy,卒中,stroke\n", 2, "line 3 forbids it"),
        ("en,zh\nstroke,卒中\nfever,\udcff\udcff\n", 3, "neither UTF-8 nor GB 18030"),
    ],
)
def test_a_bad_line_is_named_with_what_to_do(tmp_path: Path, content: str, line: int, what: str) -> None:
    with pytest.raises(ReleaseError, match=f"house.csv, line {line}: .*{what}"):
        read_entries(saved(tmp_path, content))


def test_what_is_forbidden_for_a_term_that_is_not_enforced_contradicts_nothing(tmp_path: Path) -> None:
    path = saved(tmp_path, "en,zh,forbidden_zh,enforced\nplaque,牌匾,斑块,no\nplaque,斑块,,yes\n")
    assert len(read_entries(path)) == 2


def test_what_is_no_glossary_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="cannot be read"):
        read_entries(tmp_path / "missing.csv")
    with pytest.raises(ReleaseError, match="is empty"):
        read_entries(saved(tmp_path, "en,zh\n"))
    with pytest.raises(ReleaseError, match="is empty"):
        read_entries(saved(tmp_path, ""))
    with pytest.raises(ReleaseError, match="not a text file"):
        read_entries(saved(tmp_path, "\x7fELF\x00\x00\x00"))


def test_what_is_enforced_is_said_in_one_word(tmp_path: Path) -> None:
    path = saved(tmp_path, "en,zh,enforced\na b,甲,是\nb c,乙,\nc d,丙,NO\nd e,丁,en-zh\n")
    assert [e.enforced for e in read_entries(path)] == [BOTH_WAYS, BOTH_WAYS, (), ("en-zh",)]


def test_titles_above_the_header_are_skipped_and_told(tmp_path: Path) -> None:
    contents = read_contents(saved(tmp_path, "Terms of the summit,,\n,,\nNo.,English,中文\n1,stroke,卒中\n"))
    assert [(line, e.en, e.zh) for line, e in contents.rows] == [(4, "stroke", "卒中")]
    assert contents.skipped == ("line 1: a title",)


def test_a_term_above_the_header_is_no_title(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="line 2"):
        read_entries(saved(tmp_path, "stroke,卒中\nNo.,English,中文\n1,fever,发热\n"))


def test_the_separator_that_excel_names_is_no_term(tmp_path: Path) -> None:
    assert pairs(saved(tmp_path, "sep=;\nEnglish;中文\nstroke;卒中\n")) == [("stroke", "卒中")]


@pytest.mark.parametrize(
    "header",
    ["English,中文（繁体）,中文（简体）", "English,Chinese (Traditional),Chinese (Simplified)", "EN,ZH-TW,ZH-CN"],
)
def test_traditional_chinese_is_another_column(tmp_path: Path, header: str) -> None:
    assert pairs(saved(tmp_path, f"{header}\nstroke,中風,中风\n")) == [("stroke", "中风")]


def test_big5_is_not_read_as_gb18030(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="is in Big5"):
        read_entries(saved(tmp_path, "英文,中文\nstroke,中風\nknee,膝蓋\n", "big5"))


@pytest.mark.parametrize("content", [b"%PDF-1.4\n1 0 obj\n", b"\x1f\x8b\x08rest", b"\x89PNG\r\n\x1a\n\x01"])
def test_a_binary_file_is_told_whatever_it_is_called(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "house.csv").write_bytes(content)
    with pytest.raises(ReleaseError, match=r"house.csv: the glossary is not a text file"):
        read_entries(tmp_path / "house.csv")
