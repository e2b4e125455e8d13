"""Aligned texts as an Excel workbook: a row a bead, the unsure ones shaded, to filter and to mend."""

from __future__ import annotations

from translator.bitext import Bead, Bitext
from translator.writing.bitexts.confidence import LEAST, is_pair, place, to_look_at
from translator.writing.bitexts.labels import BY
from translator.writing.wording import Words
from translator.writing.workbook import Row, sheet

_COLUMNS = (
    (Words("No.", "序号"), 7),
    (Words("Source", "原文"), 60),
    (Words("Target", "译文"), 60),
    (Words("Confidence", "置信度"), 16),
    (Words("Kind", "类型"), 10),
    (Words("By", "来源"), 14),
    (Words("Where", "位置"), 34),
)
_LOW = "FBECCD"
_VERY_LOW = "FBE6E3"


def render(bitext: Bitext) -> bytes:
    """One sheet under a heading that stays in view and filters; what to look at is shaded, darker below one half.

    `translator check` and `translator memory import` read it back by its second and third column.
    """
    rows = [_row(bitext, bead, number) for number, bead in enumerate(bitext.beads, 1)]
    return sheet("align", _COLUMNS, rows, {3: "0.000"})


def _row(bitext: Bitext, bead: Bead, number: int) -> Row:
    source, target = bitext.text(bead)
    by = f"{BY[bead.by].en} {BY[bead.by].zh}"
    values = (number, source, target, round(bead.confidence, 3), bead.kind, by, place(bitext, bead))
    unsure = _LOW if is_pair(bead, LEAST) else _VERY_LOW
    return values, unsure if to_look_at(bead) else ""
