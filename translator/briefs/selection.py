"""Which sentences make the brief and which the bullets: worth against sameness, under the limits, exactly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from translator.briefs.scoring import HAN_A_WORD, Scored
from translator.release import Language

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Array = NDArray[numpy.float32]

Fits = Callable[[Sequence[int]], bool]
"""Whether the sentences with these indices are within a limit together."""

# The trade-off of maximal marginal relevance (Carbonell & Goldstein 1998): what saying the same again costs.
SAMENESS = 2.0
# Every sentence that fits says more than a shorter brief does, so filling the brief is worth this much a sentence.
FILLING = 0.4
# A bullet longer than this many words loses worth with each word.
BULLET_WORDS = 16
BULLET_LENGTH = -0.06


def choose_set(scored: Sequence[Scored], sameness: Array, most: int, fits: Fits) -> tuple[int, ...]:
    """Indices of at most so many sentences, in document order: the best set that fits; empty where none does.

    Sentences that cannot stand alone are looked at only where fewer than two others are there, or none of those fits.
    """
    everything = range(len(scored))
    sound = [i for i in everything if scored[i].sound]
    if len(sound) >= min(2, len(scored)) and (best := _best_set(scored, sameness, sound, most, fits)):
        return best
    return _best_set(scored, sameness, everything, most, fits)


def _best_set(scored: Sequence[Scored], sameness: Array, pool: Sequence[int], most: int, fits: Fits) -> tuple[int, ...]:
    best: tuple[float, tuple[int, ...]] = (float("-inf"), ())
    for size in range(1, min(most, len(pool)) + 1):
        for chosen in combinations(pool, size):
            worth = sum(scored[i].score + FILLING for i in chosen)
            worth -= SAMENESS * sum(float(sameness[i, j]) for i, j in combinations(chosen, 2))
            if (worth > best[0] + 1e-9 or (size == 2 and len(best[1]) == 1)) and fits(chosen):
                best = (worth, chosen)
    return best[1]


def choose_bullets(
    scored: Sequence[Scored],
    sameness: Array,
    brief: Sequence[int],
    language: Language,
    most: int,
    among: Sequence[int] | None = None,
) -> tuple[int, ...]:
    """Indices of the bullets, in document order: short facts that the brief and the other bullets do not say.

    among: those that may be bullets; None for all
    """
    left = [i for i in (range(len(scored)) if among is None else among) if i not in brief]
    sound = [i for i in left if scored[i].sound]
    chosen: list[int] = []
    for pool in (sound, [i for i in left if i not in sound and not scored[i].traits.question]):
        pool = list(pool)
        while pool and len(chosen) < most:
            said = [*brief, *chosen]
            best = max(pool, key=lambda i: (_bullet_worth(scored[i], language) - _said(sameness, i, said), -i))
            pool.remove(best)
            chosen.append(best)
    return tuple(sorted(chosen))


def _bullet_worth(one: Scored, language: Language) -> float:
    words = one.traits.length / (HAN_A_WORD if language == "zh" else 1)
    return one.score + BULLET_LENGTH * max(0.0, words - BULLET_WORDS)


def _said(sameness: Array, index: int, said: Sequence[int]) -> float:
    return SAMENESS * max((float(sameness[index, other]) for other in said), default=0.0)
