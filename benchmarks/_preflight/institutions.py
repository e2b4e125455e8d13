"""Errors in the names of institutions: another institution, or another place or number in the name."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from translator.release import Span, other_language

from .listed import by_form, form_of, listed_pattern, names, rows
from .planting import Case, Edit

# Characters that stand before a name and not in one.
_NOT_IN_NAME = (
    "—，、。；：“”（）和与由据及在是的被向从对来自于为一两三四五六七八九十"
    "该这多各本某几数每百家所余有设到把并同经说将成县级当其"
)  # Halls, trades and ceremonies are no institutions of the kinds listed.
_NO_INSTITUTION = re.compile(
    r"Trade|Sports|Convention|Exhibition|Expo|Conference|Congress|Prime|Park|仪式|暨|会议|会展|体育|贸易|展览|博览|国际.{0,2}中心"
)
_CAPITALS = r"(?:the )?[A-Z][\w'’-]+(?:(?:,? and)? [A-Z][\w'’-]+)*"
_ORDINALS = (("First", "一"), ("Second", "二"), ("Third", "三"), ("Fourth", "四"))


def institution_changed(case: Case, chance: random.Random) -> Iterator[Edit]:
    """An institution becomes another of its kind, or another's place or number; only where the source has its like."""
    for (start, end), kind in _found(case):
        right = case.target[start:end]
        others = [
            n.of(case.language)
            for n in names("institutions.tsv", kind)
            if n.of(case.language) not in case.target and n.zh not in case.source and n.en not in case.source
        ]
        if others := [other for other in others if right not in other]:
            yield Edit(start, end, chance.choice(others))
        yield from _part_changed(case, start, right, chance)


def _found(case: Case) -> list[tuple[Span, str]]:
    """Where institutions stand in the target, and of which kind each is."""
    language, source = case.language, case.source
    found: list[tuple[Span, str]] = []
    for match in listed_pattern("institutions.tsv", language).finditer(case.target):
        institution = by_form("institutions.tsv", language)[match[0]]
        if re.search(form_of(institution, other_language(language)), source):
            found.append((match.span(), institution.kind))
    for kind, english, chinese in rows("institution-heads.tsv"):
        if (english if language == "zh" else chinese) not in source:
            continue
        if language == "zh":
            longer = "(?:医院|大学|学院|分会|委员会|中心)"
            pattern = rf"[^\W\dA-Za-z{_NOT_IN_NAME}]{{4,14}}(?<!—){chinese}(?![\u4e00-\u9fff]{{0,6}}{longer})"
        else:
            pattern = rf"\b(?!The )(?:[A-Z][\w'’-]+ ){{1,5}}{english}\b(?: (?:of|for|on) {_CAPITALS})?(?! [A-Z])"
        for match in re.finditer(pattern, case.target):
            overlaps = any(a < match.end() and match.start() < b for (a, b), _ in found)
            if not overlaps and not _NO_INSTITUTION.search(match[0]):
                found.append((match.span(), kind))
    return found


def _part_changed(case: Case, start: int, right: str, chance: random.Random) -> Iterator[Edit]:
    """The place or the number in a name becomes another, where the source has it too."""
    language, source = case.language, case.source
    for match in listed_pattern("places.tsv", language).finditer(right):
        place = by_form("places.tsv", language)[match[0]]
        others = [
            n.of(language)
            for n in names("places.tsv", place.kind)
            if n != place and n.of(language) not in case.target and n.of(other_language(language)) not in source
        ]
        if others and re.search(form_of(place, other_language(language)), source):
            yield Edit(start + match.start(), start + match.end(), chance.choice(others))
    forms = dict(_ORDINALS) if language == "en" else {zh: en for en, zh in _ORDINALS}
    for form, elsewhere in forms.items():
        match_form = rf"\b{form} " if language == "en" else rf"(?<=第){form}(?=[附人医临中])"
        counterpart = rf"第{elsewhere}" if language == "en" else rf"\b{elsewhere}\b"
        if (found := re.search(match_form, right)) and re.search(counterpart, source):
            other = chance.choice([f for f in forms if f != form])
            yield Edit(start + found.start(), start + found.start() + len(form), other)
