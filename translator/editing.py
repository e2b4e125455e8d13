"""What a person changes in a release: translations, fixes, approvals, lines of the brief, with the checks run anew."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from translator import brief_edits
from translator.brief_edits import Edit
from translator.briefing import limits
from translator.briefs import story_segments
from translator.checks.examining import checked, estimated, others, over_document
from translator.checks.faithful import Evidence
from translator.drafts import failed
from translator.embeddings import Embed, load_bilingual_embed
from translator.glossary import Glossary
from translator.glossary.consistency import consistency
from translator.glossary.house import glossary_files
from translator.reading.normalize import join_lines, normalize_text
from translator.release import BilingualRelease, Direction, Issue, ReleaseError, Segment, Term
from translator.settings import Settings
from translator.term_offers import TermOffer, term_offers

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

__all__ = ["Editor", "TermOffer", "term_offers"]

MOST_COMPARED = 400
"""Segments of a release whose meanings are compared again after an edit."""
_KEPT = 4000
"""Sentences of which the checks' answers and the vectors are kept (a vector is 1.5 kB)."""
_AT_ONCE = 8


class Editor:
    """Changes releases as a person asks and runs the checks anew. Safe to use from threads.

    settings: those of the pipeline that made the releases; glossary: the pipeline's own, None to load it
    The first change of a release embeds all its sentences (some seconds), each further one only what is new in it;
    `warm` does that beforehand. Where a release has more than MOST_COMPARED segments, meanings are not compared again.
    Every method raises ReleaseError for a segment or a line that is not there.
    """

    def __init__(self, settings: Settings, glossary: Glossary | None = None) -> None:
        self._settings = settings
        self._glossary = glossary or Glossary.load(glossary_files(settings), builtin=settings.builtin_glossary)
        self._known = {entry.id: entry.en for entry in self._glossary.entries}
        self._limits = limits(settings)
        self._embed = _vectors()
        # An instance's own caches: they go when it goes, and lru_cache is safe to use from threads.
        self._issues = lru_cache(_KEPT)(checked)
        self._locate = lru_cache(8 * _KEPT)(self._glossary.locate)
        self._of_article = lru_cache(16)(self._article_glossary)
        self._evidence = lru_cache(16)(self._article_evidence)

    def warm(self, release: BilingualRelease) -> None:
        """Computes beforehand what the first change of a release would wait for."""
        self._checked(release, release.segments)
        self._terms_of(release)

    def edited(self, release: BilingualRelease, segment: str, target: str) -> BilingualRelease:
        """The release with another translation of a segment, written by a person; nothing else is translated anew.

        target: on one line; "" takes the translation away, and keeps a notice in its own language
        Terms, issues and quality of the segment are found anew, as is what the whole document shows. Its mends, score
        and approval go. Lines of the brief that carried the old translation carry the new one.
        """
        direction = release.direction
        place, old = _find(release, segment)
        target = join_lines(normalize_text(target).split("\n"))
        if target == old.target:
            return release
        is_notice = release.article.blocks[old.block].kind == "boilerplate"
        new = replace(
            old,
            target=target,
            origin="human" if target or not is_notice else None,
            terms=self._located([replace(t, repaired=False, forced=False) for t in old.terms], target, direction),
            issues=(),
            score=None,
            mends=(),
            quality=None,
            approved=False,
        )
        segments = list(release.segments)
        segments[place] = new
        segments = list(self._checked(release, segments))
        changed = replace(release, segments=tuple(segments))
        if not release.brief:
            return changed
        edits = [Edit(old, segments[place])]
        pair = self._pair(changed)
        brief = brief_edits.followed(release.brief, segments, edits, self._limits, direction, pair)
        return replace(changed, brief=brief)

    def fixed(self, release: BilingualRelease, segment: str, issue: int) -> BilingualRelease:
        """The release with the fix of an issue in place of the words that it names; issue: index in Segment.issues."""
        _, found = _find(release, segment)
        if not 0 <= issue < len(found.issues):
            raise ReleaseError(
                f"The sentence {segment} has no issue {issue}. Load the release again and try once more."
            )
        fault = found.issues[issue]
        if fault.fix is None or fault.target_span is None:
            raise ReleaseError(f"There is no sure fix for this: {fault.message} Change the translation by hand.")
        start, end = fault.target_span
        return self.edited(release, segment, found.target[:start] + fault.fix + found.target[end:])

    def approved(self, release: BilingualRelease, segment: str, approved: bool = True) -> BilingualRelease:
        """The release with a segment that a person said is right, or says so no longer.

        Raises ReleaseError for one without a translation.
        """
        place, found = _find(release, segment)
        if approved and not found.target:
            raise ReleaseError(f"The sentence {segment} has no translation to approve. Write one first.")
        segments = list(release.segments)
        segments[place] = replace(found, approved=approved)
        return replace(release, segments=tuple(segments))

    def rewritten(
        self, release: BilingualRelease, line: int, side: Literal["source", "target"], text: str
    ) -> BilingualRelease:
        """The release with a line of its brief as a person wrote it.

        line: index in Brief.lines; side: "source" for the article's language
        Its issues are found anew: what the article does not say of its source, what is wrong between the two sides,
        and lengths over the limit. Raises ReleaseError for a release without a brief and for an empty source.
        """
        brief, text = release.brief, join_lines(normalize_text(text).split("\n"))
        if not brief or not 0 <= line < len(brief.lines):
            raise ReleaseError(f"There is no line {line} in the brief. Load the release again and try once more.")
        if not text and side == "source":
            raise ReleaseError("A line of the brief cannot be empty. Write what it is to say.")
        old, faults = brief.lines[line], None
        if text == (old.source if side == "source" else old.target):
            return release
        if side == "target":
            new = replace(old, target=text)
        else:
            told = tuple((s.id, s.source) for s in story_segments(release.article, release.segments))
            verdict = self._evidence(told, release.direction, _sources(release)).verdict(text)
            faults = verdict.faults
            new = replace(old, source=text, cites=tuple(told[i][0] for i in verdict.cites) or old.cites, writer="")
        pair, direction = self._pair(release), release.direction
        whole = brief_edits.rewritten(brief, line, new, faults, release.segments, self._limits, direction, pair)
        return replace(release, brief=whole)

    def rechecked(self, release: BilingualRelease) -> BilingualRelease:
        """The release with its terms and issues found anew, after the glossary changed; no translation changes."""
        terms = self._terms_of(release)

        def again(segment: Segment) -> Segment:
            known = {(t.entry, t.span, t.target): t for t in segment.terms}
            found = []
            for term in terms.find(segment.source, release.direction):
                old = known.get((term.entry, term.span, term.target))
                found.append(replace(term, repaired=old.repaired, forced=old.forced) if old else term)
            return replace(segment, terms=self._located(found, segment.target, release.direction), quality=None)

        segments = self._checked(release, [again(segment) for segment in release.segments])
        brief = release.brief and brief_edits.rechecked(release.brief, segments, self._pair(release))
        return replace(release, segments=segments, brief=brief)

    def offers(self, before: Segment, after: Segment, direction: Direction) -> tuple[TermOffer, ...]:
        """What an edit changed of terms (see term_offers), in the base forms that the glossary has."""
        return term_offers(before, after, direction, self._known)

    def _checked(self, release: BilingualRelease, segments: Sequence[Segment]) -> tuple[Segment, ...]:
        """The segments with their issues anew, as the pipeline finds them; quality where a segment has none."""
        direction, compared = release.direction, len(segments) <= MOST_COMPARED
        meaning = [() if compared else tuple(i for i in s.issues if i.check == "meaning") for s in segments]
        alone = [self._alone(segment, direction) for segment in segments]
        # To see all as a person's keeps the one term's one translation from being put in without asking.
        ours = [replace(s, origin="human") if s.origin == "engine" else s for s in alone]
        noted = consistency(ours, direction, self._locate)
        rated = [
            estimated(replace(s, origin=old.origin), direction)
            if old.quality is None
            else replace(s, origin=old.origin)
            for s, old in zip(noted, segments, strict=True)
        ]
        embed, spacing = self._embed if compared else None, self._settings.latin_spacing
        whole = over_document(rated, direction, embed, spacing)
        return tuple(replace(s, issues=(*s.issues, *m)) if m else s for s, m in zip(whole, meaning, strict=True))

    def _alone(self, segment: Segment, direction: Direction) -> Segment:
        if not segment.origin or failed(segment):
            return segment
        # The checks look at nothing else of a segment, so that what is not new to them is not checked again.
        bare = Segment("", 0, segment.source, segment.target, "human", segment.terms)
        return replace(segment, issues=(*others(segment), *self._issues(bare, direction)))

    def _pair(self, release: BilingualRelease) -> brief_edits.Pair:
        """Checks a source and its translation with the terms of a release."""

        def issues(source: str, target: str) -> tuple[Issue, ...]:
            terms = self._terms_of(release).find(source, release.direction)
            located = self._located(terms, target, release.direction)
            return self._issues(Segment("", 0, source, target, "human", located), release.direction)

        return issues

    def _located(self, terms: Sequence[Term], target: str, direction: Direction) -> tuple[Term, ...]:
        """The terms where they stand in a target that a person wrote."""
        language = direction.target
        return tuple(replace(t, target_span=self._locate(t, target, language) if target else None) for t in terms)

    def _terms_of(self, release: BilingualRelease) -> Glossary:
        return self._of_article(_sources(release), release.direction)

    def _article_glossary(self, sources: tuple[str, ...], direction: Direction) -> Glossary:
        return self._glossary.for_article(sources, direction, self._settings.abbreviations)

    def _article_evidence(
        self, told: tuple[tuple[str, str], ...], direction: Direction, sources: tuple[str, ...]
    ) -> Evidence:
        glossary = self._of_article(sources, direction)

        def terms(text: str) -> frozenset[str]:
            return frozenset(term.entry for term in glossary.find(text, direction) if term.enforced)

        return Evidence([source for _, source in told], direction.source, self._embed, terms)


@lru_cache(maxsize=1)
def _vectors() -> _Vectors | None:
    """The vectors that all editors of a process share: a glossary that changes makes a new editor of the same texts."""
    embed = load_bilingual_embed()
    return _Vectors(embed) if embed else None


class _Vectors:
    """An embedding that computes the vector of a text once, as long as it is among the last ones asked for."""

    def __init__(self, embed: Embed) -> None:
        self._embed = embed
        self._known: OrderedDict[str, NDArray[numpy.float32]] = OrderedDict()
        self._lock, self._computing = threading.Lock(), threading.Lock()

    def __call__(self, texts: Sequence[str]) -> NDArray[numpy.float32]:
        import numpy

        found = self._look_up(texts)
        # A few at a time: of two that ask for the same one finds what the other computed, and who asks for one sentence
        # does not wait for a whole article's.
        while new := [text for text in dict.fromkeys(texts) if text not in found][:_AT_ONCE]:
            with self._computing:
                found |= self._look_up(new)
                if new := [text for text in new if text not in found]:
                    computed = dict(zip(new, self._embed(new), strict=True))
                    found |= computed
                    self._keep(computed)
        self._keep(found)
        return numpy.stack([found[text] for text in texts]) if texts else numpy.zeros((0, 0), numpy.float32)

    def _look_up(self, texts: Sequence[str]) -> dict[str, NDArray[numpy.float32]]:
        with self._lock:
            return {text: self._known[text] for text in texts if text in self._known}

    def _keep(self, vectors: dict[str, NDArray[numpy.float32]]) -> None:
        """Puts vectors among those last asked for, and lets the oldest go."""
        with self._lock:
            for text, vector in vectors.items():
                self._known[text] = vector
                self._known.move_to_end(text)
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)


def _find(release: BilingualRelease, segment: str) -> tuple[int, Segment]:
    for place, one in enumerate(release.segments):
        if one.id == segment:
            return place, one
    raise ReleaseError(f'There is no sentence "{segment}" in this release. Load it again and try once more.')


def _sources(release: BilingualRelease) -> tuple[str, ...]:
    return tuple(segment.source for segment in release.segments)
