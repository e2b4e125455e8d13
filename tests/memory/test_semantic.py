from collections.abc import Sequence

import numpy
import pytest
from numpy.typing import NDArray

from translator.memory import NewUnit, TranslationMemory
from translator.memory.semantic import Vectors, index

TOPICS = ("stroke", "summit", "beds", "卒中", "峰会", "床位")


class Topics:
    """An embedding with a dimension a topic; it stops after some calls."""

    def __init__(self, calls: int = 99) -> None:
        self.calls = calls
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> NDArray[numpy.float32]:
        if not self.calls:
            raise KeyboardInterrupt
        self.calls -= 1
        self.asked += texts
        rows = numpy.array([[0.1, *(text.count(topic) for topic in TOPICS)] for text in texts], numpy.float32)
        return rows / numpy.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def filled(memory: TranslationMemory, clinic: list[NewUnit]) -> TranslationMemory:
    memory.put(clinic, "test")
    return memory


def test_what_means_the_same_is_found_by_its_embedding(filled: TranslationMemory) -> None:
    assert index(filled, "en", Topics(), "topics") == 4
    ((found, *_), none) = Vectors(filled, "en", "topics").nearest(
        ["more beds than before", "weather"], Topics(), 3, least=0.9
    )
    assert found.unit.en.startswith("It has 120 beds")
    assert found.score == pytest.approx(1, abs=0.01)
    assert none == []


def test_an_index_goes_on_where_it_was_broken_off(memory: TranslationMemory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translator.memory.semantic._KEPT", 2)
    memory.put([NewUnit(f"stroke {n}", f"卒中{n}") for n in range(6)], "test")
    with pytest.raises(KeyboardInterrupt):
        index(memory, "en", Topics(calls=2), "topics")
    second = Topics()
    assert index(memory, "en", second, "topics") == 2
    assert second.asked == ["stroke 4", "stroke 5"]
    assert index(memory, "en", second, "topics") == 0


def test_units_added_since_are_found_by_the_same_reader(filled: TranslationMemory) -> None:
    index(filled, "zh", Topics(), "topics")
    vectors = Vectors(filled, "zh", "topics")
    vectors.nearest(["卒中"], Topics(), 3)
    filled.put([NewUnit("beds, beds", "床位，床位")], "test")
    index(filled, "zh", Topics(), "topics")
    assert "床位，床位" in [one.unit.zh for one in vectors.nearest(["床位"], Topics(), 3, least=0.9)[0]]


def test_removed_units_and_other_models_are_not_offered(filled: TranslationMemory) -> None:
    index(filled, "en", Topics(), "topics")
    assert Vectors(filled, "en", "another").nearest(["beds"], Topics(), 3) == [[]]
    filled.remove(unit.id for unit in filled.containing("beds", 9))
    assert Vectors(filled, "en", "topics").nearest(["beds"], Topics(), 3, least=0.9) == [[]]


def test_a_unit_that_was_indexed_twice_is_offered_and_counted_once(filled: TranslationMemory) -> None:
    index(filled, "en", Topics(), "topics")
    (beds,) = filled.containing("beds", 9)
    filled.add_vectors("en", "topics", [beds.id], Topics()([beds.en]).astype(numpy.float16))
    (found,) = Vectors(filled, "en", "topics").nearest(["more beds"], Topics(), 3, least=0.9)
    assert [one.unit.id for one in found] == [beds.id]
    assert len(filled.vector_ids("en", "topics")) == 4
    filled.remove([beds.id])
    assert len(filled.vector_ids("en", "topics")) == 3
