"""The target is in its language: nothing left untranslated, no strange script, no piece of a prompt."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from translator.checks.identifiers import read_identifiers
from translator.checks.naming.han import han_names
from translator.checks.naming.romanization import has_one_reading, romanized
from translator.release import Direction, Issue, Segment, Severity, Span

_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_LATIN_RUN = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*(?:\s+[A-Za-z]+(?:['’-][A-Za-z]+)*)*")
_LOWER_WORD = re.compile(r"(?<![A-Za-z0-9-])[a-z]{4,}(?![A-Za-z0-9])")
_UNTRANSLATED_RUN = 5
"""So many Latin words in a row in a Chinese text are no name any more."""
_FUNCTION_WORD = re.compile(r"^(?:of|the|and|in|for|to|with|by|on|at|is|are|was|were|from|or|an|as|that|which)$")
_OTHER_LANGUAGES = Path(__file__).parent / "data" / "other_languages.toml"
_OTHER_LANGUAGE_WORDS = 4
"""From so many very common words of another language, and more than of English, a text is not in English."""
_WORD = re.compile(r"[^\W\d_]+")
# A gloss in brackets or quotation marks all in the other script: 海扶（Haifu）, Haifu (海扶).
_LATIN_GLOSS = re.compile(r"[（(《“\"][^（）()《》“”\"\u3400-\u9fff]*[）)》”\"]")
_HAN_GLOSS = re.compile(r"[（(《“\"][^（）()《》“”\"A-Za-z]*[）)》”\"]")
# Cyrillic to Cherokee and beyond, kana, Bopomofo, Hangul and their like; not Latin, Greek, Han nor punctuation.
_STRANGE_RUN = re.compile(r"[\u0400-\u1cff\u2c00-\u2dff\u3041-\u3096\u30a1-\u30fa\u3105-\u318f\ua000-\ud7ff]+")
_GREEK_RUN = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]{2,}")
_ACCENTED = re.compile(r"[\u00c0-\u024f\u1e00-\u1eff]")
_ACCENTED_WORD = re.compile(
    r"[A-Za-z\u00c0-\u024f]*[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff][A-Za-z\u00c0-\u024f\u1e00-\u1eff]*"
)
_ACCENTED_IN_ENGLISH = 3
"""So many accented words that the source lacks are no foreign names any more; one or two may be (São Paulo)."""
_PROMPT = re.compile(
    r"(?<![A-Za-z])(?:English|Chinese|Terms|Translation)\s?[:：]|(?:英文|中文|译文|术语|原文)[:：]"
    r"|<\|?[a-z_]+\|?>|</?s>|>>\w+<<|\[/?INST\]|\u2581"
)


def check_language(segment: Segment, direction: Direction) -> list[Issue]:
    """Issues for words of the source's language, scripts and accents the source lacks, and leftovers of a prompt.

    One error for the whole where the target is in another language altogether.
    """
    if direction.target == "en":
        whole, left = _not_english(segment), _han_left(segment)
    else:
        whole, left = _not_chinese(segment), _english_left(segment)
    if whole:
        return [whole, *_prompt(segment)]
    return [*left, *_strange_script(segment), *_strange_accents(segment, direction), *_prompt(segment)]


def _not_chinese(segment: Segment) -> Issue | None:
    """An error where the target has words in lower case and no Chinese character."""
    if _HAN_RUN.search(segment.target) or len(_LOWER_WORD.findall(segment.target)) < 3:
        return None
    return _wrong_language(segment, "Chinese", "中文")


def _not_english(segment: Segment) -> Issue | None:
    """An error where the target has next to no Latin word, or more common words of another language than of English."""
    if sum(map(segment.target.count, (" the ", " of ", " and ", " to "))) > 1:
        return None
    words = [match[0] for match in _WORD.finditer(segment.target)]
    latin = sum(len(word) for word in words if word.isascii())
    han = sum(map(len, _HAN_RUN.findall(segment.target)))
    if han > 1 and han > 2 * latin:
        return _wrong_language(segment, "English", "英文")
    common = {name: [w for w in words if w in listed] for name, listed in _common_words().items()}
    english = len(common.pop("en"))
    # "Universidad de la Republica": names have one or two of these words again and again, a text has many.
    other = max((len(found) for found in common.values() if len(set(found)) > 2), default=0)
    if other >= _OTHER_LANGUAGE_WORDS and other > 2 * english:
        return _wrong_language(segment, "English", "英文")
    return None


def _wrong_language(segment: Segment, name: str, name_zh: str) -> Issue:
    message, message_zh = f"The translation is not in {name}.", f"译文不是{name_zh}。"
    return Issue("language", "error", message, message_zh, None, (0, len(segment.target)))


@cache
def _common_words() -> dict[str, frozenset[str]]:
    with _OTHER_LANGUAGES.open("rb") as file:
        return {name: frozenset(words.split()) for name, words in tomllib.load(file).items()}


def _han_left(segment: Segment) -> Iterator[Issue]:
    glosses = [m.span() for m in _HAN_GLOSS.finditer(segment.target)]
    for match in _HAN_RUN.finditer(segment.target):
        if not (_inside(match.span(), glosses) and match[0] in segment.source):
            yield replace(_untranslated(segment, match[0], match.span(), "error"), fix=_in_pinyin(match[0], segment))


def _english_left(segment: Segment) -> Iterator[Issue]:
    kept: list[Span] | None = None
    for match in _LATIN_RUN.finditer(segment.target):
        words = match[0].split()
        lower = _LOWER_WORD.search(match[0]) is not None
        ends = _FUNCTION_WORD.match(words[0]) or _FUNCTION_WORD.match(words[-1])
        if not (lower or ends or len(words) >= _UNTRANSLATED_RUN or any(_invented(w, segment) for w in words)):
            continue
        if kept is None:
            kept = [m.span() for m in _LATIN_GLOSS.finditer(segment.target)]
            kept += [i.span for i in read_identifiers(segment.target)]
            kept += [t.target_span for t in segment.terms if t.target_span]
        if not _inside(match.span(), kept):
            copied = lower and len(words) >= _UNTRANSLATED_RUN and match[0] in segment.source
            yield _untranslated(segment, match[0], match.span(), "error" if copied else "warning")


def _invented(word: str, segment: Segment) -> bool:
    """Whether a word is no abbreviation and no name in the source ("Advancing" for "advancement")."""
    return len(word) >= 4 and word[1:].islower() and word.casefold() not in segment.source.casefold()


def _strange_script(segment: Segment) -> Iterator[Issue]:
    for pattern in (_STRANGE_RUN, _GREEK_RUN):
        for match in pattern.finditer(segment.target):
            if match[0] not in segment.source:
                script = unicodedata.name(match[0][0], "unknown").split()[0].title()
                yield Issue(
                    "language",
                    "error",
                    f"“{match[0]}” is in a script that the source does not use ({script}).",
                    f"“{match[0]}”使用了原文没有的文字（{script}）。",
                    None,
                    match.span(),
                )


def _strange_accents(segment: Segment, direction: Direction) -> Iterator[Issue]:
    if not _ACCENTED.search(segment.target):
        return
    words = [m for m in _ACCENTED_WORD.finditer(segment.target) if m[0].casefold() not in segment.source.casefold()]
    if direction.target == "zh" or len(words) >= _ACCENTED_IN_ENGLISH or any(len(m[0]) == 1 for m in words):
        for match in words:
            yield Issue(
                "language",
                "error",
                f"“{match[0]}” is neither {_NAMES[direction.target][0]} nor in the source.",
                f"“{match[0]}”既不是{_NAMES[direction.target][1]}，也不见于原文。",
                None,
                match.span(),
            )


_NAMES = {"en": ("English", "英文"), "zh": ("Chinese", "中文")}


def _prompt(segment: Segment) -> Iterator[Issue]:
    for match in _PROMPT.finditer(segment.target):
        if match[0] not in segment.source and _counterpart(match[0]) not in segment.source.lower():
            yield Issue(
                "language",
                "error",
                f"“{match[0]}” is left over from the engine's prompt.",
                f"“{match[0]}”是翻译引擎提示语的残留。",
                None,
                match.span(),
            )


def _counterpart(label: str) -> str:
    """What stands for a label in the other language: an article may well say "原文：" itself."""
    pairs = {
        "english": "英文",
        "chinese": "中文",
        "terms": "术语",
        "translation": "译文",
        "英文": "english",
        "中文": "chinese",
        "译文": "translation",
        "术语": "terms",
        "原文": "original",
    }
    return pairs.get(label.strip(" :：").lower(), "\0")


def _in_pinyin(words: str, segment: Segment) -> str | None:
    """A person's name in Latin letters; None for other words and where the letters are not certain."""
    if not has_one_reading(words):
        return None
    person = any(name.text == words and name.family for name in han_names(segment.source))
    return romanized(words) if person or _credited(words).search(segment.source) else None


def _credited(words: str) -> re.Pattern[str]:
    name = re.escape(words)
    return re.compile(
        rf"(?:摄影|供图|图片|记者|通讯员|编辑|[图文])\s*[：:/／]\s*{name}(?![\u3400-\u9fff])|{name}\s*(?:摄|供图)"
    )


def _untranslated(segment: Segment, words: str, span: Span, severity: Severity) -> Issue:
    at = segment.source.find(words)
    return Issue(
        "language",
        severity,
        f"“{words}” is not translated.",
        f"“{words}”没有翻译。",
        (at, at + len(words)) if at >= 0 else None,
        span,
    )


def _inside(span: Span, others: list[Span]) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b in others)
