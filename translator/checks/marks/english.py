"""How English sets its marks, as rules for `rewriting`."""

from __future__ import annotations

import re

from translator.checks.marks.rewriting import CLOSE, KEPT, OPEN, Rule

_L = f"A-Za-z\u00c0-\u024f{KEPT}"
_SUSPECT = re.compile(
    r"[\u2000-\u200a\u2026\u3000-\u303f\uff00-\uffef\u00a0\t·]|  | [,.;?!)\]:%]|[(\[“] |[,;?!:][A-Za-z“(]"
    r"|[a-z]{2}[:;,]\d|[.)\]],[^\s\"”]|\d,\d{4}(?!\d)"
    r"|[a-z\d%)]\.[A-Z“]|[,;:.][,;:.?!]|([?!])\1|[,;:.?!] +[,;:.?!]|[a-z]\([A-Z]|^[,;:?!)]|\d{4},\d|\d;\d|[?!]\d"
    r"|[,.;:?!][\"”](?:[,.;:?!A-Za-z]|$)(?<![.?!][\"”])|[A-Za-z][“\"][A-Za-z]|[,.;:?!]\"[A-Za-z]|——"
)
_HALF = {
    "，": ", ",
    "、": ", ",
    "；": "; ",
    "：": ": ",
    "？": "? ",
    "！": "! ",
    "。": ". ",
    "．": ".",
    "（": " (",
    "）": ") ",
    "【": " [",
    "】": "] ",
    "《": f" {OPEN}",
    "》": f"{CLOSE} ",
    "〈": f" {OPEN}",
    "〉": f"{CLOSE} ",
    "「": f" {OPEN}",
    "」": f"{CLOSE} ",
    "『": f" {OPEN}",
    "』": f"{CLOSE} ",
}


def _half(match: re.Match[str]) -> str:
    return _HALF[match[0]]


RULES: tuple[Rule, ...] = (
    # Chinese marks.
    (re.compile(r"(?<=\d)，(?=\d{3}(?!\d))"), ","),
    (re.compile(r"(?<=\d)：(?=\d)"), ":"),
    (re.compile(r"(?<=[A-Za-z])（(\w{1,2})）(?=[A-Za-z])"), r"(\1)"),
    (re.compile(r"[，、；：？！。．（）【】《》〈〉「」『』]"), _half),
    (re.compile(r"\s*——\s*"), " — "),
    (re.compile(r"…{2,}"), "..."),
    (re.compile(r"\u3000"), " "),
    # Spaces.
    (re.compile(r"(?<=\S)[ \t\u00a0\u2000-\u200a]{2,}(?=\S)"), " "),
    (re.compile(rf"(?<=[\w{KEPT}%°)\]”’{CLOSE}+]) +(?=[,;?!](?:[\s\"”’)\]{CLOSE}]|$))"), ""),
    (re.compile(rf"(?<=[{_L}%)\]”’{CLOSE}]) +(?=:(?:\s|$))|(?<=\d) +(?=: +[{_L}])"), ""),
    (re.compile(rf"(?<=[\w{KEPT}%)\]”’{CLOSE}]) +(?=\.(?! ?\.)(?:[\s\"”’)\]{CLOSE}]|$))"), ""),
    (re.compile(r"(?<=\d) +(?=%)"), ""),
    (re.compile(rf"([(\[“{OPEN}]) +"), r"\1"),
    (re.compile(rf" +([)\]”{CLOSE}])"), r"\1"),
    (re.compile(r"^ *[,;:?!)\]]+ *(?=[A-Za-z])"), ""),
    # Doubled marks.
    (re.compile(r"([,;:?!])(?:\s*\1)+"), r"\1"),
    (re.compile(r"(?<=[\w%)\]”\"])\.\.(?![./])"), "."),
    (re.compile(rf"(?<=[\w{KEPT}%)\]]{{3}})\. +\.(?=\s|$)(?!\s+\.)"), "."),
    (re.compile(rf"[,;:]\s*([.?!])(?=[\s”{CLOSE}]|$)"), r"\1"),
    (re.compile(r",\s*([;:])"), r"\1"),
    (re.compile(rf"([,.;:?!])([”{CLOSE}])\1"), r"\1\2"),
    # A space after a mark.
    (re.compile(rf"(?<=[{_L}\d%°)\]”{CLOSE}]),(?=[{_L}]{{2}}|[aAI][\s'’]|[“{OPEN}(])"), ", "),
    (re.compile(rf"(?<=[.)\]”{CLOSE}]),(?=[{_L}\d])"), ", "),
    (re.compile(rf"(?<=[{_L}]{{2}}),(?=\d)"), ", "),
    (re.compile(r"(?<=\d{4}),(?=\d)|(?<=[a-z.]\s\d),(?=(?:19|20)\d\d\b)|(?<=[a-z.]\s\d\d),(?=(?:19|20)\d\d\b)"), ", "),
    (re.compile(rf"(?<=[{_L}\d%)\]”{CLOSE}])([;?!])(?=[{_L}\d“{OPEN}(])"), r"\1 "),
    (re.compile(rf"(?<=[a-z]{{2}}):(?=[{_L}“{OPEN}(])"), ": "),
    (re.compile(r"(?<=[a-z]{3}):(?=\d)"), ": "),
    (re.compile(rf"(?<=[a-z]{{2}}|.[\d%)])\.(?=[A-Z][a-z]|[AI]\s|[“{OPEN}][A-Z])"), ". "),
    (re.compile(r"(\b(?:Dr|Mr|Mrs|Ms|Prof)\.)(?=[A-Z])"), r"\1 "),
    (re.compile(rf"(?<=[{_L}]{{2}})([“{OPEN}])(?=[{_L}])"), r" \1"),
    (re.compile(rf"([”{CLOSE}])(?=[{_L}]{{2}})"), r"\1 "),
    (re.compile(r"(?<=[a-z]{2})\((?![IVX]+\))(?=[A-Z]{2})"), " ("),
    # What the Chinese marks left behind.
    (re.compile(rf" +(?=[,;?!.)\]”{CLOSE}]*$)"), ""),
)


def suspicious(text: str) -> bool:
    """Whether a rule can have anything to do: a quick look."""
    return _SUSPECT.search(text) is not None
