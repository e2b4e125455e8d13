"""Every number of the source has its equal in the target, and the target has no other."""

from __future__ import annotations

import re
from collections.abc import Iterable

from translator.checks.quantities import Quantity, compare_texts, read_quantities
from translator.checks.quantities.comparing import Kind
from translator.checks.quantities.number_form import corrected, house_form, same_digits
from translator.release import LANGUAGE_NAMES, Direction, Issue, Language, Segment, Severity

_NAMES: dict[Kind, tuple[str, str]] = {
    "number": ("number", "数字"),
    "percent": ("percentage", "百分数"),
    "month": ("month", "月份"),
    "day": ("day", "日期"),
    "time": ("time", "时间"),
    "decade": ("decade", "年代"),
    "weekday": ("weekday", "星期"),
    "period": ("time", "时段"),
    "code": ("code", "代号"),
}
_MISSING = ("The {name} {number} has no equal in the translation.", "译文中没有与 {number} 对应的{name_zh}。")
_EXTRA = (
    "The {name} {number} in the translation has no equal in the source.",
    "译文中的{name_zh} {number} 在原文中没有对应。",
)
_DROPPED = (
    "The {name} {number} stands more often in the source than in the translation.",
    "{name_zh} {number} 在原文中出现的次数多于译文。",
)
_REPEATED = (
    "The {name} {number} stands more often in the translation than in the source.",
    "{name_zh} {number} 在译文中出现的次数多于原文。",
)
_CONVERSION = re.compile(
    r"[\d一二两三四五六七八九十百千万亿][^（(]{0,12}[（(]"
    r"(?:约合?|合约?|折合|相当于|about |around |roughly |some |or )[^\d]{0,6}$"
)
_LANGUAGE_NAMES_ZH: dict[Language, str] = {"en": "英文", "zh": "中文"}


def check_numbers(segment: Segment, direction: Direction) -> list[Issue]:
    """Issues for numbers without an equal, one for the two sides of a number that changed, and notes on their form."""
    given = read_quantities(segment.target, direction.target)
    result = compare_texts(segment.source, segment.target, direction)
    missing, extra = list(result.missing), list(result.extra)
    issues: list[Issue] = []
    for quantity, changed in result.opposed:
        missing = [q for q in missing if q not in (quantity, *quantity.parts)]
        extra = [q for q in extra if q not in (changed, *changed.parts)]
        severities = (quantity.opposed, changed.opposed, quantity.severity, changed.severity)
        issues.append(_changed_issue(quantity, changed, severities, direction.target))
    for quantity in tuple(missing):
        changed_to = _changed(quantity, missing, extra)
        if changed_to:
            missing.remove(quantity)
            extra.remove(changed_to)
            pair = (quantity.severity, changed_to.severity)
            issues.append(_changed_issue(quantity, changed_to, pair, direction.target))
    dropped = [q for q in result.surplus_source if q not in result.missing]
    repeated = [q for q in result.surplus_target if q not in result.extra]
    for side, text, wording in ((missing, segment.source, _MISSING), (extra, segment.target, _EXTRA)):
        issues += [_lone_issue(q, _lone_severity(q, text), wording, in_source=wording is _MISSING) for q in side]
    issues += [_lone_issue(q, _surplus_severity(q), _DROPPED, in_source=True) for q in dropped]
    issues += [_lone_issue(q, _surplus_severity(q), _REPEATED, in_source=False) for q in repeated]
    issues += [_form_issue(q, fix, direction.target) for q in given if (fix := _form_fix(q, result.extra, direction))]
    return issues


def _lone_severity(quantity: Quantity, text: str) -> Severity:
    """As the quantity says, but a conversion in brackets, 9英尺（约2.7米）, is often made for the reader's sake."""
    return "note" if _CONVERSION.search(text[: quantity.span[0]]) else quantity.severity or "note"


def _surplus_severity(quantity: Quantity) -> Severity:
    """A small count is named again or left to a pronoun as the language likes it."""
    small = quantity.kind == "number" and not isinstance(quantity.value, str) and quantity.value < 100
    return "note" if small and quantity.value == int(quantity.value) else "warning"


def _changed(quantity: Quantity, missing: list[Quantity], extra: list[Quantity]) -> Quantity | None:
    """What the quantity became: the one with the same digits, or the only one left over of its kind."""
    alike = [q for q in extra if same_digits(quantity, q)]
    if len(alike) == 1:
        return alike[0]
    kind = [q for q in extra if q.kind == quantity.kind]
    return kind[0] if len(kind) == 1 and sum(q.kind == quantity.kind for q in missing) == 1 else None


def _form_fix(quantity: Quantity, wrong: tuple[Quantity, ...], direction: Direction) -> str | None:
    return None if quantity in wrong else house_form(quantity, direction.target)


def _changed_issue(
    quantity: Quantity, changed: Quantity, severities: Iterable[Severity | None], language: Language
) -> Issue:
    name, name_zh = _NAMES[quantity.kind]
    return Issue(
        "numbers",
        next(s for s in ("error", "warning", "note") if s in severities),
        f"The {name} {quantity.text} became {changed.text} in the translation.",
        f"{name_zh} {quantity.text} 在译文中变成了 {changed.text}。",
        quantity.span,
        changed.span,
        corrected(quantity, changed, language),
    )


def _lone_issue(quantity: Quantity, severity: Severity, wording: tuple[str, str], *, in_source: bool) -> Issue:
    """An issue about a number that stands on one side only, or more often on one side."""
    name, name_zh = _NAMES[quantity.kind]
    message, message_zh = (text.format(name=name, name_zh=name_zh, number=quantity.text) for text in wording)
    places = (quantity.span, None) if in_source else (None, quantity.span)
    return Issue("numbers", severity, message, message_zh, *places)


def _form_issue(quantity: Quantity, fix: str, language: Language) -> Issue:
    return Issue(
        "numbers",
        "note",
        f"The number {quantity.text} is written {fix} in {LANGUAGE_NAMES[language]}.",
        f"{_LANGUAGE_NAMES_ZH[language]}里 {quantity.text} 写作 {fix}。",
        None,
        quantity.span,
        fix,
    )
