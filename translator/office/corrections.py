"""What a person puts right in an aligned text, and how it is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from translator.bitext import Bead, Bitext
from translator.release import ReleaseError

Side = Literal["source", "target"]


class NotPossibleError(ReleaseError):
    """A correction that cannot be made of the beads as they are: its message, and the same in Chinese."""

    def __init__(self, message: str, message_zh: str) -> None:
        super().__init__(message)
        self.message_zh = message_zh


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person does to a bead.

    bead: its index; count: how many sentences of `side` move to the bead before (step -1) or after (1)
    sources, targets: of a split, how many sentences of each side stay in the first of the two
    """

    act: Literal["confirm", "merge", "split", "move"]
    bead: int
    side: Side = "source"
    step: Literal[-1, 1] = 1
    count: int = 1
    sources: int = 0
    targets: int = 0


@dataclass(frozen=True, slots=True)
class Undo:
    """How a correction is taken back: these beads in place of the so many that stand from this index on."""

    at: int
    count: int
    beads: tuple[Bead, ...]


def corrected(bitext: Bitext, correction: Correction) -> Bitext:
    """The bitext with a correction. Raises NotPossibleError where the beads do not allow it."""
    at = correction.bead
    if not 0 <= at < len(bitext.beads):
        raise NotPossibleError("There is no such row any more. Look at it again.", "该行已不存在，请重新查看。")
    if correction.act == "confirm":
        return bitext.confirmed(at)
    if correction.act == "merge":
        if at + 1 == len(bitext.beads):
            raise NotPossibleError(*_NO_ROW)
        try:
            return bitext.merged(at)
        except ValueError:
            raise NotPossibleError(
                "There are sentences between the two that belong to another row.", "两行之间有属于其他行的句子。"
            ) from None
    if correction.act == "split":
        try:
            return bitext.split(at, max(correction.sources, 0), max(correction.targets, 0))
        except ValueError:
            raise NotPossibleError("There is nothing to split off.", "没有可拆分的内容。") from None
    return _moved(bitext, correction)


_NO_ROW = ("There is no row beyond it.", "前后没有其他行。")


def _moved(bitext: Bitext, correction: Correction) -> Bitext:
    """One sentence after the other handed on."""
    at, side, step = correction.bead, correction.side, correction.step
    held = bitext.beads[at].sources if side == "source" else bitext.beads[at].targets
    if not 1 <= correction.count <= len(held):
        raise NotPossibleError("There is no sentence to move.", "没有可移动的句子。")
    if not 0 <= at + step < len(bitext.beads):
        raise NotPossibleError(*_NO_ROW)
    for _ in range(correction.count):
        try:
            bitext = bitext.moved(at, side, step)
        except ValueError:
            raise NotPossibleError(
                "The sentence does not adjoin those of the other row.", "该句与另一行的句子不相邻。"
            ) from None
    return bitext


def undo_of(before: tuple[Bead, ...], after: tuple[Bead, ...]) -> Undo:
    """What makes the beads before of those after."""
    shorter = min(len(before), len(after))
    first = next((i for i in range(shorter) if before[i] != after[i]), shorter)
    last = next((i for i in range(shorter - first) if before[-1 - i] != after[-1 - i]), shorter - first)
    return Undo(first, len(after) - last - first, before[first : len(before) - last])
