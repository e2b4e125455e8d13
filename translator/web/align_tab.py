"""The Align tab: a text and its translation go in, and their sentences are shown side by side."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path

import gradio as gr

from translator.office.bitexts import Bitexts
from translator.office.owners import owner_in
from translator.pipeline import SUFFIXES
from translator.release import Language, ReleaseError
from translator.web.component import component
from translator.web.words_align import BEADS, TAB

_LINES = 8


def tab(bitexts: Bitexts, language: Language) -> None:
    """The tab's content, to be called inside gr.Blocks."""
    say = TAB[language]
    gr.HTML(f"<p>{say['about']}</p>", elem_classes="hint")
    inputs: list[gr.Textbox | gr.File] = []
    with gr.Row(elem_id="align-input"):
        for side in ("original", "translation"):
            with gr.Column(min_width=280):
                inputs.append(
                    gr.Textbox(
                        label=say[side],
                        placeholder=say["paste"],
                        lines=_LINES,
                        max_lines=2 * _LINES,
                        elem_id=f"align-{side}",
                    )
                )
                inputs.append(
                    gr.File(
                        label=say[f"{side}_file"],
                        file_types=sorted(SUFFIXES),
                        height=150,
                        elem_id=f"align-{side}-file",
                    )
                )
    with gr.Row():
        go = gr.Button(say["start"], variant="primary", scale=0, min_width=180, elem_id="align-go")
    beads = component("beads", BEADS[language])

    def start(
        original: str, original_file: str | None, translation: str, translation_file: str | None, request: gr.Request
    ) -> str:
        sides = (original, original_file), (translation, translation_file)
        return begun(bitexts, owner_in(request.cookies), say, *sides)

    go.click(start, inputs, beads, concurrency_limit=4, show_progress="hidden", api_visibility="private")


def begun(
    bitexts: Bitexts,
    owner: str,
    say: Mapping[str, str],
    original: tuple[str, str | None],
    translation: tuple[str, str | None],
) -> str:
    """What the beads are to show: the id of an alignment that was started, or, as JSON, why none was.

    original, translation: the text that was pasted, and the path of the file that was chosen, which comes first
    """
    try:
        if not owner:
            raise ReleaseError(say["no_session"])
        source, target = _chosen(original, say["no_original"]), _chosen(translation, say["no_translation"])
        return bitexts.start(owner, source, target)
    except ReleaseError as error:
        # the time makes the same message twice two values, of which each is shown
        return json.dumps({"error": str(error), "at": time.time_ns()}, ensure_ascii=False)


def _chosen(side: tuple[str, str | None], missing: str) -> Path | str:
    text, file = side
    if file:
        return Path(file)
    if not text.strip():
        raise ReleaseError(missing)
    return text
