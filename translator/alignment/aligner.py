"""Sentence alignment in two passes: sure pairs, then the probabilities of all beads near them.

The two passes are those of Thompson & Koehn (2019), doi:10.18653/v1/D19-1136, and Liu & Zhu (2022),
doi:10.1093/llc/fqac089: a rough one on single sentences, a fine one on spans of up to three.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from translator.alignment.anchors import find_anchors, paragraphs
from translator.alignment.closer import left_open, look_closer
from translator.alignment.corridor import Corridor, corridor
from translator.alignment.evidence import SHAPES, Evidence, gather
from translator.alignment.model import Weights, bead_scores, load_weights, lone_scores
from translator.alignment.moved import find_moved
from translator.alignment.search import best, chances, spread
from translator.alignment.texts import Cues, Texts
from translator.bitext import Bead, Sentence
from translator.embeddings import Embed, lexical_embed
from translator.release import Direction

_LEAST = 0.4
"""Probability from which a bead is rather right than two sentences without translation."""


def align(
    sources: Sequence[Sentence],
    targets: Sequence[Sentence],
    direction: Direction,
    embed: Embed | None,
    cues: Cues | None = None,
) -> tuple[Bead, ...]:
    """The beads of two texts, each sentence in exactly one, in the order that Bitext asks for.

    embed: of both languages in one space; asked once for all sentences, and once more for joined ones in doubtful
        places, at most 0.3 texts a sentence. Without (None, or the lexical one, which spans no languages) lengths and
        cues alone decide, and the confidences say so
    cues: what a text and its translation share (translator.cues)
    """
    if not sources or not targets:
        return _ordered([], len(sources), len(targets), [1.0] * len(sources), [1.0] * len(targets))
    texts = Texts(sources, targets, direction, None if embed is lexical_embed else embed, cues)
    return _beads(texts, load_weights(texts.knowledge))


def first_look(texts: Texts) -> tuple[Evidence, Corridor]:
    """The evidence between two texts, and where the fine search is to look."""
    evidence = gather(texts.sources, texts.targets, texts.direction, texts.spans(), texts.cues)
    anchors = find_anchors(evidence)
    evidence = replace(evidence, paragraphs=paragraphs(evidence.source, evidence.target, anchors))
    return evidence, corridor(len(evidence.source), len(evidence.target), anchors)


def _beads(texts: Texts, weights: Weights) -> tuple[Bead, ...]:
    evidence, near = first_look(texts)
    lone = lone_scores(evidence.source, weights), lone_scores(evidence.target, weights)
    scores = bead_scores(evidence, near, weights)
    first = chances(near, spread(near, scores, weights.kinds), lone)
    words, vectors = texts.support if texts.cues else None, texts.vectors if texts.embed else None
    found = look_closer(near, scores, lone, left_open(near, first, evidence.spans, words, vectors), weights)
    gains = spread(near, {shape: found.beads[shape] - _LEAST for shape in SHAPES}, dict.fromkeys(weights.kinds, 0.0))
    beads = []
    for row, column, move in best(near, gains):
        for part in move.parts:
            i, j, (a, b) = row + part.row, column + part.column, part.shape
            at = near.place(i, j)
            assert at is not None
            beads.append(Bead(tuple(range(i, i + a)), tuple(range(j, j + b)), float(found.beads[part.shape][at])))
    moved = find_moved(evidence, weights, beads, words)
    beads += [Bead(m.sources, m.targets, m.chance) for m in moved.pairs]
    alone = (
        [float(p) * moved.lone.get((side, at), 1.0) for at, p in enumerate(x)] for side, x in enumerate(found.lone)
    )
    return _ordered(beads, len(evidence.source), len(evidence.target), *alone)


def _ordered(
    beads: Sequence[Bead], sources: int, targets: int, lone_source: Sequence[float], lone_target: Sequence[float]
) -> tuple[Bead, ...]:
    """All beads with those of lone sentences, by their sources; a lone target after the bead of the one before it."""
    held = {i for b in beads for i in b.sources}, {j for b in beads for j in b.targets}
    rest = [Bead((i,), (), lone_source[i]) for i in range(sources) if i not in held[0]]
    order = sorted([*beads, *rest], key=lambda b: b.sources)
    following: dict[int, list[Bead]] = {}
    before = -1
    for j in range(targets):
        if j in held[1]:
            before = j
        else:
            following.setdefault(before, []).append(Bead((), (j,), lone_target[j]))
    found = following.get(-1, [])
    for bead in order:
        found.append(bead)
        for j in bead.targets:
            found += following.get(j, ())
    return tuple(found)
