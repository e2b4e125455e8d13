"""A translation says what its source says: sentence embeddings against those of the document's other sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from translator.embeddings import Embed
from translator.release import Direction, Issue, Language, Segment, Severity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NEIGHBOURS = 4
"""So many nearest other sentences make the background of a pair (Artetxe & Schwenk 2019)."""
_LEAST_DOCUMENT = 4
_SHORT: dict[Language, int] = {"en": 30, "zh": 10}
"""Characters of the shortest source that is compared: a short line is like many things."""
_QUOTED = 30
_UNLIKE = 0.008
"""Margin below which a translation says something else; good ones in 56 releases of the corpus: 0.011 and more."""
_FAR = -0.03
"""Margin below which it surely does."""
_NEARER = 0.02
"""So much nearer another target must be to be the right one; those of good pairs: at most 0.013."""


def similarities(segments: Sequence[Segment], embed: Embed) -> list[float]:
    """Cosine of each source and its target, -1 to 1; 0.0 where one of them is empty."""
    import numpy as np

    sources, targets = _vectors(segments, embed)
    cosines = np.einsum("ij,ij->i", sources, targets)
    return [float(x) if _whole(s) else 0.0 for x, s in zip(cosines, segments, strict=True)]


def margins(segments: Sequence[Segment], embed: Embed) -> list[float]:
    """How much nearer each target is to its source than the mean of either's nearest others, as difference of cosines.

    About 0.06 for a good translation, below 0 for a wrong one; 0.0 where a text is empty. In a document of fewer than
    four segments all are 0.0: there is nothing to compare with.
    """
    import numpy as np

    if len(segments) < _LEAST_DOCUMENT:
        return [0.0] * len(segments)
    sources, targets = _vectors(segments, embed)
    found = _margins(sources @ targets.T, _same_text(segments))
    return [float(x) if _whole(s) else 0.0 for x, s in zip(np.nan_to_num(found), segments, strict=True)]


def check_meaning(segments: Sequence[Segment], direction: Direction, embed: Embed) -> list[tuple[int, Issue]]:
    """For each segment whose target says something else, its index and one issue.

    A target that is no nearer to its source than the document's other sentences are is a warning; an error where it is
    surely so, or where another segment's target fits the source better (swapped or shifted translations). Nothing in a
    document of fewer than four segments, and nothing for lines too short to compare.
    """
    import numpy as np

    if len(segments) < _LEAST_DOCUMENT:
        return []
    sources, targets = _vectors(segments, embed)
    cosines = sources @ targets.T
    found = _margins(cosines, _same_text(segments))
    whole = np.array([_whole(segment) for segment in segments])
    issues: list[tuple[int, Issue]] = []
    for i, segment in enumerate(segments):
        if not whole[i] or len(segment.source.strip()) < _SHORT[direction.source] or found[i] >= _UNLIKE:
            continue
        nearest = int(np.argmax(np.where(whole, cosines[i], -1.0)))
        if cosines[i, nearest] - cosines[i, i] >= _NEARER:
            issues.append((i, _elsewhere(segments[nearest].source)))
        else:
            issues.append((i, _unlike("error" if found[i] < _FAR else "warning")))
    return issues


def _vectors(segments: Sequence[Segment], embed: Embed) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The vectors of all sources and all targets; a text that stands several times is embedded once."""
    texts = list(dict.fromkeys(text for segment in segments for text in (segment.source, segment.target)))
    vectors, row = embed(texts), {text: i for i, text in enumerate(texts)}
    return vectors[[row[s.source] for s in segments]], vectors[[row[s.target] for s in segments]]


def _same_text(segments: Sequence[Segment]) -> NDArray[np.bool_]:
    """For each two segments, whether their sources or their targets are the same; each is the same as itself."""
    import numpy as np

    numbers: dict[str, int] = {}
    sources = np.array([numbers.setdefault(s.source, len(numbers)) for s in segments])
    targets = np.array([numbers.setdefault(s.target, len(numbers)) for s in segments])
    same: NDArray[np.bool_] = (sources[:, None] == sources) | (targets[:, None] == targets)
    return same


def _margins(cosines: NDArray[np.float32], same: NDArray[np.bool_]) -> NDArray[np.float32]:
    """The diagonal less the mean of the nearest in its row and its column that are not the same."""
    import numpy as np

    count = min(_NEIGHBOURS, len(cosines) - 1)
    others = np.where(same, -1.0, cosines)
    row = np.sort(others, axis=1)[:, -count:].mean(axis=1)
    column = np.sort(others, axis=0)[-count:].mean(axis=0)
    found: NDArray[np.float32] = np.diag(cosines) - (row + column) / 2
    return found


def _whole(segment: Segment) -> bool:
    return bool(segment.source.strip() and segment.target.strip())


def _elsewhere(source: str) -> Issue:
    quoted = source.strip()[:_QUOTED].rstrip() + ("…" if len(source.strip()) > _QUOTED else "")
    return Issue(
        "meaning",
        "error",
        "The translation does not say what the source says; another one fits better. "
        f"Is it exchanged with that of “{quoted}”?",
        f"译文与原文意思不符，另一句译文更合适。是否与“{quoted}”的译文对调了？",
    )


def _unlike(severity: Severity) -> Issue:
    return Issue(
        "meaning",
        severity,
        "The translation seems to say something else than the source.",
        "译文与原文的意思似乎不一致。",
    )
