"""Errors in names: another person's surname or given name, another place or institution, a name left out."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from translator.release import Language, other_language

from .listed import by_form, form_of, listed_pattern, names
from .people import Person, named, people
from .planting import Case, Edit


def surname_changed(case: Case, chance: random.Random) -> Iterator[Edit]:
    """A person gets another surname of the same origin; only where both sides name the person."""
    for person, at, whole in _mentioned(case):
        surname = person.surname(case.language)
        start = at + (person.full(case.language).rindex(surname) if whole and not person.chinese else 0)
        yield Edit(start, start + len(surname), _another(person, "surname", case, chance))


def given_name_changed(case: Case, chance: random.Random) -> Iterator[Edit]:
    """A person gets another given name of the same origin; only where both sides name the person."""
    for person, at, whole in _mentioned(case):
        if whole:
            given, full = person.given(case.language), person.full(case.language)
            start = at + (len(full) - len(given) if person.chinese else 0)
            yield Edit(start, start + len(given), _another(person, "given", case, chance))


def _mentioned(case: Case) -> list[tuple[Person, int, bool]]:
    found = people(case.release)
    in_source = {person for person, _, _ in named(found, case.source, case.direction.source)}
    return [mention for mention in named(found, case.target, case.language) if mention[0] in in_source]


def _another(person: Person, part: str, case: Case, chance: random.Random) -> str:
    kind = f"{'chinese' if person.chinese else 'foreign'} {part}"
    if part == "given":
        kind += f" {_gender(person, case)}"
    pool = names("people.tsv", kind)
    taken = {person.surname_en, person.given_en}
    fitting = [n.of(case.language) for n in pool if n.en not in taken and not _sounds_like(n.en, taken)]
    if part == "given" and person.chinese:
        fitting = [f for f in fitting if case.language == "en" or len(f) == len(person.given_zh)] or fitting
    return chance.choice(fitting)


def _gender(person: Person, case: Case) -> str:
    """Of the two, what the sentence says of the person, or else what most names that end so are."""
    both = f"{case.source} {case.target}"
    if re.search(r"\b(?:she|her|mother|woman|sister|daughter|midwife)\b|她|女", both, re.I):
        return "female"
    if re.search(r"\b(?:he|his|him|father|brother|son|\w+man)\b|(?<!其)他", both, re.I):
        return "male"
    if person.chinese:
        return (
            "female" if re.search("[兰芳霞秀珍梅婷静丽琴华慧雯琳娟萍怡佳晓娜玲燕芬莹雪]", person.given_zh) else "male"
        )
    return "female" if re.search(r"[aeiy]h?$", person.given_en) else "male"


def _sounds_like(name: str, taken: set[str]) -> bool:
    return any(name.lower() == other.lower() for other in taken)


def place_changed(case: Case, chance: random.Random) -> Iterator[Edit]:
    """A country, province or city becomes another; only where the source names it too."""
    language = case.language
    for match in listed_pattern("places.tsv", language).finditer(case.target):
        place = by_form("places.tsv", language)[match[0]]
        others = [
            n
            for n in names("places.tsv", place.kind)
            if n != place and n.of(language) not in case.target and n.of(other_language(language)) not in case.source
        ]
        written = re.search(form_of(place, other_language(language)), case.source)
        if written and others and not _part_of_name(case.target, match, language):
            yield Edit(*match.span(), chance.choice(others).of(language))


def _part_of_name(text: str, match: re.Match[str], language: Language) -> bool:
    """Whether the place is only part of a longer word that names something else (South China, 南京东路)."""
    before, after = text[: match.start()], text[match.end() :]
    if language == "en":
        # A place within another ("Puno, Peru", "Jinan, capital of ...") is changed by nobody without the other.
        return bool(re.search(r"(?:South|North|East|West|New|Central|[A-Z][\w']+,|\w-) ?$", before)) or bool(
            re.match(
                r"-| (?:[A-Z](?!ity)|dollars|pounds|yuan|pesos|francs)|, (?:capital|[A-Z])|'s (?:capital|[A-Z])", after
            )
        )
    province = "|".join(n.zh for n in names("places.tsv", "province"))
    inside = re.search(
        rf"(?:{province})省?(?:(?:壮族|回族|维吾尔)?(?:自治区)?(?:省会|首府))?$|上$", before
    ) or re.match(r"省?[\u4e00-\u9fff]{2,3}(?:市|县|州)", after)
    cities = "|".join(n.zh for n in names("places.tsv", "chinese city"))
    inside = inside or re.match(rf"省?(?:省会)?(?:{cities})", after)
    dateline = not before and re.match(r"[\u4e00-\u9fff]{2,8}[，\d]", after)
    return bool(
        inside
        or dateline
        or re.match(r"[路街裔湾元]|省会|(?:壮族|回族|维吾尔)?自治", after)
        or re.search(r"[—-]$", before)
    )


# A title or a trade before a Chinese name: without the name, it stands for the person.
_TITLE_ZH = re.compile(r"(?:长|授|师|人|席|者|员|医生|家|任|理|官|管|博士|院士|司机|生|裁|书记|代表)$")
_NAME_GOES_ON = re.compile(r"[（、—]|等|和|与|及|教授|博士|医生|主任|院士|女士|先生")
# A description behind an English name, with its article or without.
_DESCRIBED = re.compile(
    r", (?P<article>(?:an?|the) )?"
    r"(?!(?:an?|the|was|were|is|has|had|said|told|who|which|whose|and|but|in|on|at|from|to|of|with|as|not)\b)"
    r"(?=(?:[a-z-]+ ){1,6}(?:of|at|for|from|with|in|who)\b)"
)
_SAID = r"(?:said|says|added|argued|recalled|told|asked|by|warned|cautioned|to|with|noted|quipped|remarked)"


def name_dropped(case: Case, chance: random.Random) -> Iterator[Edit]:
    """A person's name is left out where a title or a description stands for the person."""
    text = case.target
    for person, at, whole in _mentioned(case):
        end = at + len(person.full(case.language) if whole else person.surname(case.language))
        if case.language == "zh":
            if _TITLE_ZH.search(text[:at]) and not re.match(
                r"[（、—]|等|和|与|及|教授|博士|医生|主任|院士|女士|先生", text[end:]
            ):
                yield Edit(at, end, "")
        elif edit := _dropped_en(text, at, end):
            yield edit


def _dropped_en(text: str, at: int, end: int) -> Edit | None:
    title = re.search(r"(?:(?:Dr|Prof|Mr|Ms|Mrs)\. |Professor |Dr )?$", text[:at])
    begin = title.start() if title else at
    before, described = text[:begin], _DESCRIBED.match(text, end)
    if trade := re.search(rf"\b{_SAID} ((?:[a-z-]+ ){{1,3}})$", before):
        # "said emergency nurse Filipa Nogueira": the trade needs an article when it stands alone.
        if not re.match(r"(?:the|an?|her|his|their|of|that) ", trade[1]) and text[end : end + 1] in ",.":
            return Edit(trade.start(1), end, "the " + trade[1].rstrip())
        return None
    if not described:
        return None
    rest = described.end()
    article = described["article"] or "the "
    if re.search(rf"\b{_SAID} $|\b(?:was|is|were) $", before):
        return Edit(begin, rest, article)
    verb = re.search(r", (?=(?:was|were|is|has|had|said|told|took|described|called|asked|\w+ed)\b)", text[rest:])
    if not before and verb:
        # The apposition becomes the subject and loses its second comma.
        return Edit(begin, rest + verb.end(), article.capitalize() + text[rest : rest + verb.start()] + " ")
    return None
