from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from translator.release import BilingualRelease, ReleaseError
from translator.writing import WRITERS, file_name, render


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_writes_a_release_of_any_shape(name: str, every_shape: BilingualRelease) -> None:
    assert render(every_shape, name)


def test_an_unknown_format_is_refused_with_the_known_ones(release: BilingualRelease) -> None:
    with pytest.raises(ReleaseError, match=r'"pdf".*html, docx, md, json, tmx, xliff'):
        render(release, "pdf")


def test_files_are_named_after_the_article_its_direction_and_the_format(release: BilingualRelease) -> None:
    assert file_name(release, "html") == "summit.en-zh.html"
    assert file_name(release, "xliff") == "summit.en-zh.xlf"


def test_an_article_name_cannot_leave_the_folder(release: BilingualRelease) -> None:
    article = replace(release.article, name="../a\\b")
    assert file_name(replace(release, article=article), "json") == "..-a-b.en-zh.json"


def test_importing_the_writers_imports_nothing_heavy() -> None:
    code = (
        "import sys, translator.writing; print(*[m for m in ('lxml', 'jinja2', 'docx', 'msgspec') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
