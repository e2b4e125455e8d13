"""Chooses the summarization model for a language, and says why in one line."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from translator.engines.embedded_base import Report
from translator.engines.hub import cached, hub_model
from translator.engines.registry import registry
from translator.engines.summarizers.base import Summarizer
from translator.engines.summarizers.seq2seq import Seq2SeqSummarizer
from translator.release import LANGUAGE_NAMES, Language, ReleaseError
from translator.settings import Settings

_NO_MODEL_OF_THE_HUB = ("embedded", "extractive")


@dataclass(frozen=True, slots=True)
class SummarizerChoice:
    """A summarization model of the hub, None where none is to be used, and the reason, one line."""

    summarizer: Summarizer | None
    reason: str


class Summarizers:
    """Summarization models by language, each found and loaded once, also where it knows both. Safe to use from threads.

    report: told of what takes long (converting)
    """

    def __init__(self, settings: Settings, report: Report = lambda what, share: None) -> None:
        self._settings = settings
        self._report = report
        self._found: dict[Path, Seq2SeqSummarizer] = {}
        self._choosing = threading.Lock()

    def choose(self, language: Language) -> SummarizerChoice:
        """The model for a language, as settings.summarizer says. Asks no hub.

        "auto": settings.summarizer_en or summarizer_zh where it is on this machine, else none. A folder, a hub id or a
        name of the registry: that, or none where it does not know the language. "embedded" and "extractive": none.
        Raises ReleaseError, saying how to get it, when what was asked for is not on this machine or no such model.
        """
        asked = self._settings.summarizer
        if asked in _NO_MODEL_OF_THE_HUB:
            return SummarizerChoice(None, f"summarizer = {asked} was asked for")
        default = self._settings.summarizer_en if language == "en" else self._settings.summarizer_zh
        name = default if asked == "auto" else asked
        folder, reason = _place(name)
        if folder is None:
            if asked == "auto":
                return SummarizerChoice(None, f"{name} is not on this machine ({reason})")
            raise ReleaseError(
                f"{name} is not on this machine: {reason}. You can also name a folder that holds a summarization "
                'model, or set summarizer to "extractive".'
            )
        with self._choosing:
            if folder not in self._found:
                self._found[folder] = Seq2SeqSummarizer.from_pretrained(folder, self._settings, self._report)
            found = self._found[folder]
        if language not in found.languages:
            return SummarizerChoice(None, f"{name} does not write {LANGUAGE_NAMES[language]}")
        return SummarizerChoice(found, f"{name}: {reason}")


def load_summarizer(
    language: Language, settings: Settings, report: Report = lambda what, share: None
) -> SummarizerChoice:
    """The model for one language; see Summarizers, which shares one model between two languages."""
    return Summarizers(settings, report).choose(language)


def _place(name: str) -> tuple[Path | None, str]:
    """Where a model lies and how it was found; None and how to get it where it is not on this machine.

    Raises ReleaseError for a model of the registry that writes no summaries.
    """
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder, "a folder on this machine"
    entry = hub_model(name, registry(), "summarizer")
    if entry is None:
        return None, "there is no such folder, and it is no hub id (owner/model)"
    if entry.kind != "summarizer":
        raise ReleaseError(f"{name} writes no summaries: it is for {entry.purpose}. Set summarizer to another model.")
    if found := cached(entry):
        licence = f"; licence: {entry.licence}" if "no commercial use" in entry.licence else ""
        return found, f"found in this machine's cache{licence}"
    option = "" if entry.name in registry() else " --summarizer"
    return None, f"`translator models fetch{option} {entry.name}` gets it"
