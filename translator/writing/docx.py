"""Releases as a Word document: what to look at, the brief, then a two-column table with comments on it."""

from __future__ import annotations

import io
from typing import Any

from translator.release import LANGUAGE_NAMES, BilingualRelease, Language, Segment, Severity
from translator.writing import docx_brief, docx_comments, docx_report, word, wording
from translator.writing.characters import xml_safe
from translator.writing.marks import Run, source_runs, target_runs
from translator.writing.terms import TermLine, term_report, worst_first
from translator.writing.word import GREY, LIGHT
from translator.writing.wording import Words

_NUMBER, _TEXT = 1.0, 8.0
_LONGEST_TITLE = 255  # that python-docx takes


def render(release: BilingualRelease) -> bytes:
    """The document (Office Open XML), A4, its sentences in a table whose heading repeats on each page."""
    document = word.new_document()
    title, translated = wording.headline(release)
    document.core_properties.title = xml_safe(translated or title)[:_LONGEST_TITLE]
    document.core_properties.author = xml_safe(release.provenance.software) if release.provenance else ""
    if notice := wording.notice(release):
        word.add_notice(document, "Notice", notice.en, "en")
        if notice.zh:
            word.add_notice(document, "提示", notice.zh, "zh")
    _add_titles(document, release)
    docx_report.add_report(document, release)
    docx_brief.add_brief(document, release)
    _add_article(document, release)
    docx_report.add_mended(document, release)
    _add_terms(document, release)
    _add_provenance(document, release)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _add_titles(document: Any, release: BilingualRelease) -> None:
    for position, (language, title) in enumerate(zip(release.direction, wording.headline(release), strict=True)):
        if title:
            word.add_text(document.add_paragraph(style="Title" if not position else "Subtitle"), title, language)


def _add_article(document: Any, release: BilingualRelease) -> None:
    word.add_text(document.add_paragraph(style="Heading 1"), "Article 全文", "zh")
    table = word.add_table(document, (_NUMBER, _TEXT, _TEXT))
    word.add_header(table, [Words("", ""), *(wording.LANGUAGES[language] for language in release.direction)])
    number = wording.numbers(release)
    for index, block in enumerate(release.article.blocks):
        kept = wording.is_kept(release, index)
        segments = release.block_segments(index) or (Segment("", index, block.text),)
        for position, segment in enumerate(segments):
            cells = word.add_row(table)
            label = _label(release, index) if position == 0 else ""
            if segment.id:
                word.add_text(cells[0].paragraphs[0], str(number[segment.id]), "en", colour=GREY, size=8)
                docx_report.add_place(cells[0].paragraphs[0], number[segment.id])
            _fill(document, cells, segment, release, label, kept)


def _label(release: BilingualRelease, index: int) -> str:
    kind = release.article.blocks[index].kind
    words = [wording.KINDS[kind]] if kind not in ("body", "headline", "subhead") else []
    if wording.is_kept(release, index):
        words.append(wording.KEPT)
    return "  ".join(f"{word.en} · {word.zh}" for word in words)


def _fill(document: Any, cells: Any, segment: Segment, release: BilingualRelease, label: str, kept: bool) -> None:
    kind = release.article.blocks[segment.block].kind
    style = {"headline": "Row headline", "subhead": "Row subhead"}.get(kind, "Row")
    colour = LIGHT if kept else GREY if kind in ("caption", "credit", "contact", "boilerplate") else None
    source, target = release.direction
    for cell, runs, language in ((cells[1], source_runs(segment), source), (cells[2], target_runs(segment), target)):
        paragraph = cell.paragraphs[0]
        if label:
            paragraph.style = "Row label"
            if language == source:
                word.add_text(paragraph, label, "en", colour=LIGHT)
            paragraph = cell.add_paragraph()
        paragraph.style = style
        placed = [(run, _add_run(paragraph, run, segment, language, colour)) for run in runs if run.text]
        if language == target:
            if not placed and not kept:
                text = f"{wording.UNTRANSLATED.en} · {wording.UNTRANSLATED.zh}"
                placed = [(Run(""), word.add_text(paragraph, text, "en", colour=LIGHT))]
            _comment_target(document, placed, segment, cells)


def _add_run(paragraph: Any, run: Run, segment: Segment, language: Language, colour: str | None) -> Any:
    missed = any(term.enforced and segment.target and not term.target_span for term in run.terms)
    underline = ("dotted" if missed else "single") if run.terms else None
    return word.add_text(
        paragraph, run.text, language, colour=colour, underline=underline, shade=wording.severest(run.issues)
    )


def _comment_target(document: Any, placed: list[tuple[Run, Any]], segment: Segment, cells: Any) -> None:
    """Each issue on the words it is about, on the whole translation where it names none, else on the source.

    What the memory offers is on the whole translation.
    """
    everything = [run for _, run in placed] or cells[1].paragraphs[-1].runs
    for issue in segment.issues:
        named = [run for piece, run in placed if issue in piece.issues]
        docx_comments.add_issue(document, named or everything, issue)
    docx_comments.add_memory(document, everything, segment)


def _add_terms(document: Any, release: BilingualRelease) -> None:
    lines = worst_first(term_report(release.segments))
    if not lines:
        return
    word.add_text(document.add_paragraph(style="Heading 1"), "Terms 术语", "zh")
    sums = wording.term_sums(lines)
    for language in LANGUAGE_NAMES:
        paragraph = document.add_paragraph(style="Small")
        paragraph.paragraph_format.keep_with_next = True
        word.add_text(paragraph, getattr(sums, language), language)
    table = word.add_table(document, (4.5, 4.2, 2.9, 2.5, 2.9))
    word.add_header(table, wording.TERM_HEADS)
    number = wording.numbers(release)
    for line in lines:
        _fill_term(word.add_row(table), line, release, number)


def _fill_term(cells: Any, line: TermLine, release: BilingualRelease, number: dict[str, int]) -> None:
    source, target = release.direction
    colour = None if line.required else LIGHT
    word.add_text(cells[0].paragraphs[0], " / ".join(line.sources), source, colour=colour)
    word.add_text(cells[1].paragraphs[0], " / ".join(line.targets), target, colour=colour)
    word.add_text(cells[2].paragraphs[0], line.field, "en", colour=colour or GREY)
    shade: Severity | None = "warning" if line.missed else None
    word.add_text(cells[3].paragraphs[0], wording.as_required(line), "en", shade=shade)
    for position, id in enumerate(line.segments):
        if position:
            word.add_text(cells[4].paragraphs[0], ", ", "en", colour=colour)
        missed = id in line.missed_in
        text = f"{wording.SHAPES['warning'] if missed else ''}{number[id]}"
        word.add_text(cells[4].paragraphs[0], text, "en", colour=colour, shade="warning" if missed else None)


def _add_provenance(document: Any, release: BilingualRelease) -> None:
    rows = wording.provenance(release)
    if not rows:
        return
    word.add_text(document.add_paragraph(style="Heading 1"), "How this was made 生成方式", "zh")
    for label, value in rows:
        paragraph = document.add_paragraph(style="Small")
        word.add_text(paragraph, f"{label.en} {label.zh}: ", "zh", colour=GREY)
        word.add_text(paragraph, value, "en")
