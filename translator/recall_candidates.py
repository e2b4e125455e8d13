"""What a file offers to the memory: pairs, who made each, and whether they are English and simplified Chinese."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from translator.reading.scripts import LANGUAGES, is_traditional, weigh
from translator.release import Direction, Language, ReleaseError

Maker = Literal["person", "draft", "aligner", "unapproved", "machine"]
"""Who made a pair, the most to be trusted first.

"draft": a person, and nobody has approved it yet; "aligner": people wrote both texts and a machine put them together;
"unapproved": the file says that it is not approved, or not translated yet
"""

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_TRADITIONAL_TAG = re.compile(r"^zh\b.*[-_](?:hant|tw|hk|mo)\b|繁|traditional", re.IGNORECASE)
_SAMPLE = 200
"""Pairs by which the language of a side is told; more of them say nothing new."""


class Candidate(NamedTuple):
    """A pair that may go into the memory.

    confidence: that the two belong together, 0 to 1
    origin, changed: of an export of a memory, what it had there (changed: seconds since 1970); None in other files
    traditional: whether the file says that its Chinese is in traditional characters
    """

    source: str
    target: str
    direction: Direction
    maker: Maker = "person"
    confidence: float = 1.0
    origin: str | None = None
    changed: float | None = None
    traditional: bool = False

    def side(self, language: Language) -> str:
        """The text in a language."""
        return self.source if self.direction.source == language else self.target

    @property
    def in_both_scripts(self) -> bool:
        """Whether the Chinese has a Chinese character and the English a Latin letter."""
        return bool(_HAN.search(self.side("zh")) and _LATIN.search(self.side("en")))


def told(origin: str, by: str = "", confidence: str = "") -> tuple[Maker, float]:
    """What the words of a file say of a pair."""
    if origin.lower() in ("engine", "mt"):
        return "machine", 1.0
    if origin.lower() == "unapproved":
        return "unapproved", 1.0
    try:
        sure = min(max(float(confidence), 0.0), 1.0)
    except ValueError:
        return "person", 1.0
    return ("person" if by.lower().startswith("human") or "人工" in by else "aligner"), sure


def names_traditional(tag: str) -> bool:
    """Whether a language tag (BCP 47) or the name of a column means Chinese in traditional characters."""
    return bool(_TRADITIONAL_TAG.search(tag.strip()))


def refuse_other_languages(candidates: Sequence[Candidate], where: str) -> None:
    """Raises ReleaseError where a side is in another language of the same script, as German or Japanese."""
    for language, name in (("en", "English"), ("zh", "Chinese")):
        every = candidates[:: max(len(candidates) // _SAMPLE, 1)]
        found = weigh("\n".join(one.side(language) for one in every)).language  # type: ignore[arg-type]
        # Latin letters of which nothing tells the language may be names.
        if found not in (None, "latin", "en", "zh"):
            raise ReleaseError(
                f"{where}: its {name} side looks like {LANGUAGES[found]}. A memory holds English and Chinese alone, so "
                "nothing of it was taken. Check the file."
            )


def in_traditional(candidates: Sequence[Candidate]) -> frozenset[int]:
    """Places of those whose Chinese is in traditional characters, as the file says or the characters show.

    A memory's own export is not looked at: there a person has decided.
    """
    texts = [one.side("zh") for one in candidates]
    # Each character once: to ask of every sentence would take longer than all the rest of an import.
    odd = {character for character in set("".join(texts)) if is_traditional(2 * character)}
    return frozenset(
        place
        for place, (one, text) in enumerate(zip(candidates, texts, strict=True))
        if one.origin is None
        and (one.traditional or (sum(character in odd for character in text) > 1 and is_traditional(text)))
    )
