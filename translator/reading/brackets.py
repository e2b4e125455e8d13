"""Where the bracketed parts of a text stand, so that a sentence is not cut inside one."""

from __future__ import annotations

from bisect import bisect_right

PAIRS = {"(": ")", "[": "]", "（": "）", "［": "］", "【": "】", "《": "》", "〈": "〉"}
LONGEST = 400
"""Characters; a pair further apart than this is more likely two strays than one bracket."""


class Brackets:
    """The outermost matched brackets of a text, found in one pass."""

    def __init__(self, text: str) -> None:
        closing = {close: opening for opening, close in PAIRS.items()}
        open_at: dict[str, list[int]] = {opening: [] for opening in PAIRS}
        pairs: list[tuple[int, int]] = []
        for index, char in enumerate(text):
            if char in open_at:
                open_at[char].append(index)
            elif (opening := closing.get(char)) and open_at[opening]:
                start = open_at[opening].pop()
                if index - start <= LONGEST:
                    pairs.append((start, index))
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(pairs):
            if not self._ends or start > self._ends[-1]:
                self._starts.append(start)
                self._ends.append(end)

    def around(self, offset: int) -> int | None:
        """Offset of the bracket that opens around the gap before `offset`, None where no bracket is open there."""
        index = bisect_right(self._starts, offset - 1) - 1
        if index >= 0 and self._starts[index] < offset <= self._ends[index]:
            return self._starts[index]
        return None
