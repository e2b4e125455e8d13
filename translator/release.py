"""The data of a bilingual release: frozen values that flow through the pipeline, with no input or output."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Language = Literal["en", "zh"]
BlockKind = Literal["headline", "subhead", "body", "quote", "caption", "credit", "contact", "boilerplate"]
Origin = Literal["memory", "engine", "human"]
Severity = Literal["error", "warning", "note"]
MatchKind = Literal["exact", "fuzzy", "semantic"]
Span = tuple[int, int]
"""Half-open range of character offsets into the text it belongs to."""

LANGUAGE_NAMES: dict[Language, str] = {"en": "English", "zh": "Chinese"}


def other_language(language: Language) -> Language:
    """The one of the two that is not given."""
    return "en" if language == "zh" else "zh"


class ReleaseError(Exception):
    """A fault that the user can mend: its message says what is wrong, where, and what to do next."""


class Direction(NamedTuple):
    """Which way a translation goes."""

    source: Language
    target: Language

    def __str__(self) -> str:
        return f"{self.source}-{self.target}"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the article and the part it plays.

    text: the paragraph as published, NFC, without line breaks at its ends
    """

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """What was read: one document in one language.

    name: file name without its ending, or "text" for a string
    dateline: place and date that open the story as written ("CHONGQING, May 16 --"), None where there is none
    warnings: what a reader of the source should know (a block in another language, an unbalanced quote)
    """

    name: str
    language: Language
    blocks: tuple[Block, ...]
    dateline: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary term found in a segment's source.

    entry: id of the glossary entry
    source: the words in the text; span: where they stand in the segment's source
    target: the required translation; accepted: other translations that count as right
    forbidden: translations that are always wrong
    enforced: False for a term too general to force; it is shown but never required
    target_span: where a right translation stands in the segment's target, None where it is missing
    repaired: whether the engine had left it out and was made to write it
    forced: whether it was set into the translation as it is, since the engine would not write it
    """

    entry: str
    source: str
    span: Span
    target: str
    accepted: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    enforced: bool = True
    field: str = ""
    target_span: Span | None = None
    repaired: bool = False
    forced: bool = False


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that an editor must look at, found by a check.

    check: name of the check ("numbers", "terms", ...)
    message, message_zh: the same sentence in English and Chinese
    source_span, target_span: where, in the segment's source and target; None where it is the whole or nothing
    fix: text to put in place of target_span, None where no sure fix is known
    """

    check: str
    severity: Severity
    message: str
    message_zh: str
    source_span: Span | None = None
    target_span: Span | None = None
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class Mend:
    """A sure fault of a translation that was put right without asking.

    check: name of the check that found it; message, message_zh: what it said
    before, after: the words that stood in the target, and those that stand there now; "" for nothing
    """

    check: str
    message: str
    message_zh: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Match:
    """A translation from the memory that may serve for a segment, shown beside the one that it has.

    kind: "exact", "fuzzy" (much the same words) or "semantic" (much the same meaning)
    score: likeness of its source to the segment's, 0 to 1; note: where the memory has it from ("old.tmx")
    """

    kind: MatchKind
    score: float
    source: str
    target: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence and its translation.

    id: stable over runs and over edits elsewhere in the article (made from the source text)
    block: index of its block in the article
    origin: who made the target; None while there is none
    score: mean log probability of a target token in nats, as the engine gave it; None where no engine did
    mends: what was put right in the target without asking, in order
    quality: estimate from 0 (bad) to 1 (good) by which to sort; None where it was not estimated
    matches: what the translation memory offers for it, the likest first; of an approved exact match, which is used as
        it is (origin "memory"), the one used
    approved: whether a person said that the translation is right as it stands
    """

    id: str
    block: int
    source: str
    target: str = ""
    origin: Origin | None = None
    terms: tuple[Term, ...] = ()
    issues: tuple[Issue, ...] = ()
    score: float | None = None
    mends: tuple[Mend, ...] = ()
    quality: float | None = None
    matches: tuple[Match, ...] = ()
    approved: bool = False


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One line of a brief in both languages.

    cites: ids of the segments that say it; writer: the model that wrote it, "" for the article's own words
    """

    source: str
    target: str = ""
    cites: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    writer: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A sentence that a model wrote for a brief and that was not taken.

    reason, reason_zh: what the article does not say of it, one sentence in English and in Chinese
    """

    text: str
    reason: str
    reason_zh: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What an office publishes of an article in short, in both languages.

    sentences: two or three; bullets: three key points; standfirst: one sentence; social: the sentences of one post
    method: how it was made; refused: what a model wrote and the article does not say
    """

    headline: BriefLine
    sentences: tuple[BriefLine, ...]
    bullets: tuple[BriefLine, ...]
    method: str
    standfirst: BriefLine | None = None
    social: tuple[BriefLine, ...] = ()
    refused: tuple[Refused, ...] = ()

    @property
    def lines(self) -> tuple[BriefLine, ...]:
        """Every line, the headline first."""
        standfirst = (self.standfirst,) if self.standfirst else ()
        return (self.headline, *standfirst, *self.sentences, *self.bullets, *self.social)


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a release was made.

    engine: "marian" or "embedded"; reason: why this engine was chosen
    model, revision: hub id or folder, and the commit or hash of its weights
    runtime: library, its version and precision ("ctranslate2 4.8 int8")
    notice, notice_zh: what every reader must be told of the engine ("draft, embedded model"); "" where nothing
    seconds: wall time from the article to the finished release, the engine being there
    """

    engine: str
    model: str
    revision: str
    runtime: str
    reason: str
    notice: str
    notice_zh: str
    glossary: str
    software: str
    seconds: float


@dataclass(frozen=True, slots=True)
class BilingualRelease:
    """An article and its translation side by side, its brief, its terms and what an editor must look at."""

    article: Article
    target_language: Language
    segments: tuple[Segment, ...]
    brief: Brief | None = None
    provenance: Provenance | None = None
    warnings: tuple[str, ...] = field(default=())

    @property
    def direction(self) -> Direction:
        """From the article's language into the other."""
        return Direction(self.article.language, self.target_language)

    @property
    def to_look_at(self) -> tuple[Segment, ...]:
        """The segments with an error or a warning that nobody has approved."""
        return tuple(s for s in self.segments if not s.approved and any(i.severity != "note" for i in s.issues))

    @property
    def worst_first(self) -> tuple[Segment, ...]:
        """The segments to look at, those with an error before those with warnings, each by estimated quality."""

        def rank(segment: Segment) -> tuple[bool, float]:
            no_error = all(issue.severity != "error" for issue in segment.issues)
            return no_error, 1.0 if segment.quality is None else segment.quality

        return tuple(sorted(self.to_look_at, key=rank))

    def block_segments(self, index: int) -> tuple[Segment, ...]:
        """The segments of one block, in order."""
        return tuple(s for s in self.segments if s.block == index)

    def terms_met(self) -> tuple[int, int]:
        """How many enforced terms stand in the translation, and how many there are in translated segments."""
        enforced = [t for s in self.segments if s.target for t in s.terms if t.enforced]
        return sum(t.target_span is not None for t in enforced), len(enforced)


def join_sentences(sentences: list[str], language: Language) -> str:
    """Sentences of one paragraph set one after the other as the language writes them."""
    return ("" if language == "zh" else " ").join(sentences)
