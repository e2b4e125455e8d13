"""Releases as Markdown to paste into a content system: whole paragraphs, each followed by its translation."""

from __future__ import annotations

import re

from translator.release import BilingualRelease, BriefLine, Issue, Language, Segment, join_sentences
from translator.writing import brief, matches, report, wording
from translator.writing.brief import Side
from translator.writing.terms import TermLine, term_report, worst_first

# what CommonMark and GitHub's tables give a meaning to inside a line
_INLINE = re.compile(r"[\\`*_\[\]<>|~&$]")
# what they give a meaning to at the start of a line
_OPENING = re.compile(r"^(\d{0,9})([#+=:.)-])(?=\s|$|[#=-])")


def render(release: BilingualRelease) -> bytes:
    """CommonMark with GitHub's tables for terms.

    Content systems take paragraphs everywhere and long table cells almost nowhere, so source and translation follow
    each other block by block: the source as a quotation, the translation as plain text.
    """
    parts = [*_head(release), *_report(release), *_brief(release), *_article(release)]
    parts += [*_notes(release), *_mended(release), *_terms(release)]
    if rows := wording.provenance(release):
        parts += ["## How this was made · 生成方式"]
        parts += ["\n".join(f"- {label.en} {label.zh}: {escape(value)}" for label, value in rows)]
    return ("\n\n".join(parts) + "\n").encode("utf-8")


def escape(text: str) -> str:
    """The text on one line, so that Markdown shows it as it is."""
    line = _INLINE.sub(lambda found: "\\" + found.group(), " ".join(text.split("\n")).strip())
    return _OPENING.sub(r"\1\\\2", line)


def _head(release: BilingualRelease) -> list[str]:
    title, translated = wording.headline(release)
    parts = [f"# {escape(title)}"]
    if translated:
        parts.append(f"# {escape(translated)}")
    if notice := wording.notice(release):
        labelled = zip(("Notice", "提示"), notice, strict=True)
        parts += [f"**{label}: {escape(text)}**" for label, text in labelled if text]
    return parts


def _report(release: BilingualRelease) -> list[str]:
    """What to look at, worst first, with the sentence, its translation and what is wrong; then the table by check."""
    verdict, counts = report.verdict(release), wording.counts(release)
    parts = [f"## {verdict.en} · {verdict.zh}"]
    parts.append(", ".join(part.en for part in counts) + "  \n" + "，".join(part.zh for part in counts))
    if warnings := wording.warnings(release):
        parts.append("\n".join(f"- ▲ {escape(warning)}" for warning in warnings))
    number = wording.numbers(release)
    items = [_item(release, segment, number[segment.id]) for segment in release.worst_first]
    for line in brief.new_issues(release):
        if issues := report.grave(line.issues):
            items.append(
                "\n".join([f"- **Brief 简报** {escape(line.source)}  ", f"  {escape(line.target)}", *_listed(issues)])
            )
    if items:
        parts.append("\n".join(items))
    if lines := report.by_check(release):
        table = [[f"{head.en} {head.zh}" for head in report.CHECK_HEADS], ["---", *["--:"] * 4]]
        table += [[f"{line.words.en} {line.words.zh}", *(str(n or "") for n in line.counts)] for line in lines]
        parts.append("\n".join(f"| {' | '.join(row)} |" for row in table))
    return parts


def _item(release: BilingualRelease, segment: Segment, number: int) -> str:
    target = escape(segment.target) or f"({wording.UNTRANSLATED.en} {wording.UNTRANSLATED.zh})"
    also = f" ({brief.ALSO_IN_BRIEF.en} {brief.ALSO_IN_BRIEF.zh})" if brief.is_in(release, segment) else ""
    lines = [f"- **{number}**{also} {escape(segment.source)}  ", f"  {target}"]
    return "\n".join([*lines, *_listed(report.grave(segment.issues))])


def _listed(issues: tuple[Issue, ...]) -> list[str]:
    return [f"  - {_issue(issue)}" for issue in issues]


def _brief(release: BilingualRelease) -> list[str]:
    number, parts = wording.numbers(release), []
    for shape in brief.shapes(release.brief):
        sides: list[tuple[Side, Language]] = [
            ("source", release.direction.source),
            ("target", release.direction.target),
        ]
        lengths = [length for side, language in sides if (length := shape.length(side, language))]
        parts.append(f"### {shape.name.en} · {shape.name.zh}" + (f" ({' · '.join(lengths)})" if lengths else ""))
        for side, language in sides:
            lines = [_line(line, side, language, number) for line in shape.lines if getattr(line, side)]
            if shape.listed:
                # two lists that follow each other are one, unless their marks differ
                parts.append("\n".join(f"{'-' if side == 'source' else '*'} {line}" for line in lines))
            else:
                parts.append(join_sentences(lines, language))
        if words := shape.written(number):
            parts.append(f"{brief.MODEL_SIGN} {escape(words.en)}  \n{brief.MODEL_SIGN} {escape(words.zh)}")
    if release.brief and (words := brief.not_taken(release.brief)):
        parts.append(f"### {words.en} · {words.zh}")
        refused = (f"- {escape(r.text)}  \n  {escape(r.reason)} {escape(r.reason_zh)}" for r in release.brief.refused)
        parts.append("\n".join(refused))
    return ["## Brief · 简报", *filter(None, parts)] if parts else []


def _line(line: BriefLine, side: Side, language: Language, number: dict[str, int]) -> str:
    cited = ", ".join(str(number[cited]) for cited in line.cites if cited in number)
    mark = (brief.MODEL_SIGN if line.writer else "") + (f"\\[{cited}\\]" if cited else "")
    return escape(getattr(line, side)) + (f"{' ' if language == 'en' else ''}{mark}" if mark else "")


def _article(release: BilingualRelease) -> list[str]:
    parts = ["## Article · 全文"]
    for index, block in enumerate(release.article.blocks):
        source, target = (escape(text) for text in wording.paragraph(release, index))
        label = (
            "" if block.kind in ("body", "quote") else f"{wording.KINDS[block.kind].en} {wording.KINDS[block.kind].zh}"
        )
        if wording.is_kept(release, index):
            parts.append(f"> {label} ({wording.KEPT.en} {wording.KEPT.zh}): {source}")
            continue
        bold = "**" if block.kind in ("headline", "subhead") else ""
        parts.append(f"> {label}: {source}" if label and not bold else f"> {bold}{source}{bold}")
        parts.append(f"{bold}{target}{bold}" if target else f"({wording.UNTRANSLATED.en} {wording.UNTRANSLATED.zh})")
    if not release.article.blocks:
        parts.append(f"{wording.EMPTY.en}. {wording.EMPTY.zh}。")
    return parts


def _notes(release: BilingualRelease) -> list[str]:
    """What needs no look: notes, and what the memory has or offers."""
    number = wording.numbers(release)
    found = [
        (f"**{number[s.id]}** {escape(s.target or s.source)}", [*_listed(_mere_notes(s.issues)), *_memory(s)])
        for s in release.segments
    ]
    lines = brief.new_issues(release)
    found += [(escape(line.target), _listed(_mere_notes(line.issues))) for line in lines]
    noted = ["\n".join([f"- {text}", *notes]) for text, notes in found if notes]
    return ["## Notes · 备注", "\n".join(noted)] if noted else []


def _mere_notes(issues: tuple[Issue, ...]) -> tuple[Issue, ...]:
    return tuple(issue for issue in issues if issue.severity == "note")


def _memory(segment: Segment) -> list[str]:
    lines = []
    if matches.used(segment):
        words = matches.origin(segment)
        lines.append(f"  - {escape(words.en)} {escape(words.zh)}")
    for match in matches.offered(segment):
        words = matches.label(match)
        lines += [
            f"  - {escape(words.en)} {escape(words.zh)}:  ",
            f"    {escape(match.source)}  ",
            f"    {escape(match.target)}",
        ]
    return lines


def _mended(release: BilingualRelease) -> list[str]:
    words = report.mends_line(release)
    if not words:
        return []
    number = wording.numbers(release)
    lines = []
    for segment, mend, times in report.mended(release):
        before, after = (
            escape(text) or f"({wording.NOTHING.en} {wording.NOTHING.zh})" for text in (mend.before, mend.after)
        )
        often = f" × {times}" if times > 1 else ""
        lines.append(
            f"- **{number[segment.id]}** {before} → {after}{often}: {escape(mend.message)} {escape(mend.message_zh)}"
        )
    return [f"## {words.en} · {words.zh}", "\n".join(lines)]


def _issue(issue: Issue) -> str:
    words, shape = wording.SEVERITIES[issue.severity], wording.SHAPES[issue.severity]
    fix = f" (suggested 建议改为: {escape(issue.fix)})" if issue.fix is not None else ""
    return f"{shape} {words.en} {words.zh}: {escape(issue.message)} {escape(issue.message_zh)}{fix}"


def _terms(release: BilingualRelease) -> list[str]:
    lines, number = worst_first(term_report(release.segments)), wording.numbers(release)
    if not lines:
        return []
    table = [[f"{head.en} {head.zh}" for head in wording.TERM_HEADS], ["---"] * len(wording.TERM_HEADS)]
    table += [_term(line, number) for line in lines]
    sums = "  \n".join(wording.term_sums(lines))
    return ["## Terms · 术语", sums, "\n".join(f"| {' | '.join(row)} |" for row in table)]


def _term(line: TermLine, number: dict[str, int]) -> list[str]:
    places = [f"{wording.SHAPES['warning'] if id in line.missed_in else ''}{number[id]}" for id in line.segments]
    texts = (" / ".join(line.sources), " / ".join(line.targets), line.field)
    return [*map(escape, texts), wording.as_required(line), ", ".join(places)]
