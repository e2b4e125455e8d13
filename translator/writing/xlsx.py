"""The preflight report as an Excel workbook: a row a sentence, to filter, to mend and to check again."""

from __future__ import annotations

from translator.release import BilingualRelease, Segment, Severity
from translator.writing import matches, report, wording
from translator.writing.wording import Words
from translator.writing.workbook import Row, sheet

_COLUMNS = (
    (Words("No.", "序号"), 7),
    (Words("Source", "原文"), 52),
    (Words("Target", "译文"), 52),
    (Words("Severity", "程度"), 15),
    (Words("Checks", "检查项"), 22),
    (Words("Message", "说明"), 52),
    (Words("Message in Chinese", "中文说明"), 42),
    (Words("Suggested", "建议"), 24),
    (Words("Mended", "已修正"), 24),
    (Words("Quality", "质量"), 12),
    (matches.HEAD, 42),
)
_FILLS: dict[Severity, str] = {"error": "FBE6E3", "warning": "FBECCD"}


def render(release: BilingualRelease) -> bytes:
    """One sheet under a heading that stays in view and filters; errors and warnings are shaded.

    `translator check` reads it back by its second and third column.
    """
    number = wording.numbers(release)
    return sheet("check", _COLUMNS, [_row(segment, number[segment.id]) for segment in release.segments])


def _row(segment: Segment, number: int) -> Row:
    issues = segment.issues
    severity = wording.severest(issues)
    words = wording.SEVERITIES[severity] if severity else Words("", "")
    names = dict.fromkeys(report.check_name(issue.check) for issue in issues)
    values = (
        number,
        segment.source,
        segment.target,
        f"{words.en} {words.zh}".strip(),
        "\n".join(f"{name.en} {name.zh}" for name in names),
        "\n".join(issue.message for issue in issues),
        "\n".join(issue.message_zh for issue in issues),
        "\n".join(issue.fix for issue in issues if issue.fix is not None),
        "\n".join(f"{mend.before} → {mend.after}" for mend in segment.mends),
        None if segment.quality is None else round(segment.quality, 2),
        _memory(segment),
    )
    return values, _FILLS.get(severity, "") if severity else ""


def _memory(segment: Segment) -> str:
    """Where the translation comes from, if from the memory, else each match with its translation."""
    if matches.used(segment):
        words = matches.origin(segment)
        return f"{words.en}\n{words.zh}"
    labelled = [(matches.label(match), match) for match in matches.offered(segment)]
    return "\n\n".join(f"{words.en}\n{words.zh}\n{match.source}\n{match.target}" for words, match in labelled)
