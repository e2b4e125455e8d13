"""The language of an article, from its blocks; warnings for blocks in another one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from translator.reading.scripts import LANGUAGES, Evidence, is_traditional, weigh
from translator.release import LANGUAGE_NAMES, Block, Language, ReleaseError

STORY = ("headline", "subhead", "body", "quote", "caption")
HALF = 0.35
"""From this share of the text on, a second language makes a document half and half."""

PLAINLY_NOT = 0.2
"""Below this share of the text, a language that the user named is plainly not the text's."""

FEW = 4
"""Words. A shorter block in another language is a name or a term."""


def detect_language(blocks: Sequence[Block], where: str, given: Language | None = None) -> tuple[Language, list[str]]:
    """The language of the article, and a warning for each block that is in another.

    given: the language that the user says it is; it decides unless the text plainly is not that.
    Raises ReleaseError where the text is in neither English nor Chinese, or half in each.
    """
    evidence = [weigh(block.text) for block in blocks]
    told = [e for e, block in zip(evidence, blocks, strict=True) if block.kind in STORY and e.shares] or evidence
    totals: defaultdict[str, float] = defaultdict(float)
    for one in told:
        for code, share in one.shares.items():
            totals[code] += share
    language = _decide(totals, _all_text(blocks), where, given)
    return language, _warnings(blocks, evidence, language)


def _decide(totals: dict[str, float], text: str, where: str, given: Language | None) -> Language:
    weight = sum(totals.values())
    if not weight:
        if any(character.isalpha() for character in text):
            if given == "zh":
                raise ReleaseError(f"{where}: there are no Chinese characters in it. Check the file, or the language.")
            # Letters that tell no other language: a name, or a sentence too short to tell.
            return "en"
        raise ReleaseError(f"{where}: there are no words in it, only numbers and marks. Give a text to translate.")
    first = max(totals, key=lambda code: totals[code])
    if given:
        if totals.get(given, 0) < PLAINLY_NOT * weight:
            raise ReleaseError(
                f"{where}: the text looks like {LANGUAGES[first]}, not like {LANGUAGE_NAMES[given]}. "
                "Check the file, or leave the language out."
            )
        return given
    if first not in LANGUAGE_NAMES:
        raise ReleaseError(
            f"{where}: the text looks like {LANGUAGES[first]}. Only English and Chinese can be translated."
        )
    english, chinese = totals.get("en", 0), totals.get("zh", 0)
    if min(english, chinese) >= HALF * (english + chinese):
        raise ReleaseError(
            f"{where}: the text is half English and half Chinese. Keep one language in the file, "
            "or say which one is the source."
        )
    return "en" if first == "en" else "zh"


def _warnings(blocks: Sequence[Block], evidence: list[Evidence], language: Language) -> list[str]:
    warnings: list[str] = []
    traditional: list[int] = []
    for number, (block, one) in enumerate(zip(blocks, evidence, strict=True), start=1):
        if block.kind not in STORY:
            continue
        weight = sum(one.shares.values())
        least = max(FEW, HALF * weight)
        foreign = [code for code, share in one.shares.items() if code != language and share >= least]
        if foreign and one.language is not None:
            names = " and ".join(LANGUAGES[code] for code in foreign)
            mixed = one.shares.get(language, 0) >= HALF * weight
            looks = f"is partly {names}" if mixed else f"looks like {names}"
            warnings.append(
                f"{name_block(number, block.text)} {looks}; the article is {LANGUAGE_NAMES[language]}. It is kept."
            )
        if one.language == "zh" and is_traditional(block.text):
            traditional.append(number)
    return warnings + _traditional(traditional, blocks, language)


def _traditional(numbers: list[int], blocks: Sequence[Block], language: Language) -> list[str]:
    if not numbers or language != "zh":
        return []
    advice = "The translation is made for simplified characters, and the glossary may miss terms."
    if is_traditional(_all_text(blocks)):
        return [f"The text is in traditional Chinese characters. {advice}"]
    return [f"{name_block(n, blocks[n - 1].text)} is in traditional Chinese characters. {advice}" for n in numbers]


def _all_text(blocks: Sequence[Block]) -> str:
    return "\n".join(block.text for block in blocks)


def name_block(number: int, text: str) -> str:
    """How a warning names a block: its number, counted from 1, and its first words."""
    start = " ".join(text.split()[:6])
    if len(start) > 40:
        start = start[:40].rsplit(" ", 1)[0] if " " in start[:40] else start[:16]
    return (
        f"Paragraph {number} (\u201c{start}\N{HORIZONTAL ELLIPSIS}\u201d)"
        if len(start) < len(text)
        else f"Paragraph {number} (\u201c{start}\u201d)"
    )
