"""Whether the Chinese text has the person that an English name names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from translator.checks.naming.han import HanName, is_title_or_speech
from translator.checks.naming.latin import LatinName, LatinWord
from translator.checks.naming.pinyin import cuts, spoken
from translator.checks.naming.places import in_pinyin
from translator.checks.naming.romanization import family_names, romanized
from translator.checks.naming.tables import word_set
from translator.checks.naming.transliteration import sound
from translator.checks.naming.view import ChineseView, overseas_forms, usual_forms
from translator.release import Span

PART_ALIKE = 0.5
"""Nats a letter from which on a part of a dotted name sounds like a word."""
ALIKE = 0.8
"""The same for a run of characters anywhere in the text, where chance finds more."""
_DOUBT = 0.3
"""The likeness of a word and a part from which on they may be the same after all."""
_ENOUGH = 0.75
"""What the parts of a dotted name must sound like the words together before another part counts as wrong."""

_ROMAJI = re.compile(
    r"(?:(?:[kgsztdnhbpmrwjyf]|ky|gy|sh|ch|ts|ny|hy|by|py|my|ry)?[aiueo]|n(?![aiueoy])|(?:kk|tt|pp|ss)[aiueo]|oh(?![aiueo]))+"
)
Outcome = Literal["same", "lost", "other", "misread", "unknown"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the Chinese text has for an English name.

    outcome: "same"; "lost": nothing like it; "other": the Chinese stands where the name should, but sounds different;
        "misread": a Chinese name of which one part reads otherwise; "unknown": letters cannot tell (Cantonese)
    latin: the words concerned; han: the Chinese name concerned; expected: that name in pinyin where it is "misread"
    heard: where in the Chinese text the name was found; sure: whether "other" is more than a doubt
    """

    outcome: Outcome
    latin: Span
    han: Span | None = None
    expected: str = ""
    heard: tuple[Span, ...] = ()
    sure: bool = True


def find_person(name: LatinName, view: ChineseView) -> Verdict:
    """Looks for an English name in a Chinese text: as pinyin, as a name with dots, as a sound; see Verdict."""
    if is_pinyin_name(name):
        verdict = _as_pinyin(name, view)
        if verdict:
            return verdict
    return _as_dotted(name, view) or _word_by_word(name, view)


def _as_pinyin(name: LatinName, view: ChineseView) -> Verdict | None:
    plains = [word.plain for word in name.words]
    if len(plains) == 1:
        return _family_alone(name, view) if name.person else None
    if len(plains) > 3:
        return None
    for whole in ("".join(plains), plains[-1] + "".join(plains[:-1])):
        if spans := spoken(whole, view.sounds):
            return Verdict("same", name.span, heard=tuple(spans))
    families = family_readings()
    if plains[0] in families:
        family, given = name.words[0], name.words[1:]
    elif plains[-1] in families:
        family, given = name.words[-1], name.words[:-1]
    else:
        return None
    wanted = "".join(word.plain for word in given)
    for start, end in spoken(wanted, view.sounds):
        # A given name of one short syllable is found anywhere.
        found = _family_before(view.text, start) if end - start == 2 or (end - start == 1 and len(wanted) > 3) else ""
        if found:
            han = (start - len(found), end)
            if found in overseas_forms(family.plain):
                return Verdict("unknown", family.span, han, heard=(han,))
            return Verdict("misread", family.span, han, romanized(view.text[slice(*han)]), (han,))
    for person in view.native:
        if _reads_in_pinyin(person.family, family.plain):
            wrong = (given[0].span[0], given[-1].span[1])
            return Verdict("misread", wrong, person.span, romanized(person.text), (person.span,))
        if person.family in overseas_forms(family.plain):
            return Verdict("unknown", name.span, person.span, heard=(person.span,))
    if name.person and not view.dotted and len(wanted) > 2:
        return Verdict("lost", name.span)
    return None


def _family_alone(name: LatinName, view: ChineseView) -> Verdict | None:
    """A family name on its own (Wang said): some Chinese name must begin with it."""
    plain = name.words[0].plain
    if plain not in family_readings():
        return None
    for person in view.native:
        if _reads(person.family, plain):
            return Verdict("same", name.span, heard=(person.span,))
    if any(form in view.text for form in overseas_forms(plain)):
        return Verdict("same", name.span)
    spans = [s for s in spoken(plain, view.sounds) if view.text[slice(*s)] in family_names()]
    if spans:
        return Verdict("same", name.span, heard=tuple(spans[:1]))
    return None


def _as_dotted(name: LatinName, view: ChineseView) -> Verdict | None:
    """The dotted name of which most parts sound like words of the name in order; None where no part of any does."""
    best: tuple[float, Verdict] | None = None
    words = [w for w in name.words if len(w.plain) > 1]
    for group in view.dotted:
        alike, total, matched = _matched(words, group)
        if not matched:
            continue
        lost = [i for i in range(len(words)) if i not in {i for i, _ in matched}]
        lost_parts = [j for j in range(len(group)) if j not in {j for _, j in matched}]
        heard = tuple(group[j].span for _, j in matched)
        verdict = Verdict("same", name.span, heard=heard)
        lost = [i for i in lost if not words[i].common] or (lost if len(words) == 2 else [])
        if lost and lost_parts and total >= _ENOUGH and not _excused(name, [words[i] for i in lost], view):
            doubt = max(alike[i][j] for i in lost for j in lost_parts)
            verdict = Verdict(
                "other",
                words[lost[0]].span,
                group[lost_parts[0]].span,
                heard=heard,
                sure=doubt < _DOUBT and not words[lost[0]].common,
            )
        if best is None or total > best[0]:
            best = total, verdict
    return best[1] if best else None


def _matched(
    words: list[LatinWord], group: tuple[HanName, ...]
) -> tuple[list[list[float]], float, list[tuple[int, int]]]:
    """How alike each word and part are, the sum over the best pairs in order, and the pairs that are alike enough."""
    alike = [[likeness(word, group, j) for j in range(len(group))] for word in words]
    total, pairs = _aligned(alike)
    return alike, total, [(i, j) for i, j in pairs if alike[i][j] >= PART_ALIKE]


def parts_of(name: LatinName, view: ChineseView) -> list[tuple[LatinWord, HanName]]:
    """The words of an English name with the parts of the dotted Chinese name that sound like them."""
    words = [w for w in name.words if len(w.plain) > 1]
    found = [(_matched(words, group), group) for group in view.dotted]
    (_, _, matched), group = max(found, key=lambda f: f[0][1], default=(([], 0.0, []), ()))
    return [(words[i], group[j]) for i, j in matched]


def _aligned(alike: list[list[float]]) -> tuple[float, list[tuple[int, int]]]:
    """The pairs of words and parts, in order on both sides, most alike together (Needleman & Wunsch 1970)."""
    rows, columns = len(alike), len(alike[0]) if alike else 0
    best: dict[tuple[int, int], tuple[float, list[tuple[int, int]]]] = {}
    for i in range(rows, -1, -1):
        for j in range(columns, -1, -1):
            if i == rows or j == columns:
                best[i, j] = (0.0, [])
                continue
            score, pairs = best[i + 1, j + 1]
            best[i, j] = max(
                (score + max(alike[i][j], 0.0), [(i, j), *pairs]),
                best[i + 1, j],
                best[i, j + 1],
                key=lambda found: found[0],
            )
    return best[0, 0]


def likeness(word: LatinWord, group: tuple[HanName, ...], at: int) -> float:
    """How well a part of a dotted name sounds like a word, alone or with its particle (van Wyk); dots are edges."""
    part = group[at]
    if any(form in part.text for form in (*usual_forms(word.plain), *overseas_forms(word.plain))):
        return 2.0
    from_start, to_end = at > 0, at < len(group) - 1
    best = max(
        (sound(s, part.text, from_start, to_end) for s in (word.plain, word.joined or word.plain)),
        key=lambda f: f.score,
    )
    # Words before and after the name may cling to its ends, but seldom do.
    left_over = len(part.text) - (best.span[1] - best.span[0])
    return best.score - LEFT_OVER * left_over


LEFT_OVER = 0.35
"""Nats a letter that a character of a part which the word does not account for costs."""


def _word_by_word(name: LatinName, view: ChineseView) -> Verdict:
    words = [w for w in name.words if not w.common]
    heard: list[Span] = []
    lost: list[LatinWord] = []
    for word in words:
        where = find_word(word, view, name.person)
        if where is None:
            lost.append(word)
        else:
            heard.extend(where)
    if not lost:
        return Verdict("same", name.span, heard=tuple(heard))
    if _excused(name, lost, view):
        return Verdict("unknown", name.span, heard=tuple(heard))
    return Verdict("lost", (lost[0].span[0], lost[-1].span[1]), heard=tuple(heard))


def find_word(word: LatinWord, view: ChineseView, person: bool) -> list[Span] | None:
    """Where the Chinese text has the word: itself, its usual form, characters that read or sound so; or None."""
    if view.has_word(word.plain) or view.has_usual(word.plain):
        return []
    spans = spoken(word.plain, view.sounds)
    if spans:
        return spans
    if any(form in view.text for form in overseas_forms(word.plain) if len(form) > 1):
        return []
    for spelled in filter(None, (word.plain, word.joined)):
        score, where = view.best_run(spelled)
        least = ALIKE if person and not (where and is_title_or_speech(view.text, where[1])) else PART_ALIKE
        if where and score >= least:
            return [where]
    return None


def _excused(name: LatinName, lost: list[LatinWord], view: ChineseView) -> bool:
    """Whether the characters of the name cannot be told from its letters: Japanese, Cantonese, Korean, Vietnamese."""
    pinyin = is_pinyin_name(name)
    if not pinyin and any(form in view.text for w in name.words for form in overseas_forms(w.plain)):
        return True
    if sum(w.plain in word_set("vietnamese") for w in name.words) >= 2:
        return True
    words = [w for w in name.words if not w.common]
    return (
        not pinyin and all(_ROMAJI.fullmatch(w.plain) for w in words) and (len(lost) == len(words) or not view.dotted)
    )


def is_pinyin_name(name: LatinName) -> bool:
    """Whether a name can be a Chinese one in pinyin: a family name and one or two syllables more, in any order."""
    plains = [w.plain for w in name.words]
    if not all(cuts(p) for p in plains) or not (plains[0] in family_readings() or plains[-1] in family_readings()):
        return False
    return len(plains) == 1 or any(len(c) <= 4 for c in cuts("".join(plains)))


def _family_before(text: str, at: int) -> str:
    """The family name that ends where the given one begins; "" where none does."""
    for length in (2, 1):
        if at >= length and text[at - length : at] in family_names():
            return text[at - length : at]
    return ""


def _reads(family: str, plain: str) -> bool:
    """Whether a Chinese family name may be spelled so, in pinyin or the overseas way."""
    return _reads_in_pinyin(family, plain) or family in overseas_forms(plain)


def _reads_in_pinyin(family: str, plain: str) -> bool:
    known = family_names().get(family, ())
    return plain in known or plain in {s.replace("v", "u") for s in known} or plain in in_pinyin(family)


@cache
def family_readings() -> frozenset[str]:
    """Every spelling of a Chinese family name in pinyin."""
    spelled = {r for found in family_names().values() for r in found}
    return frozenset(spelled | {r.replace("v", "u") for r in spelled})
