"""Aligners of the package index on the same vectors, each where it is installed: pip install sentweave galechurch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from translator.bitext import Bead

from .planting import Document

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from translator.embeddings import Embed

# The beads of our aligner; Vecalign's own default for what else can be set.
_MOST, _SIDE = 4, 3
_DELETION, _BUFFER, _FULL, _SAMPLE, _NORMS = 0.2, 5, 300, 20_000, 100
_SEED = 42


def sentweave_installed() -> bool:
    """Whether the package with Vecalign's own dynamic programming (Thompson & Koehn 2019) is there."""
    return find_spec("sentweave") is not None


def galechurch_installed() -> bool:
    """Whether the package with the length method in C is there."""
    return find_spec("galechurch") is not None


def package(name: str) -> str:
    """Name and version."""
    return f"{name} {version(name)}"


def sentweave(embed: Embed, averaged: bool) -> Callable[[Document], list[Bead]]:
    """Vecalign as the package sentweave has it, with its own settings and no bead of more than four sentences.

    averaged: the vector of a span is the mean of its sentences', as many texts being embedded as there are sentences;
        otherwise every span of up to three sentences is embedded, as Vecalign does
    """
    import numpy as np
    from sentweave import dp_utils

    def align(document: Document) -> list[Bead]:
        import random

        random.seed(_SEED)
        np.random.seed(_SEED)
        sides = [[s.text for s in side] for side in (document.sources, document.targets)]
        layers = [_spans(side, embed, averaged) for side in sides]
        stack: dict[int, Any] = dp_utils.vecalign(
            vecs0=layers[0],
            vecs1=layers[1],
            final_alignment_types=dp_utils.make_alignment_types(_MOST),
            del_percentile_frac=_DELETION,
            width_over2=_SIDE // 2 + 1 + _BUFFER,
            max_size_full_dp=_FULL,
            costs_sample_size=_SAMPLE,
            num_samps_for_norm=_NORMS,
        )
        return [Bead(tuple(s), tuple(t)) for s, t in stack[0]["final_alignments"]]

    return align


def _spans(texts: Sequence[str], embed: Embed, averaged: bool) -> NDArray[numpy.float32]:
    """(span length, last sentence, dimensions); rows that no span ends at are a filler, as in Vecalign."""
    import numpy as np

    single = embed(texts)
    layers = [single]
    for size in range(2, _SIDE + 1):
        filler = min(size - 1, len(texts))
        count = len(texts) - filler
        if averaged:
            spans = np.stack([single[i : i + size].mean(axis=0) for i in range(count)]) if count else single[:0]
        else:
            spans = embed([" ".join(texts[i : i + size]) for i in range(count)]) if count else single[:0]
        layers.append(np.concatenate([np.repeat(embed(["PAD"]), filler, axis=0), spans]))
    return np.ascontiguousarray(np.stack(layers), dtype=np.float32)


def galechurch(document: Document) -> list[Bead]:
    """The length method as the package galechurch has it, with its own settings, which are the published ones.

    With a ratio as far from 1 as Chinese and English have, the package returns no beads at all (0.1.0).
    """
    import galechurch as package

    sides = [[s.text for s in side] for side in (document.sources, document.targets)]
    return [
        Bead(tuple(range(b.source_start, b.source_end)), tuple(range(b.target_start, b.target_end)))
        for b in package.align(*sides).beads
    ]
