"""Errors in numbers: a digit, ten times, another word, dropped, a scale lost or wrong, two numbers swapped."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import combinations

from .figures import Figure, figures
from .planting import Case, Edit

_QUANTITIES = ("count", "percent")
# Numbers that begin with a vowel when read out.
_AN = re.compile(r"8|1[18](?!\d)")

_SCALES = {
    "万": ("亿", "百万"), "亿": ("万",), "万亿": ("亿",), "千": ("万",), "千万": ("万",), "百万": ("万",),
    "thousand": ("million",), "million": ("billion", "thousand"), "billion": ("million", "trillion"),
    "trillion": ("billion",),
}  # fmt: skip


def digit_changed(case: Case, chance: random.Random) -> Iterator[Edit]:
    """One digit of a number becomes another; percentages stay within a hundred, and 1 stays 1 for the grammar."""
    for figure in figures(case.target, case.language):
        edit = changed_digit(figure, chance) if figure.role in _QUANTITIES else None
        if edit and _article_fits(case.target, edit):
            yield edit


def changed_digit(figure: Figure, chance: random.Random) -> Edit | None:
    """A digit of the number replaced, not by a zero at its start; None where no natural one was drawn."""
    if figure.value == 1:
        return None
    at = chance.choice([i for i, c in enumerate(figure.digits) if c.isdigit()])
    digit = chance.choice([d for d in "123456789" if d != figure.digits[at]])
    text = figure.digits[:at] + digit + figure.digits[at + 1 :]
    value = float(text.replace(",", ""))
    if value == 1 or (figure.role == "percent" and figure.value <= 100 < value):
        return None
    return Edit(figure.start, figure.end, text)


def _article_fits(text: str, edit: Edit) -> bool:
    """Whether "a" or "an" before the number is still right."""
    if not re.search(r"\ban? $", text[: edit.start]):
        return True
    return bool(_AN.match(edit.text)) == bool(_AN.match(text, edit.start))


def ten_times(case: Case, chance: random.Random) -> Iterator[Edit]:
    """A number becomes ten times as large, or a tenth where it ends in a zero or has a decimal."""
    for figure in figures(case.target, case.language):
        text = times_ten(figure, chance) if figure.role in _QUANTITIES else None
        lifetime = re.match(r"年|岁|years?|-year|decades?", figure.unit)
        if text and not (lifetime and figure.value > 12):
            edit = Edit(figure.start, figure.end, text)
            if _article_fits(case.target, edit):
                yield edit


def times_ten(figure: Figure, chance: random.Random) -> str | None:
    """The number with its decimal point moved by one place; None where the result would be no such number."""
    if figure.role == "percent" and figure.value * 10 > 100:
        return None
    if figure.value < 2:
        return None
    plain = figure.digits.replace(",", "")
    if "." in plain:
        whole, decimals = plain.split(".")
        text = whole + decimals[0] + ("." + decimals[1:] if decimals[1:] else "")
        return text if not text.startswith("0") else None
    text = plain[:-1] if plain.endswith("0") and float(plain) >= 100 and chance.random() < 0.5 else plain + "0"
    grouped = "," in figure.digits or (len(plain) < 4 <= len(text) and figure.end and _english(figure))
    return f"{int(text):,}" if grouped else text


def _english(figure: Figure) -> bool:
    return not figure.unit or figure.unit[0].isascii()


_EN_WORDS = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen", "sixteen",
    "twenty", "thirty", "forty", "fifty", "sixty",
)  # fmt: skip
_EN_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_EN_WORD = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(_EN_WORDS)
    + r")(?![\w-])(?= (?:[a-z-]+ ){0,2}[a-z]{2,}s\b| people\b| women\b| men\b| children\b)",
    re.I,
)
_EN_ORDINAL = re.compile(r"(?<=\bthe )(?:" + "|".join(_EN_ORDINALS) + r")(?= [a-z])")
_CLASSIFIER = "家名位个项场台例条种所国次年天周岁倍成张支辆件座间部款只套批篇份枚届省市县点组类步轮层代期处"
_ZH_WORD = re.compile(
    rf"(?<![一二三四五六七八九十百千万两几数上下前后每])(?:十[二三四五六七八九]|[二三四五六七八九]十|[两三四五六七八九十])(?=[{_CLASSIFIER}])"
    r"(?!年级|点[^半钟]|成[^的左]|天两|国演|国志|代同|部曲|种人|只[眼手脚耳]|轮车|轮摩|处奔|所周|周边|国时|步走|类感染|类疫苗|代测序|期临床|组分)"
)


def number_word_changed(case: Case, chance: random.Random) -> Iterator[Edit]:
    """A written-out number becomes another."""
    if case.language == "en":
        for pattern, words in ((_EN_WORD, _EN_WORDS), (_EN_ORDINAL, _EN_ORDINALS)):
            for match in pattern.finditer(case.target):
                word = chance.choice([w for w in words[:10] if w != match[0].lower()])
                yield Edit(*match.span(), word.capitalize() if match[0][0].isupper() else word)
        return
    for match in _ZH_WORD.finditer(case.target):
        number = match[0]
        ordinal = case.target[: match.start()].endswith("第")
        digits = [
            d for d in ("二三四五六七八九" if len(number) == 2 or ordinal else "两三四五六七八九") if d not in number
        ]
        digit = chance.choice(digits)
        text = (
            number.replace(number.strip("十"), digit) if number.strip("十") else chance.choice(["十二", "二十", "五"])
        )
        yield Edit(*match.span(), text)


_EN_DROPPED = re.compile(r"(?:(?:more than|over|nearly|about|some|almost|around|roughly|at least|just|only|up to) )?$")
_MEASURES_EN = re.compile(
    r"(?:percent|hours?|minutes?|seconds?|days?|weeks?|months?|years?|decades?|times?|"
    r"km|kilomet\w+|met(?:er|re)s?|mm|cm|mg|kg|g|ml|degrees?|beds?|points?|miles?|square|tons?|tonnes?|liters?|grams?|kilograms?|milligrams?|"
    r"a|to|or|and|in|of|on|at|with|were|was|are|had|have|is)"
)
# After these the number is needed.
_NEEDED_EN = re.compile(
    r"\b(?:past|little|little over|worth|every|than|per|each|from|to|of|by|as|or|a|an|another|these|those|all|was|"
    r"were|is|are|between) $"
)
_ZH_COUNTED = (
    r"(?:余|多)?(?:名|家|位|所|项|场|台|例|条|种|辆|支|张|件|座|间|部|款|套|篇|份|枚|只|"
    r"个(?!国家|省|月|百分点|小时|市|县|城市))"
)
_ZH_DROPPED = re.compile(r"(?:约|近|逾|超过|至少|多达)?$")


def number_dropped(case: Case, chance: random.Random) -> Iterator[Edit]:
    """A count is left out with its measure word, so that the sentence still reads; not where it stands twice."""
    text = case.target
    for figure in figures(text, case.language):
        if figure.role != "count" or text.count(figure.digits) > 1:
            continue
        edit = _dropped_en(text, figure) if case.language == "en" else _dropped_zh(text, figure)
        if edit:
            yield edit


def _dropped_en(text: str, figure: Figure) -> Edit | None:
    end = figure.end
    if figure.unit.startswith("-year-old") and (match := re.search(r"\b(an?) $", text[: figure.start])):
        rest = text[end + 1 + len(figure.unit) - 1 :].lstrip()
        if re.match(r"[a-z]{3,}", rest) and not re.match(r"(?:with|who|and|from|in)\b", rest):
            article = "an" if rest[0] in "aeio" else "a"
            return Edit(match.start(), len(text) - len(rest), article + " ")
        return None
    if figure.scale:
        end = text.index(figure.scale, end) + len(figure.scale)
    after = re.match(r" ([a-z-]+)", text[end:])
    before = text[: figure.start]
    if not after or _MEASURES_EN.fullmatch(after[1]) or not re.search(r"\b[a-z]+,? $", before):
        return None
    if _NEEDED_EN.search(before):
        return None
    start = _EN_DROPPED.search(before)
    return Edit(start.start() if start else figure.start, end + 1, "")


def _dropped_zh(text: str, figure: Figure) -> Edit | None:
    rest = text[figure.end :]
    if not rest.startswith(figure.scale):
        return None
    if match := re.match(
        r"岁的?(?=[\u4e00-\u9fff]{2})(?!以|左|时|至|及|前|后|之|到|患|就|开|那|上|下|人|的?她|的?他)", rest
    ):
        if re.search(r"(?:[名位]|的|，)$", text[: figure.start]):
            return Edit(figure.start, figure.end + match.end(), "")
        return None
    match = re.match(
        rf"{figure.scale}{_ZH_COUNTED}(?=[\u4e00-\u9fff]{{2}})"
        r"(?!以上|左右|之|中有|周期|表示|[降升增减均全都则被将也为是])",
        rest,
    )
    before = text[: figure.start]
    if not match or not re.search(r"[\u4e00-\u9fff、，]$", before):
        return None
    if re.search(
        r"(?:每|第|至|到|容量|人数|数量|[^没拥]有|为|达|是|由|从|前|后|以|于|占|比|增|减|的|另|这|那|其他|平均|满|中|和|与|分成|分为|不足|不到|最后|首批|在|等)$",
        before,
    ):
        return None
    start = _ZH_DROPPED.search(before)
    return Edit(start.start() if start else figure.start, figure.end + match.end(), "")


def scale_lost(case: Case, chance: random.Random) -> Iterator[Edit]:
    """万, 亿, million, billion after a number in digits is left out."""
    for figure in figures(case.target, case.language):
        if figure.scale:
            at = case.target.index(figure.scale, figure.end)
            yield Edit(figure.end, at + len(figure.scale), "")


def scale_wrong(case: Case, chance: random.Random) -> Iterator[Edit]:
    """万 becomes 亿, million becomes billion and the like."""
    for figure in figures(case.target, case.language):
        if figure.scale:
            at = case.target.index(figure.scale, figure.end)
            yield Edit(at, at + len(figure.scale), chance.choice(_SCALES[figure.scale]))


# Between these a swap makes a range that runs backwards, which nobody writes.
_RANGE = re.compile(r"\W{0,3}(?:to|至|到|-|–|—|~|～)\W{0,3}|.*\d.*")
_LIST = re.compile(r"(?:%|％)?(?:、|和|与|及|或|, | and |, and | or | versus | vs\.? )")


def numbers_swapped(case: Case, chance: random.Random) -> Iterator[Edit]:
    """Two numbers of one kind and of like size change places, where their order means something."""
    text = case.target
    usable = [f for f in figures(text, case.language) if f.role in _QUANTITIES and f.value not in (0, 1)]
    for a, b in combinations(usable, 2):
        if a.role != b.role or a.value == b.value or a.scale != b.scale:
            continue
        if not 1 / 20 <= a.value / b.value <= 20 or (("." in a.digits) != ("." in b.digits) and a.role == "count"):
            continue
        between = text[a.end : b.start]
        near = len(between) < (25 if case.language == "zh" else 60)
        if (not near and a.unit != b.unit) or ("-" in (a.unit[:1], b.unit[:1]) and a.unit != b.unit):
            continue
        if re.search(r"[。！？；]|[.!?;] ", between):
            continue
        ordered = "分别" in text or "respectively" in text
        if (re.fullmatch(_RANGE, between) and len(between) < 8) or (_LIST.fullmatch(between) and not ordered):
            continue
        yield Edit(a.start, b.end, b.digits + between + a.digits)
