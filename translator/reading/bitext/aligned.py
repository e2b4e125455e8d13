"""Aligned texts as translations to check: a segment a bead that has a source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from translator.bitext import Bead, Bitext
from translator.reading.bitext.units import PairedText, Unit, build
from translator.release import BlockKind


def paired_text(bitext: Bitext) -> PairedText:
    """The bitext as a translation, with the place of each segment: that of its target, or its own where it has none.

    A bead is in the block of its first source sentence. What has no source is left out, and a warning says where it
    stands. Raises ReleaseError where no sentence has a source.
    """
    units = []
    for (_, kind), beads in groupby(_with_blocks(bitext), key=lambda each: each[0]):
        held = [bead for _, bead in beads]
        units.append(Unit(tuple(bitext.text(bead) for bead in held if bead.sources), "", kind))
        units += [Unit((bitext.text(b),), bitext.targets[b.targets[0]].where) for b in held if not b.sources]
    built = build(bitext.name, bitext.direction, units, bitext.warnings)
    kept = (bead for bead in bitext.beads if bead.sources)
    places = (bitext.targets[b.targets[0]].where if b.targets else bitext.sources[b.sources[0]].where for b in kept)
    return replace(built, places=tuple(places))


def _with_blocks(bitext: Bitext) -> Iterator[tuple[tuple[int, BlockKind], Bead]]:
    """Each bead with the block and kind of its first source; one without a source is in the block before it."""
    block: int = 0
    kind: BlockKind = bitext.sources[0].kind if bitext.sources else "body"
    for bead in bitext.beads:
        if bead.sources:
            first = bitext.sources[bead.sources[0]]
            block, kind = first.block, first.kind
        yield (block, kind), bead
