"""Traditional characters in a text that is to be in simplified Chinese."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from translator.release import Direction, Issue, Segment

DATA = Path(__file__).parent / "data" / "traditional.tsv"
_GLOSS = re.compile(r"[（(][^（）()]*[）)]|《[^《》]*》")


def check_script(segment: Segment, direction: Direction) -> list[Issue]:
    """One warning for each run of traditional characters, with its simplified form where every character has one.

    Only for Chinese targets. What the source itself writes so, or what stands in brackets or in a title, may be a
    name as its owner writes it.
    """
    if direction.target != "zh":
        return []
    found = [m.span() for m in _pattern().finditer(segment.target)]
    if not found:
        return []
    glosses = [m.span() for m in _GLOSS.finditer(segment.target)]
    issues = []
    for start, end in found:
        run = segment.target[start:end]
        if run in segment.source or any(a <= start and end <= b for a, b in glosses):
            continue
        fix = simplified(run)
        issues.append(
            Issue(
                "script",
                "warning",
                f"“{run}” is in traditional characters" + (f"; simplified: “{fix}”." if fix else "."),
                f"“{run}”为繁体字" + (f"，简体应为“{fix}”。" if fix else "。"),
                None,
                (start, end),
                fix,
            )
        )
    return issues


def simplified(text: str) -> str | None:
    """The text in simplified characters; None where a character has two simplified forms (畫: 画, 划)."""
    forms = [_table().get(character, (character,)) for character in text]
    return "".join(form[0] for form in forms) if all(len(form) == 1 for form in forms) else None


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """Traditional character to its simplified forms."""
    lines = DATA.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {traditional: tuple(forms.split(" ")) for traditional, forms in rows}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_table())}]+")
