"""The embedded model as a writer of briefs and headlines: it was trained on those of the corpus, with these prompts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from translator.engines.base import Decoding, EngineInfo
from translator.engines.embedded import EmbeddedEngine
from translator.engines.summarizers.base import Summary, What
from translator.engines.summarizers.sections import by_sections
from translator.release import LANGUAGE_NAMES, Language

_LONGEST = 900
"""Tokens of the longest prompt that it was trained with."""
_MOST_TOKENS: dict[What, int] = {"brief": 160, "headline": 48}
_SEARCH = Decoding(beam_size=2, n_best=2)


class EmbeddedSummarizer:
    """See Summarizer. engine: the loaded model, which translates too."""

    languages: frozenset[Language] = frozenset({"en", "zh"})

    def __init__(self, engine: EmbeddedEngine) -> None:
        self._engine = engine

    def summarize(self, sentences: Sequence[str], language: Language, what: What) -> list[Summary]:
        """Briefs or headlines of an article, the more probable first."""

        def count(text: str) -> int:
            return self._engine.count(prompt([text], language, what))

        return by_sections(
            sentences,
            language,
            _LONGEST - _MOST_TOKENS[what],
            count,
            partial(self._write, language=language, what=what),
        )

    def describe(self) -> EngineInfo:
        """What to write into the release."""
        return self._engine.describe()

    def _write(self, sentences: Sequence[str], last: bool, *, language: Language, what: What) -> list[Summary]:
        what = what if last else "brief"
        best = self._engine.write([prompt(sentences, language, what)], language, _SEARCH, _MOST_TOKENS[what])[0]
        return [Summary(found.text, found.score) for found in (best, *best.others)]


def prompt(sentences: Sequence[str], language: Language, what: What) -> str:
    """The prompt as in training: the article, a sentence a line, and the name of what is to be written."""
    name = LANGUAGE_NAMES[language]
    return f"{name} article:\n" + "\n".join(sentences) + f"\n\n{name} {what}:"
