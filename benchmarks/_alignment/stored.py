"""Sentence vectors kept in a folder, since computing them takes longer than everything else that is measured."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from translator.embeddings import Embed

_AT_ONCE = 128


class StoredEmbed:
    """An embedding that computes the vector of a text once, on this machine and for good.

    folder: where the vectors are; made where it is missing. Delete it when the model changes.
    """

    def __init__(self, embed: Embed, folder: Path) -> None:
        import numpy

        self.embed, self.folder = embed, folder
        folder.mkdir(parents=True, exist_ok=True)
        self._rows: dict[str, NDArray[numpy.float32]] = {}
        for file in sorted(folder.glob("*.npz")):
            with numpy.load(file) as shard:
                self._rows.update(zip(shard["keys"].tolist(), shard["vectors"], strict=True))

    def __call__(self, texts: Sequence[str]) -> NDArray[numpy.float32]:
        """The vectors of the texts, from the folder where it has them."""
        import numpy

        keys = [_key(text) for text in texts]
        new = list({key: text for key, text in zip(keys, texts, strict=True) if key not in self._rows}.items())
        for start in range(0, len(new), _AT_ONCE):
            some = new[start : start + _AT_ONCE]
            self._keep([key for key, _ in some], self.embed([text for _, text in some]))
            if len(new) > _AT_ONCE:
                print(f"  {start + len(some)} of {len(new)} texts embedded", file=sys.stderr)
        return numpy.stack([self._rows[key] for key in keys]) if keys else numpy.zeros((0, 0), numpy.float32)

    def _keep(self, keys: list[str], vectors: NDArray[numpy.float32]) -> None:
        import numpy

        self._rows.update(zip(keys, vectors, strict=True))
        numpy.savez(self.folder / f"{_key(' '.join(keys))}.npz", keys=numpy.array(keys), vectors=vectors)


class CountedEmbed:
    """An embedding that remembers which texts it was asked for."""

    def __init__(self, embed: Embed) -> None:
        self.embed = embed
        self.texts: set[str] = set()

    def __call__(self, texts: Sequence[str]) -> NDArray[numpy.float32]:
        """The vectors of the texts."""
        self.texts.update(texts)
        return self.embed(texts)


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:24]
