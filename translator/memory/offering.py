"""What a memory offers for sentences: the translation to use as it is, and those to show beside another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from translator.embeddings import Embed
from translator.memory.fuzzy import NEARLY, Scored, comparable, fuzzy
from translator.memory.keys import key, with_stop_of, words
from translator.memory.semantic import Vectors
from translator.memory.store import TranslationMemory
from translator.memory.units import Unit
from translator.release import Direction, Language, Match, MatchKind

LIMIT = 3
"""How many matches are offered for a sentence."""
_UNAPPROVED = "not approved"
_KINDS: tuple[MatchKind, ...] = ("exact", "fuzzy", "semantic")


@dataclass(frozen=True, slots=True)
class Offer:
    """What the memory has for one sentence.

    exact: the newest approved translation of the very sentence, to be used as it is; None where there is none
    others: what may serve, the likest first: translations of it that are not approved or older, fuzzy and semantic ones
    """

    exact: Match | None
    others: tuple[Match, ...]

    def with_part(self, part: Offer, limit: int = LIMIT) -> Offer:
        """The same with what there is for a part of the sentence beside it, of which nothing is the very sentence."""
        exact = (part.exact,) if part.exact else ()
        alike = [
            replace(match, kind="fuzzy", score=min(match.score, NEARLY)) if match.kind == "exact" else match
            for match in (*exact, *part.others)
        ]
        best: dict[tuple[str, str], Match] = {}
        for match in sorted((*self.others, *alike), key=lambda match: (_KINDS.index(match.kind), -match.score)):
            best.setdefault((match.source, match.target), match)
        return Offer(self.exact, tuple(best.values())[:limit])


class Matcher:
    """Looks sentences up in a memory; the embeddings of the memory are read once.

    embed, model: the embedding and its name in the memory; without them nothing is matched by meaning
    """

    def __init__(self, memory: TranslationMemory, embed: Embed | None = None, model: str = "") -> None:
        self._memory, self._embed, self._model = memory, embed, model
        self._vectors: dict[Language, Vectors] = {}

    def offers(
        self,
        sources: Sequence[str],
        direction: Direction,
        least: float,
        limit: int = LIMIT,
        embed: Embed | None = None,
    ) -> list[Offer]:
        """What the memory has for each sentence.

        least: likeness from which on a fuzzy match is offered
        embed: the same embedding as the matcher's, where the caller has one that remembers
        """
        exact = [self._memory.exact(source, direction.source) for source in sources]
        used = [bool(units) and units[0].approved for units in exact]
        near = [
            [] if known else fuzzy(self._memory, source, direction.source, least, limit)
            for source, known in zip(sources, used, strict=True)
        ]
        todo = [i for i, s in enumerate(sources) if not used[i] and comparable(words(key(s)), direction.source)]
        meant: dict[int, list[Scored]] = {}
        if embed := embed or self._embed:
            vectors = self._vectors.setdefault(direction.source, Vectors(self._memory, direction.source, self._model))
            found = vectors.nearest([sources[i] for i in todo], embed, limit)
            meant = dict(zip(todo, found, strict=True))
        return [
            _offer(source, direction, exact[i], near[i], meant.get(i, []), limit) for i, source in enumerate(sources)
        ]


def _offer(
    source: str, direction: Direction, exact: list[Unit], near: list[Scored], meant: list[Scored], limit: int
) -> Offer:
    same = [_match("exact", 1.0, unit, direction, source) for unit in exact]
    first = same.pop(0) if exact and exact[0].approved else None
    seen = {unit.id for unit in exact}
    others: list[Match] = list(same)
    ranked = [("fuzzy", scored) for scored in near] + [("semantic", scored) for scored in meant]
    for kind, scored in ranked:
        if scored.unit.id not in seen:
            seen.add(scored.unit.id)
            others.append(_match("fuzzy" if kind == "fuzzy" else "semantic", scored.score, scored.unit, direction))
    return Offer(first, tuple(others[:limit]))


def _match(kind: MatchKind, score: float, unit: Unit, direction: Direction, source: str = "") -> Match:
    stored, target = unit.text(direction.source), unit.text(direction.target)
    if source:
        target = with_stop_of(target, direction.target, stored, source)
    note = unit.origin if unit.approved else ", ".join(filter(None, (unit.origin, _UNAPPROVED)))
    return Match(kind, round(score, 3), stored, target, note)
