"""The brief of a release in both languages: what a model wrote and the article bears out, and its own sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace

from translator.briefs import Counterpart, Limits, Written, story_segments, write_brief
from translator.checks.faithful import Evidence
from translator.drafts import FAILURES, Desk, examined, translated
from translator.engines.summarizers.base import Summarizer, What
from translator.glossary import Glossary
from translator.reading import find_dateline, split_sentences
from translator.release import BilingualRelease, Issue, Refused, ReleaseError, Segment, Span
from translator.settings import Settings

_STOPS = ".。"


@dataclass(frozen=True, slots=True)
class Borne:
    """Of what a model wrote, what the article bears out, and what it does not."""

    sentences: tuple[Written, ...] = ()
    headlines: tuple[Written, ...] = ()
    refused: tuple[Refused, ...] = ()


def briefed(release: BilingualRelease, desk: Desk, glossary: Glossary) -> BilingualRelease:
    """A translated release with its brief, and a warning where there is none or the model that was to write it failed.

    glossary: of its article
    A line of another text than the article's is translated as the article was, and goes through the same checks.
    """
    article, direction = release.article, desk.direction
    told = story_segments(article, release.segments)
    if not told:
        warning = "There is no brief: the article has no sentence to make it from, only credits, contacts and notices."
        return replace(release, warnings=(*release.warnings, warning))
    evidence = Evidence(
        [segment.source for segment in told],
        article.language,
        desk.meaning,
        lambda text: frozenset(term.entry for term in glossary.find(text, direction) if term.enforced),
    )
    known = _known(release)
    borne, warnings = Borne(), release.warnings
    if desk.summarizer:
        try:
            borne = _borne_out(desk.summarizer, told, evidence, release)
        except (*FAILURES, ReleaseError) as error:
            # A model that cannot be loaded is found out here, and the translation must not be lost for it.
            reason = str(error).rstrip(".")
            failure = f"{desk.summarizer.describe().model} could not write the brief ({reason}); the article's own "
            warnings = (*warnings, f"{failure}sentences make it.")
    brief = write_brief(
        article,
        release.segments,
        desk.embed,
        desk.embedding,
        limits(desk.settings),
        borne.sentences,
        borne.headlines,
        Counterpart(direction.target, _translate(desk, glossary, known), _target_dateline(release)),
        lambda text: not evidence.verdict(text).faults,
    )
    writers = sorted({line.writer for line in brief.lines if line.writer})
    method = f"{', '.join(writers)}, and {brief.method}" if writers else brief.method
    if borne.refused and not writers and desk.summarizer:
        method = f"{method}; of what {desk.summarizer.describe().model} wrote nothing was taken"
    return replace(release, brief=replace(brief, refused=borne.refused, method=method), warnings=warnings)


def limits(settings: Settings) -> Limits:
    """The limits of a brief's shapes, as they are set."""
    return Limits(**{field.name: getattr(settings, field.name) for field in fields(Limits)})


def _borne_out(summarizer: Summarizer, told: Sequence[Segment], evidence: Evidence, release: BilingualRelease) -> Borne:
    language, sources = release.article.language, [segment.source for segment in told]
    writer = summarizer.describe().model
    refused: list[Refused] = []

    def borne(texts: Sequence[str]) -> list[Written]:
        kept = []
        for text in texts:
            verdict = evidence.verdict(text)
            refused.extend(Refused(text, fault.reason, fault.reason_zh) for fault in verdict.faults[:1])
            if not verdict.faults and verdict.cites:
                kept.append(Written(text, tuple(told[i].id for i in verdict.cites), writer))
        return kept

    def written(what: What) -> list[str]:
        summaries = summarizer.summarize(sources, language, what)
        if what == "headline":
            # Models that only write summaries end them with a stop, and sometimes write two.
            single = [s.text for s in summaries if len(split_sentences(s.text, language)) == 1]
            return list(dict.fromkeys(text.strip().removesuffix(".").removesuffix("。") for text in single))
        return split_sentences(summaries[0].text, language) if summaries else []

    has_headline = any(block.kind == "headline" for block in release.article.blocks)
    sentences = borne(written("brief"))
    headlines = [] if has_headline else borne(written("headline"))
    return Borne(tuple(sentences), tuple(headlines), tuple({one.text: one for one in refused}.values()))


def _known(release: BilingualRelease) -> dict[str, tuple[str, tuple[Issue, ...]]]:
    """What is translated already, and what is wrong with it: each segment, as it is and without its stop."""
    known = {s.source: (s.target, s.issues) for s in release.segments if s.target}
    for source, (target, issues) in list(known.items()):
        if source[-1] in _STOPS and target[-1] in _STOPS:
            within = tuple(_within(issue, len(source) - 1, len(target) - 1) for issue in issues)
            known.setdefault(source[:-1], (target[:-1], within))
    return known


def _within(issue: Issue, source: int, target: int) -> Issue:
    """The issue with its spans inside texts of so many characters."""

    def cut(span: Span | None, most: int) -> Span | None:
        return None if span is None or span[0] >= most else (span[0], min(span[1], most))

    return replace(issue, source_span=cut(issue.source_span, source), target_span=cut(issue.target_span, target))


def _translate(
    desk: Desk, glossary: Glossary, known: dict[str, tuple[str, tuple[Issue, ...]]]
) -> Callable[[Sequence[str]], list[tuple[str, tuple[Issue, ...]]]]:
    """Translates lines with the terms of the article; a line that is a segment has the segment's translation."""

    def translate(texts: Sequence[str]) -> list[tuple[str, tuple[Issue, ...]]]:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        lines = [Segment("brief", 0, text, terms=glossary.find(text, desk.direction)) for text in new]
        for draft in translated(desk, lines, [""] * len(lines)):
            checked = examined(draft, desk)
            known[draft.source] = checked.target, checked.issues
        return [known[text] for text in texts]

    return translate


def _target_dateline(release: BilingualRelease) -> str | None:
    """The dateline as the translation has it."""
    if not release.article.dateline:
        return None
    opened = (s.target for s in release.segments if s.source.startswith(release.article.dateline))
    target = next(opened, "")
    return find_dateline(target) if target else None
