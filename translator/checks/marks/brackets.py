"""Brackets that have no partner."""

from __future__ import annotations

import re

_PAIRS = {"(": ")", "（": "）", "[": "]", "【": "】", "《": "》", "〈": "〉"}
_KIND = {
    mark: kind
    for kind, marks in {"(": "()（）", "[": "[]", "【": "【】", "《": "《》", "〈": "〈〉"}.items()
    for mark in marks
}
_BRACKET = re.compile(r"[()（）\[\]【】《》〈〉]")
# 1) a) iv) 一） at the head of an item of a list.
_LISTED = re.compile(
    r"(?:^|(?<=[，,；;：:。.] )|(?<=[，；：。])|(?<=\band )|(?<=\bor ))"
    r"(?:\d{1,2}|[A-Za-z]|[ivx]{1,4}|[一二三四五六七八九十])[)）]"
)


def lonely_brackets(text: str) -> list[int]:
    """Where the brackets stand that have no partner; a bracket pairs one of the other width, too."""
    marks = [match.start() for match in _BRACKET.finditer(text)]
    if not marks:
        return []
    listed = {match.end() - 1 for match in _LISTED.finditer(text)}
    opened: list[int] = []
    lonely: list[int] = []
    for at in marks:
        if text[at] in _PAIRS:
            opened.append(at)
        elif opened and _KIND[text[opened[-1]]] == _KIND[text[at]]:
            opened.pop()
        elif any(_KIND[text[i]] == _KIND[text[at]] for i in opened):
            while _KIND[text[opened[-1]]] != _KIND[text[at]]:
                lonely.append(opened.pop())
            opened.pop()
        elif at not in listed:
            lonely.append(at)
    return sorted(lonely + opened)
