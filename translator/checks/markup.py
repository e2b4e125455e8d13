"""What belongs to a file or a program and not to the text: tags, entities, placeholders, characters nobody sees."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from translator.release import Direction, Issue, Segment

_TAGS = (
    "a|abbr|b|big|blockquote|body|br|caption|center|cite|code|dd|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]|head|"
    "header|hr|html|i|img|input|ins|kbd|label|li|link|main|mark|meta|ol|p|pre|q|script|section|small|span|strike|"
    "strong|style|sub|sup|table|tbody|td|tfoot|th|thead|title|tr|u|ul|video|bpt|ept|ph|it|g|x|bx|ex|mrk"
)
_ENTITIES = (
    "nbsp|amp|lt|gt|quot|apos|hellip|[mn]dash|[lr][sd]quo|laquo|raquo|copy|reg|trade|times|divide|deg|plusmn|micro|middot|"
    "bull|ensp|emsp|thinsp|zwn?j|shy|euro|pound|yen|sect|para|[A-Za-z](?:acute|grave|circ|uml|tilde|cedil|ring|slash)|"
    "szlig|alpha|beta|gamma|delta|mu|le|ge|ne|sup[123]|frac1[24]|frac34"
)
_UNSEEN = (
    "\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
)
"""Control and zero-width characters, directions, lone surrogates, and code points that are never characters."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of leftover; fix: what to put in place of a match, None where that is not certain."""

    name: str
    name_zh: str
    pattern: re.Pattern[str]
    fix: Callable[[re.Match[str]], str | None]


def _nothing(match: re.Match[str]) -> str | None:
    return ""


def _uncertain(match: re.Match[str]) -> str | None:
    return None


def _content(match: re.Match[str]) -> str | None:
    return match[1]


def _character(match: re.Match[str]) -> str | None:
    text = html.unescape(html.unescape(match[0]))
    if unicodedata.category(text[0]) in {"Cc", "Cf", "Cs", "Cn", "Co"}:
        return ""
    return " " if text.isspace() else text


def _space_or_nothing(match: re.Match[str]) -> str | None:
    return " " if match[0].isspace() and match.string[: match.start()].strip() else ""


_KINDS = (
    _Kind(
        "HTML tag", "HTML标签", re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]{{0,300}})?/?>|<!--.*?-->", re.I | re.S), _nothing
    ),
    _Kind(
        "HTML entity",
        "HTML实体",
        re.compile(rf"&(?:amp;)?(?:{_ENTITIES}|#\d{{2,6}}|#x[0-9a-fA-F]{{2,5}});"),
        _character,
    ),
    _Kind(
        "Markdown mark",
        "Markdown标记",
        re.compile(r"\[([^\[\]]{1,200})\]\((?:https?:|mailto:|/|#)[^\s()]*\)"),
        _content,
    ),
    _Kind(
        "Markdown mark",
        "Markdown标记",
        re.compile(
            r"(?<![*\w])\*\*(?=[^\s*])([^*]{1,200}?)(?<=\S)\*\*(?!\*)|(?<![\w_])__(?=[^\s_])([^_]{1,200}?)(?<=\S)__(?![\w_])"
        ),
        lambda match: match[1] or match[2],
    ),
    _Kind("Markdown mark", "Markdown标记", re.compile(r"^(?:#{1,6} |> (?=[^\s\d]))|\*\*|(?<!_)__(?!_)|`+"), _nothing),
    _Kind(
        "placeholder",
        "占位符",
        re.compile(
            r"\{\{[^{}]*\}\}|\$\{[^{}]*\}|\{%[^{}]*%\}|(?<![\d%])%(?:\d+\$)?[sdf](?![A-Za-z])|%\([a-z_]+\)[sd]|\{\d{1,2}\}|\[\[[^\[\]]*\]\]"
        ),
        _uncertain,
    ),
    _Kind("replacement character", "替换字符", re.compile("\ufffd+"), _uncertain),
    _Kind(
        "invisible character",
        "不可见字符",
        re.compile(f"[{_UNSEEN}]+"),
        _space_or_nothing,
    ),
)
_SUSPECT = re.compile(rf"[<&*_`{{\[%#>\ufffd{_UNSEEN}]")


def check_markup(segment: Segment, direction: Direction) -> list[Issue]:
    """An error for each leftover that the source does not have, in order, none overlapping another.

    Tags, unseen characters and the marks of Markdown are taken out by the fix and an entity becomes its character;
    what stood for a placeholder or a replacement character nobody can know.
    """
    if not _SUSPECT.search(segment.target):
        return []
    issues: list[Issue] = []
    taken: list[tuple[int, int]] = []
    for kind in _KINDS:
        for match in kind.pattern.finditer(segment.target):
            start, end = match.span()
            if match[0] in segment.source or any(a < end and start < b for a, b in taken):
                continue
            taken.append((start, end))
            issues.append(_issue(kind, match))
    return sorted(issues, key=lambda issue: issue.target_span or (0, 0))


def _issue(kind: _Kind, match: re.Match[str]) -> Issue:
    shown = f" “{match[0]}”" if match[0].isprintable() else " " + " ".join(f"U+{ord(c):04X}" for c in match[0][:4])
    return Issue(
        "markup",
        "error",
        f"The {kind.name}{shown} does not belong into the text.",
        f"文中残留{kind.name_zh}{shown}。",
        None,
        match.span(),
        kind.fix(match),
    )
