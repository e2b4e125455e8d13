"""Many units into a memory, a batch at a time, so that what is broken off loses nothing that was reported done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from translator.memory.store import Tally, TranslationMemory
from translator.memory.units import NewUnit

BATCH = 5000
"""Units written together: large enough that writing costs little, small enough that little is lost."""


def add_all(
    memory: TranslationMemory, units: Iterable[NewUnit], by: str, progress: Callable[[int], None] = lambda done: None
) -> Tally:
    """Add units in batches, each of which is there as a whole or not at all, also where the program is killed.

    The same units added again are "unchanged", so a broken-off import is begun again from the start.
    progress: told after each batch how many units are done. Raises ReleaseError as TranslationMemory does.
    """
    tally, done = Tally(), 0
    remaining = iter(units)
    while batch := list(islice(remaining, BATCH)):
        tally += memory.put(batch, by)
        done += len(batch)
        progress(done)
    if tally.added:
        memory.settle()
    return tally
