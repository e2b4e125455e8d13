"""Every number of the source has its equal in the target, and the target has no other."""

from __future__ import annotations

from translator.checks.number_form import corrected, house_form, same_digits
from translator.checks.numerals_en import read_english
from translator.checks.numerals_zh import read_chinese
from translator.checks.quantities import Kind, Quantity, compare
from translator.release import LANGUAGE_NAMES, Direction, Issue, Language, Segment

_NAMES: dict[Kind, tuple[str, str]] = {
    "number": ("number", "数字"),
    "percent": ("percentage", "百分数"),
    "month": ("month", "月份"),
    "day": ("day", "日期"),
    "time": ("time", "时间"),
    "decade": ("decade", "年代"),
    "code": ("code", "代号"),
}
_LANGUAGE_NAMES_ZH: dict[Language, str] = {"en": "英文", "zh": "中文"}


def read_quantities(text: str, language: Language) -> list[Quantity]:
    """The quantities of a text, in order."""
    return read_chinese(text) if language == "zh" else read_english(text)


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
    issues += [_missing_issue(q) for q in missing]
    issues += [_extra_issue(q) for q in extra]
    issues += [_dropped_issue(q) for q in result.surplus_source if q not in result.missing]
    issues += [_repeated_issue(q) for q in result.surplus_target if q not in result.extra]
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


def _missing_issue(quantity: Quantity) -> Issue:
    name, name_zh = _NAMES[quantity.kind]
    return Issue(
        "numbers",
        quantity.severity or "note",
        f"The {name} {quantity.text} has no equal in the translation.",
        f"译文中没有与 {quantity.text} 对应的{name_zh}。",
        quantity.span,
    )


def _extra_issue(quantity: Quantity) -> Issue:
    name, name_zh = _NAMES[quantity.kind]
    return Issue(
        "numbers",
        quantity.severity or "note",
        f"The {name} {quantity.text} in the translation has no equal in the source.",
        f"译文中的{name_zh} {quantity.text} 在原文中没有对应。",
        None,
        quantity.span,
    )


def _dropped_issue(quantity: Quantity) -> Issue:
    name, name_zh = _NAMES[quantity.kind]
    return Issue(
        "numbers",
        "warning",
        f"The {name} {quantity.text} stands more often in the source than in the translation.",
        f"{name_zh} {quantity.text} 在原文中出现的次数多于译文。",
        quantity.span,
    )


def _repeated_issue(quantity: Quantity) -> Issue:
    name, name_zh = _NAMES[quantity.kind]
    return Issue(
        "numbers",
        "warning",
        f"The {name} {quantity.text} stands more often in the translation than in the source.",
        f"{name_zh} {quantity.text} 在译文中出现的次数多于原文。",
        None,
        quantity.span,
    )


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
