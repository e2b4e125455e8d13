"""Many threads at one work: every change that was told to be made is there, and nothing is left over."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from translator import BilingualRelease, Settings, read_text
from translator.editing import Editor
from translator.office.office import KIND, MissingError, Office, Work, _Live
from translator.office.shelf import UnkeptError
from translator.release import Segment

THREADS = 8
EACH = 10


@pytest.fixture
def office(marian_settings: Settings, tmp_path: Path) -> Office:
    settings = replace(
        marian_settings,
        builtin_glossary=False,
        memory=str(tmp_path / "m.sqlite"),
        house_glossary=str(tmp_path / "h.csv"),
    )
    return Office(settings, folder=tmp_path / "sessions")


def kept(office: Office, id: str, segments: int = 1) -> Work:
    """A finished work of Ann's, of so many sentences."""
    article = read_text("It rained.", "rain", "en")
    made = tuple(Segment(f"s{n}", 0, f"It rained {n}.", "") for n in range(segments))
    work = Work(id, "rain", "done", 1.0, release=BilingualRelease(article, "zh", made))
    office.shelf.write("ann", KIND, id, work)
    return work


def test_no_change_is_lost_whatever_else_goes_on(office: Office) -> None:
    kept(office, "work-0001", THREADS)
    end = threading.Event()

    def add(thread: int) -> None:
        def longer(editor: Editor, release: BilingualRelease) -> BilingualRelease:
            segments = list(release.segments)
            segments[thread] = replace(segments[thread], target=segments[thread].target + "雨")
            return replace(release, segments=tuple(segments))

        for _ in range(EACH):
            office.change("ann", "work-0001", longer)

    def others() -> None:
        while not end.is_set():
            office.sweep()
            office.works("ann")
            with pytest.raises(MissingError):
                office.change("bob", "work-0001", lambda editor, release: release)
            kept(office, "work-0002")
            office.remove("ann", "work-0002")

    with ThreadPoolExecutor(THREADS + 1) as threads:
        other = threads.submit(others)
        list(threads.map(add, range(THREADS)))
        end.set()
        other.result()
    work = office.work("ann", "work-0001")
    assert work.release
    assert [segment.target for segment in work.release.segments] == ["雨" * EACH] * THREADS
    assert work.version == THREADS * EACH
    assert (len(office._locks), office._live) == (0, {})


def test_what_a_full_disk_does_not_take_is_not_lost_and_is_kept_later(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    id, work = "work-0001", kept(office, "work-0001")
    office._live[id] = _Live("ann", office.turns.put("ann", lambda ticket: None), replace(work, state="working"))
    with monkeypatch.context() as patch:
        patch.setattr(office.shelf, "write", _full)
        office._ended(id, "done")
        assert office.work("ann", id).state == "done"
        with pytest.raises(UnkeptError, match="disk may be full"):
            office.change("ann", id, lambda editor, release: release)
    changed = office.change("ann", id, lambda editor, release: release)
    assert office.work("ann", id).version == changed.version
    assert office._live == {}


def test_a_shelf_that_somebody_deleted_is_made_anew_for_its_owner_alone(office: Office) -> None:
    import shutil
    import stat

    kept(office, "work-0001")
    shutil.rmtree(office.shelf.folder)
    assert office.works("ann") == []
    assert office.sweep() == 0
    kept(office, "work-0001")
    assert [work.id for work in office.works("ann")] == ["work-0001"]
    assert stat.S_IMODE(office.shelf.folder.stat().st_mode) == 0o700


def _full(*args: object) -> None:
    raise UnkeptError
