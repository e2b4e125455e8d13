"""How Chinese sets its marks (GB/T 15834), as rules for `rewriting`."""

from __future__ import annotations

import re

from translator.checks.marks.rewriting import CLOSE, KEPT, OPEN, Rule

_H = r"\u3400-\u9fff〇々"
_A = rf"A-Za-z\u0370-\u03ff\d{KEPT}"
_FULL_MARKS = "，。；：、？！"
_BEFORE = rf"(?<=[{_H}”’）》】」{CLOSE}])"
_AFTER = rf"(?=[{_H}“‘（《【「{OPEN}])"
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_SUSPECT = re.compile(
    r"[,;?!()\"'…•‧∙⋅・]|:(?!\d)|(?<!\d):|\.(?![\dA-Za-z])|--|[，。；：、？！]\s*[，。；：、？！\s]|\s[，。；：、？！”’）》]"
    r"|^\s*[，。；：、？！]|[，。；：、？！][”’][，。；：、]|  |[“‘（《]\s"
    r"|\. ?[\u3400-\u9fff]|[\u3400-\u9fff”’）》]\.| [A-Za-z\d]"
)
_ABBREVIATION = r"(?<!\b[A-Z])(?<!\bInc)(?<!\bCo)(?<!\bLtd)(?<!\bCorp)(?<!\bal)(?<!\betc)(?<!\bNo)"


def _full(match: re.Match[str]) -> str:
    return _FULL[match[0].strip()]


def _full_brackets(match: re.Match[str]) -> str:
    return f"（{match[match.lastindex or 1].strip()}）"


RULES: tuple[Rule, ...] = (
    # Half-width marks beside Chinese characters; between Latin words and numbers they stay.
    (re.compile(rf"{_BEFORE} *[,;:?!] *"), _full),
    (re.compile(rf"(?<=[{_A}%]) *[,;:?!] *{_AFTER}"), _full),
    (re.compile(r"(?<=[%℃]) *, *"), "，"),
    (
        re.compile(
            rf"(?<=[A-Za-z]{{2}}),(?=\d)|(?<=\d),(?=[A-Za-z]{{2}})|(?<=\d{{4}}),(?=\d)|(?<=\.\d),(?=\d)|(?<=[α-ω]),(?=\d)|(?<=[{_A}]),$"
        ),
        "，",
    ),
    (re.compile(rf"{_BEFORE} *\. *(?=[{_H}“‘”’」{CLOSE}]|\d|$)"), "。"),
    (re.compile(rf"(?<=[%\d{KEPT}])\.$|(?<=%)\.(?=[{_H}])|(?<=[A-Za-z]){_ABBREVIATION}\.$"), "。"),
    (re.compile(rf"(?<=[{_H}{_FULL_MARKS}”’）》]) *[(（]([^()（）]*)[)）]"), _full_brackets),
    (re.compile(rf"[(（]([^()（）]*[{_H}][^()（）]*)[)）]"), _full_brackets),
    (
        re.compile(rf"[(（]([^()（）]{{3,}})[)）](?=[{_H}{_FULL_MARKS}])|（([^()（）]*)\)|\(([^()（）]*)）"),
        _full_brackets,
    ),
    (re.compile(rf"(?<![A-Za-z\d])'([^'\"]*[{_H}][^'\"]*)'(?![A-Za-z])"), r"‘\1’"),
    (re.compile(OPEN), "“"),
    (re.compile(CLOSE), "”"),
    # Spaces.
    (re.compile(rf"(?<=[\S]) +(?=[{_FULL_MARKS}）》”’」】])"), ""),
    (re.compile(r"([，；：、。？！]) +(?=\S)"), r"\1"),
    (re.compile(r"([（《“‘「【]) +"), r"\1"),
    (re.compile(r"(?<=\S) {2,}(?=\S)"), " "),
    # Doubled marks.
    (re.compile(r"。{3,}|\.{3,}(?=[\u3400-\u9fff”])|(?<=[\u3400-\u9fff])\.{3,}"), "……"),
    (re.compile(r"(?<!…)…(?!…)|…{3,}"), "……"),
    (re.compile(r"([，；：、。？！])\1+"), r"\1"),
    (re.compile(r"、，|，、"), "，"),
    (re.compile(r"[，、；：]([。？！；])"), r"\1"),
    (re.compile(r"([，；：、。？！])([”’」])\1"), r"\1\2"),
    (re.compile(rf"^\s*[{_FULL_MARKS}]+\s*"), ""),
    # Dashes and the dot between the parts of a name.
    (re.compile(rf"(?<=[{_H}”]) ?-{{2,}} ?(?=[{_H}“])"), "——"),
    (re.compile(rf"(?<=[{_H}])[•‧∙⋅・](?=[{_H}])"), "·"),
)


_LATIN = r"[A-Za-z][\w.+-]*(?: [A-Za-z\d][\w.+-]*)*|\d(?:[\d.,]*\d)?%?"
_UNSPACED: Rule = (re.compile(rf"(?<=[{_H}]) ({_LATIN}) (?=[{_H}])"), r"\1")
SPACED = re.compile(rf"(?<=[{_H}])(?<![电讯]) (?=[A-Za-z\d])|(?<=[A-Za-z\d%]) (?=[{_H}])")
CLOSE_UP = re.compile(rf"(?<=[{_H}])(?=[A-Za-z\d])|(?<=[A-Za-z\d%])(?=[{_H}])")
"""Where Latin letters and digits meet Chinese characters, with a space between them and without."""
UNCLEAR = re.compile(r"。[，、；：]")
"""Marks of which one is wrong, and nobody can say which."""


def rules(text: str) -> tuple[Rule, ...]:
    """The rules for a text; where it sets Latin words both with spaces and without, they lose the spaces."""
    return (*RULES, _UNSPACED) if SPACED.search(text) and CLOSE_UP.search(text) else RULES


def suspicious(text: str) -> bool:
    """Whether a rule can have anything to do: a quick look."""
    return _SUSPECT.search(text) is not None
