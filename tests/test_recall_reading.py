from collections.abc import Iterator
from pathlib import Path

import pytest

from translator.memory import Tally
from translator.recall import Memory
from translator.release import ReleaseError

EN, ZH = "The hospital opened a stroke center.", "医院启用卒中中心。"
BEDS_EN, BEDS_ZH = "It has 120 beds in two buildings.", "两栋楼共设床位120张。"


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory.open(tmp_path / "memory.sqlite") as opened:
        yield opened


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def xliff_1(state: str, unit: str = "", language: str = "zh-CN") -> str:
    return (
        f"<xliff version='1.2'><file source-language='en' target-language='{language}'><body><trans-unit id='1' {unit}>"
        f"<source>{EN}</source><target {state}>{ZH}</target></trans-unit></body></file></xliff>"
    )


def xliff_2(state: str) -> str:
    return (
        "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.0' srcLang='en' trgLang='zh-CN'>"
        f"<file id='f'><unit id='u'><segment {state}><source>{EN}</source><target>{ZH}</target></segment></unit></file>"
        "</xliff>"
    )


@pytest.mark.parametrize(
    ("content", "approved"),
    [
        (xliff_1(""), True),
        (xliff_1("state='final'"), True),
        (xliff_1("state='signed-off'"), True),
        (xliff_1("state='needs-review-translation'", "approved='yes'"), True),
        (xliff_1("state='translated'"), False),
        (xliff_1("state='needs-review-l10n'"), False),
        (xliff_1("", "approved='no'"), False),
        (xliff_1("", "xmlns:m='http://www.memsource.com/mxlf/2.0' m:confirmed='0'"), False),
        (xliff_1("state='new'"), None),
        (xliff_1("state='needs-translation'"), None),
        (xliff_2(""), True),
        (xliff_2("state='final'"), True),
        (xliff_2("state='reviewed'"), True),
        (xliff_2("state='translated'"), False),
        (xliff_2("state='initial'"), None),
    ],
)
def test_what_an_xliff_does_not_call_final_is_not_approved(
    memory: Memory, tmp_path: Path, content: str, approved: bool | None
) -> None:
    done = memory.import_file(write(tmp_path, "a.xlf", content))
    assert (done.tally.added, done.drafts, done.unapproved) == (
        approved is not None,
        approved is False,
        approved is None,
    )
    assert [hit.unit.approved for hit in memory.search(EN)] == ([] if approved is None else [approved])


def test_of_segments_in_a_unit_each_has_the_state_that_trados_gives_it(memory: Memory, tmp_path: Path) -> None:
    content = (
        "<xliff xmlns:sdl='http://sdl.com/FileTypes/SdlXliff/1.0' version='1.2'>"
        "<file source-language='en-US' target-language='zh-CN'><body><trans-unit id='1'>"
        f"<source>{EN} {BEDS_EN}</source>"
        f"<seg-source><mrk mtype='seg' mid='1'>{EN}</mrk> <mrk mtype='seg' mid='2'>{BEDS_EN}</mrk></seg-source>"
        f"<target><mrk mtype='seg' mid='1'>{ZH}</mrk><mrk mtype='seg' mid='2'>{BEDS_ZH}</mrk></target>"
        "<sdl:seg-defs><sdl:seg id='1' conf='ApprovedTranslation'/><sdl:seg id='2' conf='Draft' origin='mt'/>"
        "</sdl:seg-defs></trans-unit></body></file></xliff>"
    )
    done = memory.import_file(write(tmp_path, "a.sdlxliff", content))
    assert (done.tally.added, done.machine) == (1, 1)
    assert memory.lookup(EN, "en-zh")[0].note == "a.sdlxliff"


TRADITIONAL = "醫院啟用腦中風中心。"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", f"English,Chinese\n{EN},{TRADITIONAL}\n"),
        ("b.csv", f"English,zh-TW\n{EN},{ZH}\n"),
        ("c.xlf", xliff_1("", language="zh-Hant")),
        (
            "d.tmx",
            f"<tmx version='1.4'><header srclang='en'/><body><tu><tuv xml:lang='en'><seg>{EN}</seg></tuv>"
            f"<tuv xml:lang='zh-TW'><seg>{ZH}</seg></tuv></tu></body></tmx>",
        ),
    ],
)
def test_traditional_chinese_is_taken_but_not_approved(memory: Memory, tmp_path: Path, name: str, content: str) -> None:
    done = memory.import_file(write(tmp_path, name, content))
    assert (done.tally.added, done.traditional) == (1, 1)
    assert not memory.search(EN)[0].unit.approved
    assert memory.import_file(tmp_path / name, approve=True).traditional == 0
    assert memory.search(EN)[0].unit.approved


def test_rows_without_chinese_characters_or_letters_are_left_out_and_counted(memory: Memory, tmp_path: Path) -> None:
    rows = f"English,Chinese\n{EN},{ZH}\nMRI,MRI\n120,一百二十\n{BEDS_EN},120 / 2\n"
    done = memory.import_file(write(tmp_path, "pairs.csv", rows))
    assert (done.tally, done.wordless) == (Tally(added=1), 3)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Deutsch,中文\nHallo,你好\nDanke,谢谢\n", "deutsch"),
        (f"Source,Target\nDas Krankenhaus hat gestern ein neues Zentrum für Schlaganfälle eröffnet.,{ZH}\n", "German"),
        ("English,Japanese\nThe hospital opened.,病院は新しいセンターを開設しました。\n", "Japanese"),
    ],
)
def test_a_file_in_another_language_is_refused(memory: Memory, tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(ReleaseError, match=said):
        memory.import_file(write(tmp_path, "pairs.csv", content))
    assert memory.stats().units == 0


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", "", "the file is empty"),
        ("story.txt", EN, "translator align EN ZH"),
        ("foreign.sqlite", "SQLite format 3", r"Import reads .*\.tmx"),
        ("release.json", "{}", r"release\.json: "),
    ],
)
def test_what_import_cannot_read_is_said_with_what_to_do(
    memory: Memory, tmp_path: Path, name: str, content: str, said: str
) -> None:
    with pytest.raises(ReleaseError, match=said):
        memory.import_file(write(tmp_path, name, content))
