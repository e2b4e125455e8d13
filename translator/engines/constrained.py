"""Makes translations hold the terms that they must: each is decoded again from the place where a missing term belongs.

After Hokamp & Liu (2017), "Lexically Constrained Decoding for Sequence Generation Using Grid Beam Search": a hypothesis
may be left at any place to write a constraint, and the model finishes the sentence. There every place of every step is
in the beam; here only the likeliest places of a translation that lacks something, so that sentences that lack nothing
cost nothing, and any engine will do that can go on from a prefix (Knowles & Koehn 2016). What the model writes after
the term may lose something; so it is also tried only up to where it meets the earlier translation again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Protocol

from translator.engines.base import Decoding, Engine, Hypothesis, Place, Progress, Request, Wanted
from translator.engines.boundaries import begun, continued
from translator.release import Direction, Language

MOST_PLACES = 2
"""Places that are tried for a sentence in a round."""
MOST_ROUNDS = 10
"""A round gives a sentence one term, and often the others too."""
MORE_FAULTS = 1.0
"""A translation may be so much worse otherwise and still be taken, when nothing else has the term: one warning.

For each term that is put in; a sentence that lacked three may come out three warnings worse.
"""
_MEETING: dict[Language, int] = {"en": 8, "zh": 3}
"""Characters that two translations must share in a row to be one from there on."""
_CUT = "|"
"""Set into a text, it breaks the term that it falls into."""


class Judge(Protocol):
    """What the caller thinks of a translation of the request with this number."""

    def lacking(self, number: int, text: str) -> tuple[Wanted, ...]:
        """The required terms that it does not hold."""
        ...

    def faults(self, number: int, text: str) -> float:
        """What else is wrong with it, in warnings; 0 for nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Constrained:
    """A hypothesis with its terms; forced: those (source words) that were set in as they are, against the model.

    The hypothesis' tokens are those of the translation that the terms were put into.
    """

    hypothesis: Hypothesis
    forced: frozenset[str] = frozenset()


def constrain(
    engine: Engine,
    requests: Sequence[Request],
    hypotheses: Sequence[Hypothesis],
    direction: Direction,
    judge: Judge,
    decoding: Decoding | None = None,
    progress: Progress = lambda done, of: None,
) -> list[Constrained]:
    """The hypotheses with as many of the required terms as can be had; those that lack none are left as they are.

    A term is put in only where that costs no other term and not more than MORE_FAULTS. What the engine finishes comes
    first; where none of that will do, the term is set into the translation as it is, and is named in `forced`.
    decoding: how the engine goes on after a term, greedily for None; progress: how many sentences are complete
    """
    search = _Search(engine, requests, direction, judge, decoding)
    drafts = [search.judged(number, h.text) for number, h in enumerate(hypotheses)]
    incomplete = sum(bool(draft.todo) for draft in drafts)
    if not incomplete:  # asking the engine for nothing would load a model
        return [Constrained(hypothesis) for hypothesis in hypotheses]
    for _ in range(MOST_ROUNDS):
        todo = [draft for draft in drafts if draft.todo]
        if not todo:
            break
        progress(incomplete - len(todo), incomplete)
        for draft in search.further(todo):
            drafts[draft.number] = draft
    changed = [draft for draft in drafts if draft.text != hypotheses[draft.number].text]
    scores = engine.score([requests[d.number] for d in changed], [d.text for d in changed], direction)
    result = [Constrained(hypothesis) for hypothesis in hypotheses]
    for draft, score in zip(changed, scores, strict=True):
        hypothesis = replace(hypotheses[draft.number], text=draft.text, score=score)
        result[draft.number] = Constrained(hypothesis, draft.forced)
    return result


@dataclass(frozen=True, slots=True)
class _Draft:
    """A translation as the judge sees it.

    number: of its request; forced: as in Constrained; hopeless: the terms (source words) for which no place was good
    """

    number: int
    text: str
    lacking: tuple[Wanted, ...]
    faults: float
    forced: frozenset[str] = frozenset()
    hopeless: frozenset[str] = frozenset()

    @property
    def todo(self) -> tuple[Wanted, ...]:
        return tuple(w for w in self.lacking if w.source not in self.hopeless)

    @property
    def cost(self) -> tuple[int, float]:
        return len(self.lacking), self.faults


@dataclass(frozen=True, slots=True)
class _Search:
    """One call of constrain: what does not change from round to round."""

    engine: Engine
    requests: Sequence[Request]
    direction: Direction
    judge: Judge
    decoding: Decoding | None

    def judged(self, number: int, text: str) -> _Draft:
        return _Draft(number, text, self.judge.lacking(number, text), self.judge.faults(number, text))

    def further(self, drafts: Sequence[_Draft]) -> list[_Draft]:
        """Each draft with a term more, or with those given up that were tried in vain."""
        asked = [self._asked(draft) for draft in drafts]
        wanted = [draft.todo for draft in drafts]
        found = self.engine.places(asked, [draft.text for draft in drafts], wanted, self.direction)
        places = [self._likeliest(draft, near) for draft, near in zip(drafts, found, strict=True)]
        best = self._best(drafts, self._finished(drafts, places))
        stuck = [i for i, better in enumerate(best) if better is None]
        forced = self._best([drafts[i] for i in stuck], [list(self._set_in(drafts[i], places[i])) for i in stuck])
        for i, better in zip(stuck, forced, strict=True):
            best[i] = better or _without_hope(drafts[i], places[i])
        return [better for better in best if better]

    def _asked(self, draft: _Draft) -> Request:
        """The request with the terms that the draft lacks named before the others."""
        request = self.requests[draft.number]
        missing = [(w.source, w.forms[0]) for w in draft.todo]
        return replace(request, terms=tuple(dict.fromkeys([*missing, *request.terms])))

    def _likeliest(self, draft: _Draft, places: Sequence[Place]) -> list[Place]:
        """The best places that do not lie within a term that the draft has."""
        best: list[Place] = []
        for place in sorted(places, key=lambda p: -p.score):
            cut = f"{draft.text[: place.start]}{_CUT}{draft.text[place.start :]}"
            if len(self.judge.lacking(draft.number, cut)) <= len(draft.lacking):
                best.append(place)
            if len(best) == MOST_PLACES:
                break
        return best

    def _finished(self, drafts: Sequence[_Draft], places: Sequence[Sequence[Place]]) -> list[list[_Draft]]:
        """For each draft, translations that have one of its missing terms and were finished by the engine."""
        tries = [
            (draft, i, place.start, begun(draft.text[: place.start], form, self.direction.target))
            for i, (draft, near) in enumerate(zip(drafts, places, strict=True))
            for rank, place in enumerate(near)
            # The other forms of a term are tried at its best place only.
            for form in draft.todo[place.term].forms[: 1 if rank else None]
        ]
        asked = [self._asked(draft) for draft, _, _, _ in tries]
        texts = self.engine.extend(asked, [prefix for _, _, _, prefix in tries], self.direction, self.decoding)
        finished: list[dict[str, _Draft]] = [{} for _ in drafts]
        for (draft, i, start, prefix), text in zip(tries, texts, strict=True):
            end = continued(prefix, text[len(prefix) :], self.direction.target)
            for whole in (prefix + end, *_with_old_end(prefix, end, draft.text[start:], self.direction.target)):
                if whole not in finished[i]:
                    judged = self.judged(draft.number, whole)
                    finished[i][whole] = replace(judged, forced=draft.forced, hopeless=draft.hopeless)
        return [list(variants.values()) for variants in finished]

    def _set_in(self, draft: _Draft, places: Sequence[Place]) -> Iterator[_Draft]:
        """The draft with a term set in at its likeliest places, everything else as it is."""
        for place in places:
            term = draft.todo[place.term]
            prefix = begun(draft.text[: place.start], term.forms[0], self.direction.target)
            rest = continued(prefix, draft.text[place.start :], self.direction.target)
            judged = self.judged(draft.number, prefix + rest)
            yield replace(judged, forced=draft.forced | {term.source}, hopeless=draft.hopeless)

    def _best(self, drafts: Sequence[_Draft], variants: Sequence[Sequence[_Draft]]) -> list[_Draft | None]:
        """For each draft the best of its variants: most terms, fewest faults, and then what the model likes best.

        None where no variant holds more of the terms at a bearable cost.
        """
        leading: list[list[_Draft]] = []
        for draft, candidates in zip(drafts, variants, strict=True):
            bearable = [c for c in candidates if c.faults <= draft.faults + MORE_FAULTS]
            better = [c for c in bearable if len(c.lacking) < len(draft.lacking)]
            least = min((c.cost for c in better), default=None)
            leading.append([c for c in better if c.cost == least])
        close = [c for candidates in leading if len(candidates) > 1 for c in candidates]
        scores = self.engine.score([self.requests[c.number] for c in close], [c.text for c in close], self.direction)
        liked = dict(zip(close, scores, strict=True))
        return [max(candidates, key=lambda c: liked.get(c, 0.0), default=None) for candidates in leading]


def _without_hope(draft: _Draft, places: Sequence[Place]) -> _Draft:
    """The draft with the terms given up that had these places: the others have not been tried. With all for none."""
    tried = {draft.todo[place.term].source for place in places} or {wanted.source for wanted in draft.todo}
    return replace(draft, hopeless=draft.hopeless | tried)


def _with_old_end(prefix: str, end: str, old_end: str, language: Language) -> Iterator[str]:
    """The new text up to where it meets what stood there before, and from there on the old."""
    meeting = SequenceMatcher(None, end, old_end, autojunk=False).find_longest_match()
    if meeting.size >= min(_MEETING[language], len(old_end)) > 0:
        yield prefix + end[: meeting.a] + old_end[meeting.b :]
