"""The brief in a Word document: a row a shape, both languages side by side."""

from __future__ import annotations

from typing import Any

from translator.release import BilingualRelease, BriefLine, Language
from translator.writing import brief, docx_comments, word, wording
from translator.writing.brief import Shape, Side
from translator.writing.word import GREY, LIGHT

_TEXT = 8.5


def add_brief(document: Any, release: BilingualRelease) -> None:
    """Every shape with its length, what it rests on and who wrote it, then what was not taken; nothing without a brief.

    The table has no heading, by which `translator check` knows the table of the article.
    """
    shapes = brief.shapes(release.brief)
    if not shapes:
        return
    word.add_text(document.add_paragraph(style="Heading 1"), "Brief 简报", "zh")
    table, number = word.add_table(document, (_TEXT, _TEXT)), wording.numbers(release)
    for shape in shapes:
        cells = word.add_row(table)
        sources = _fill(cells[0], shape, "source", release.direction.source, number)
        targets = _fill(cells[1], shape, "target", release.direction.target, number)
        for line, issue in shape.findings:
            if runs := targets[line] or sources[line]:
                docx_comments.add_issue(document, runs, issue)
    _add_refused(document, release)


def _fill(
    cell: Any, shape: Shape, side: Side, language: Language, number: dict[str, int]
) -> dict[BriefLine, list[Any]]:
    """Writes a shape into a cell and returns the runs of each of its lines."""
    label = f"{shape.name.en if language == 'en' else shape.name.zh}   {shape.length(side, language)}".rstrip()
    cell.paragraphs[0].style = "Row label"
    # A paragraph that stays with the next would keep this row with the next one, and so all rows on one page.
    cell.paragraphs[0].paragraph_format.keep_with_next = False
    word.add_text(cell.paragraphs[0], label, language, colour=LIGHT)
    paragraph = None if shape.listed else cell.add_paragraph(style="Row")
    runs: dict[BriefLine, list[Any]] = {}
    for position, line in enumerate(shape.lines):
        if shape.listed:
            paragraph = cell.add_paragraph(style="List Bullet")
        elif position and language == "en":
            word.add_text(paragraph, " ", language)
        runs[line] = [
            word.add_text(paragraph, run.text, language, shade=wording.severest(run.issues))
            for run in brief.line_runs(line, side)
            if run.text
        ]
        mark = f"{brief.MODEL_SIGN if line.writer else ''}{_cited(line.cites, number)}"
        word.add_text(paragraph, mark, "en", colour=GREY, superscript=True)
    if words := shape.written(number):
        text = f"{brief.MODEL_SIGN} {words.en if language == 'en' else words.zh}"
        written = cell.add_paragraph(style="Row label")
        written.paragraph_format.keep_with_next = False
        word.add_text(written, text, language, colour=LIGHT)
    return runs


def _cited(cites: tuple[str, ...], number: dict[str, int]) -> str:
    known = [str(number[cited]) for cited in cites if cited in number]
    return f"[{','.join(known)}]" if known else ""


def _add_refused(document: Any, release: BilingualRelease) -> None:
    words = brief.not_taken(release.brief)
    if not words or not release.brief:
        return
    heading = document.add_paragraph(style="Small")
    heading.paragraph_format.space_before = word.points(8)
    word.add_text(heading, f"{words.en}  {words.zh}", "zh", colour=GREY)
    for refused in release.brief.refused:
        paragraph = document.add_paragraph(style="Small")
        word.add_text(paragraph, f"– {refused.text}  ", release.direction.source)
        word.add_text(paragraph, f"{refused.reason} ", "en", colour=LIGHT)
        word.add_text(paragraph, refused.reason_zh, "zh", colour=LIGHT)
