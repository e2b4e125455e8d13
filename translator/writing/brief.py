"""The shapes of a brief (headline, standfirst, summary, key points, post) as every format shows them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from translator.lengths import headline_length, text_length
from translator.release import BilingualRelease, Brief, BriefLine, Issue, Language, Segment, join_sentences
from translator.writing.marks import Run, cut_runs
from translator.writing.wording import Words

Side = Literal["source", "target"]
Unit = Literal["characters", "words"]

ALSO_IN_BRIEF = Words("also in the brief", "亦在简报中")
MODEL_SIGN = "◇"
"""What marks a sentence that a model wrote, other than the signs of the severities."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One of the texts that an office publishes of an article.

    unit: what its length is counted in in English (in Chinese always 汉字), None where no length is asked for
    listed: whether its lines stand in a list, each for itself
    findings: its lines with their issues, those left out that a shape before it told of the same sentence
    """

    name: Words
    lines: tuple[BriefLine, ...]
    unit: Unit | None = None
    listed: bool = False
    findings: tuple[tuple[BriefLine, Issue], ...] = ()

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The issues to tell under it."""
        return tuple(issue for _, issue in self.findings)

    def length(self, side: Side, language: Language) -> str:
        """Its length as its language counts ("74 characters", "26 字"); "" where none is asked for or all is empty."""
        text = join_sentences([getattr(line, side) for line in self.lines], language)
        if self.unit is None or not text.strip():
            return ""
        number = (headline_length if self.unit == "characters" else text_length)(text, language)
        if language == "zh":
            return f"{number} 字"
        return f"{number} {self.unit if number != 1 else self.unit[:-1]}"

    def written(self, number: dict[str, int]) -> Words | None:
        """Who wrote the lines under MODEL_SIGN and what supports them; None where all are the article's own words.

        number: of each segment, by its id
        """
        lines = [line for line in self.lines if line.writer]
        if not lines:
            return None
        models = tuple(dict.fromkeys(line.writer for line in lines))
        cited = sorted({number[id] for line in lines for id in line.cites if id in number})
        english, chinese = f"written by a model ({', '.join(models)})", f"由模型（{'、'.join(models)}）撰写"
        if cited:
            noun = "segment" if len(cited) == 1 else "segments"
            english += f"; supported by {noun} {', '.join(map(str, cited))}"
            chinese += f"，依据句段 {'、'.join(map(str, cited))}"
        return Words(english, chinese)


def shapes(brief: Brief | None) -> tuple[Shape, ...]:
    """The shapes that a brief has, in the order of Brief.lines; none where there is no brief."""
    if brief is None:
        return ()
    found = (
        Shape(Words("Headline", "标题"), (brief.headline,), "characters"),
        Shape(Words("Standfirst", "导语"), (brief.standfirst,) if brief.standfirst else (), "words"),
        Shape(Words("Summary", "摘要"), brief.sentences, "words"),
        Shape(Words("Key points", "要点"), brief.bullets, listed=True),
        Shape(Words("Social post", "社交媒体"), brief.social, "characters"),
    )
    told: set[tuple[str, str, Issue]] = set()
    shown = []
    for shape in found:
        new = {(line.source, line.target, issue): (line, issue) for line in shape.lines for issue in line.issues}
        findings = tuple(finding for key, finding in new.items() if key not in told)
        told.update(new)
        if shape.lines:
            shown.append(replace(shape, findings=findings))
    return tuple(shown)


def new_issues(release: BilingualRelease) -> tuple[BriefLine, ...]:
    """Each sentence of the brief with issues that the article does not tell of it, once, with these issues only."""
    told = {(segment.source, segment.target, issue) for segment in release.segments for issue in segment.issues}
    found: dict[tuple[str, str], BriefLine] = {}
    for line in release.brief.lines if release.brief else ():
        text = line.source, line.target
        issues = [issue for issue in line.issues if (*text, issue) not in told]
        if issues:
            known = found[text].issues if text in found else ()
            found[text] = replace(line, issues=tuple(dict.fromkeys((*known, *issues))))
    return tuple(found.values())


def is_in(release: BilingualRelease, segment: Segment) -> bool:
    """Whether a sentence stands in the brief as it stands in the article."""
    lines = release.brief.lines if release.brief else ()
    return any((line.source, line.target) == (segment.source, segment.target) for line in lines)


def line_runs(line: BriefLine, side: Side) -> tuple[Run, ...]:
    """A line's text in one language, cut where an issue begins or ends."""
    spans = [(issue.source_span if side == "source" else issue.target_span, issue) for issue in line.issues]
    return cut_runs(getattr(line, side), (), [(span, issue) for span, issue in spans if span])


def not_taken(brief: Brief | None) -> Words | None:
    """What stands above the sentences that a model wrote and that were not taken; None where there are none."""
    if not brief or not brief.refused:
        return None
    count = len(brief.refused)
    noun = "sentence" if count == 1 else "sentences"
    return Words(f"Not taken: {count} {noun} that the article does not bear out", f"未采用：{count} 句，原文无此依据")
