"""Which beads a person should look at, and which are too unsure for a translation memory."""

from __future__ import annotations

from translator.bitext import Bead, Bitext

LOOK_AT = 0.8
"""Confidence below which a person should look at a bead."""

LEAST = 0.5
"""Confidence below which a pair is rather wrong than right, and so is kept out of a translation memory."""


def to_look_at(bead: Bead) -> bool:
    """Whether nobody has looked at a bead whose confidence is low."""
    return bead.by == "machine" and bead.confidence < LOOK_AT


def is_pair(bead: Bead, least: float = 0.0) -> bool:
    """Whether a bead has both sides and at least this confidence."""
    return bool(bead.sources and bead.targets) and bead.confidence >= least


def place(bitext: Bitext, bead: Bead) -> str:
    """Where the first sentence of either side stands ("en.txt, paragraph 3 | zh.txt, paragraph 3")."""
    firsts = [bitext.sources[i].where for i in bead.sources[:1]] + [bitext.targets[i].where for i in bead.targets[:1]]
    return " | ".join(where for where in firsts if where)
