"""Which names of an English and a Chinese text are the same, and which have no equal in the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from translator.checks.naming.han import HanName
from translator.checks.naming.latin import LatinName, LatinWord, latin_names
from translator.checks.naming.persons import LEFT_OVER, PART_ALIKE, Verdict, find_person, find_word, is_pinyin_name
from translator.checks.naming.pinyin import letters, spoken
from translator.checks.naming.places import (
    FREE,
    PlaceName,
    chinese_places,
    english_places,
    in_pinyin,
    named_in_chinese,
    named_in_english,
    plain_words,
)
from translator.checks.naming.romanization import family_names
from translator.checks.naming.transliteration import sound, transliterating
from translator.checks.naming.view import ChineseView, chinese_view, overseas_forms, usual_forms
from translator.release import Span

_DIVISION = re.compile("[省市州县区]")


@dataclass(frozen=True, slots=True)
class Pairing:
    """What the names of an English and a Chinese text say about each other.

    persons: the English names that are not simply the same in Chinese
    lost_words: words of other English names that nothing in the Chinese text sounds or reads like
    lost_places, lost_han, lost_han_places: names of one text that the other does not have
    named_places: all places and bodies that the English text names
    """

    persons: tuple[tuple[LatinName, Verdict], ...] = ()
    lost_words: tuple[LatinWord, ...] = ()
    lost_places: tuple[PlaceName, ...] = ()
    lost_han: tuple[HanName, ...] = ()
    lost_han_places: tuple[PlaceName, ...] = ()
    named_places: tuple[PlaceName, ...] = ()


@lru_cache(maxsize=512)
def pair_names(english: str, chinese: str) -> Pairing:
    """Compares the names of an English text and a Chinese one that say the same; never raises on any text."""
    view = chinese_view(chinese)
    places = english_places(english)
    place_spans = [p.span for p in places]
    found: list[tuple[LatinName, Verdict]] = []
    lost: list[LatinWord] = []
    heard: list[Span] = []
    for name in latin_names(english):
        native = len(name.words) > 1 and is_pinyin_name(name) and name.span not in place_spans
        if native:
            # Bai, Hui and Yao are family names here, and no peoples.
            places = tuple(p for p in places if not _overlap(p.span, name.span) or len(p.text) > 4)
        if native or (_like_person(name) and not any(_overlap(name.span, p) for p in place_spans)):
            verdict = find_person(name, view)
            heard.extend(verdict.heard)
            found.append((name, verdict))
            continue
        for word in name.words:
            if word.common or _inside(word.span, place_spans):
                continue
            where = find_word(word, view, person=False)
            if where is not None:
                heard.extend(where)
            else:
                lost.append(word)
    same = [span for _, verdict in found if verdict.outcome == "same" for span in verdict.heard]
    persons = [
        (name, verdict)
        for name, verdict in found
        # A name with dots belongs to the English name that has all of it.
        if verdict.outcome != "same"
        and not (verdict.outcome == "other" and any(_overlap(h, s) for h in verdict.heard for s in same))
    ]
    words = plain_words(english)
    return Pairing(
        tuple(persons),
        tuple(lost),
        tuple(p for p in places if not _free(p) and not _place_found(p, view) and not _in_a_line(p, english, chinese)),
        tuple(n for n in _han_names(view) if not _explained(n, english, words, heard)),
        tuple(
            p
            for p in chinese_places(chinese)
            if not _free(p)
            and not any(_overlap(p.span, s) for s in heard)
            and not named_in_english(p, words, english)
            and not _leads_on(p, chinese, heard)
        ),
        places,
    )


def _like_person(name: LatinName) -> bool:
    """Whether a name is told by its surroundings, or has two words or more and none that is written small."""
    return name.person or (len(name.words) > 1 and not any(w.common for w in name.words))


def _han_names(view: ChineseView) -> list[HanName]:
    return sorted((*(part for group in view.dotted for part in group), *view.native, *view.alone), key=lambda n: n.span)


def _place_found(place: PlaceName, view: ChineseView) -> bool:
    if named_in_chinese(place, view.text):
        return True
    plain = letters(place.text)
    if spoken(plain, view.sounds):
        return True
    if not any(p.english for p in place.places):
        return False
    # The table may lack a form; but Rwanda must not be heard in Uganda.
    score, where = view.best_run(plain)
    return score >= 1.0 and not (where and any(_overlap(where, other.span) for other in chinese_places(view.text)))


def _explained(name: HanName, english: str, words: frozenset[str], heard: list[Span]) -> bool:
    """Whether the English text has a word that the Chinese name reads or sounds like."""
    if any(_overlap(name.span, span) for span in heard) or len(name.text) == 1:
        return True
    if name.family:
        given = name.text[len(name.family) :]
        spellings = {*in_pinyin(given), *in_pinyin(name.text), *family_names().get(name.family, ())}
        return not words.isdisjoint(spellings) or any(name.family in overseas_forms(word) for word in words)
    forms = [form for w in words for form in (*usual_forms(w), *overseas_forms(w)) if len(form) > 1]
    if any(form in name.text or name.text in form for form in forms):
        return True
    least = PART_ALIKE if name.dotted else PART_ALIKE / 2
    return any(_accounts_for(letters(w), name.text) >= least for w in _capital_words(english))


def _accounts_for(word: str, characters: str) -> float:
    found = sound(word, characters)
    return found.score - LEFT_OVER * max(0, len(characters) - (found.span[1] - found.span[0]) - 1)


@lru_cache(maxsize=512)
def _capital_words(english: str) -> tuple[str, ...]:
    capital = " ".join(re.findall(r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]*", english))
    return tuple(dict.fromkeys(re.findall(r"[^\W\d_]+", capital)))


def _in_a_line(place: PlaceName, english: str, chinese: str) -> bool:
    """Whether a place is joined to another by a hyphen (Beijing-Guangzhou) and Chinese has a character of it (京广)."""
    start, end = place.span
    joined = english[end : end + 1] in ("-", "–") or english[start - 1 : start] in ("-", "–")
    return joined and any(c in chinese for p in place.places for form in p.chinese for c in form)


def _leads_on(place: PlaceName, chinese: str, heard: list[Span]) -> bool:
    """Whether a smaller place or a foreign name follows: 加拿大多伦多, where English may leave out the larger."""
    end = place.span[1] + len(_DIVISION.findall(chinese[place.span[1] : place.span[1] + 1]))
    following = chinese[end : end + 2]
    return any(a <= end < b for a, b in (*heard, *(p.span for p in chinese_places(chinese)))) or (
        len(following) == 2 and transliterating().issuperset(following)
    )


def _free(name: PlaceName) -> bool:
    return any(form in FREE for place in name.places for form in place.chinese)


def _inside(span: Span, others: list[Span]) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b in others)


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
