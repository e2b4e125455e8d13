"""Errors of the kind that a model makes, planted in sentences that people wrote of an article."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from _preflight import dates, institutions, money, names, negation, numbers, wording
from _preflight.people import named, people
from _preflight.planting import Case, Edit, Spoil
from _quality.bitext import CORPUS, Pair

from translator.checks.faithful import FaultKind
from translator.checks.quantities import Quantity, read_quantities
from translator.reading import cut
from translator.reading.dateline import find_dateline
from translator.reading.sentences import split_sentences
from translator.release import Article, Block, Direction, Language, other_language

SEED = 11
A_KIND = 120
"""So many plantings of a kind and language at most."""
LANGUAGES: tuple[Language, ...] = ("en", "zh")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MAY = r"\b(?:will|would|may|might|could)"
_PLANS = r"\b(?:plans?|planned|hopes?|aims?|intends?|expects?) to"
_REGULAR = "(open|start|launch|recruit|train|offer|cover|extend|add|visit|attend|end)"
_HEDGED: dict[Language, tuple[tuple[str, str], ...]] = {
    "en": (
        (rf"{_MAY} (?!be |have |make |give |take |see |become |come )(?=[a-z]+e\b)(\w+)", r"\1d"),
        (rf"{_MAY} {_REGULAR}\b", r"\1ed"),
        (r"\b(?<![a-z]s )(?:will|would|may|might|could) be\b", "was"),
        (r"(?<=[a-z]s )(?:will|would|may|might|could) be\b", "were"),
        (rf"{_PLANS} (?!be |have |make |give |take |see |become |come )(?=[a-z]+e\b)(\w+)", r"\1d"),
        (rf"{_PLANS} {_REGULAR}\b", r"\1ed"),
        (r"\bis (?:expected|due|scheduled) to be\b|\bis to be\b", "has been"),
    ),
    "zh": (
        ("拟于|计划于|预计于|将于", "已于"),
        ("计划(?=[在招建推开培把扩])|拟(?=[在招建推开培把扩])|预计将?|有望|力争", "已"),
        ("可能", ""),
        ("将(?=[在由向对启举建招推开新为把培发召])", "已"),
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that somebody wrote, and its translation where it has one of its own."""

    text: str
    translation: str
    kind: str


@dataclass(frozen=True, slots=True)
class Doc:
    """An article in one language and what people wrote of it."""

    release: str
    language: Language
    segments: tuple[str, ...]
    lines: tuple[Line, ...]
    sentences: tuple[Line, ...]
    pairs: tuple[Pair, ...]


def read_docs(chosen: Iterable[int]) -> list[Doc]:
    """The releases with these numbers, each in both languages."""
    wanted, docs = set(chosen), []
    for path in sorted(CORPUS.glob("*.jsonl")):
        for row in path.read_text(encoding="utf-8").splitlines():
            release = json.loads(row)
            if int(release["id"].rsplit("-", 1)[1]) in wanted:
                docs += [_doc(release, side, language) for side, language in enumerate(LANGUAGES)]
    return docs


def _doc(release: dict[str, list[list[str]]], side: int, language: Language) -> Doc:
    body = [pair[side] for pair in release["segments"]]
    article = Article(str(release["id"]), language, tuple(Block("body", t) for t in body), find_dateline(body[0]))
    ours, theirs = (
        split_sentences(str(release["brief"][s]), lang)
        for s, lang in ((side, language), (1 - side, other_language(language)))
    )
    aligned = len(ours) == len(theirs)
    lines = [Line(text, theirs[i] if aligned else "", "brief") for i, text in enumerate(ours)]
    lines += [Line(pair[side], pair[1 - side], "bullet") for pair in release["bullets"]]
    lines.append(Line(str(release["headline"][side]), str(release["headline"][1 - side]), "headline"))
    pairs = tuple(
        Pair("", i, str(release["id"]), pair[1 - side], pair[side]) for i, pair in enumerate(release["segments"])
    )
    sentences = tuple(Line(pair.reference, pair.source, "sentence") for pair in pairs)
    return Doc(str(release["id"]), language, tuple(s.source for s in cut(article)), tuple(lines), sentences, pairs)


Plant = Callable[[Doc, Line, random.Random], Iterable[str]]
"""The sentences that a line becomes by one error of a kind; none where it has no place for one."""


def spoiled(spoil: Spoil, doc: Doc, line: Line, chance: random.Random) -> Iterator[str]:
    """By a planter of benchmarks/preflight.py, which looks at both languages."""
    if line.translation:
        pair = Pair("", 0, doc.release, line.translation, line.text)
        case = Case(pair, Direction(other_language(doc.language), doc.language), (*doc.pairs, pair))
        yield from (edited(line.text, edit) for edit in spoil(case, chance) if edit.correct is None)


def edited(text: str, edit: Edit) -> str:
    """The text with an edit made."""
    return text[: edit.start] + edit.text + text[edit.end :]


def _figures(text: str, language: Language) -> list[Quantity]:
    return [
        q
        for q in read_quantities(text, language)
        if q.kind in {"number", "percent"} and len(_DIGITS.findall(q.text)) == 1
    ]


def _exchangeable(a: Quantity, b: Quantity) -> bool:
    year = [not isinstance(q.value, str) and 1900 <= q.value <= 2100 for q in (a, b)]
    return a.kind == b.kind and a.value != b.value and a.scale == b.scale and year[0] == year[1]


def _with_digits(quantity: Quantity, other: Quantity) -> str:
    return _DIGITS.sub(_DIGITS.findall(other.text)[0], quantity.text, count=1)


def other_figure(doc: Doc, line: Line, chance: random.Random) -> Iterator[str]:
    """A figure becomes another one of the article, told there of something else."""
    ours = _figures(line.text, doc.language)
    theirs = [q for segment in doc.segments for q in _figures(segment, doc.language)]
    for quantity in ours:
        others = [q for q in theirs if _exchangeable(quantity, q) and all(q.value != own.value for own in ours)]
        if others:
            start, end = quantity.span
            yield line.text[:start] + _with_digits(quantity, chance.choice(others)) + line.text[end:]


def figures_exchanged(doc: Doc, line: Line, chance: random.Random) -> Iterator[str]:
    """Two figures of a line change places."""
    for a, b in combinations(_figures(line.text, doc.language), 2):
        if _exchangeable(a, b):
            text = line.text
            yield (
                text[: a.span[0]]
                + _with_digits(a, b)
                + text[a.span[1] : b.span[0]]
                + _with_digits(b, a)
                + text[b.span[1] :]
            )


def other_person(doc: Doc, line: Line, chance: random.Random) -> Iterator[str]:
    """A person becomes another one of the article."""
    everybody = people(doc.pairs)
    for person, at, whole in named(everybody, line.text, doc.language):
        others = [p for p in everybody if p.surname(doc.language) != person.surname(doc.language)]
        if others:
            other = chance.choice(others)
            old, new = (p.full(doc.language) if whole else p.surname(doc.language) for p in (person, other))
            if new not in line.text and line.text.startswith(old, at):
                yield line.text[:at] + new + line.text[at + len(old) :]


def hedge_dropped(doc: Doc, line: Line, chance: random.Random) -> Iterator[str]:
    """What may be or is planned is told as a fact."""
    for pattern, fact in _HEDGED[doc.language]:
        for match in re.finditer(pattern, line.text):
            yield line.text[: match.start()] + match.expand(fact) + line.text[match.end() :]


def broken_off(doc: Doc, line: Line, chance: random.Random) -> Iterator[str]:
    """A line ends after a word that needs another one."""
    pattern = r"\b(?:the|a|of|and|with|to|in|that)(?= )" if doc.language == "en" else "[的和与在将为对由](?=[^，。])"
    yield from (
        line.text[: m.end()] for m in re.finditer(pattern, line.text) if m.end() > (20 if doc.language == "en" else 8)
    )


def said_again(doc: Doc, line: Line, chance: random.Random) -> Iterator[str]:
    """A line goes round in a circle."""
    words = re.findall(r"\S+", line.text) if doc.language == "en" else list(line.text.rstrip("。"))
    if len(words) > 12:
        turn = words[-8:] if doc.language == "zh" else words[-5:]
        yield ("" if doc.language == "zh" else " ").join([*words, *turn])


def elsewhere(docs: Sequence[Doc], doc: Doc, line: Line, chance: random.Random) -> Iterator[str]:
    """A line of another article without figures: what it says is not in this one."""
    others = [
        d for d in docs if d.language == doc.language and d.release != doc.release and d.release[:2] == doc.release[:2]
    ]
    lines = [one.text for d in others for one in d.lines if not _DIGITS.search(one.text)]
    if lines:
        yield chance.choice(lines)


def clause_added(docs: Sequence[Doc], doc: Doc, line: Line, chance: random.Random) -> Iterator[str]:
    """The end of a line becomes that of a sentence of another article on the field, without figures."""
    comma = ", " if doc.language == "en" else "，"
    if comma not in line.text:
        return
    others = [
        d for d in docs if d.language == doc.language and d.release != doc.release and d.release[:2] == doc.release[:2]
    ]
    ends = [s.text.rsplit(comma, 1)[1] for d in others for s in d.sentences if comma in s.text]
    least = 25 if doc.language == "en" else 8
    ends = [end for end in ends if len(end) > least and not _DIGITS.search(end) and '"' not in end and "”" not in end]
    if ends:
        yield line.text.rsplit(comma, 1)[0] + comma + chance.choice(ends)


def wrong_language(doc: Doc, line: Line, chance: random.Random) -> Iterator[str]:
    """The line in the other language."""
    if line.translation:
        yield line.translation


def kinds(docs: Sequence[Doc]) -> dict[str, tuple[FaultKind, Plant]]:
    """Every kind of error, with the reason for which it should be refused."""
    planters: dict[str, tuple[FaultKind, Spoil]] = {
        "digit changed": ("numbers", numbers.digit_changed),
        "ten times, a tenth": ("numbers", numbers.ten_times),
        "number word changed": ("numbers", numbers.number_word_changed),
        "万, 亿, million wrong": ("numbers", numbers.scale_wrong),
        "day shifted": ("numbers", dates.day_shifted),
        "month shifted": ("numbers", dates.month_shifted),
        "year shifted": ("numbers", dates.year_shifted),
        "amount changed": ("numbers", money.amount_changed),
        "unit changed": ("numbers", money.unit_changed),
        "currency changed": ("numbers", money.currency_changed),
        "surname changed": ("names", names.surname_changed),
        "given name changed": ("names", names.given_name_changed),
        "place changed": ("names", names.place_changed),
        "institution changed": ("names", institutions.institution_changed),
        "negation added": ("negation", negation.negation_added),
        "negation removed": ("negation", negation.negation_removed),
        "antonym": ("opposites", wording.antonym),
    }
    own: dict[str, tuple[FaultKind, Plant]] = {
        "another figure of it": ("numbers", other_figure),
        "figures exchanged": ("numbers", figures_exchanged),
        "another person of it": ("names", other_person),
        "hedge dropped": ("modality", hedge_dropped),
        "line of another": ("meaning", partial(elsewhere, docs)),
        "clause of another": ("meaning", partial(clause_added, docs)),
        "broken off": ("form", broken_off),
        "said again": ("form", said_again),
        "wrong language": ("form", wrong_language),
    }
    return {name: (kind, partial(spoiled, spoil)) for name, (kind, spoil) in planters.items()} | own


NAMES = {"surname changed", "given name changed", "place changed", "institution changed", "another person of it"}
"""Kinds that are planted in sentences of the article too."""


def plantings(name: str, plant: Plant, docs: Sequence[Doc]) -> list[tuple[Doc, str, str]]:
    """Lines with one error of a kind, the same ones every time: article, line as it was, line as it is."""
    chance = random.Random(f"{SEED} {name}")
    lines = [(doc, line) for doc in docs for line in (*doc.lines, *(doc.sentences if name in NAMES else ()))]
    found: list[tuple[Doc, str, str]] = []
    for doc, line in chance.sample(lines, len(lines)):
        made = [text for text in dict.fromkeys(plant(doc, line, chance)) if text != line.text]
        if made and len(found) < A_KIND:
            found.append((doc, line.text, chance.choice(made)))
    return found
