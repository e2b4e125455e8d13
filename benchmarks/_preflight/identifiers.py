"""Errors in identifiers: one character of an e-mail address, a URL, a DOI, a trial number, a telephone number."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from .planting import Case, Edit, Spoil

_WORDS = (
    "press", "news", "media", "info", "contact", "trial", "heart", "stroke", "cancer", "summit", "forum", "health",
    "research", "institute", "alliance", "clinic", "hospital", "lung", "brain", "care", "nurse", "open", "data",
)  # fmt: skip
_ENDINGS = ("org", "com", "net", "org.cn", "edu.cn", "eu", "int")


def _email(chance: random.Random) -> str:
    first, second, third = chance.sample(_WORDS, 3)
    return f"{first}{chance.choice(('', '.' + third, str(chance.randint(1, 99))))}@{second}-{third}.{_ending(chance)}"


def _url(chance: random.Random) -> str:
    first, second, third = chance.sample(_WORDS, 3)
    path = chance.choice((f"{third}/2025-{chance.randint(10, 12)}", f"{third}_{chance.randint(100, 9999)}", third))
    return f"{chance.choice(('https://www.', 'https://', 'www.'))}{first}{second}.{_ending(chance)}/{path}"


def _doi(chance: random.Random) -> str:
    tail = chance.choice(("s41591-0{0}-0{1}-{2}", "j.jacc.20{0}.0{2}.0{1}", "NEJMoa{0}{1}{2}"))
    return f"10.{chance.randint(1000, 1299)}/" + tail.format(
        chance.randint(19, 25), chance.randint(1000, 9999), chance.randint(1, 9)
    )


def _trial(chance: random.Random) -> str:
    return chance.choice((f"NCT0{chance.randint(1000000, 6999999)}", f"ChiCTR{chance.randint(1600000000, 2599999999)}"))


def _phone(chance: random.Random) -> str:
    four, other = chance.randint(2100, 8999), chance.randint(1000, 9999)
    return chance.choice((f"+86 10 {four} {other}", f"+86-21-{four}{other}", f"400-{four // 10}-{other}"))


def _ending(chance: random.Random) -> str:
    return chance.choice(_ENDINGS)


_Made = tuple[Callable[[random.Random], str], re.Pattern[str], tuple[tuple[str, str], ...]]
# What makes one, what finds one in a text, and the sentences that carry one in English and Chinese.
_MADE: dict[str, _Made] = {
    "email": (
        _email,
        re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII),
        (
            ("For more information, write to {}.", "如需了解更多信息，请发邮件至{}。"),
            ("Contact: {}.", "联系邮箱：{}。"),
        ),
    ),
    "url": (
        _url,
        re.compile(r"(?:https?://|www\.)[\w./_-]*[\w/]", re.ASCII),
        (("The full text is available at {}.", "全文见{}。"), ("Registration is open at {}.", "报名网址为{}。")),
    ),
    "doi": (
        _doi,
        re.compile(r"10\.\d{4,}/[\w./()-]*\w", re.ASCII),
        (("The paper's DOI is {}.", "论文DOI为{}。"), ("DOI: {}.", "DOI：{}。")),
    ),
    "trial number": (
        _trial,
        re.compile(r"NCT\d{8}|ChiCTR\d{10}"),
        (("The trial is registered as {}.", "该试验的注册号为{}。"), ("Trial registration: {}.", "试验注册号：{}。")),
    ),
    "phone": (
        _phone,
        re.compile(r"\+\d{2}[ -]\d{2,3}[ -]\d{4}[ -]?\d{4}|400-\d{3}-\d{4}"),
        (("For inquiries, call {}.", "咨询电话：{}。"), ("The hotline is {}.", "热线电话为{}。")),
    ),
}


def changed_identifier(name: str) -> Spoil:
    """What spoils one character of such an identifier; a pair without one first gets one on both sides."""
    make, pattern, sentences = _MADE[name]

    def spoil(case: Case, chance: random.Random) -> Iterator[Edit]:
        there = [m for m in pattern.finditer(case.target) if m[0] in case.source]
        for match in there:
            yield Edit(*match.span(), _mistyped(match[0], chance))
        if there or case.target[-1:] not in ".。":
            return
        identifier = make(chance)
        english, chinese = (text.format(identifier) for text in chance.choice(sentences))
        if case.language == "zh":
            source, target = f"{case.source} {english}", case.target + chinese
        else:
            source, target = case.source + chinese, f"{case.target} {english}"
        start = target.rindex(identifier)
        yield Edit(start, start + len(identifier), _mistyped(identifier, chance), (source, target))

    return spoil


def _mistyped(identifier: str, chance: random.Random) -> str:
    """The identifier with one letter or digit replaced, left out or doubled, or with two exchanged."""
    places = [i for i, c in enumerate(identifier) if c.isalnum() and i > 3]
    at = chance.choice(places)
    character, before, after = identifier[at], identifier[:at], identifier[at + 1 :]
    pool = "123456789" if character.isdigit() else "abcdeghilmnoprstu"
    other = chance.choice([c for c in pool if c != character.lower()])
    other = other.upper() if character.isupper() else other
    ways = [before + other + after, before + after, before + character + character + after]
    if after[:1].isalnum() and after[0] != character:
        ways.append(before + after[0] + character + after[1:])
    return chance.choice(ways)
