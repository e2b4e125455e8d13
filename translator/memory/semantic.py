"""Units whose text means much the same as a sentence, by embeddings that `memory index` keeps in the file."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from translator.embeddings import Embed
from translator.memory.fuzzy import Scored
from translator.memory.store import TranslationMemory
from translator.release import Language

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

LEAST: dict[Language, float] = {"en": 0.91, "zh": 0.94}
"""Cosine of multilingual-e5-small from which on a match is shown (docs/memory.md); Chinese sentences lie closer."""

_BATCH = 64
_KEPT = 1024
"""Units a row of the file."""
_COMPARED = 16384
"""Embeddings that are compared together; they take 25 MB as float32."""


def index(
    memory: TranslationMemory,
    language: Language,
    embed: Embed,
    model: str,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> int:
    """Embed the side in a language of every unit that has no embedding yet; how many there were.

    What is done is kept, so that it goes on where it was broken off. model: the embedding's name; those of another
    are never compared with it
    """
    import numpy

    known = memory.vector_ids(language, model)
    todo: list[int] = numpy.setdiff1d(numpy.asarray(memory.ids(), numpy.uint32), known).tolist()
    for start in range(0, len(todo), _KEPT):
        units = memory.units(todo[start : start + _KEPT])
        texts = list(dict.fromkeys(unit.text(language) for unit in units.values()))
        parts = []
        for first in range(0, len(texts), _BATCH):
            parts.append(embed(texts[first : first + _BATCH]))
            progress(start + first * len(units) // len(texts), len(todo))
        if not units:
            continue
        rows = dict(zip(texts, numpy.concatenate(parts), strict=True))
        vectors = numpy.stack([rows[unit.text(language)] for unit in units.values()])
        memory.add_vectors(language, model, list(units), vectors.astype(numpy.float16))
    progress(len(todo), len(todo))
    return len(todo)


class Vectors:
    """The embeddings of one language, read from the file once, and again only what was added since."""

    def __init__(self, memory: TranslationMemory, language: Language, model: str) -> None:
        self._memory, self._language, self._model = memory, language, model
        self._lock = threading.Lock()
        self._ids: NDArray[numpy.uint32] | None = None
        self._vectors: NDArray[numpy.float16] | None = None
        self._last = 0

    def nearest(self, texts: Sequence[str], embed: Embed, limit: int, least: float | None = None) -> list[list[Scored]]:
        """For each text the units whose side means most nearly the same, by cosine, the likest first.

        least: cosine from which on one counts, None for LEAST
        """
        import numpy

        least = LEAST[self._language] if least is None else least
        ids, vectors = self._read()
        if ids is None or vectors is None or not texts:
            return [[] for _ in texts]
        queries = numpy.asarray(embed(texts), numpy.float32)
        best: list[list[tuple[float, int]]] = [[] for _ in texts]
        # Some more than are wanted, as units may have been removed since.
        most = 4 * limit
        for start in range(0, len(ids), _COMPARED):
            cosines = queries @ vectors[start : start + _COMPARED].astype(numpy.float32).T
            for row, column in zip(*numpy.nonzero(cosines >= least), strict=True):
                best[row].append((float(cosines[row, column]), int(ids[start + column])))
            best = [sorted(found, reverse=True)[:most] for found in best]
        return [self._units(found, limit) for found in best]

    def _read(self) -> tuple[NDArray[numpy.uint32] | None, NDArray[numpy.float16] | None]:
        """The ids and embeddings of all units that have one, those added since the last time with them."""
        import numpy

        with self._lock:
            if new := self._memory.vectors(self._language, self._model, self._last):
                numbers, ids, vectors = zip(*new, strict=True)
                known = ([], []) if self._ids is None else ([self._ids], [self._vectors])
                self._ids = numpy.concatenate([*known[0], *ids])
                self._vectors = numpy.concatenate([*known[1], *vectors])
                self._last = numbers[-1]
            return self._ids, self._vectors

    def _units(self, found: list[tuple[float, int]], limit: int) -> list[Scored]:
        # A unit that two programs indexed at once has two embeddings, and is one unit.
        best = {number: cosine for cosine, number in reversed(found)}
        units = self._memory.units(list(best))
        kept = [Scored(unit, min(best[number], 1.0)) for number, unit in units.items()]
        return sorted(kept, key=lambda one: (-one.score, -one.unit.id))[:limit]
