"""A component of our own on the form: a place on the page that a script of ours fills."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    import gradio as gr


def component(name: str, words: Mapping[str, Any], value: str = "") -> gr.HTML:
    """The place of the component that the script mounts as `Office.mount(name, ...)`, to be made inside gr.Blocks.

    name: letters only; the element's id, too
    words: what it says, in the interface's language; any JSON
    value: what it shows first; as the output of an event the gr.HTML takes a new one
    """
    import gradio as gr

    if not re.fullmatch("[a-z]+", name):
        raise ValueError(f"{name!r}: a component's name is of small letters.")
    # Gradio reads braces and backquotes of a template as code, so the words go in percent-encoded.
    packed = quote(json.dumps(words, ensure_ascii=False), safe="")
    template = f'<div hidden data-office="{name}" data-value="{{{{value}}}}" data-words="{packed}"></div>'
    return gr.HTML(
        value, html_template=template, js_on_load=None, apply_default_css=False, elem_id=f"office-component-{name}"
    )
