"""The Batch tab: many files in, how far each is, and one zip out (static/batch.js)."""

from __future__ import annotations

from translator.office.office import Office
from translator.release import Language
from translator.web.component import component
from translator.web.words_batch import BATCH


def tab(office: Office, language: Language) -> None:
    """The tab's content, to be called inside gr.Blocks."""
    component("batch", BATCH[language])
