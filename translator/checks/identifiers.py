"""Addresses, DOIs, registrations, book and grant numbers, telephone numbers: the same, letter for letter."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from translator.checks.characters import HALF_WIDTH
from translator.release import Direction, Issue, Segment, Span

_FOLD = HALF_WIDTH | {ord("。"): ord(".")}
_DOMAINS = (
    "(?:com|org|net|edu|gov|info|cn|int|io|eu|uk|de|fr|jp|kr|hk|sg|au|ca|ch|nl|ru|br|tv|ai|app|dev|health|news"
    "|asia|tech)"
)
_CLOSING = ".,;:!?)]}'\""

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "e-mail address",
        re.compile(rf"[A-Za-z0-9._%+-]+\s?@\s?[A-Za-z0-9-]+(?:(?:\.|\s\.\s?|\.\s(?={_DOMAINS}\b))[A-Za-z0-9-]+)+"),
    ),
    (
        "e-mail address",
        re.compile(
            r"[A-Za-z0-9._%+-]+\s?[\[({]\s?at\s?[\])}]\s?[A-Za-z0-9-]+"
            r"(?:(?:\s?[\[({]\s?dot\s?[\])}]\s?|\.)[A-Za-z0-9-]+)+",
            re.IGNORECASE,
        ),
    ),
    ("web address", re.compile(r"(?:https?://|www\.)[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+", re.IGNORECASE)),
    ("DOI", re.compile(r"(?<![\d.])10\.\d{4,9}/[A-Za-z0-9._;()/:-]+")),
    (
        "web address",
        re.compile(rf"(?<![A-Za-z0-9.@-])(?:[A-Za-z0-9-]+\.)+{_DOMAINS}(?:/[A-Za-z0-9._~/?#=&%-]*)?(?![A-Za-z0-9])"),
    ),
    (
        "trial registration",
        re.compile(
            r"(?<![A-Za-z0-9])(?:NCT\s?\d{8}|ChiCTR[\s-]?[A-Z0-9-]*\d{6,}|ISRCTN\s?\d{6,}|CTR\s?\d{8}|CRD\s?\d{8,}"
            r"|UMIN\s?\d{9}|jRCTs?\d{9,}|ACTRN\s?\d{14}|DRKS\s?\d{8}|KCT\s?\d{7}|TCTR\s?\d{11}|PACTR\s?\d{15}"
            r"|CTRI/\d{4}/\d{2,3}/\d{6}|20\d\d-\d{6}-\d\d(?:-\d\d)?)(?![A-Za-z0-9])",
            re.IGNORECASE,
        ),
    ),
    ("ORCID", re.compile(r"(?<![\d-])\d{4}-\d{4}-\d{4}-\d{3}[\dX](?![\d-])")),
    ("ISBN", re.compile(r"(?<![\d-])97[89](?:[- ]?\d){10}(?![\d-])")),
    ("ISSN", re.compile(r"(?<=ISSN )\d{4}-\d{3}[\dX]|(?<=ISSN)[:：]?\s?\d{4}-\d{3}[\dX]")),
    ("preprint number", re.compile(r"(?<![A-Za-z])arXiv:\s?\d{4}\.\d{4,5}(?:v\d+)?(?!\d)", re.IGNORECASE)),
    ("PubMed number", re.compile(r"(?<![A-Za-z])PMC?(?:ID:?\s?)?\d{6,8}(?!\d)")),
    (
        "approval number",
        re.compile(
            r"(?:国药准字|国械注[准进许]|[\u4e00-\u9fff]械注准|药准字)[A-Z]?\d{8,12}|(?<![A-Za-z])ZL\s?\d{12}(?:\.[\dX])?(?!\d)"
        ),
    ),
    (
        "standard number",
        re.compile(
            r"(?<![A-Za-z])(?:GB(?:/[TZ])?|YY(?:/T)?|ISO(?:/IEC)?|IEC|EN ISO)"
            r"\s?\d{3,6}(?:[-–.]\d{1,4})*(?![\dA-Za-z])"
        ),
    ),
    (
        "grant number",
        re.compile(r"(?<![A-Za-z0-9])(?:20\d\d(?:YF[A-Z]|ZX)\d{5,8}|[RUP]\d{2}[ -]?[A-Z]{2}\d{6})(?![A-Za-z0-9])"),
    ),
    (
        "telephone number",
        re.compile(
            r"(?<![A-Za-z0-9.+-])(?:\+\d{1,3}[\s-]?(?:\(\d{1,4}\)[\s-]?|\d{1,4}[\s-])(?:\d{2,4}[\s-])*\d{3,8}"
            r"|\(?0\d{2,3}\)?[\s-]\d{3,4}[\s-]?\d{4}|[48]00[\s-]\d{3}[\s-]\d{4}|1[3-9]\d{9})(?![A-Za-z0-9-])"
        ),
    ),
)
_NAMES_ZH = {
    "e-mail address": "电子邮箱",
    "web address": "网址",
    "DOI": "DOI",
    "trial registration": "试验注册号",
    "ORCID": "ORCID",
    "ISBN": "书号",
    "ISSN": "刊号",
    "preprint number": "预印本编号",
    "PubMed number": "PubMed编号",
    "approval number": "批准文号",
    "standard number": "标准号",
    "grant number": "项目编号",
    "telephone number": "电话号码",
}
_NEAR = 0.8
_BRAND = re.compile(r"[A-Z][A-Za-z0-9]*\.(?:com|ai|net|io)")
"""A company that has its web address for a name (JD.com), which the other language calls otherwise (京东)."""
_TRUNK = re.compile(r"^(?:\+|00)?86|^0(?=\d)")
# Every pattern above needs one of these, and most sentences have none.
_POSSIBLE = re.compile(r"\d{3}|@|[a-z\d]\.[a-z]|[a-z]\s?[\[({]\s?at|www\.|https?:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identifier:
    """An address or number that must not change; kind: its English name."""

    kind: str
    text: str
    span: Span


@lru_cache(maxsize=4096)
def read_identifiers(text: str) -> tuple[Identifier, ...]:
    """The identifiers of a text in order; full-width and wrongly spaced ones too, as they are written."""
    folded = text.translate(_FOLD)
    if not _POSSIBLE.search(folded):
        return ()
    found: list[Identifier] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            start = match.start()
            end = start + len(match[0].rstrip(_CLOSING))
            if not any(start < i.span[1] and i.span[0] < end for i in found):
                found.append(Identifier(kind, text[start:end], (start, end)))
    return tuple(sorted(found, key=lambda i: i.span))


def check_identifiers(segment: Segment, direction: Direction) -> list[Issue]:
    """Every identifier of the source stands in the target as it is, and no other."""
    wanted, given = read_identifiers(segment.source), read_identifiers(segment.target)
    missing = [i for i in wanted if not _stands(i.text, segment.target) and not _same_line(i, given)]
    extra = [
        i
        for i in given
        if not any(i.text in j.text for j in wanted)
        and not _stands(i.text, segment.source)
        and not _same_line(i, wanted)
        and not _BRAND.fullmatch(i.text)
    ]
    issues: list[Issue] = []
    for identifier in missing:
        near = _nearest(identifier, extra)
        if near:
            extra.remove(near)
        issues.append(_altered(identifier, near) if near else _missing(identifier))
    return issues + [_invented(i) for i in extra if i.kind != "telephone number"]


def _stands(identifier: str, text: str) -> bool:
    """Whether an identifier stands in a text whole: with no more letters, digits or address marks at its ends."""
    # A full stop or comma behind it may end the sentence.
    edges = rf"(?<![A-Za-z0-9@_+-]){re.escape(identifier)}(?![A-Za-z0-9@_%=]|[.-][A-Za-z0-9])"
    return re.search(edges, text) is not None


def _same_line(identifier: Identifier, others: tuple[Identifier, ...]) -> bool:
    """Whether it is a telephone number that the others write with other spaces, or with or without the country code."""
    return identifier.kind == "telephone number" and any(
        other.kind == identifier.kind and _line(other.text) == _line(identifier.text) for other in others
    )


def _line(number: str) -> str:
    """The digits of a telephone number that are the same at home and abroad (010-6552 9988, +86 10 6552 9988)."""
    digits = re.sub(r"[^\d+]", "", number)
    return _TRUNK.sub("", digits)


def _nearest(identifier: Identifier, candidates: list[Identifier]) -> Identifier | None:
    """The candidate of the same kind most like the identifier, where one is like it."""
    alike = [(_likeness(identifier.text, c.text), c) for c in candidates if c.kind == identifier.kind]
    best = max(alike, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= _NEAR else None


def _likeness(a: str, b: str) -> float:
    a, b = ("".join(unicodedata.normalize("NFKC", t).casefold().split()) for t in (a, b))
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _altered(identifier: Identifier, near: Identifier) -> Issue:
    return Issue(
        "identifiers",
        "error",
        f"The {identifier.kind} {identifier.text} stands as {near.text} in the translation.",
        f"{_NAMES_ZH[identifier.kind]} {identifier.text} 在译文中写成了 {near.text}。",
        identifier.span,
        near.span,
        identifier.text,
    )


def _missing(identifier: Identifier) -> Issue:
    return Issue(
        "identifiers",
        "error",
        f"The {identifier.kind} {identifier.text} is missing in the translation.",
        f"译文中缺少{_NAMES_ZH[identifier.kind]} {identifier.text}。",
        identifier.span,
    )


def _invented(identifier: Identifier) -> Issue:
    return Issue(
        "identifiers",
        "error",
        f"The {identifier.kind} {identifier.text} in the translation is not in the source.",
        f"译文中的{_NAMES_ZH[identifier.kind]} {identifier.text} 不见于原文。",
        None,
        identifier.span,
    )
