import csv
import io
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pytest

from translator import ReleaseError, Settings
from translator.office.batches import REPORT, Batches, FileState, report
from translator.office.office import MissingError, NotReadyError, Office

ENGLISH = b"Hospital opens stroke center\n\nThe hospital opened a stroke center. It has 120 beds.\n"
CHINESE = "卒中中心揭牌\n\n医院卒中中心正式揭牌，设床位120张。\n".encode()
GLOSSARY = "stroke center,卒中诊疗中心\nstroke hub,卒中中心\n".encode()


@pytest.fixture(scope="module")
def office(marian_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("office")
    return Office(replace(marian_settings, house_glossary=str(folder / "house.csv"), brief=False), folder=folder / "s")


@pytest.fixture(scope="module")
def batches(office: Office) -> Batches:
    return Batches(office, most=8)


@pytest.fixture(scope="module")
def done(office: Office, batches: Batches) -> str:
    """A batch of Ann's with files of every kind, which has ended."""
    files = [
        ("a.txt", ENGLISH),
        ("bad.docx", b"PK\x03\x04"),
        ("x/A.md", CHINESE),
        ("empty.txt", b""),
        ("..\\..\\etc\0/passwd.pdf", b"%PDF"),
    ]
    return finished(office, batches, batches.start("ann", files, glossaries=[("../our terms.csv", GLOSSARY)]))


@pytest.fixture
def busy(office: Office) -> Iterator[None]:
    """The worker has something else to do, so that works wait."""
    end = threading.Event()
    ticket = office.turns.put("somebody", lambda ticket: end.wait(300))
    yield
    end.set()
    ticket.wait(300)


def finished(office: Office, batches: Batches, id: str) -> str:
    for file in batches.batch("ann", id).files:
        if file.work:
            office.wait("ann", file.work, 300)
    assert all(state.ended for state in batches.states("ann", id))
    return id


def test_a_bad_file_stops_no_other_and_names_lead_nowhere(batches: Batches, done: str) -> None:
    states = batches.states("ann", done)
    assert [(state.name, state.state) for state in states] == [
        ("a.txt", "done"),
        ("bad.docx", "failed"),
        ("A.md", "done"),
        ("empty.txt", "failed"),
        ("passwd.pdf", "failed"),
    ]
    assert [(s.source, s.target) for s in states if s.state == "done"] == [("en", "zh"), ("zh", "en")]
    assert (states[0].segments, states[0].terms) == (3, 2)
    assert all(s.error.startswith(s.name) and not s.work for s in states if s.state == "failed")


def test_the_zip_has_distinct_names_what_was_edited_and_a_report(office: Office, batches: Batches, done: str) -> None:
    work = office.work("ann", batches.states("ann", done)[0].work)
    assert work.release
    first = work.release.segments[0].id
    office.change("ann", work.id, lambda editor, release: editor.edited(release, first, "卒中中心启用"))
    with batches.zip("ann", done, ["md", "json"]) as file, zipfile.ZipFile(file) as packed:
        names = [name for name in packed.namelist() if name != REPORT]
        assert names == ["a.en-zh.md", "a.en-zh.json", "A-2.zh-en.md", "A-2.zh-en.json"]
        assert "卒中中心启用" in packed.read("a.en-zh.md").decode()
        rows = list(csv.DictReader(io.StringIO(packed.read(REPORT).decode("utf-8-sig"))))
    assert [row["state"] for row in rows] == ["done", "failed", "done", "failed", "failed"]
    assert (rows[0]["segments"], rows[0]["from"], rows[1]["segments"]) == ("3", "en", "")
    assert "Word document" in rows[1]["why not"]


def test_one_glossary_is_laid_over_all_articles(office: Office, batches: Batches, done: str) -> None:
    required = {"a.txt": "卒中诊疗中心", "A.md": "stroke hub"}
    for state in batches.states("ann", done):
        if state.work:
            release = office.work("ann", state.work).release
            assert release
            terms = {term.target for segment in release.segments for term in segment.terms}
            assert required[state.name] in terms


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
    id = finished(office, batches, batches.start("ann", [("b.txt", CHINESE)], to="zh"))
    (state,) = batches.states("ann", id)
    assert state.state == "failed"
    assert "already in the language" in state.error


@pytest.mark.usefixtures("busy")
def test_one_is_stopped_then_all_are_and_nothing_is_packed(batches: Batches) -> None:
    id = batches.start("ann", [(f"{n}.txt", ENGLISH) for n in range(4)])
    assert [state.before for state in batches.states("ann", id)] == [1, 2, 3, 4]
    batches.stop("ann", id, 1)
    assert [state.state for state in batches.states("ann", id)] == ["waiting", "stopped", "waiting", "waiting"]
    batches.stop("ann", id)
    assert {state.state for state in batches.states("ann", id)} == {"stopped"}
    for number in (-1, 4):
        with pytest.raises(MissingError):
            batches.stop("ann", id, number)
    with pytest.raises(NotReadyError):
        batches.zip("ann", id, ["md"])


@pytest.mark.usefixtures("busy")
def test_a_removed_work_is_shown_as_deleted_and_a_removed_batch_takes_its_works(
    office: Office, batches: Batches
) -> None:
    id = batches.start("sue", [("1.txt", ENGLISH), ("2.txt", ENGLISH)])
    office.remove("sue", batches.states("sue", id)[0].work)
    assert [state.state for state in batches.states("sue", id)] == ["deleted", "waiting"]
    batches.remove("sue", id)
    assert office.works("sue") == []
    assert batches.batches("sue") == []


def test_a_batch_is_its_owners_alone(batches: Batches, done: str) -> None:
    for act in (batches.batch, batches.states, batches.stop, batches.remove):
        with pytest.raises(MissingError):
            act("bob", done)
    with pytest.raises(MissingError):
        batches.zip("bob", done, ["md"])
    with pytest.raises(ReleaseError, match="Unknown format"):
        batches.zip("ann", done, ["exe"])


def test_batches_outlive_the_server_and_the_last_comes_first(office: Office, batches: Batches, done: str) -> None:
    last = batches.start("ann", [("empty.txt", b"")])
    again = Batches(Office(office.settings, folder=office.shelf.folder))
    listed = [batch.id for batch in again.batches("ann")]
    assert listed[0] == last
    assert done in listed
    assert again.states("ann", done) == batches.states("ann", done)


def test_a_spreadsheet_takes_no_name_for_a_formula() -> None:
    cells = report([FileState('=HYPERLINK("x").txt', "", "deleted")], "zh").decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(cells))
    assert header[:2] == ["文件", "状态"]
    assert row[:2] == ['\'=HYPERLINK("x").txt', "已删除"]
