"""Every figure of a sentence is one of the article's, with its unit, and counts what it counts there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from translator.checks.approximation import approximation
from translator.checks.faithful.binding import Place, rival
from translator.checks.faithful.claims import overlap
from translator.checks.faithful.passage import Passage
from translator.checks.faithful.verdict import Fault
from translator.checks.money import currencies
from translator.checks.quantities import Quantity
from translator.checks.quantities.quantity import UNSTATED_DAY, UNSTATED_MONTH
from translator.checks.units import same_measure, units

EXCHANGED = 1.0
"""Log odds from which a figure counts as put in another one's place."""
_HALF, _NONE, _ALL = Fraction(1, 2), Fraction(0), Fraction(1)
_ALIKE = 0.1
_LEDE = 1
"""So many sentences at an article's beginning give the date of all that it tells."""
_UNSTATED = {UNSTATED_MONTH, UNSTATED_DAY}
_NUMBERS = frozenset({"number", "percent", "day"})


def figure_faults(sentence: Passage, article: Sequence[Passage], rare: Mapping[str, float]) -> Iterator[Fault]:
    """A fault for each figure that the article does not tell, or tells of something else.

    article: all sentences; rare: from `binding.rarity`
    """
    for quantity in sentence.quantities:
        if quantity.severity is None and not quantity.text[:1].isdigit():
            continue
        words = _with_unit(sentence, quantity)
        told = [place for passage in article for place in _told(quantity, passage)]
        if not told and _rounds(sentence, quantity, article):
            continue
        if not told:
            yield Fault("numbers", words, f"The article does not say {words}.", f"原文没有提到{words}。")
            continue
        measured = _measured(sentence, quantity, told)
        if not measured:
            yield Fault(
                "numbers",
                words,
                f"The article gives {quantity.text} another unit.",
                f"原文中{quantity.text}的单位不同。",
            )
            continue
        if clash := _clash(sentence, quantity, measured):
            yield Fault("numbers", words, f"The article does not say “{clash}” of it.", f"原文没有说“{clash}”。")
            continue
        found = rival(sentence, quantity.span, measured, _rivals(quantity, sentence, article), rare)
        if found and found.odds > EXCHANGED:
            other = found.place.passage.text[slice(*found.place.span)]
            yield Fault(
                "numbers",
                words,
                f"The article says {quantity.text} of something else; here it says {other}.",
                f"原文中{quantity.text}说的是别的事；此处原文为{other}。",
            )


def date_faults(sentence: Passage, article: Sequence[Passage], rare: Mapping[str, float]) -> Iterator[Fault]:
    """A fault for a date or time at which the article tells something else than the sentence.

    A date holds for the sentence that has it, for those beside it, and, at an article's beginning, for all.
    """
    dates = [q for q in sentence.quantities if q.kind in {"day", "time", "weekday"} and q.severity]
    if not dates:
        return
    shares = [overlap(sentence, passage, rare) for passage in article]
    best = max(shares, default=0.0)
    where = {i for i, share in enumerate(shares) if share > best - _ALIKE}
    for quantity in dates:
        told = {i for i, passage in enumerate(article) if any(True for _ in _told(quantity, passage))}
        if told and min(told) >= _LEDE and not any(abs(i - j) <= 1 for i in told for j in where):
            words = quantity.text
            yield Fault(
                "numbers", words, f"The article says {words} of something else.", f"原文中{words}说的是别的事。"
            )
            return


def _told(quantity: Quantity, passage: Passage) -> Iterator[Place]:
    """Where a passage tells the figure, whole, by its parts, or where it is rounded in the sentence."""
    pieces = [*passage.quantities, *(part for whole in passage.quantities for part in whole.parts)]
    for piece in pieces:
        if _equal(quantity, piece):
            yield Place(passage, piece.span, piece)
    parts = [part for part in quantity.parts if part.severity is not None] or list(quantity.parts)
    if parts and all(any(_equal(part, piece) for piece in pieces) for part in parts):
        yield Place(passage, next(piece.span for piece in pieces if _equal(parts[0], piece)), quantity)


def _rounds(sentence: Passage, quantity: Quantity, article: Sequence[Passage]) -> bool:
    """Whether a figure said to be exceeded, or about right, is one of the article rounded to fewer digits."""
    said = approximation(sentence.text, sentence.language, quantity)
    value = _shown(quantity)
    if said is None or value is None or value <= 0:
        return False
    step = _step(value)
    least, most = {
        "more": (_NONE, _ALL),
        "about": (-_HALF, _HALF),
        "near": (-_HALF, _NONE),
        "less": (-_HALF, _NONE),
    }[said.side]
    for passage in article:
        for piece in passage.quantities:
            other = _shown(piece)
            if piece.kind != quantity.kind or other is None or other == 0 or _step(other) >= step:
                continue
            if value + least * step < other < value + most * step:
                return bool(_measured(sentence, quantity, [Place(passage, piece.span, piece)]))
    return False


def _shown(quantity: Quantity) -> Fraction | None:
    """The number as it is written: 43 of 43%."""
    if isinstance(quantity.value, str) or quantity.kind not in {"number", "percent"}:
        return None
    return quantity.value * 100 if quantity.kind == "percent" else quantity.value


def _step(value: Fraction) -> Fraction:
    """The worth of the last digit of a number that is not 0: 10,000 of 410,000."""
    step = Fraction(1, 10**6)
    while value % (step * 10) == 0:
        step *= 10
    return step


def _equal(a: Quantity, b: Quantity) -> bool:
    if a.kind != b.kind and not {a.kind, b.kind} <= _NUMBERS:
        return False
    if a.kind != b.kind and "percent" in {a.kind, b.kind}:
        # "from 41 to 66 percent" leaves the first sign to the second.
        bare, percent = (a, b) if b.kind == "percent" else (b, a)
        return not isinstance(bare.value, str) and bare.value == Fraction(percent.value) * 100
    return bool((set(a.readings) - _UNSTATED) & (set(b.readings) - _UNSTATED))


def _measured(sentence: Passage, quantity: Quantity, places: Sequence[Place]) -> list[Place]:
    """The places that give the figure the unit and the currency that the sentence gives it.

    Those that give it none count where no place gives it another.
    """
    ours = units(sentence.text, sentence.language).get(quantity.span)
    money = currencies(sentence.text, sentence.language).get(quantity.span)
    if not ours and not money:
        return list(places)
    same, bare, clash = [], [], False
    for place in places:
        piece = place.value
        assert isinstance(piece, Quantity)
        theirs = units(place.passage.text, sentence.language).get(place.span)
        coins = currencies(place.passage.text, sentence.language).get(place.span)
        if (ours and theirs and same_measure(quantity, ours.unit, piece, theirs.unit)) or (
            money and coins and money.codes & coins.codes
        ):
            same.append(place)
        elif theirs or coins:
            clash = True
        else:
            bare.append(place)
    return same or ([] if clash else bare)


def _clash(sentence: Passage, quantity: Quantity, places: Sequence[Place]) -> str:
    said = approximation(sentence.text, sentence.language, quantity)
    if said is None or said.side == "about":
        return ""
    for place in places:
        piece = place.value
        theirs = approximation(place.passage.text, sentence.language, piece) if isinstance(piece, Quantity) else None
        if theirs and theirs.side in {said.side, "about"}:
            return ""
    return said.text


def _rivals(quantity: Quantity, sentence: Passage, article: Sequence[Passage]) -> Iterator[Place]:
    """The other figures of the same form."""
    for passage in article:
        for piece in passage.quantities:
            if piece.kind == quantity.kind and piece.severity and not _equal(quantity, piece):
                yield Place(passage, piece.span, piece)


def _with_unit(sentence: Passage, quantity: Quantity) -> str:
    """The figure with the word behind it."""
    start, end = quantity.span
    following = next((w for w in sentence.words if w.span[0] >= end), None)
    if following and following.content and following.span[0] - end <= 1:
        end = following.span[1]
    return sentence.text[start:end]
