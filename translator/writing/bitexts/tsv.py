"""Aligned texts as a table with tabs, a line a bead, that `translator check` and `memory import` read."""

from __future__ import annotations

import csv
import io

from translator.bitext import Bitext
from translator.writing.bitexts.confidence import place

HEADS = ("source", "target", "confidence", "kind", "by", "where")


def render(bitext: Bitext) -> bytes:
    """UTF-8 with a heading; cells with tabs, line breaks or quotation marks are quoted as in CSV (RFC 4180)."""
    written = io.StringIO(newline="")
    table = csv.writer(written, delimiter="\t", lineterminator="\n")
    table.writerow(HEADS)
    for bead in bitext.beads:
        table.writerow((*bitext.text(bead), f"{bead.confidence:.3f}", bead.kind, bead.by, place(bitext, bead)))
    return written.getvalue().encode()
