"""The summarizer that runs any encoder-decoder summarization model of the hub."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from translator.engines.base import EngineInfo
from translator.engines.embedded_base import Report
from translator.engines.runtime_ctranslate2 import describe_ctranslate2
from translator.engines.runtime_transformers import describe_transformers
from translator.engines.summarizers import runtime_ctranslate2, runtime_transformers
from translator.engines.summarizers.base import Summary, What
from translator.engines.summarizers.checkpoint import Seq2SeqCheckpoint, open_seq2seq
from translator.engines.summarizers.runtime import Decoded, SummaryRuntime
from translator.engines.summarizers.runtime_ctranslate2 import CONVERTED, CTranslate2Summaries
from translator.engines.summarizers.runtime_transformers import TransformersSummaries
from translator.engines.summarizers.search import published_search
from translator.engines.summarizers.sections import by_sections
from translator.engines.summarizers.tokens import SummaryTokens
from translator.release import LANGUAGE_NAMES, Language, ReleaseError, join_sentences
from translator.settings import Settings

# The summary of a section takes at most this share of the window, so that each round leaves fewer sections.
_SECTION_SHARE = 4
_LAST_STOP = re.compile(r".*(?:[.!?][\"'”’)]*(?=\s|$)|[。！？][”’」』）]*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Loaded:
    tokens: SummaryTokens
    runtime: SummaryRuntime


class Seq2SeqSummarizer:
    """An encoder-decoder model behind the Summarizer protocol. It loads when it is first needed.

    BART, Pegasus, T5 and mT5 run in CTranslate2 unless settings.runtime says otherwise, all others in transformers.
    """

    def __init__(
        self, checkpoint: Seq2SeqCheckpoint, settings: Settings, report: Report = lambda what, share: None
    ) -> None:
        self.languages = checkpoint.languages
        self._checkpoint = checkpoint
        self._settings = settings
        self._report = report
        self._loaded: _Loaded | None = None
        self._loading = threading.Lock()

    @classmethod
    def from_pretrained(cls, folder: str | Path, settings: Settings, report: Report = lambda what, share: None) -> Self:
        """A summarizer for a checkpoint in a local folder, which is looked through now and loaded later.

        report: told while it is converted
        Raises ReleaseError for a folder that holds no usable summarization model.
        """
        return cls(open_seq2seq(Path(folder)), settings, report)

    def summarize(self, sentences: Sequence[str], language: Language, what: What) -> list[Summary]:
        """Summaries of an article, the most probable first; see Summarizer.

        For a headline the model's shortest summary is given, which may be a sentence or more: these models write
        nothing else. Raises ReleaseError for a language that the model does not know.
        """
        if language not in self.languages:
            able = " and ".join(LANGUAGE_NAMES[code] for code in sorted(self.languages))
            raise ReleaseError(
                f"{self._checkpoint.name} summarises {able}, not {LANGUAGE_NAMES[language]}. Set summarizer_{language} "
                "to a model that does."
            )
        if not any(sentence.strip() for sentence in sentences):
            return []
        model, window = self._load(), self._checkpoint.window
        positions = self._checkpoint.positions - 1  # the start token takes one

        def summarize_one(run: Sequence[str], last: bool) -> list[Summary]:
            search = published_search(
                self._checkpoint.generation,
                self._settings,
                language,
                what if last else "brief",
                positions if last else max(min(positions, window // _SECTION_SHARE), 1),
            )
            written = model.runtime.search(model.tokens.encode(join_sentences(list(run), language)), search)
            return finished_summaries(written, model.tokens, language)

        return by_sections(sentences, language, window, model.tokens.count, summarize_one)

    def describe(self) -> EngineInfo:
        """Model, commit or hash, and runtime; a notice where the registry says that it may not be used commercially."""
        checkpoint = self._checkpoint
        limited = "no commercial use" in checkpoint.licence
        return EngineInfo(
            engine="seq2seq",
            model=checkpoint.name,
            revision=checkpoint.revision,
            runtime=self._runtime(),
            notice=f"The brief's model, {checkpoint.name}, may not be used commercially." if limited else "",
            notice_zh=f"撰写摘要的模型（{checkpoint.name}）不得用于商业用途。" if limited else "",
        )

    @property
    def _converts(self) -> bool:
        return self._settings.runtime == "ctranslate2" and self._checkpoint.kind in CONVERTED

    def _runtime(self) -> str:
        describe, own = (
            (describe_ctranslate2, runtime_ctranslate2.precision)
            if self._converts
            else (describe_transformers, runtime_transformers.precision)
        )
        library, version, _, *device = describe(self._settings).split()
        return " ".join([library, version, own(self._checkpoint, self._settings)[1], *device])

    def _load(self) -> _Loaded:
        with self._loading:
            if self._loaded is None:
                self._report(f"loading {self._checkpoint.name}", 0.0)
                tokens = SummaryTokens(self._checkpoint)
                kind = CTranslate2Summaries if self._converts else TransformersSummaries
                self._loaded = _Loaded(tokens, kind(self._checkpoint, tokens, self._settings))
                self._report("ready", 1.0)
            return self._loaded


def finished_summaries(written: Sequence[Decoded], tokens: SummaryTokens, language: Language) -> list[Summary]:
    """The texts of a beam's hypotheses, each once: those that the model finished.

    Where the length limit cut all of them off: their whole sentences; where there is none either, what there is.
    """
    told = [(tokens.decode(hypothesis.ids, language), hypothesis) for hypothesis in written]
    finished = [Summary(text, h.score) for text, h in told if text and h.finished]
    whole = [Summary(found[0].strip(), h.score) for text, h in told if (found := _LAST_STOP.match(text))]
    chosen = finished or whole or [Summary(text, h.score) for text, h in told]
    first: dict[str, Summary] = {}
    for summary in chosen:
        first.setdefault(summary.text, summary)
    return list(first.values())
