"""Writing two sentences as one, and one as two, as another translator might have done it."""

from __future__ import annotations

import random
import re

from _preflight.clauses import clauses

from translator.release import Language, join_sentences

# Words that lose their capital inside a sentence; any other may be a name.
_LOWERED = re.compile(
    "(?:The|An?|In|On|At|It|He|She|They|We|This|That|These|Those|But|And|Its|His|Her|Their|For|From|By|With|After|"
    "Before|As|When|While|If|Once|During|Under|Among|Both|Each|Some|Most|Many|Several|Another|Such|There)"
)
_SHORTEST = {"en": 20, "zh": 7}
_LEAST_SHARE = 0.25


def joined(one: str, other: str, language: Language, chance: random.Random) -> str:
    """Two sentences as one: with a semicolon or comma where that reads well, and simply set together elsewhere."""
    if language == "zh":
        return one[:-1] + chance.choice("，；") + other if one.endswith("。") else one + other
    first, _, rest = other.partition(" ")
    if one.endswith(".") and _LOWERED.fullmatch(first):
        return f"{one[:-1]}{chance.choice(('; ', ', and '))}{first.lower()} {rest}"
    return join_sentences([one, other], language)


def cut(sentence: str, language: Language, chance: random.Random) -> tuple[str, str] | None:
    """A sentence as two, cut at a mark between clauses; None where no such mark leaves enough on both sides."""
    least = max(_SHORTEST[language], _LEAST_SHARE * len(sentence))
    places = [
        (clause.start - len(clause.before), clause.start)
        for clause in clauses(sentence, language)
        if not clause.first
        and clause.level == 0
        and clause.before.strip() in (",", ";", ":", "，", "；", "：")
        and clause.start >= least
        and len(sentence) - clause.start >= least
    ]
    if not places:
        return None
    end, start = chance.choice(places)
    one, other = sentence[:end], sentence[start:]
    if language == "zh":
        return one + "。", other
    return one + ".", re.sub("^[a-z]", lambda m: m[0].upper(), other)
