"""An article's own terms, as somebody types them into the form."""

from __future__ import annotations

import csv
import io
import re

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_BETWEEN = re.compile(r"\s*(?:=|＝|\t|→|->|=>)\s*")


class WrongLineError(ValueError):
    """A line that is no term; number: from 1."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__(f"line {number}: {text}")
        self.number = number
        self.text = text


def own_terms(lines: str) -> bytes:
    """A glossary file (CSV with the columns en and zh) of lines `English = 中文`, or the other way round.

    Empty lines are skipped; b"" where there is nothing else. Raises WrongLineError for a line that is no such pair.
    """
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(["en", "zh"])
    count = 0
    for number, line in enumerate(lines.splitlines(), start=1):
        if not line.strip():
            continue
        pair = [part.strip() for part in _BETWEEN.split(line.strip())]
        if len(pair) != 2 or not all(pair) or not any(map(_HAN.search, pair)):
            raise WrongLineError(number, line.strip())
        writer.writerow(pair if _HAN.search(pair[1]) else reversed(pair))
        count += 1
    return table.getvalue().encode("utf-8") if count else b""
