"""The preflight report in a Word document: what to look at, a table by check, and what was mended."""

from __future__ import annotations

from typing import Any

from translator.release import BilingualRelease, Issue, Language, Segment
from translator.writing import report, word, wording
from translator.writing.marks import source_runs, target_runs
from translator.writing.word import GREY, INKS, LIGHT

_NUMBER, _TEXT, _CHECK, _COUNT = 1.0, 8.0, 6.2, 2.7
_LINK = "0B5A8A"


def add_report(document: Any, release: BilingualRelease) -> None:
    """The verdict, the counts, each sentence to look at with what is wrong, worst first, and the table by check."""
    verdict = report.verdict(release)
    word.add_text(document.add_paragraph(style="Report"), f"{verdict.en}  {verdict.zh}", "zh")
    counts = wording.counts(release)
    word.add_text(document.add_paragraph(style="Small"), ", ".join(part.en for part in counts), "en", colour=GREY)
    word.add_text(document.add_paragraph(style="Small"), "，".join(part.zh for part in counts), "zh", colour=GREY)
    for warning in wording.warnings(release):
        word.add_text(document.add_paragraph(style="Small"), f"{wording.SHAPES['warning']} {warning}", "en")
    if release.worst_first:
        table = word.add_table(document, (_NUMBER, _TEXT, _TEXT))
        number = wording.numbers(release)
        for segment in release.worst_first:
            _fill(word.add_row(table), segment, release, number[segment.id])
    if lines := report.by_check(release):
        document.add_paragraph(style="Small")
        _add_checks(document, lines)


def add_mended(document: Any, release: BilingualRelease) -> None:
    """What was put right without asking, a line each; nothing where nothing was."""
    words = report.mends_line(release)
    if not words:
        return
    word.add_text(document.add_paragraph(style="Heading 1"), f"{words.en} {words.zh}", "zh")
    number, language = wording.numbers(release), release.target_language
    for segment, mend, times in report.mended(release):
        paragraph = document.add_paragraph(style="Small")
        word.add_link(paragraph, str(number[segment.id]), place(number[segment.id]), _LINK)
        word.add_text(paragraph, "  ", "en")
        for text, after in ((mend.before, " → "), (mend.after, f" × {times}" if times > 1 else "")):
            if text:
                word.add_text(paragraph, text, language).bold = True
            else:
                word.add_text(paragraph, f"({wording.NOTHING.en} {wording.NOTHING.zh})", "zh", colour=LIGHT)
            word.add_text(paragraph, after, "en")
        word.add_text(paragraph, f"  {mend.message} ", "en", colour=GREY)
        word.add_text(paragraph, mend.message_zh, "zh", colour=GREY)


def add_place(paragraph: Any, number: int) -> None:
    """The place in the article that the report's number leads to."""
    word.add_bookmark(paragraph, place(number), number)


def place(number: int) -> str:
    """The bookmark of a segment by its number."""
    return f"sentence{number}"


def _fill(cells: Any, segment: Segment, release: BilingualRelease, number: int) -> None:
    word.add_link(cells[0].paragraphs[0], str(number), place(number), _LINK)
    source, target = release.direction
    for cell, runs, language in ((cells[1], source_runs(segment), source), (cells[2], target_runs(segment), target)):
        for run in runs:
            if run.text:
                word.add_text(cell.paragraphs[0], run.text, language, shade=wording.severest(run.issues))
        for issue in report.grave(segment.issues):
            _add_issue(cell.add_paragraph(style="Finding"), issue, language, target, with_fix=language == target)
    if not segment.target:
        text = f"{wording.UNTRANSLATED.en} · {wording.UNTRANSLATED.zh}"
        word.add_text(cells[2].paragraphs[0], text, "zh", colour=LIGHT)


def _add_issue(paragraph: Any, issue: Issue, language: Language, target: Language, with_fix: bool) -> None:
    name = wording.SEVERITIES[issue.severity]
    english = language == "en"
    label = f"{name.en}: " if english else f"{name.zh}："
    ink = INKS[issue.severity]
    word.add_text(paragraph, f"{wording.SHAPES[issue.severity]} ", "en", colour=ink)
    word.add_text(paragraph, label, language, colour=ink).bold = True
    word.add_text(paragraph, issue.message if english else issue.message_zh, language, colour=ink)
    if with_fix and issue.fix is not None:
        word.add_text(paragraph, " Suggested: " if english else " 建议改为：", language, colour=ink)
        word.add_text(paragraph, issue.fix, target, colour=ink).bold = True


def _add_checks(document: Any, lines: tuple[report.CheckLine, ...]) -> None:
    table = word.add_table(document, (_CHECK, *[_COUNT] * 4))
    word.add_header(table, report.CHECK_HEADS)
    for line in lines:
        cells = word.add_row(table)
        word.add_text(cells[0].paragraphs[0], f"{line.words.en} {line.words.zh}", "zh", size=9)
        for cell, count in zip(cells[1:], line.counts, strict=True):
            word.add_text(cell.paragraphs[0], str(count or ""), "en", size=9)
