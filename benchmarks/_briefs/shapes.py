"""Whether every shape of a brief is within its limit, and whether any line has what its article has not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from translator.briefs import DEFAULT_LIMITS, Shape, size
from translator.release import BilingualRelease, Brief, BriefLine, Language

from .items import Item
from .unsupported import unsupported

SHAPES: tuple[Shape, ...] = ("headline", "standfirst", "brief", "social")


@dataclass(frozen=True, slots=True)
class Sized:
    """A shape of one brief on one side; most: its limit."""

    name: str
    language: Language
    shape: Shape
    size: int
    most: int


def sized(name: str, brief: Brief, language: Language, target: bool = False) -> Iterator[Sized]:
    """Every shape of a brief; target: in its translation, where it has one."""
    lines: dict[Shape, Sequence[BriefLine]] = {
        "headline": (brief.headline,),
        "standfirst": (brief.standfirst,) if brief.standfirst else (),
        "brief": brief.sentences,
        "social": brief.social,
    }
    for shape in SHAPES:
        texts = [line.target if target else line.source for line in lines[shape]]
        if any(texts):
            yield Sized(name, language, shape, size(shape, texts, language), DEFAULT_LIMITS.most(shape, language))


def size_table(found: Iterable[Sized]) -> str:
    """How many of each shape there are, how long the longest is, and how many are over the limit."""
    groups: dict[tuple[Language, Shape], list[Sized]] = {}
    for one in found:
        groups.setdefault((one.language, one.shape), []).append(one)
    rows = ["shape      | lang |    n | longest | limit | over"]
    for (language, shape), group in groups.items():
        over = [one for one in group if one.size > one.most]
        rows.append(
            f"{shape:10} | {language}   | {len(group):4} | {max(one.size for one in group):7} | {group[0].most:5} "
            f"| {len(over):4} {' '.join(one.name for one in over[:5])}"
        )
    return "\n".join(rows)


def unheard_of(item: Item, brief: Brief) -> list[tuple[str, tuple[str, ...]]]:
    """The lines of a brief with figures or names that the article has not."""
    article = [segment.source for segment in item.segments]
    return _unheard_of([line.source for line in brief.lines], article, item.language)


def unheard_of_in_translation(release: BilingualRelease) -> list[tuple[str, tuple[str, ...]]]:
    """The same of its translation, against the translated article and the article itself."""
    article = [text for segment in release.segments for text in (segment.target, segment.source)]
    lines = [line.target for line in release.brief.lines] if release.brief else []
    return _unheard_of(lines, article, release.target_language)


def _unheard_of(lines: Iterable[str], article: Sequence[str], language: Language) -> list[tuple[str, tuple[str, ...]]]:
    found = ((line, unsupported(line, article, language)) for line in lines if line)
    return [(line, (*not_there.figures, *not_there.names)) for line, not_there in found if any(not_there)]
