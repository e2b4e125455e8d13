"""A sentence is whole, in the article's language, and says nothing twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.checks.faithful.passage import Passage, word_list
from translator.checks.faithful.verdict import Fault
from translator.checks.quotations import read_quotations
from translator.checks.repetition import commonest_phrase, longest_loop, longest_twice
from translator.release import Language

_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")
_MOST_HAN = 0.1
_LEAST_HAN = 0.4
_LEAST_WORDS: dict[Language, int] = {"en": 3, "zh": 4}
_TWICE: dict[Language, int] = {"en": 2, "zh": 4}
_PHRASE: dict[Language, int] = {"en": 5, "zh": 8}
_OPEN = {"(": ")", "（": "）", "[": "]", "《": "》", "【": "】"}
_ENDS = "。.！!？?\"”’'"
_MAY_END = frozenset(["up", "no", "not", "more", "most", "out", "through"])
"""Words at which a headline may end: particles and the like."""
_OPEN_ZH = re.compile(
    "(?<![存现实内外潜所])在|(?<![理自因])由|(?<!目)的|(?<!温)和|(?<![普以涉危])及|[把被]"
    "|(?<![即必])将|(?<![对等关由处属终])于"
)
"""Characters at which a headline does not end, unless they end a word."""
_END = re.compile(r"(?:[,:;\-–—，、：；（(]|\.\.\.|…+)$")
_LABEL = re.compile(
    r"^(?:#|\*|-\s|\d[.)]\s|(?:headline|brief|summary|bullets?|title|标题|摘要|要点|简讯)\s*[:：])", re.IGNORECASE
)


def form_faults(sentence: Passage) -> Iterator[Fault]:
    """At most one fault: what keeps the text from being one whole sentence, headline or bullet."""
    text, language = sentence.text.strip(), sentence.language
    letters, han = len(_LETTER.findall(text)), len(_HAN.findall(text))
    if not letters or (han > _MOST_HAN * letters if language == "en" else han < _LEAST_HAN * letters):
        yield Fault("form", text, "This is not in the article's language.", "语言与原文不一致。")
    elif _too_short(sentence, han):
        yield Fault("form", text, "This is no sentence: it is too short.", "过短，不成句。")
    elif _broken_off(sentence, text):
        yield Fault("form", text[-20:], "The sentence breaks off.", "句子不完整。")
    elif _LABEL.search(text) or "\ufffd" in text or "<" in text:
        yield Fault("form", text[:20], "This is not the plain text of a sentence.", "含有句子以外的标记。")
    elif _unpaired(text, language):
        yield Fault("form", text, "A bracket or quotation mark has no partner.", "括号或引号不成对。")
    elif repeated := _repeated(text, language) or _counted_twice(sentence):
        yield Fault("form", repeated, f"The sentence says “{repeated}” again and again.", f"“{repeated}”重复出现。")


def _too_short(sentence: Passage, han: int) -> bool:
    least = _LEAST_WORDS[sentence.language]
    return (han if sentence.language == "zh" else len(sentence.words)) < least


def _broken_off(sentence: Passage, text: str) -> bool:
    bare = text.rstrip(_ENDS)
    if _END.search(bare):
        return True
    if not sentence.words:
        return False
    # 应对 ends in 对 and is whole: the last word counts, not the last character.
    last = sentence.words[-1]
    word = sentence.text[slice(*last.span)]  # may, not the month
    dangling, closing = (set("".join(word_list(name, sentence.language)).split()) for name in ("dangling", "closing"))
    if sentence.language == "zh" and text == bare and _OPEN_ZH.fullmatch(text, len(text) - 1):
        return True
    return bare.endswith(word) and word in (dangling - closing if text != bare else dangling - _MAY_END)


def _unpaired(text: str, language: Language) -> bool:
    return any(text.count(a) != text.count(b) for a, b in _OPEN.items()) or bool(read_quotations(text, language).lonely)


def _repeated(text: str, language: Language) -> str:
    again = longest_loop(text) or longest_twice(text, _TWICE[language])
    if again:
        return again.words
    phrase = commonest_phrase(text, _PHRASE[language])
    return phrase.words if phrase and phrase.times > 1 else ""


def _counted_twice(sentence: Passage) -> str:
    """A figure with what it counts that stands in the sentence again: "33 start-ups and 33 start-ups"."""
    seen: set[tuple[object, str]] = set()
    for quantity in sentence.quantities:
        end = quantity.span[1]
        word = next((word for word in sentence.words if word.span[0] >= end), None)
        if quantity.kind != "number" or word is None or not word.content or word.span[0] > end + 1:
            continue
        if (quantity.value, word.key) in seen:
            return sentence.text[quantity.span[0] : word.span[1]]
        seen.add((quantity.value, word.key))
    return ""
