"""A person of a sentence is the one of whom the article says it, and not another of its persons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from translator.checks.faithful.binding import Place, rival
from translator.checks.faithful.passage import Passage
from translator.checks.faithful.verdict import Fault
from translator.checks.naming.han import han_names
from translator.checks.naming.latin import LatinName, latin_names
from translator.release import Span

EXCHANGED = -1.0
"""Log odds from which a person counts as put in another one's place."""

Person = frozenset[str]
"""The parts of a name; two names with a part in common are one person's."""


def person_faults(sentence: Passage, article: Sequence[Passage], rare: Mapping[str, float]) -> Iterator[Fault]:
    """A fault for each person in whose place the article has another; names that it does not have are passed over."""
    known = frozenset(person for passage in article for person, _ in marked(passage))
    here = persons(sentence, known)
    if not here:
        return
    told = [Place(passage, span, person) for passage in article for person, span in persons(passage, known)]
    for person, span in here:
        own = [place for place in told if person & _parts(place)]
        others = [place for place in told if not person & _parts(place)]
        # Whoever stands beside the person in the sentence is not taken for the person.
        others = [place for place in others if not any(_parts(place) & other for other, _ in here)]
        found = rival(sentence, span, own, others, rare) if own else None
        if found and found.odds > EXCHANGED:
            name, other = sentence.text[slice(*span)], found.place.passage.text[slice(*found.place.span)]
            yield Fault(
                "names", name, f"The article says this of {other}, not of {name}.", f"原文说的是{other}，不是{name}。"
            )


def _parts(place: Place) -> Person:
    assert isinstance(place.value, frozenset)
    return place.value


def persons(passage: Passage, known: frozenset[Person]) -> list[tuple[Person, Span]]:
    """The persons that a text names, each with the place of the name; known: those named as persons somewhere."""
    if passage.language == "zh":
        names = {part for person in known for part in person} | {
            part for person, _ in marked(passage) for part in person
        }
        return [
            (frozenset({name}), match.span())
            for name in names
            if len(name) > 1
            for match in re.finditer(re.escape(name), passage.text)
        ]
    everybody = frozenset().union(*known)
    parts = ((_words(name), name) for name in latin_names(passage.text))
    return [(words, name.span) for words, name in parts if name.person or words & everybody]


@lru_cache(maxsize=1024)
def marked(passage: Passage) -> tuple[tuple[Person, Span], ...]:
    """The persons that a title, a verb of speech or the like marks as such."""
    if passage.language == "zh":
        return tuple((frozenset({name.text}), name.span) for name in han_names(passage.text))
    return tuple((_words(name), name.span) for name in latin_names(passage.text) if name.person)


def _words(name: LatinName) -> Person:
    return frozenset(word.plain for word in name.words if not word.common or len(name.words) > 1)
