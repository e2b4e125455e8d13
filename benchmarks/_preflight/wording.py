"""Errors of wording: a word that says the opposite, and a term that is another one of its field."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache

from translator.glossary import Glossary
from translator.glossary.locating import locate_any
from translator.release import Language, Span

from .listed import rows
from .planting import Case, Edit


@cache
def _opposites(language: Language) -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """What finds a word that has an opposite, and the opposites of each."""
    found: dict[str, list[str]] = {}
    for one, other, *one_way in rows(f"antonyms.{language}.tsv"):
        found.setdefault(one, []).append(other)
        if not one_way:
            found.setdefault(other, []).append(one)
    longest = "|".join(sorted(map(re.escape, found), key=len, reverse=True))
    pattern = rf"(?<![\w-])(?:{longest})(?![\w-])" if language == "en" else longest
    return re.compile(pattern, re.I), {k: tuple(v) for k, v in found.items()}


# Where one of a pair stands beside the other ("before and after surgery") an exchange may mean the same.
_BESIDE = 12
# Fixed phrases in which the word does not mean what its opposite denies.
_FIXED_EN = re.compile(
    r"(?:high|low)-(?:level|income|resolution|speed|tech|end|profile)|(?:first|last) (?:author|name|aid|time)|"
    r"(?:earlier|later|early|late|last) (?:this|that|next|last|in the|on|year|month|week)|"
    r"(?<=had )better|(?:more|less) (?:than|and)|(?:a|no|any) (?:more|longer)",
    re.I,
)
_FIXED_ZH = re.compile(
    "最后|首先|提高警|上升空间|内外|大小|高低|多少|前后|左右|早晚|上下|升降|增减|男女|新老|得失|成败|轻重|长短|"
    "加快|增强现实|增强CT|增强扫描"
)


def antonym(case: Case, chance: random.Random) -> Iterator[Edit]:
    """A word becomes its opposite (increase and decrease, higher and lower, before and after)."""
    pattern, opposites = _opposites(case.language)
    fixed = _FIXED_EN if case.language == "en" else _FIXED_ZH
    for match in pattern.finditer(case.target):
        word = match[0]
        others = opposites.get(word) or opposites.get(word.lower(), ())
        around = case.target[max(0, match.start() - 30) : match.end() + 30].lower()
        name = word[0].isupper() and re.search(r"[a-z,] $", case.target[: match.start()])
        if (
            name
            or not others
            or fixed.match(case.target, match.start())
            or any(other.lower() in around for other in others)
        ):
            continue
        other = chance.choice(others)
        yield Edit(*match.span(), other[0].upper() + other[1:] if word[0].isupper() else other)


_PLURAL = re.compile(r"(?<![su])s$|(?:ch|sh|x|ss)es$|ies$")


def term_replaced(case: Case, chance: random.Random) -> Iterator[Edit]:
    """A term's translation becomes that of another with the same head: of its article, or else of its field.

    Terms are those that the article lists, and the glossary's. The other one stands in neither sentence.
    """
    places = dict(_listed_places(case))
    for term in case.terms:
        if term.target_span and len(term.source) > 1:
            places.setdefault(term.target_span, term.field)
    for span, field in places.items():
        right = case.target[span[0] : span[1]]
        field = field or _fields(case.language).get(_singular(right.lower()), "")
        if right[:1].isupper() or len(right) < (5 if case.language == "en" else 2):
            continue
        same_article = [t for _, t in case.pair.listed]
        others = [t for t in _fellows(right, field, same_article, case.language) if _foreign(t, right, case)]
        most = 12 if case.language == "en" else 2 if len(right) > 2 else 0
        others = [t for t in others if abs(len(t) - len(right)) <= most]
        if others:
            yield _exchanged(case, span, chance.choice(others))


def _listed_places(case: Case) -> Iterator[tuple[Span, str]]:
    for source, target in case.pair.listed:
        span = locate_any((target,), case.target, case.language)
        if span and locate_any((source,), case.source, case.direction.source):
            yield span, ""


def _fellows(right: str, field: str, same_article: Sequence[str], language: Language) -> list[str]:
    """Terms with the same head that could be taken for it: those of its article, or else those of its field."""
    head = _head(right, language)
    if not head or (head,) in rows("loose-heads.tsv"):
        return []
    near = [t for t in same_article if _head(t, language) == head and t != right]
    return near or [t for f, t in _by_head(language).get(head, ()) if f == field]


# Chinese terms of which the last character tells what they are, however short.
_TELLING = "炎癌瘤症药术素酸酶肽胺苗"


def _head(term: str, language: Language) -> str:
    """The last word, or what tells the kind at the end of one; "" where another term is hardly taken for it."""
    if language == "zh":
        if len(term) >= 4 and term[-1] not in _TELLING:
            return term[-2:]
        return term[-1] if term[-1] in _TELLING and term not in ("肿瘤", "手术", "药物", "癌症") else ""
    words = _singular(term).split()
    if len(words) > 1 and words[-1].isalpha() and "of" not in words and not re.search(r"\d", term):
        return words[-1]
    ending = (
        re.search(r"(?:itis|oma|ectomy|scopy|plasty|mab|nib|emia|otomy|ostomy)$", words[-1])
        if len(words) == 1
        else None
    )
    return ending[0] if ending else ""


def _singular(term: str) -> str:
    return _PLURAL.sub(lambda m: "y" if m[0] == "ies" else "", term)


@cache
def _by_head(language: Language) -> dict[str, list[tuple[str, str]]]:
    """(field, term) of the built-in glossary by head; acronyms and terms with brackets or commas are left out."""
    entries = Glossary.builtin().entries
    terms = ((e.field, e.zh if language == "zh" else e.en) for e in entries)
    wanted = re.compile(r"[\u4e00-\u9fff]{2,8}" if language == "zh" else r"[a-z][a-z -]{3,30}")
    found: dict[str, list[tuple[str, str]]] = {}
    for field, term in terms:
        if wanted.fullmatch(term):
            found.setdefault(_head(term, language), []).append((field, term))
    return found


# Two terms of English as alike as that are forms of one word ("welcome address", "welcoming address").
_TOO_ALIKE = 0.85


def _foreign(other: str, right: str, case: Case) -> bool:
    """Whether the other term is none that the sentences hold, and no mere form of the right one."""
    one, two = (_singular(t.lower()) for t in (other, right))
    alike = SequenceMatcher(None, one, two, autojunk=False).ratio() > _TOO_ALIKE
    if alike or one in two or two in one or _same_meaning(one, two, case.language):
        return False
    listed = {t: s for s, t in case.pair.listed}
    return one not in case.target.lower() and listed.get(other, "\0").lower() not in case.source.lower()


def _same_meaning(one: str, two: str, language: Language) -> bool:
    """Whether the glossary takes one for a form of the other, or both translate one term."""
    meanings = _meanings(language)
    return bool(meanings.get(one, frozenset()) & meanings.get(two, frozenset()))


@cache
def _fields(language: Language) -> dict[str, str]:
    """The field of each term of the built-in glossary."""
    entries = Glossary.builtin().entries
    return {_singular((e.zh if language == "zh" else e.en).lower()): e.field for e in entries}


@cache
def _meanings(language: Language) -> dict[str, frozenset[str]]:
    """The entries that each form of the language may stand for, told by all their forms in the other language."""
    found: dict[str, set[str]] = {}
    for e in Glossary.builtin().entries:
        english, chinese = (e.en, *e.variants_en, *e.abbr_en), (e.zh, *e.variants_zh, *e.abbr_zh)
        ours, theirs = (english, chinese) if language == "en" else (chinese, english)
        for form in ours:
            found.setdefault(_singular(form.lower()), set()).update((e.id, *theirs))
    return {form: frozenset(names) for form, names in found.items()}


def _exchanged(case: Case, span: Span, other: str) -> Edit:
    """The term in its place, in the plural and with a or an as the grammar asks."""
    start, end = span
    right = case.target[start:end]
    if case.language == "zh":
        return Edit(start, end, other)
    other = _singular(other)
    # A plural may stand inside the span or just after it.
    if _PLURAL.search(right):
        other += "es" if re.search(r"(?:ch|sh|x|s)$", other) else "s"
        other = re.sub(r"([^aeiou])ys$", r"\1ies", other)
    if article := re.search(r"\b([Aa])n? $", case.target[:start]):
        return Edit(article.start(1), end, article[1] + ("n " if other[0] in "aeio" else " ") + other)
    return Edit(start, end, other)
