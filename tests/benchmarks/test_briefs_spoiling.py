from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from _briefs.spoiling import Doc, kinds, plantings, read_docs


@pytest.fixture(scope="module")
def docs() -> list[Doc]:
    return read_docs([1, 2])


def made(docs: list[Doc], name: str) -> list[tuple[str, str]]:
    _, plant = kinds(docs)[name]
    return [(was, text) for _, was, text in plantings(name, plant, docs)]


def test_every_kind_changes_a_line_and_changes_it_the_same_way_every_time(docs: list[Doc]) -> None:
    empty = [name for name in kinds(docs) if not made(docs, name)]
    assert empty == []
    for name in ("digit changed", "another figure of it", "hedge dropped", "clause of another"):
        assert made(docs, name) == made(docs, name)
        assert all(was != text for was, text in made(docs, name))


def test_exchanged_figures_are_those_of_the_line(docs: list[Doc]) -> None:
    for was, text in made(docs, "figures exchanged"):
        assert sorted(was) == sorted(text)


def test_another_figure_is_one_of_the_article(docs: list[Doc]) -> None:
    from _briefs.unsupported import unsupported

    _, plant = kinds(docs)["another figure of it"]
    for doc, was, text in plantings("another figure of it", plant, docs):
        before, after = (unsupported(line, doc.segments, doc.language).figures for line in (was, text))
        assert set(after) <= set(before)
