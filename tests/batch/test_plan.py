from pathlib import Path

import pytest

from translator.batch import plan


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "deep/a.docx", "picture.png", ".hidden.txt", "~$open.docx"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("x")
    return tmp_path


def test_a_folder_stands_for_the_articles_in_and_below_it(folder: Path) -> None:
    assert [job.source for job in plan([str(folder)])] == [
        folder / "a.md",
        folder / "b.txt",
        folder / "deep" / "a.docx",
    ]


def test_two_articles_of_one_name_get_names_of_their_own(folder: Path) -> None:
    assert [job.name for job in plan([str(folder)])] == ["a", "b", "a-2"]


def test_a_pattern_is_expanded_and_a_file_named_twice_comes_once(folder: Path) -> None:
    jobs = plan([str(folder / "*.txt"), str(folder / "b.txt")])
    assert [job.source for job in jobs] == [folder / "b.txt"]


def test_what_is_not_there_stays_a_job(folder: Path) -> None:
    assert [job.source for job in plan(["none.txt", "none/*.txt"])] == [Path("none.txt"), Path("none/*.txt")]


def test_a_hyphen_is_standard_input() -> None:
    assert plan(["-"])[0].source is None
