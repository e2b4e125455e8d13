"""The Glossary tab: search the terms, change those of the house, and files in and out (static/glossary.js)."""

from __future__ import annotations

from translator.office.office import Office
from translator.release import Language
from translator.web.component import component
from translator.web.words_glossary import GLOSSARY


def tab(office: Office, language: Language) -> None:
    """The tab's content, to be called inside gr.Blocks."""
    component("glossary", GLOSSARY[language])
