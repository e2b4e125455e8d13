from pathlib import Path

import pytest

from translator.glossary.entries import BOTH_WAYS, TermEntry, entry_id, load_csv, write_csv
from translator.release import ReleaseError


def saved(tmp_path: Path, content: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "house.csv"
    path.write_bytes(content.encode(encoding))
    return path


def pairs(path: Path) -> list[tuple[str, str]]:
    return [(e.en, e.zh) for e in load_csv(path)]


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


@pytest.mark.parametrize("header", ["", "en,zh\n", "English,Chinese\n", "英文,中文\n", "Source,Target\n", "# ours\n\n"])
def test_a_header_is_recognised_and_not_needed(tmp_path: Path, header: str) -> None:
    assert pairs(saved(tmp_path, header + "stroke,卒中\n")) == [("stroke", "卒中")]


def test_columns_are_told_apart_by_their_script(tmp_path: Path) -> None:
    path = saved(tmp_path, "卒中,stroke\n新冠病毒,COVID\nPD-1,PD-1\n")
    assert pairs(path) == [("stroke", "卒中"), ("COVID", "新冠病毒"), ("PD-1", "PD-1")]


def test_a_header_puts_the_columns_in_their_place(tmp_path: Path) -> None:
    path = saved(tmp_path, "zh,note,en,enforced,variants_zh\n卒中,neurology,stroke,no,中风|脑卒中\n")
    (entry,) = load_csv(path)
    assert entry == TermEntry(
        entry_id("stroke", "卒中"),
        "stroke",
        "卒中",
        variants_zh=("中风", "脑卒中"),
        enforced=(),
        source="house.csv",
        note="neurology",
    )


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        ("stroke,卒中\nfever\n", 2, "1 cells where two are needed"),
        ("stroke,卒中\n\nHand, foot and mouth disease,手足口病\n", 3, "quotation marks"),
        ("stroke,卒中\n,发热\n", 2, "two are needed"),
        ("en,zh\nstroke,\n", 2, "the Chinese is empty"),
        ("en,zh\n卒中,卒中\n", 2, "holds Chinese"),
        ("en,zh,enforced\nstroke,卒中,maybe\n", 2, "Write yes, no"),
        ('stroke,卒中\nfever,"发热\n', 2, "quotation mark"),
    ],
)
def test_a_bad_line_is_named_with_what_to_do(tmp_path: Path, content: str, line: int, what: str) -> None:
    with pytest.raises(ReleaseError, match=f"house.csv, line {line}: .*{what}"):
        load_csv(saved(tmp_path, content))


def test_what_is_no_glossary_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="cannot be read"):
        load_csv(tmp_path / "missing.csv")
    with pytest.raises(ReleaseError, match="is empty"):
        load_csv(saved(tmp_path, "en,zh\n"))
    with pytest.raises(ReleaseError, match="not a text file"):
        load_csv(saved(tmp_path, "PK\x03\x04\x00\x00\x00"))


def test_entries_come_back_as_they_were_written(tmp_path: Path) -> None:
    entries = [
        TermEntry(
            "t1",
            "stroke",
            "卒中",
            "n",
            "neurology",
            ("CVA",),
            ("脑卒",),
            ("brain attack",),
            ("中风",),
            ("hit",),
            ("打击",),
        ),
        TermEntry("t2", "fever", "发热", enforced=("en-zh",), source="a", note='said "so", once'),
        TermEntry("t3", "sign", "体征", enforced=(), source="a"),
    ]
    path = tmp_path / "out.csv"
    write_csv(entries, path)
    assert [e if e.source else None for e in load_csv(path)][1:] == entries[1:]
    assert load_csv(path)[0].forbidden_zh == ("打击",)
    assert load_csv(path)[0].enforced == BOTH_WAYS
