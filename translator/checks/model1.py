"""IBM Model 1 (Brown et al. 1993): probabilities that one word translates another, from sentence pairs alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ROUNDS = 5
_FLOOR = 0.005
"""Translations less likely than this in both directions are dropped."""
_NULL = 0.1
"""Weight of the empty word at the start, which generates what nothing translates; 1 of a pair of words."""


def translation_probabilities(
    bitext: Sequence[tuple[Sequence[str], Sequence[str]]],
) -> Iterator[tuple[str, str, float, float]]:
    """(a, b, t(b | a), t(a | b)) for each pair of words that meet in a sentence pair and may translate each other.

    bitext: the distinct words of each sentence in both languages
    """
    import numpy as np

    first = sorted({word for words, _ in bitext for word in words})
    second = sorted({word for _, words in bitext for word in words})
    ids = {w: i for i, w in enumerate(first)}, {w: i for i, w in enumerate(second)}
    left, right, left_group, right_group = [], [], [], []
    lefts = rights = 0
    for a, b in bitext:
        if not a or not b:
            continue
        left.append(np.tile(np.array([ids[0][w] for w in a], np.int32), len(b)))
        right.append(np.repeat(np.array([ids[1][w] for w in b], np.int32), len(a)))
        left_group.append(np.tile(np.arange(lefts, lefts + len(a), dtype=np.int32), len(b)))
        right_group.append(np.repeat(np.arange(rights, rights + len(b), dtype=np.int32), len(a)))
        lefts, rights = lefts + len(a), rights + len(b)
    a_of, b_of = np.concatenate(left), np.concatenate(right)
    keys, pair_of = np.unique(a_of.astype(np.int64) * len(second) + b_of, return_inverse=True)
    a_key, b_key = keys // len(second), keys % len(second)
    forth = _estimate(pair_of, a_key, np.concatenate(right_group), b_of)
    back = _estimate(pair_of, b_key, np.concatenate(left_group), a_of)
    for i in np.flatnonzero((forth > _FLOOR) | (back > _FLOOR)).tolist():
        yield first[int(a_key[i])], second[int(b_key[i])], float(forth[i]), float(back[i])


def _estimate(
    pair_of: NDArray[np.intp], given: NDArray[np.int64], group: NDArray[np.int32], generated: NDArray[np.int32]
) -> NDArray[np.float64]:
    """t(generated | given) of each pair of words by expectation maximisation.

    pair_of, group, generated: for each meeting of two words, which pair of words they are, which occurrence of the
    generated word it is, and which word that is; given: the generating word of each pair
    """
    import numpy as np

    word = np.zeros(int(group.max()) + 1, np.int32)
    word[group] = generated
    probability = np.ones(len(given))
    null = np.full(int(generated.max()) + 1, _NULL)
    for _ in range(_ROUNDS):
        weight = probability[pair_of]
        whole = np.bincount(group, weight, len(word)) + null[word]
        emptied = np.bincount(word, null[word] / whole, len(null))
        null = emptied / emptied.sum()
        count = np.bincount(pair_of, weight / whole[group], len(given))
        probability = count / np.bincount(given, count)[given]
    return probability
