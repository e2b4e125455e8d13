"""Which sentences of an article say what a sentence says, and whether they say all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from translator.checks.faithful.claims import overlap
from translator.checks.faithful.passage import Passage, Word
from translator.checks.faithful.verdict import Fault

CLAUSE = 0.22
"""The share of a clause's telling words that one sentence of the article must have."""
_TELLING = 3
_HALF = 0.5
MOST = 3
"""So many sentences of an article are cited for one sentence at most."""
_ADDS = 0.07
"""The share of what a sentence says that a further citation must add."""
_COSINE = 0.6
"""What likeness of meaning counts beside words in common, where sentences compete to be cited."""


def cite(
    sentence: Passage, article: Sequence[Passage], rare: Mapping[str, float], cosines: Sequence[float]
) -> tuple[int, ...]:
    """Indices of the sentences that say what the sentence says, each adding to those before it, at most three.

    rare: from `binding.rarity`; cosines: likeness of meaning of each sentence of the article, empty where unknown
    """
    weights = [rare.get(word.key, 1.0) for word in sentence.content]
    figures = [quantity.value for quantity in sentence.quantities if quantity.severity]
    total = sum(weights) + 1.5 * len(figures) or 1.0
    had = [_had(sentence, passage, weights, figures) for passage in article]
    said = [0.0] * (len(weights) + len(figures))
    chosen: list[int] = []
    while len(chosen) < MOST:
        best, gain = -1, _ADDS if chosen else -1.0
        for i, values in enumerate(had):
            if i in chosen:
                continue
            added = sum(max(0.0, new - old) for new, old in zip(values, said, strict=True)) / total
            if cosines and (not chosen or added > _ADDS):
                # Between two that say the same words the one that means it is meant.
                added += _COSINE * (cosines[i] - max(cosines))
            if added > gain:
                best, gain = i, added
        if best < 0:
            break
        chosen.append(best)
        said = [max(pair) for pair in zip(said, had[best], strict=True)]
    return tuple(chosen)


def _had(sentence: Passage, passage: Passage, weights: Sequence[float], figures: Sequence[object]) -> list[float]:
    values = {piece.value for whole in passage.quantities for piece in (whole, *whole.parts)}
    words = [passage.has(word) * weight for word, weight in zip(sentence.content, weights, strict=True)]
    return words + [1.5 * (value in values) for value in figures]


def meaning_faults(
    sentence: Passage,
    article: Sequence[Passage],
    cited: Sequence[Passage],
    rare: Mapping[str, float],
    cosines: Sequence[float],
) -> Iterator[Fault]:
    """A fault where the cited sentences have too few of the words and too little of the meaning, or a clause has.

    cosines: likeness of meaning to each sentence of the article, empty where it is unknown
    """
    words = sentence.content
    strange = [word for word in words if max((p.has(word) for p in article), default=0.0) < _HALF]
    if _odds(sentence, cited, len(strange) / max(1, len(words)), cosines) < 0:
        yield _fault(sentence, strange)
        return
    for clause in sentence.clauses:
        if len(clause.content) < _TELLING:
            continue
        if max((overlap(clause, passage, rare) for passage in article), default=0.0) < CLAUSE:
            yield _fault(clause, clause.content)
            return


def _odds(sentence: Passage, cited: Sequence[Passage], strange: float, cosines: Sequence[float]) -> float:
    """Log odds that the cited sentences say all of a sentence, by logistic regression.

    Fitted on lines that people wrote for releases of the corpus' development part, each against its own article and
    against others of the same field; the bias is set so that about one in a hundred of people's lines is refused.
    """
    words = sentence.content
    if not words:
        return -1.0
    together = sum(max((p.has(word) for p in cited), default=0.0) for word in words) / len(words)
    if not cosines:
        return 7.5 * together - 8.5 * strange - 0.3
    ranked = sorted(cosines, reverse=True)
    margin = ranked[0] - ranked[min(3, len(ranked) - 1)]
    return 6.0 * together - 9.5 * strange + 25 * ranked[0] + 60 * margin - 23.5


def _fault(passage: Passage, words: Sequence[Word]) -> Fault:
    said = _shown(passage, words)
    named, named_zh = (f" ({said})", f"（{said}）") if said else ("", "")
    return Fault("meaning", said, f"The article does not say this{named}.", f"原文没有这个意思{named_zh}。")


def _shown(sentence: Passage, words: Sequence[Word]) -> str:
    separator = "、" if sentence.language == "zh" else ", "
    return separator.join(dict.fromkeys(sentence.text[slice(*word.span)] for word in words[:4]))
