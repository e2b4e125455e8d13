"""The result on the form: a release side by side, edited in place, with its brief and its files (static/proof*.js)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translator.office.office import Office
from translator.release import Language
from translator.web.component import component
from translator.web.words_proof import PROOF

if TYPE_CHECKING:
    import gradio as gr


def tab(office: Office, language: Language) -> gr.HTML:
    """The place of the result, to be called inside gr.Blocks; its value is the id of the work to show, "" for none."""
    return component("proof", PROOF[language])
