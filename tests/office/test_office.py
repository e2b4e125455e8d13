import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from translator import Article, ReleaseError, Settings, read_text
from translator.editing import TermOffer
from translator.office.office import MissingError, NotReadyError, Office
from translator.office.works import Work
from translator.termbase import TermEntry, add_entry, house_file

STORY = (
    "Hospital opens stroke center\n\nThe hospital opened a stroke center on May 16, 2025. It has 120 beds.\n\n"
    "The center treated 320 patients in its first month."
)
Build = Callable[[], Office]


@pytest.fixture(scope="module")
def article() -> Article:
    return read_text(STORY, "stroke")


@pytest.fixture
def build(marian_settings: Settings, tmp_path: Path) -> Build:
    """Makes offices that share a folder, as a server does before and after a restart."""
    settings = replace(
        marian_settings, memory=str(tmp_path / "memory.sqlite"), house_glossary=str(tmp_path / "house.csv"), brief=False
    )
    return lambda: Office(settings, folder=tmp_path / "sessions", characters=1000)


@pytest.fixture
def office(build: Build) -> Office:
    return build()


def made(office: Office, article: Article, owner: str = "ann") -> Work:
    work = office.wait(owner, office.start_release(owner, article), 60)
    assert work.state == "done"
    return work


def test_a_release_is_made_and_is_its_owners_alone(office: Office, article: Article) -> None:
    work = made(office, article)
    assert work.release
    assert all(segment.target for segment in work.release.segments)
    assert [found.id for found in office.works("ann")] == [work.id]
    assert office.works("bob") == []
    for act in (office.work, office.stop, office.remove):
        with pytest.raises(MissingError):
            act("bob", work.id)
    with pytest.raises(MissingError):
        office.change("bob", work.id, lambda editor, release: release)


def test_another_has_no_part_in_a_work_that_is_still_being_made(office: Office, article: Article) -> None:
    id = office.start_release("ann", article)
    with pytest.raises(MissingError):
        office.work("bob", id)
    assert office.wait("ann", id, 60).state == "done"


def test_an_edit_is_checked_and_survives_a_restart(office: Office, build: Build, article: Article) -> None:
    work = made(office, article)
    assert work.release
    beds = work.release.segments[2]
    edited = office.change("ann", work.id, lambda editor, release: editor.edited(release, beds.id, "设有210张床位。"))
    assert edited.release
    assert edited.version > work.version
    assert any(issue.check == "numbers" for issue in edited.release.segments[2].issues)
    again = build().work("ann", work.id)
    assert again.release
    assert again.release.segments[2].target == "设有210张床位。"
    assert again.original == {beds.id: beds}


def test_a_change_that_fails_leaves_the_work_as_it_was(office: Office, article: Article) -> None:
    work = made(office, article)
    with pytest.raises(ReleaseError):
        office.change("ann", work.id, lambda editor, release: editor.edited(release, "none such", "改"))
    assert office.work("ann", work.id) == work


def test_what_is_approved_is_remembered_and_what_is_not_any_more_is_forgotten(office: Office, article: Article) -> None:
    work = made(office, article)
    assert work.release
    id, source = work.release.segments[2].id, work.release.segments[2].source

    def say(target: str) -> list[str]:
        office.change("ann", work.id, lambda editor, release: editor.edited(release, id, target))
        office.approve("ann", work.id, id)
        return [unit.zh for unit in office.memory().exact(source) if unit.approved]

    assert say("中心设有120张床位。") == ["中心设有120张床位。"]
    assert say("共有120张床位。") == ["共有120张床位。"]
    assert made(office, article).release.segments[2].target == "共有120张床位。"  # type: ignore[union-attr]
    withdrawn = office.approve("ann", work.id, id, False)
    assert withdrawn.release
    assert not withdrawn.release.segments[2].approved
    assert office.memory().exact(source) == []


def test_a_work_that_is_stopped_keeps_what_is_there_and_can_be_edited(office: Office, article: Article) -> None:
    blocker = office.turns.put("bob", lambda ticket: ticket._cancelled.wait(30))
    id = office.start_release("ann", article)
    assert office.work("ann", id).before == 1
    with pytest.raises(NotReadyError):
        office.change("ann", id, lambda editor, release: release)
    assert office.stop("ann", id).state == "stopped"
    blocker.cancel()
    assert office.work("ann", id).state == "stopped"


def test_an_article_that_is_too_long_is_refused_before_it_waits(office: Office) -> None:
    with pytest.raises(ReleaseError, match="1,000 are allowed"):
        office.start_release("ann", read_text("The hospital opened. " * 60, "long"))
    assert office.works("ann") == []


def test_a_work_that_cannot_be_made_says_why(office: Office, article: Article) -> None:
    work = office.wait("ann", office.start_release("ann", article, "en"), 60)
    assert work.state == "failed"
    assert "already in the language" in work.error


def test_a_restart_in_the_middle_is_told(office: Office, build: Build, article: Article) -> None:
    blocker = office.turns.put("bob", lambda ticket: ticket._cancelled.wait(30))
    id = office.start_release("ann", article)
    lost = build().work("ann", id)
    blocker.cancel()
    assert lost.state == "failed"
    assert "restarted" in lost.error
    office.wait("ann", id, 60)


def test_a_new_term_of_the_house_is_looked_for_in_the_work_and_in_what_comes_after(
    office: Office, article: Article
) -> None:
    work = made(office, article)
    changed = office.add_term("ann", work.id, TermOffer("stroke center", "卒中中心楼"))
    for release in (changed.release, made(office, article).release):
        assert release
        assert {"卒中中心楼"} <= {term.target for segment in release.segments for term in segment.terms}


def test_a_house_glossary_that_another_program_changed_is_noticed(office: Office, article: Article) -> None:
    before = office.pipeline()
    assert office.pipeline() is before
    add_entry(TermEntry("", "first month", "头一个月份"), house_file(office.settings))
    assert office.pipeline() is not before


def test_what_is_removed_is_gone(office: Office, article: Article) -> None:
    work = made(office, article)
    office.remove("ann", work.id)
    with pytest.raises(MissingError):
        office.work("ann", work.id)
    assert office.works("ann") == []


def test_what_there_is_of_a_work_that_was_stopped_has_been_checked(office: Office, article: Article) -> None:
    ids: list[str] = []
    seen = threading.Event()

    def stop_when_translated() -> None:
        work = office.work("ann", ids[0])
        while not work.ended and not (work.release and any(s.target for s in work.release.segments)):
            work = office.work("ann", ids[0])
        office.stop("ann", ids[0])
        seen.set()

    with office._guard:  # so that it has not begun before somebody watches
        ids.append(office.start_release("ann", article))
        threading.Thread(target=stop_when_translated, daemon=True).start()
    assert seen.wait(60)
    work = office.wait("ann", ids[0], 60)
    assert work.release
    assert work.state in ("stopped", "done")  # the last of it may have been done when it was stopped
    assert any(issue.severity == "error" for segment in work.release.segments for issue in segment.issues)
