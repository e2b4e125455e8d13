"""Releases as one self-contained HTML page: side by side, for a screen, a phone and paper."""

from __future__ import annotations

from typing import Any

from translator.release import BilingualRelease, Language, Segment, Term
from translator.writing import brief, matches, report, wording
from translator.writing.characters import xml_safe
from translator.writing.marks import Run, source_runs, target_runs
from translator.writing.terms import term_report, worst_first

_TAGS: dict[Language, str] = {"en": "en", "zh": "zh-Hans"}


def render(release: BilingualRelease) -> bytes:
    """The page: notice, what to look at, brief, the article sentence by sentence, terms, how it was made.

    It asks for nothing from outside (and its Content-Security-Policy forbids it), and runs no script.
    """
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("translator.writing"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_safe,
    )
    page = environment.get_template("release.html.jinja").render(
        release=release,
        css=_stylesheet(environment),
        languages=(release.article.language, release.target_language),
        tags=_TAGS,
        words=wording,
        report=report,
        brief=brief,
        matches=matches,
        shapes=brief.shapes(release.brief),
        worst=release.worst_first,
        mended=report.mended(release),
        checks=report.by_check(release),
        headline=wording.headline(release),
        numbers=wording.numbers(release),
        counts=wording.counts(release),
        warnings=wording.warnings(release),
        notice=wording.notice(release),
        provenance=wording.provenance(release),
        terms=worst_first(term_report(release.segments)),
        source_runs=source_runs,
        target_runs=target_runs,
        classes=run_classes,
        title=run_title,
    )
    return page.encode("utf-8")


def run_classes(run: Run, segment: Segment) -> str:
    """CSS classes of a run; "" for plain text."""
    classes = []
    if run.terms:
        missed = all(term.enforced and segment.target and not term.target_span for term in run.terms)
        classes.append("term missed" if missed else "term")
    if severity := wording.severest(run.issues):
        classes.append(f"issue {severity}")
    return " ".join(classes)


def run_title(run: Run) -> str:
    """What pointing at a run tells: its terms with their required translation, then its issues."""
    terms = [_term_title(term) for term in run.terms]
    issues = [f"{wording.SEVERITIES[issue.severity].en}: {issue.message}" for issue in run.issues]
    return " · ".join([*terms, *issues])


def _term_title(term: Term) -> str:
    field = f" ({term.field})" if term.field else ""
    repaired = f", {wording.REPAIRED.en}" if term.repaired and term.target_span else ""
    return f"{term.source} → {term.target}{field}{repaired}"


def _stylesheet(environment: Any) -> Any:
    from markupsafe import Markup

    # ours, and inside <style>, where escaping would break it
    return Markup(environment.loader.get_source(environment, "release.css")[0])


def _safe(value: Any) -> Any:
    return xml_safe(value) if type(value) is str else value
