"""What `translator check` shows: the sentences to look at, worst first, each with the spot marked and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from translator.checking import Checked, CheckLine, by_check, check_name
from translator.release import LANGUAGE_NAMES, BilingualRelease, Issue, Segment, Severity, Span
from translator.terminal import console

if TYPE_CHECKING:
    from rich.text import Text

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
_SHAPES = {"error": "■", "warning": "▲", "note": "○"}
_STYLES = {"error": "red", "warning": "yellow", "note": "cyan"}
# Where there are no colours, brackets that no text of either language has.
_OPEN, _CLOSE = "⟦", "⟧"
# What stands between two characters, where something is missing.
_CARET = "‸"

# What cannot begin a line of Chinese, and what cannot end one.
_CLOSING = frozenset("，。、；：？！”’）》〉】」』…—%％,.;:?!)")
_OPENING = frozenset("“‘（《〈【「『(")

_Line = tuple[str, "Text"]
"""What stands before the first line of a paragraph, as wide as the others are set in, and what it says."""


def print_checked(checked: Checked, severity: Severity) -> None:
    """One translation on standard output: its sentences with an issue of this severity or a graver one.

    Lines are as wide as the terminal; elsewhere they are never broken, and brackets mark what colours mark there.
    """
    out = console(stderr=False)
    for label, text in _lines(checked, severity, out.is_terminal):
        if not out.is_terminal:
            print(f"{label}{text.plain}".rstrip())
            continue
        before, dim = label, "dim"
        for line in text.divide(_breaks(text.plain, out.width - len(label))):
            line.rstrip()
            out.print(before, end="", style=dim, highlight=False)
            out.print(line, highlight=False, soft_wrap=True)
            before = " " * len(label)


def print_totals(releases: Sequence[BilingualRelease], severity: Severity) -> None:
    """What was found in all: a line, and a table by check where something was."""
    out = console(stderr=False)
    lines = by_check(*releases)
    out.print(_summary(releases, lines, severity), highlight=False, soft_wrap=True)
    if not lines:
        return
    from rich.table import Table

    table = Table("Check", "Errors", "Warnings", "Notes", box=None, padding=(0, 2, 0, 0), header_style="dim")
    for column in table.columns[1:]:
        column.justify = "right"
    for line in lines:
        counts = (str(count or "") for count in line.counts[:3])
        table.add_row(check_name(line.check).en, *counts)
    out.print(table)


def _lines(checked: Checked, severity: Severity, coloured: bool) -> Iterator[_Line]:
    from rich.text import Text

    release = checked.release
    if release is None:
        return
    source, target = (LANGUAGE_NAMES[language] for language in release.direction)
    count = f"{len(release.segments)} segment{'' if len(release.segments) == 1 else 's'}"
    yield "", Text.assemble((checked.label, "bold"), (f"  {source} to {target}, {count}", "dim"))
    for warning in (*release.article.warnings, *release.warnings):
        yield "", Text(f"▲ {warning}", style="yellow")
    yield "", Text("")
    for segment in _shown(release, severity):
        issues = _of(segment, severity)
        place = (checked.places or {}).get(segment.id, "")
        worst = issues[0].severity
        quality = "" if segment.quality is None else f"  quality {round(100 * segment.quality)} %"
        yield "", Text.assemble((f"{_SHAPES[worst]} ", _STYLES[worst]), (place, "bold"), (quality, "dim"))
        sides = (
            (release.direction.source, segment.source, [(i.source_span, i.severity) for i in issues]),
            (release.direction.target, segment.target, [(i.target_span, i.severity) for i in issues]),
        )
        for language, text, spans in sides:
            marked = _marked(text, [(span, s) for span, s in spans if span is not None], coloured)
            yield f"  {language}  ", marked if text else Text("(nothing)", "dim")
        for issue in issues:
            yield from _issue(issue)
        yield "", Text("")


def _issue(issue: Issue) -> Iterator[_Line]:
    from rich.text import Text

    name = check_name(issue.check)
    yield "  ", Text(f"{_SHAPES[issue.severity]} {name.en}: {issue.message}", style=_STYLES[issue.severity])
    yield "    ", Text(issue.message_zh, style="dim")
    if issue.fix is not None:
        yield "    ", Text.assemble("→ ", (issue.fix or "(take it out)", "green"))


def _breaks(text: str, width: int) -> list[int]:
    """Where lines of at most this many columns end: at a space or beside a Chinese character, where those may break.

    rich breaks at spaces only, and so leaves a line of Chinese short before every run without one.
    """
    from rich.cells import get_character_cell_size as columns

    breaks: list[int] = []
    start = possible = used = 0
    for i, character in enumerate(text):
        before = text[i - 1] if i else ""
        wide = columns(character) == 2 or (before and columns(before) == 2)
        if before == " " or (wide and character not in _CLOSING and before not in _OPENING):
            possible = i
        used += columns(character)
        if used > max(width, 8) and character != " ":
            start = possible if possible > start else i
            breaks.append(start)
            used = sum(map(columns, text[start : i + 1]))
    return breaks


def _marked(text: str, spans: Sequence[tuple[Span, Severity]], coloured: bool) -> Text:
    """The text with its spots marked; where two overlap, the graver is seen."""
    from rich.text import Text

    if not coloured:
        for start, end in _apart([span for span, _ in spans]):
            text = f"{text[:start]}{_OPEN}{text[start:end]}{_CLOSE}{text[end:]}"
        return Text(text)
    marked = Text(text)
    for (start, end), severity in sorted(spans, key=lambda span: -SEVERITIES.index(span[1])):
        marked.stylize(f"bold underline {_STYLES[severity]}", start, end)
    points = sorted({start for (start, end), _ in spans if start == end}, reverse=True)
    for point in points:
        marked = marked[:point] + Text(_CARET, style="bold red") + marked[point:]
    return marked


def _apart(spans: Sequence[Span]) -> list[Span]:
    """The spans that do not overlap one before them, the last in the text first."""
    kept: list[Span] = []
    for start, end in sorted(set(spans)):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept[::-1]


def _shown(release: BilingualRelease, severity: Severity) -> list[Segment]:
    worst = release.worst_first
    graver = {segment.id for segment in worst}
    rest = (segment for segment in release.segments if segment.id not in graver)
    return [segment for segment in (*worst, *rest) if _of(segment, severity)]


def _of(segment: Segment, severity: Severity) -> list[Issue]:
    """The issues of this severity or a graver one, the gravest first."""
    wanted = SEVERITIES[: SEVERITIES.index(severity) + 1]
    found = [issue for issue in segment.issues if issue.severity in wanted]
    return sorted(found, key=lambda issue: SEVERITIES.index(issue.severity))


def _summary(releases: Sequence[BilingualRelease], lines: Sequence[CheckLine], severity: Severity) -> Text:
    from rich.text import Text

    counts = {
        "error": sum(line.errors for line in lines),
        "warning": sum(line.warnings for line in lines),
        "note": sum(line.notes for line in lines),
    }
    segments = sum(len(release.segments) for release in releases)
    look = sum(len(release.to_look_at) for release in releases)
    said = [f"{n} {name}{'' if n == 1 else 's'}" for name, n in counts.items() if n and name != "note"]
    text = f"{segments} segment{'' if segments == 1 else 's'}, {look or 'none'} to look at"
    text = f"{text}: {', '.join(said)}" if said else text
    notes = counts["note"]
    hidden = f"  ({notes} note{'' if notes == 1 else 's'}; --severity note shows them)" if severity != "note" else ""
    style = "bold red" if counts["error"] else "bold yellow" if counts["warning"] else "bold green"
    return Text.assemble((text, style), (hidden if notes else "", "dim"))
