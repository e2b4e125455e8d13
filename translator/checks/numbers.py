"""Every number of the source has its equal in the target, and the target has no other."""

from __future__ import annotations

from translator.checks.quantities import Quantity, compare, read_quantities
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
_LANGUAGE_NAMES_ZH: dict[Language, str] = {"en": "英文", "zh": "中文"}


def check_numbers(segment: Segment, direction: Direction) -> list[Issue]:
    """Issues for numbers without an equal, one for the two sides of a number that changed, and notes on their form."""
    given = read_quantities(segment.target, direction.target)
    result = compare(read_quantities(segment.source, direction.source), given)
    missing, extra = list(result.missing), list(result.extra)
    issues: list[Issue] = []
    for quantity in result.missing:
        if changed := _changed(quantity, missing, extra):
            missing.remove(quantity)
            extra.remove(changed)
            issues.append(_changed_issue(quantity, changed, direction.target))
    dropped = [q for q in result.surplus_source if q not in result.missing]
    repeated = [q for q in result.surplus_target if q not in result.extra]
    issues += [_lone_issue(q, q.severity or "note", _MISSING, in_source=True) for q in missing]
    issues += [_lone_issue(q, q.severity or "note", _EXTRA, in_source=False) for q in extra]
    issues += [_lone_issue(q, "warning", _DROPPED, in_source=True) for q in dropped]
    issues += [_lone_issue(q, "warning", _REPEATED, in_source=False) for q in repeated]
    issues += [_form_issue(q, fix, direction.target) for q in given if (fix := _form_fix(q, result.extra, direction))]
    return issues


def _changed(quantity: Quantity, missing: list[Quantity], extra: list[Quantity]) -> Quantity | None:
    """What the quantity became: the one with the same digits, or the only one left over of its kind."""
    alike = [q for q in extra if same_digits(quantity, q)]
    if len(alike) == 1:
        return alike[0]
    kind = [q for q in extra if q.kind == quantity.kind]
    return kind[0] if len(kind) == 1 and sum(q.kind == quantity.kind for q in missing) == 1 else None


def _form_fix(quantity: Quantity, wrong: tuple[Quantity, ...], direction: Direction) -> str | None:
    return None if quantity in wrong else house_form(quantity, direction.target)


def _changed_issue(quantity: Quantity, changed: Quantity, language: Language) -> Issue:
    name, name_zh = _NAMES[quantity.kind]
    return Issue(
        "numbers",
        next(s for s in ("error", "warning", "note") if s in (quantity.severity, changed.severity)),
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
