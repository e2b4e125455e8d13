"""What the marks of a paragraph tell: whether a sentence ends, whether it is all quotation, whether quotes pair."""

from __future__ import annotations

import re

CLOSERS = "\"'\u2019\u201d\u300d\u300f)\uff09\\]\u3011\u300b"
PAIRS = {"\u201c": "\u201d", "\u300c": "\u300d", "\u300e": "\u300f", "\u00ab": "\u00bb"}
"""Opening quotation mark to its closing one. Single quotes are left out: they are apostrophes too."""


def ends_sentence(text: str) -> bool:
    """Whether the text ends with a full stop, question or exclamation mark, or ellipsis, before any closing quotes."""
    if re.search(r"\b(?:[A-Z]\.){2,}$|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|St|No|vs|etc)\.$", text):
        return False
    return re.search(rf"(?:[.!?\u2026\u3002\uff01\uff1f\uff0e]|\.{{3}})[{CLOSERS}\s]*$", text) is not None


def ends_clause(text: str) -> bool:
    """Whether the text ends with a comma, semicolon or colon, so that something must follow."""
    return re.search(r"[,;:\u3001\uff0c\uff1b\uff1a]$", text) is not None


def count_sentences(text: str) -> int:
    """About how many sentences there are; only to tell a caption from a paragraph, not to cut."""
    stop = r"(?<=[a-z0-9%)\"\u201d])(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bProf)(?<!\bNo)(?<!\bSt)\."
    ends = re.findall(rf"[\u3002\uff01\uff1f!?]+|{stop}(?=[\"\u201d)]?\s+[\"\u201cA-Z0-9])", text)
    return len(ends) + (0 if re.search(rf"[\u3002\uff01\uff1f!?][{CLOSERS}]*$", text) else 1)


def opens_with_quote(text: str) -> bool:
    """Whether the text starts with an opening double quotation mark."""
    return text[:1] == '"' or text[:1] in PAIRS


def is_quotation(text: str) -> bool:
    """Whether the whole text is one quotation, perhaps with its speaker after a dash; a quoted title is not."""
    if not opens_with_quote(text):
        return False
    closer = PAIRS.get(text[0], text[0])
    end = _closing(text)
    if end is None or (len(text[1:end].split()) < 4 and not re.search(r"[\u4e00-\u9fff]{6}", text[1:end])):
        return False
    after = text[end + len(closer) :]
    return re.fullmatch(r"\s*(?:[-\u2013\u2014]{1,2}\s*[^.!?\u3002\uff01\uff1f]{2,80})?", after) is not None


def _closing(text: str) -> int | None:
    opener, closer = text[0], PAIRS.get(text[0], text[0])
    depth = 0
    for i, character in enumerate(text):
        if character == closer and (opener != closer or i):
            depth -= 1
            if depth <= 0:
                return i
        elif character == opener:
            depth += 1
    return None


def unpaired_quote(text: str) -> str | None:
    """What is wrong with the double quotation marks of a paragraph, in plain words; None where they pair."""
    straight = text.count('"')
    # 12" is twelve inches.
    if straight % 2 and (straight - len(re.findall(r'(?<=\d)"', text))) % 2:
        return 'a straight quotation mark (") has no partner'
    opened: list[str] = []
    for character in text:
        if character in PAIRS:
            opened.append(character)
        elif character in PAIRS.values():
            if not opened or PAIRS[opened[-1]] != character:
                return f"a closing quotation mark ({character}) was never opened"
            opened.pop()
    return f"a quotation mark ({opened[-1]}) is opened and never closed" if opened else None
