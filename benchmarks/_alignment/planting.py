"""Documents whose beads are known: releases of the corpus with sentences joined, split, dropped and turned round.

A place is planted where a number drawn from the release's name, the kind and the place is below the rate, so the same
call plants the same and what is planted at a low rate is nearly all planted at a higher one. No planted bead is larger
than 1-3, 3-1 or 2-2.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Literal

from _quality.bitext import EN_ZH, corpus_pairs

from translator.bitext import Sentence
from translator.reading.sentences import split_sentences
from translator.release import Direction

from .wording import cut, joined

Kind = Literal["plain", "several", "joined", "split", "dropped", "swapped"]
KINDS: tuple[Kind, ...] = ("plain", "several", "joined", "split", "dropped", "swapped")
# How far a sentence is moved, and how often.
_DISTANCES, _OFTEN = (1, 2, 3), (0.75, 0.15, 0.1)


@dataclass(frozen=True, slots=True)
class Rates:
    """The share of places at which each is done, 0 to 1."""

    join: float = 0.1
    split: float = 0.1
    drop: float = 0.1
    swap: float = 0.1

    @classmethod
    def of(cls, rate: float, swap: bool = True) -> Rates:
        """The same for all; without swapping where that is not wanted."""
        return cls(rate, rate, rate, rate if swap else 0.0)


@dataclass(frozen=True, slots=True)
class Gold:
    """A bead that is known to be right, and how it came about ("several": the corpus itself has more than one)."""

    sources: tuple[int, ...]
    targets: tuple[int, ...]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Document:
    """Two texts and their beads, in the order of the sources; of two beads that were turned round, they cross."""

    name: str
    direction: Direction
    sources: tuple[Sentence, ...]
    targets: tuple[Sentence, ...]
    gold: tuple[Gold, ...]

    @property
    def turned(self) -> Document:
        """The same in the other direction."""
        gold = sorted((Gold(g.targets, g.sources, g.kind) for g in self.gold), key=lambda g: (not g.sources, g.sources))
        direction = Direction(self.direction.target, self.direction.source)
        return Document(self.name, direction, self.targets, self.sources, tuple(gold))


@dataclass(slots=True)
class _Piece:
    sources: list[str]
    targets: list[str]
    kind: Kind = "plain"
    moved: bool = field(default=False)

    @property
    def both(self) -> bool:
        return bool(self.sources and self.targets)


def documents(split: str, rates: Rates) -> list[Document]:
    """One document a release of that part of the corpus, English to Chinese."""
    pairs = corpus_pairs(split, EN_ZH)
    return [
        plant(name, [(p.source, p.reference) for p in release], rates)
        for name, release in groupby(pairs, key=lambda p: p.release)
    ]


def chained(parts: Sequence[Document], least: int = 100) -> list[Document]:
    """Documents one after the other until each has so many gold beads; what is left over goes to the last."""
    groups: list[list[Document]] = [[]]
    for part in parts:
        if sum(len(p.gold) for p in groups[-1]) >= least:
            groups.append([])
        groups[-1].append(part)
    if len(groups) > 1 and sum(len(p.gold) for p in groups[-1]) < least:
        groups[-2:] = [groups[-2] + groups[-1]]
    return [_concatenated(group) for group in groups if group]


def _concatenated(parts: Sequence[Document]) -> Document:
    sources: list[Sentence] = []
    targets: list[Sentence] = []
    gold: list[Gold] = []
    for block, part in enumerate(parts):
        s, t = len(sources), len(targets)
        gold += [Gold(tuple(s + i for i in g.sources), tuple(t + i for i in g.targets), g.kind) for g in part.gold]
        sources += [replace(sentence, block=block) for sentence in part.sources]
        targets += [replace(sentence, block=block) for sentence in part.targets]
    name = f"{parts[0].name} to {parts[-1].name}"
    return Document(name, parts[0].direction, _one_block(sources), _one_block(targets), tuple(gold))


def _one_block(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    return tuple(replace(sentence, block=0) for sentence in sentences)


def plant(name: str, pairs: Sequence[tuple[str, str]], rates: Rates) -> Document:
    """An English and a Chinese text made from pairs of (English, Chinese), and the beads that hold then.

    A side with more than one sentence is cut into them where the other has one; where both have more, the corpus does
    not say which belong together, and the pair stays whole. All stands in one paragraph: paragraphs give no help.
    """
    pieces = _dropped([_natural(*pair) for pair in pairs], name, rates.drop)
    pieces = _split(_joined(pieces, name, rates.join), name, rates.split)
    order = _swapped(pieces, name, rates.swap)
    return _numbered(name, pieces, order)


def _natural(english: str, chinese: str) -> _Piece:
    sources, targets = split_sentences(english, "en"), split_sentences(chinese, "zh")
    if len(sources) > 1 and len(targets) > 1:
        return _Piece([english], [chinese])
    return _Piece(sources, targets, "several" if len(sources) + len(targets) > 2 else "plain")


def _chance(name: str, kind: str, place: int, rate: float) -> random.Random | None:
    """What to draw the details from where the place is planted, None elsewhere."""
    chance = random.Random(f"{name} {kind} {place}")
    return chance if chance.random() < rate else None


def _dropped(pieces: Sequence[_Piece], name: str, rate: float) -> list[_Piece]:
    kept = []
    for place, piece in enumerate(pieces):
        if chance := _chance(name, "drop", place, rate):
            source = chance.random() < 0.5
            piece = _Piece([] if source else piece.sources, piece.targets if source else [], "dropped")
        kept.append(piece)
    return kept


def _joined(pieces: Sequence[_Piece], name: str, rate: float) -> list[_Piece]:
    """Of two neighbours, the last sentence of the one and the first of the other are written as one, on one side."""
    done: list[_Piece] = []
    for place, piece in enumerate(pieces):
        before = done[-1] if done else None
        chance = _chance(name, "join", place, rate)
        if chance and before and before.both and piece.both and before.kind != "joined":
            source = chance.random() < 0.5
            sources, targets = before.sources + piece.sources, before.targets + piece.targets
            if source:
                middle = joined(before.sources[-1], piece.sources[0], "en", chance)
                sources = [*before.sources[:-1], middle, *piece.sources[1:]]
            else:
                middle = joined(before.targets[-1], piece.targets[0], "zh", chance)
                targets = [*before.targets[:-1], middle, *piece.targets[1:]]
            if _fits(len(sources), len(targets)):
                done[-1] = _Piece(sources, targets, "joined")
                continue
        done.append(piece)
    return done


def _fits(sources: int, targets: int) -> bool:
    return sources + targets <= 4


def _split(pieces: Sequence[_Piece], name: str, rate: float) -> list[_Piece]:
    """A sentence is cut in two on one side; the other side has one sentence, so that the bead cannot be parted."""
    done = []
    for place, piece in enumerate(pieces):
        chance = _chance(name, "split", place, rate)
        if chance and piece.kind in ("plain", "several"):
            source = chance.random() < 0.5 if piece.kind == "plain" else len(piece.sources) > 1
            side, other = (piece.sources, piece.targets) if source else (piece.targets, piece.sources)
            at = chance.randrange(len(side))
            parts = cut(side[at], "en" if source else "zh", chance)
            if parts and len(other) == 1 and _fits(len(side) + 1, 1):
                side = [*side[:at], *parts, *side[at + 1 :]]
                piece = _Piece(side, other, "split") if source else _Piece(other, side, "split")
        done.append(piece)
    return done


def _swapped(pieces: Sequence[_Piece], name: str, rate: float) -> list[int]:
    """The order of the targets: now and then one stands one to three places later. Marks those that were moved."""
    order = list(range(len(pieces)))
    free = 0
    for place in range(len(pieces)):
        chance = _chance(name, "swap", place, rate)
        if not chance or place < free:
            continue
        distance = chance.choices(_DISTANCES, _OFTEN)[0]
        window = range(place, place + distance + 1)
        if window.stop > len(pieces) or not all(pieces[i].both for i in window):
            continue
        order[place : window.stop] = [*window[1:], place]
        free = window.stop
        for moved in (place, place + 1) if distance == 1 else (place,):
            pieces[moved].kind = "swapped"
    return order


def _numbered(name: str, pieces: Sequence[_Piece], order: Sequence[int]) -> Document:
    places: dict[int, tuple[int, ...]] = {}
    targets: list[Sentence] = []
    for i in order:
        texts = pieces[i].targets
        places[i] = tuple(range(len(targets), len(targets) + len(texts)))
        targets += [Sentence(text, 0) for text in texts]
    sources: list[Sentence] = []
    gold: list[Gold] = []
    for i, piece in enumerate(pieces):
        mine = tuple(range(len(sources), len(sources) + len(piece.sources)))
        sources += [Sentence(text, 0) for text in piece.sources]
        if piece.both:
            gold.append(Gold(mine, places[i], piece.kind))
        else:
            # Sentences without a counterpart are beads of one each.
            gold += [Gold((s,), (), piece.kind) for s in mine] + [Gold((), (t,), piece.kind) for t in places[i]]
    return Document(name, EN_ZH, tuple(sources), tuple(targets), tuple(gold))
