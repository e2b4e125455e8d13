"""Cuts a sentence that is too long for an engine at clause boundaries, and joins the translations again."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from translator.engines.base import Arrived, Hypothesis, Request
from translator.release import Direction, Language, join_sentences

_CLOSING = r"[\"'”’»)\]」』）》】]*"

# What a cut costs beside the imbalance of the pieces, which is the squared share by which a piece is off the mean.
# A cut at a comma that leaves 15 % on one side costs about as much as a cut between two words in the very middle.
_WORD, _CHARACTER, _INSIDE_WORD = 1.0, 3.0, 9.0
# One piece more is worth it where it saves a cut between words.
_PIECE, _MORE_PIECES = 0.5, 2
# A text this many times over the limit is halved first, so that the search stays short for any input.
_HALVED_FIRST = 4
_BOUNDARIES: dict[Language, tuple[tuple[float, re.Pattern[str]], ...]] = {
    "en": (
        (0.0, re.compile(rf"[;!?；！？。]{_CLOSING}(?=\s)|[；！？。]{_CLOSING}")),
        (0.05, re.compile(rf"[,:，：]{_CLOSING}(?=\s)|\s?(?:—+|--)\s?|\s–\s|[，：]{_CLOSING}")),
        (
            0.2,
            re.compile(
                r"\s(?=(?:and|but|or|nor|so|yet|while|whereas|although|though|because|since|unless|until|after|before"
                r"|which|who|whose|where|when|as well as)\s)"
            ),
        ),
        (_WORD, re.compile(r"\s+")),
    ),
    "zh": (
        (0.0, re.compile(rf"[。！？；;]{_CLOSING}")),
        (0.05, re.compile(rf"[，：]{_CLOSING}|[,:]{_CLOSING}(?=\s)|—+|…+{_CLOSING}")),
        (0.2, re.compile(rf"、{_CLOSING}|(?=以及|并且|而且|但是|同时|其中|因此|所以|然而|从而|此外|不过|因为)")),
        (_WORD, re.compile(r"\s+")),
    ),
}


def split_long(text: str, language: Language, limit: int, count: Callable[[str], int]) -> list[str]:
    """The text in as few pieces of at most `limit` tokens as can be, of like length, cut where it hurts least.

    limit: most tokens in a piece; count: the tokens of a text, in the engine's own tokens.
    Cuts stand after clause punctuation, before conjunctions, else at white space, else between characters. Nothing
    is lost: set end to end, the pieces are the text without the white space at the cuts. A single character that
    counts more than `limit` stays a piece of its own.
    """
    total = count(text)
    costs = _cut_costs(text, language) if total > limit else {}
    if not costs:
        return [text]
    if total > _HALVED_FIRST * limit:
        ends = [min(costs, key=lambda i: costs[i] + 2 * (2 * i / len(text) - 1) ** 2), len(text)]
    else:
        ends = _best_ends(text, costs, limit, count)
    pieces = [text[a:b].strip() for a, b in pairwise([0, *ends])]
    # Tokens of a whole are not the sum of its parts' tokens: a piece that came out too long is cut once more.
    return [part for piece in pieces if piece for part in split_long(piece, language, limit, count)]


def join_pieces(pieces: Sequence[str], language: Language) -> str:
    """Pieces of one sentence set end to end as the language writes them; empty pieces leave no gap."""
    return join_sentences([piece.strip() for piece in pieces if piece.strip()], language)


def translate_in_pieces(
    requests: Sequence[Request],
    direction: Direction,
    limit: int,
    count: Callable[[str], int],
    translate: Callable[[list[Request], Arrived], list[Hypothesis]],
    arrived: Arrived | None = None,
) -> list[Hypothesis]:
    """One hypothesis a request, where `translate` never sees a source that is empty or longer than `limit` tokens.

    translate: tells its second argument of each piece that is done; arrived: told of each request whose pieces are
    Requests over the limit are cut with split_long; a term goes to each piece that holds it; the context of a later
    piece is the piece before it. Their hypotheses are joined, and the score is the mean weighted by tokens; only an
    uncut request keeps its other hypotheses. An empty source gives an empty hypothesis.
    """
    cut = [_pieces(request, direction.source, limit, count) for request in requests]
    pieces = [piece for group in cut for piece in group]
    owners = [number for number, group in enumerate(cut) for _ in group]
    starts = [0, *accumulate(map(len, cut))]
    found: dict[int, Hypothesis] = {}

    def whole(number: int) -> Hypothesis:
        return _join([found[i] for i in range(starts[number], starts[number + 1])], direction.target)

    def piece_arrived(i: int, hypothesis: Hypothesis) -> None:
        found[i] = hypothesis
        number = owners[i]
        if arrived and all(k in found for k in range(starts[number], starts[number + 1])):
            arrived(number, whole(number))

    for number, group in enumerate(cut):
        if arrived and not group:
            arrived(number, whole(number))
    found.update(enumerate(translate(pieces, piece_arrived) if pieces else []))
    return [whole(number) for number in range(len(cut))]


def _cut_costs(text: str, language: Language) -> dict[int, float]:
    """What a cut before each character costs; every place between two characters has a cost."""
    costs: dict[int, float] = {}
    for cost, pattern in _BOUNDARIES[language]:
        for match in pattern.finditer(text):
            costs.setdefault(match.end(), cost)
    for i in range(1, len(text)):
        costs.setdefault(i, _INSIDE_WORD if _in_one_word(text[i - 1], text[i]) else _CHARACTER)
    return {i: cost for i, cost in costs.items() if 0 < i < len(text)}


def _in_one_word(left: str, right: str) -> bool:
    return all(c.isascii() and (c.isalnum() or c in ".,-%'") for c in (left, right))


def _best_ends(text: str, costs: dict[int, float], limit: int, count: Callable[[str], int]) -> list[int]:
    """Where the pieces end in the text: few pieces, of like length, at cheap cuts."""
    frame = count("")
    room = max(limit - frame, 1)
    for dearest in (_WORD, math.inf):
        cuts = [*(i for i, cost in sorted(costs.items()) if cost <= dearest), len(text)]
        sums = [0, *accumulate((count(text[:cut].strip()) - frame for cut in cuts), max)]
        if all(b - a <= room for a, b in pairwise(sums)):
            break
    prices = [costs.get(cut, 0.0) for cut in (0, *cuts)]
    fewest = min(max(2, math.ceil(sums[-1] / room)), len(cuts))
    for least in range(fewest, len(cuts) + 1):
        numbers = range(least, min(least + _MORE_PIECES, len(cuts)) + 1)
        found = [cut for number in numbers if (cut := _cheapest(sums, prices, room, number))]
        if found:
            return [cuts[end - 1] for end in min(found)[1]]
    return cuts


def _cheapest(sums: list[int], prices: list[float], room: int, pieces: int) -> tuple[float, list[int]] | None:
    """Dynamic programming over the cuts: exactly so many pieces, none over the room, at the least cost."""
    last, mean = len(sums) - 1, sums[-1] / pieces
    best: list[tuple[float, list[int]] | None] = [(_PIECE * pieces, []), *([None] * last)]
    for piece in range(1, pieces + 1):
        row: list[tuple[float, list[int]] | None] = [None] * (last + 1)
        for end in range(piece, last + 1) if piece < pieces else (last,):
            for start in range(end - 1, -1, -1):
                weight = sums[end] - sums[start]
                if weight > room:
                    break
                if (before := best[start]) is None:
                    continue
                cost = before[0] + (weight / mean - 1) ** 2 + prices[end]
                if (found := row[end]) is None or cost < found[0]:
                    row[end] = (cost, [*before[1], end])
        best = row
    return best[last]


def _pieces(request: Request, language: Language, limit: int, count: Callable[[str], int]) -> list[Request]:
    if not request.source.strip():
        return []
    parts = split_long(request.source, language, limit, count)
    if len(parts) == 1:
        return [request]
    contexts = [request.context, *parts]
    return [
        replace(
            request, source=part, terms=tuple(t for t in request.terms if t[0].casefold() in part.casefold()), context=c
        )
        for part, c in zip(parts, contexts, strict=False)
    ]


def _join(hypotheses: list[Hypothesis], language: Language) -> Hypothesis:
    if len(hypotheses) == 1:
        return hypotheses[0]
    text = join_pieces([h.text for h in hypotheses], language)
    tokens = sum(h.tokens for h in hypotheses)
    weights = [max(h.tokens, 1) for h in hypotheses]
    score = sum(h.score * w for h, w in zip(hypotheses, weights, strict=True)) / max(sum(weights), 1)
    return Hypothesis(text, score, tokens)
