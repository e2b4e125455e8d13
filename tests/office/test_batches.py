import csv
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from translator import ReleaseError, Settings
from translator.office.batches import REPORT, Batches, FileState, report
from translator.office.office import MissingError, NotReadyError, Office

ENGLISH = b"Hospital opens stroke center\n\nThe hospital opened a stroke center. It has 120 beds.\n"
CHINESE = "卒中中心揭牌\n\n医院卒中中心正式揭牌，设床位120张。\n".encode()
GLOSSARY = "stroke center,卒中诊疗中心\n".encode()


@pytest.fixture(scope="module")
def office(marian_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("office")
    return Office(replace(marian_settings, house_glossary=str(folder / "house.csv"), brief=False), folder=folder / "s")


@pytest.fixture
def batches(office: Office) -> Batches:
    return Batches(office, most=8)


def finished(office: Office, batches: Batches, owner: str, id: str) -> list[FileState]:
    for file in batches.batch(owner, id).files:
        office.wait(owner, file.work, 60)
    states = batches.states(owner, id)
    assert all(state.ended for state in states)
    return states


def test_a_bad_file_stops_no_other_and_names_are_distinct(office: Office, batches: Batches) -> None:
    files = [
        ("a.txt", ENGLISH),
        ("bad.docx", b"PK\x03\x04"),
        ("x/A.md", CHINESE),
        ("empty.txt", b""),
        ("a.pdf", b"%PDF"),
    ]
    id = batches.start("ann", files)
    states = finished(office, batches, "ann", id)
    assert [(s.name, s.state) for s in states] == [
        ("a.txt", "done"),
        ("bad.docx", "failed"),
        ("A.md", "done"),
        ("empty.txt", "failed"),
        ("a.pdf", "failed"),
    ]
    assert [(s.source, s.target) for s in states if s.state == "done"] == [("en", "zh"), ("zh", "en")]
    assert (states[0].segments, states[0].terms) == (3, 2)
    assert all(s.error.startswith(s.name) and not s.work for s in states if s.state == "failed")
    with batches.zip("ann", id, ["md", "json"]) as file, zipfile.ZipFile(file) as packed:
        names = [name for name in packed.namelist() if name != REPORT]
        assert names == ["a.en-zh.md", "a.en-zh.json", "A-2.zh-en.md", "A-2.zh-en.json"]
        rows = list(csv.DictReader(io.StringIO(packed.read(REPORT).decode("utf-8-sig"))))
    assert [row["state"] for row in rows] == [s.state for s in states]
    assert (rows[0]["segments"], rows[0]["from"], rows[1]["segments"]) == ("3", "en", "")
    assert "Word document" in rows[1]["why not"]


def test_the_zip_has_what_was_edited(office: Office, batches: Batches) -> None:
    id = batches.start("ann", [("a.txt", ENGLISH)])
    (state,) = finished(office, batches, "ann", id)
    work = office.work("ann", state.work)
    assert work.release
    first = work.release.segments[0].id
    office.change("ann", work.id, lambda editor, release: editor.edited(release, first, "卒中中心启用"))
    with batches.zip("ann", id, ["md"]) as file, zipfile.ZipFile(file) as packed:
        assert "卒中中心启用" in packed.read("a.en-zh.md").decode()


def test_one_glossary_is_laid_over_all_articles(office: Office, batches: Batches) -> None:
    id = batches.start("ann", [("a.txt", ENGLISH), ("b.txt", ENGLISH)], glossaries=[("../our terms.csv", GLOSSARY)])
    for state in finished(office, batches, "ann", id):
        release = office.work("ann", state.work).release
        assert release
        assert {term.target for segment in release.segments for term in segment.terms} >= {"卒中诊疗中心"}


@pytest.mark.parametrize(
    ("files", "glossaries", "reason"),
    [
        ([], [], "no files"),
        ([("a.txt", ENGLISH)] * 9, [], "9 files, and 8 are allowed"),
        ([("a.txt", ENGLISH)], [("terms.csv", b"one,two,\0")], "terms.csv"),
    ],
)
def test_what_can_not_be_started_says_why_and_starts_nothing(
    office: Office,
    batches: Batches,
    files: list[tuple[str, bytes]],
    glossaries: list[tuple[str, bytes]],
    reason: str,
) -> None:
    with pytest.raises(ReleaseError, match=reason):
        batches.start("eve", files, glossaries=glossaries)
    assert office.works("eve") == []
    assert batches.batches("eve") == []


def test_an_article_in_the_language_asked_for_fails_alone(office: Office, batches: Batches) -> None:
    id = batches.start("ann", [("a.txt", ENGLISH), ("b.txt", CHINESE)], to="zh")
    states = finished(office, batches, "ann", id)
    assert [state.state for state in states] == ["done", "failed"]
    assert "already in the language" in states[1].error


def test_all_are_stopped_and_one_is_and_nothing_is_packed(office: Office, batches: Batches) -> None:
    id = batches.start("ann", [(f"{n}.txt", ENGLISH) for n in range(6)])
    batches.stop("ann", id, 5)
    assert batches.states("ann", id)[5].state == "stopped"
    batches.stop("ann", id)
    states = finished(office, batches, "ann", id)
    assert {state.state for state in states[1:]} == {"stopped"}
    with pytest.raises(MissingError):
        batches.stop("ann", id, 6)
    if states[0].state == "stopped":
        with pytest.raises(NotReadyError):
            batches.zip("ann", id, ["md"])


def test_a_batch_is_its_owners_alone(batches: Batches) -> None:
    id = batches.start("ann", [("empty.txt", b"")])
    for act in (batches.batch, batches.states, batches.stop, batches.remove):
        with pytest.raises(MissingError):
            act("bob", id)
    with pytest.raises(MissingError):
        batches.zip("bob", id, ["md"])
    with pytest.raises(NotReadyError):
        batches.zip("ann", id, ["md"])
    with pytest.raises(ReleaseError, match="Unknown format"):
        batches.zip("ann", id, ["exe"])


def test_batches_outlive_the_server_and_the_last_comes_first(office: Office, batches: Batches) -> None:
    first, last = (batches.start("tom", [(name, ENGLISH)]) for name in ("1.txt", "2.txt"))
    done = finished(office, batches, "tom", first) + finished(office, batches, "tom", last)
    again = Batches(Office(office.settings, folder=office.shelf.folder))
    assert [batch.id for batch in again.batches("tom")] == [last, first]
    assert again.states("tom", first) + again.states("tom", last) == done


def test_a_removed_work_is_shown_as_deleted_and_a_removed_batch_takes_its_works(
    office: Office, batches: Batches
) -> None:
    id = batches.start("sue", [("1.txt", ENGLISH), ("2.txt", ENGLISH)])
    states = finished(office, batches, "sue", id)
    office.remove("sue", states[0].work)
    assert [state.state for state in batches.states("sue", id)] == ["deleted", "done"]
    batches.remove("sue", id)
    assert office.works("sue") == []
    assert batches.batches("sue") == []


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "C:\\temp\\passwd.txt", "a\0/passwd.txt"])
def test_a_name_leads_nowhere(office: Office, batches: Batches, name: str) -> None:
    id = batches.start("ann", [(name, ENGLISH)])
    finished(office, batches, "ann", id)
    with batches.zip("ann", id, ["md"]) as file, zipfile.ZipFile(file) as packed:
        assert packed.namelist() == ["passwd.en-zh.md", REPORT]


def test_a_spreadsheet_takes_no_name_for_a_formula(tmp_path: Path) -> None:
    cells = report([FileState('=HYPERLINK("x").txt', "", "deleted")], "zh").decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(cells))
    assert header[:2] == ["文件", "状态"]
    assert row[:2] == ['\'=HYPERLINK("x").txt', "已删除"]
