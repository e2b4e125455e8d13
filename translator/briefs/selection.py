"""Which sentences make the brief and which the bullets: worth against sameness, under the limits, exactly."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from translator.briefs.limits import Limits, text_length
from translator.briefs.scoring import HAN_A_WORD, Scored
from translator.release import Language

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Array = NDArray[numpy.float32]

# The trade-off of maximal marginal relevance (Carbonell & Goldstein 1998): what saying the same again costs.
SAMENESS = 2.0
# Every sentence that fits says more than a shorter brief does, so filling the brief is worth this much a sentence.
FILLING = 0.4
# A bullet longer than this many words loses worth with each word.
BULLET_WORDS = 16
BULLET_LENGTH = -0.06


def choose_brief(scored: Sequence[Scored], sameness: Array, language: Language, limits: Limits) -> tuple[int, ...]:
    """Indices of the sentences of the brief, in document order: the best set that meets the limits.

    Sentences that cannot stand alone are looked at only where fewer than two others are there. Empty where even the
    shortest sentence is over the limit.
    """
    sound = [i for i, one in enumerate(scored) if one.sound]
    pool = sound if len(sound) >= min(2, len(scored)) else list(range(len(scored)))
    lengths = {i: text_length(scored[i].sentence.source, language) for i in pool}
    best: tuple[float, tuple[int, ...]] = (float("-inf"), ())
    for size in range(1, min(limits.sentences, len(pool)) + 1):
        for chosen in combinations(pool, size):
            if sum(lengths[i] for i in chosen) > limits.brief(language):
                continue
            worth = sum(scored[i].score + FILLING for i in chosen)
            worth -= SAMENESS * sum(float(sameness[i, j]) for i, j in combinations(chosen, 2))
            if worth > best[0] + 1e-9 or (size == 2 and len(best[1]) == 1):
                best = (worth, chosen)
    return best[1]


def choose_bullets(
    scored: Sequence[Scored], sameness: Array, brief: Sequence[int], language: Language, limits: Limits
) -> tuple[int, ...]:
    """Indices of the bullets, in document order: short facts that the brief and the other bullets do not say."""
    left = [i for i in range(len(scored)) if i not in brief]
    sound = [i for i in left if scored[i].sound]
    chosen: list[int] = []
    for pool in (sound, [i for i in left if i not in sound and not scored[i].traits.question]):
        pool = list(pool)
        while pool and len(chosen) < limits.bullets:
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
