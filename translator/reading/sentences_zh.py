"""Where Chinese sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from translator.reading.brackets import Brackets

Opened = Literal["first", "introduced", "phrase"]
"""How a quotation opened: as the first thing of its sentence, after who said it, or as a phrase within a sentence."""

_MARK = re.compile(r"(?P<end>[。！？｡!?…．.]++)|(?P<open>[“‘「『])|(?P<close>[”’」』])|(?P<straight>\")")
_CLOSES = {"”": "“", "’": "‘", "」": "「", "』": "『"}
_BRACKET_CLOSERS = "）)》〉】］]"
_NOTE = re.compile(r"\[\d{1,3}\]")
_SPACE = re.compile(r"\s*+")
_HAN = re.compile(r"[㐀-鿿]")
_PHRASE_WINDOW = 120
_CLAUSE_WINDOW = 120
_NEVER_OPENS = frozenset("，、；：。！？,;:!?…—–-）)》〉】］]”’」』")
_SENTENCE_STOP = re.compile(r"[。！？]|[，：]\s*[“‘「『\"]")
_SPEAKS = re.compile(
    r"(?<![小据传学虽听再])说(?![服明法唱])"
    r"|补充|告诉|回忆|坦言|直言|解释|提醒|反驳|嘟囔|感叹|感慨|玩笑|讲述|打趣|调侃|叮嘱|嘱咐|道破|点明|比方|反问|[笑问写喊答叹]道"
    r"|(?:表示|呼吁|建议|强调|评论|宣布|总结|指出|介绍|认为|透露|[问喊答称叹道])(?=[，。：道]|$)"
)
_FELL_SILENT = re.compile(r"没等|不等|话音")
_CARRIES_ON = re.compile(r"的|成为|成了|是|已|一直|仍|也|正|都|则|引|让|被|等|之|这(?!是)")


@dataclass(slots=True)
class _Quotes:
    """The quotations that are open at a point of the text, the innermost last."""

    stack: list[tuple[str, Opened]] = field(default_factory=list)

    def open(self, mark: str, how: Opened) -> None:
        # The same mark never nests in itself: the one before was not closed by its writer.
        self.close(mark)
        self.stack.append((mark, how))

    def close(self, mark: str) -> Opened | None:
        for index in range(len(self.stack) - 1, -1, -1):
            if self.stack[index][0] == mark:
                how = self.stack[index][1]
                del self.stack[index:]
                return how
        return None

    def is_open(self, mark: str) -> bool:
        return any(m == mark for m, _ in self.stack)


def chinese_boundaries(text: str) -> Iterator[int]:
    """Offsets after which a new sentence begins, the end of the text left out.

    A semicolon or an ellipsis alone ends nothing. A quotation is cut at its inner sentences, but a quotation that
    opens a sentence stays with the words that say who spoke (“……。”某某说), and one that is a phrase of a sentence
    stays in it (“谁来负责？”成为话题). GB/T 15834 says what each mark is for.
    """
    brackets = Brackets(text)
    quotes = _Quotes()
    start = position = 0
    while match := _MARK.search(text, position):
        position = match.end()
        if mark := match["open"]:
            quotes.open(mark, _how_opened(text, start, match.start(), quotes))
        elif mark := match["close"]:
            quotes.close(_CLOSES[mark])
        elif match["straight"]:
            if quotes.close('"') is None:
                quotes.open('"', _how_opened(text, start, match.start(), quotes))
        else:
            position, closed = _close_after(text, position, quotes)
            follow = _skip_space(text, position)
            if follow == len(text):
                return
            if _ends(text, match, start, position, follow, closed, quotes, brackets):
                yield position
                start = follow


def _skip_space(text: str, offset: int) -> int:
    match = _SPACE.match(text, offset)
    return match.end() if match else offset


def _how_opened(text: str, start: int, at: int, quotes: _Quotes) -> Opened:
    lead = text[max(start, at - 1) : at]
    if lead in ("", " ", "\n", "\u3000", "\u00a0"):
        return "first"
    if lead in '“‘「『"' and quotes.stack:
        return quotes.stack[-1][1]
    if lead in "：:":
        return "introduced"
    clause = text[max(start, at - 24) : at]
    if lead in "，,":
        return "introduced" if _SPEAKS.search(clause) else "first"
    return "introduced" if lead in "说道称问答喊" else "phrase"


def _close_after(text: str, offset: int, quotes: _Quotes) -> tuple[int, Opened | None]:
    """Past the closing marks at `offset`, and how the outermost quotation that they close was opened."""
    closed: Opened | None = None
    while offset < len(text):
        char = text[offset]
        if char in _CLOSES:
            closed = quotes.close(_CLOSES[char]) or closed or "introduced"
        elif char == '"' and quotes.is_open('"'):
            closed = quotes.close('"')
        elif note := _NOTE.match(text, offset):
            offset = note.end() - 1
        elif char not in _BRACKET_CLOSERS:
            break
        offset += 1
    return offset, closed


def _ends(
    text: str,
    match: re.Match[str],
    start: int,
    end: int,
    follow: int,
    closed: Opened | None,
    quotes: _Quotes,
    brackets: Brackets,
) -> bool:
    """Whether the sentence that began at `start` ends at `end`, where the next words begin at `follow`."""
    opened = brackets.around(match.end())
    if (opened is not None and opened > start) or text[follow] in _NEVER_OPENS:
        return False
    if not _is_terminator(text, match, end) or _inside_phrase(text, end, quotes):
        return False
    if closed is None:
        return not set(match.group()) <= set("….．") or not _is_ellipsis(match.group())
    if closed == "introduced":
        return True
    if _CARRIES_ON.match(text, follow) and (closed == "phrase" or match.group()[-1] in "！？!?"):
        return False
    if closed == "phrase":
        return match.group()[-1] not in "！？!?…"
    return not _says_who_spoke(text, follow)


def _is_ellipsis(marks: str) -> bool:
    return "…" in marks or len(marks) > 2


def _is_terminator(text: str, match: re.Match[str], end: int) -> bool:
    """Whether the marks can end a sentence at all: not the point of 3.5 or the ? of an address."""
    marks = match.group()
    before, after = text[match.start() - 1 : match.start()], text[end : end + 1]
    if marks in (".", "．", ".."):
        return bool(_HAN.match(before)) and (end > match.end() or not (after.isascii() and after.isalnum()))
    if set(marks) <= set("!?."):
        return end > match.end() or not (after.isascii() and (after.isalnum() or after in "=&/#%"))
    return True


def _inside_phrase(text: str, end: int, quotes: _Quotes) -> bool:
    """Whether a quotation that is a phrase of the sentence is still open; it must close soon, or it is a stray."""
    if not quotes.stack or quotes.stack[-1][1] != "phrase":
        return False
    mark = quotes.stack[-1][0]
    closing = next((close for close, opening in _CLOSES.items() if opening == mark), mark)
    if text.find(closing, end, end + _PHRASE_WINDOW) >= 0:
        return True
    quotes.stack.pop()
    return False


def _says_who_spoke(text: str, follow: int) -> bool:
    window = text[follow : follow + _CLAUSE_WINDOW]
    stop = _SENTENCE_STOP.search(window)
    clause = window[: stop.start() + 1] if stop else window
    return bool(_SPEAKS.search(clause)) and not _FELL_SILENT.search(clause)
