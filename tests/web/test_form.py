import os
import time
import zipfile
from pathlib import Path

import pytest

from translator import Settings
from translator.web import KEPT_SECONDS, Office, build, make_release

STORY = "Hospital opens stroke center\n\nThe hospital opened a stroke center on May 16, 2025.\n"


@pytest.fixture
def office(marian_settings: Settings) -> Office:
    return Office(marian_settings)


def test_pasted_text_becomes_a_page_and_six_files(office: Office) -> None:
    steps: list[str] = []
    page, files = make_release(office, STORY, None, None, lambda step, done, of: steps.append(step))
    assert "<iframe" in page
    assert "Hospital opens stroke center" in page
    assert sorted(Path(file).suffix for file in files) == [".docx", ".html", ".json", ".md", ".tmx", ".xlf"]
    assert "translation" in steps
    word = next(file for file in files if file.endswith(".docx"))
    assert "word/document.xml" in zipfile.ZipFile(word).namelist()


def test_an_uploaded_file_wins_over_the_text(office: Office, tmp_path: Path) -> None:
    upload = tmp_path / "story.txt"
    upload.write_text(STORY, encoding="utf-8")
    _, files = make_release(office, "", str(upload), "zh", lambda step, done, of: None)
    assert Path(files[0]).name.startswith("story.en-zh.")


def test_the_page_cannot_break_out_of_its_frame(office: Office) -> None:
    page, _ = make_release(
        office, STORY.replace("stroke", '"><script>alert(1)</script>'), None, None, lambda *told: None
    )
    assert "<script>" not in page
    assert "sandbox" in page


def test_a_fault_is_a_message_and_no_traceback(office: Office) -> None:
    import gradio as gr

    with pytest.raises(gr.Error, match="empty"):
        make_release(office, "   ", None, None, lambda *told: None)


def test_files_are_deleted_after_their_time(office: Office) -> None:
    old = Path(office.save({"old.txt": b"x"})[0])
    past = time.time() - KEPT_SECONDS - 1
    os.utime(old.parent, (past, past))
    new = Path(office.save({"new.txt": b"y"})[0])
    assert not old.exists()
    assert new.read_bytes() == b"y"


def test_the_form_is_built_without_telemetry(marian_settings: Settings) -> None:
    form = build(marian_settings)
    assert form.analytics_enabled is False
