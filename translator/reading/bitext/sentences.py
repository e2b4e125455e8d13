"""The sentences of a paragraph paired with those of its translation, in their order."""

from __future__ import annotations

from translator.reading.bitext.divergence import first_divergence
from translator.reading.bitext.units import Texts
from translator.reading.sentences import split_sentences
from translator.release import Language, other_language


def pair_sentences(source: str, target: str, language: Language) -> tuple[Texts, ...]:
    """A pair a sentence where both sides have as many and they seem to belong together; else one of the whole.

    language: the source's
    """
    sources = split_sentences(source, language)
    targets = split_sentences(target, other_language(language))
    # Of as many sentences one may still be split and another joined.
    if (
        not sources
        or len(sources) != len(targets)
        or first_divergence(sources, targets) != (len(sources), len(targets))
    ):
        return ((source, target),)
    return tuple(zip(sources, targets, strict=True))
