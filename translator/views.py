"""A release as the form shows it: rows with marks, issues, terms and matches, and the brief, as plain JSON values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from translator.brief_edits import shape_places
from translator.briefing import limits
from translator.briefs import DEFAULT_LIMITS, Limits, Shape, size
from translator.release import (
    BilingualRelease,
    Brief,
    BriefLine,
    Direction,
    Issue,
    Language,
    Match,
    Mend,
    Segment,
    Term,
)
from translator.settings import Settings
from translator.writing import matches
from translator.writing.brief import shapes
from translator.writing.marks import Run, source_runs, target_runs
from translator.writing.report import check_name
from translator.writing.terms import term_report, term_totals
from translator.writing.wording import KINDS, Words, headline, is_kept, notice, warnings

__all__ = ["release_view"]

View = dict[str, Any]
_CHARACTERS, _WORDS, _HAN = Words("characters", "字符"), Words("words", "词"), Words("Chinese characters", "汉字")
_UNITS: dict[Shape, dict[Language, Words]] = {
    "headline": {"en": _CHARACTERS, "zh": _HAN},
    "standfirst": {"en": _WORDS, "zh": _HAN},
    "brief": {"en": _WORDS, "zh": _HAN},
    "social": {"en": _CHARACTERS, "zh": _HAN},
}
"""What the text of a language is counted in, and how that is called in either."""
_NONE: Mapping[str, Segment] = {}


def release_view(
    release: BilingualRelease, original: Mapping[str, Segment] = _NONE, settings: Settings | None = None
) -> View:
    """The release in dictionaries, lists, strings and numbers; what is said to a reader is in English and Chinese.

    release: finished, or as far as it is: a sentence that has no translation yet has the target ""
    original: by id, the segments as the machine left them, for those that a person edited
    settings: whose limits the brief is held to; None for the defaults
    Spans ("at") are half-open and count characters (code points). "terms" and "issues" of a run are indices into those
    of its row. A row's "look" says whether a person should look at it, which approval ends.
    """
    blocks = release.article.blocks
    kept = {index for index, block in enumerate(blocks) if block.kind == "boilerplate" and is_kept(release, index)}
    rows = [
        _row(number, segment, release, segment.block in kept, original.get(segment.id))
        for number, segment in enumerate(release.segments, 1)
    ]
    return {
        "name": release.article.name,
        "source": release.article.language,
        "target": release.target_language,
        "headline": list(headline(release)),
        "summary": _summary(release, rows),
        "notice": _words(notice(release)),
        "engine": asdict(release.provenance) if release.provenance else None,
        "warnings": list(warnings(release)),
        "rows": rows,
        "brief": _brief(release.brief, release.direction, limits(settings) if settings else DEFAULT_LIMITS),
        "refused": [
            {"text": one.text, "reason": {"en": one.reason, "zh": one.reason_zh}}
            for one in (release.brief.refused if release.brief else ())
        ],
    }


def _summary(release: BilingualRelease, rows: Sequence[View]) -> View:
    totals = term_totals(term_report(release.segments))
    open_issues = [issue["severity"] for row in rows if row["look"] for issue in row["issues"]]
    return {
        "segments": len(rows),
        "kept": sum(row["kept"] for row in rows),
        "translated": sum(bool(row["text"]) for row in rows),
        "terms": totals.required,
        "terms_met": totals.found + totals.repaired,
        "look": sum(row["look"] for row in rows),
        "approved": sum(row["approved"] for row in rows),
        "errors": open_issues.count("error"),
        "warnings": open_issues.count("warning"),
    }


def _row(number: int, segment: Segment, release: BilingualRelease, kept: bool, original: Segment | None) -> View:
    kind = release.article.blocks[segment.block].kind
    machine = original.target if segment.origin == "human" and original else ""
    return {
        "id": segment.id,
        "number": number,
        "block": segment.block,
        "kind": kind,
        "kind_name": _words(KINDS[kind]),
        "kept": kept,
        "source": _runs(source_runs(segment), segment),
        "target": _runs(target_runs(segment), segment),
        "text": segment.target,
        "original": machine if machine not in ("", segment.target) else None,
        "origin": segment.origin,
        "origin_name": _words(matches.origin(segment) if segment.origin == "memory" else None),
        "approved": segment.approved,
        "look": not segment.approved and any(issue.severity != "note" for issue in segment.issues),
        "quality": segment.quality,
        "terms": [_term(term, segment) for term in segment.terms],
        "issues": [_issue(issue) for issue in segment.issues],
        "mends": [_mend(mend) for mend in segment.mends],
        "matches": [_match(match, segment) for match in segment.matches],
    }


def _runs(runs: Sequence[Run], segment: Segment) -> list[View]:
    # By identity: two mentions of a term, or two issues, may be equal.
    terms = {id(term): index for index, term in enumerate(segment.terms)}
    issues = {id(issue): index for index, issue in enumerate(segment.issues)}
    return [
        {
            "text": run.text,
            "terms": [terms[id(term)] for term in run.terms],
            "issues": [issues[id(issue)] for issue in run.issues],
        }
        for run in runs
        if run.text
    ]


def _term(term: Term, segment: Segment) -> View:
    return {
        "source": term.source,
        "target": term.target,
        "field": term.field,
        "met": term.target_span is not None if segment.target else None,
        "enforced": term.enforced,
        "forms": list(term.accepted),
        "forbidden": list(term.forbidden),
    }


def _issue(issue: Issue) -> View:
    return {
        "check": issue.check,
        "name": _words(check_name(issue.check)),
        "severity": issue.severity,
        "message": {"en": issue.message, "zh": issue.message_zh},
        "fix": issue.fix if issue.target_span is not None else None,
        "at": list(issue.target_span) if issue.target_span else None,
        "at_source": list(issue.source_span) if issue.source_span else None,
    }


def _mend(mend: Mend) -> View:
    return {
        "name": _words(check_name(mend.check)),
        "before": mend.before,
        "after": mend.after,
        "message": {"en": mend.message, "zh": mend.message_zh},
    }


def _match(match: Match, segment: Segment) -> View:
    return {
        "kind": match.kind,
        "score": match.score,
        "source": match.source,
        "target": match.target,
        "note": match.note,
        "label": _words(matches.label(match)),
        "used": match.target == segment.target,
    }


def _brief(brief: Brief | None, direction: Direction, most: Limits) -> list[View]:
    if brief is None:
        return []
    return [
        {
            "shape": shape or "bullets",
            "name": _words(shown.name),
            "limit": {language: most.most(shape, language) for language in direction} if shape else None,
            "unit": {"en": _UNITS[shape]["en"].en, "zh": _UNITS[shape]["zh"].zh} if shape else None,
            "unit_names": {language: _words(words) for language, words in _UNITS[shape].items()} if shape else None,
            "lines": [_line(place, brief.lines[place]) for place in places],
            "length": _lengths(shape, shown.lines, direction) if shape else None,
        }
        for (shape, places), shown in zip(shape_places(brief), shapes(brief), strict=True)
    ]


def _line(place: int, line: BriefLine) -> View:
    return {
        "line": place,
        "source": line.source,
        "target": line.target,
        "cites": list(line.cites),
        "issues": [_issue(issue) for issue in line.issues],
        "writer": line.writer,
    }


def _lengths(shape: Shape, lines: Sequence[BriefLine], direction: Direction) -> View:
    return {
        "source": size(shape, [line.source for line in lines], direction.source),
        "target": size(shape, [line.target for line in lines if line.target], direction.target),
    }


def _words(words: Words | None) -> dict[str, str] | None:
    return {"en": words.en, "zh": words.zh} if words else None
