"""Stock phrases (photo credits, contact lines, cookie notices) and their approved translations, from data/stock.tsv."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from translator.release import Direction, Language

_DATA = Path(__file__).parent / "data" / "stock.tsv"
_SLOTS = {
    "name": r"[^()（）:：/@\d]{1,60}?",
    "address": r"(?:https?://|www\.)?[\w.+-]+(?:@[\w-]+)?(?:\.[\w-]+)+(?:/[\w./?=&%-]*)?",
    "phone": r"\+?\d[\d ()-]{5,20}\d",
    "year": r"(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?",
}
_SLOT = re.compile(r"\\\{(\w+)\\\}")


@dataclass(frozen=True, slots=True)
class _Phrase:
    forms: dict[Language, tuple[str, ...]]


class StockPhrases:
    """The phrases, their forms compiled for each language when it is first asked for."""

    def __init__(self, lines: str) -> None:
        self._phrases = [_phrase(line) for line in lines.splitlines() if line and not line.startswith("#")]
        self._patterns: dict[Language, list[tuple[re.Pattern[str], _Phrase]]] = {}

    @classmethod
    def builtin(cls) -> StockPhrases:
        """The phrases that come with the software."""
        return cls(_DATA.read_text(encoding="utf-8"))

    def lookup(self, source: str, direction: Direction) -> str | None:
        """The approved translation of a sentence that is a stock phrase as a whole, None for any other."""
        for pattern, phrase in self._compiled(direction.source):
            if match := pattern.fullmatch(source.strip()):
                return phrase.forms[direction.target][0].format(**match.groupdict())
        return None

    def _compiled(self, language: Language) -> list[tuple[re.Pattern[str], _Phrase]]:
        if language not in self._patterns:
            self._patterns[language] = [
                (_pattern(form), phrase) for phrase in self._phrases for form in phrase.forms[language]
            ]
        return self._patterns[language]


def _phrase(line: str) -> _Phrase:
    english, chinese = line.split("\t")
    return _Phrase({"en": tuple(english.split("|")), "zh": tuple(chinese.split("|"))})


def _pattern(form: str) -> re.Pattern[str]:
    """A form as a pattern that forgives case, runs of white space and a missing or an added full stop."""
    text = re.escape(form.rstrip(".。"))
    text = _SLOT.sub(lambda slot: f"(?P<{slot[1]}>{_SLOTS[slot[1]]})", text)
    text = re.sub(r"(?:\\ )+", r"\\s+", text)
    return re.compile(rf"{text}\s*[.。]?", re.IGNORECASE)
