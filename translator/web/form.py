"""The form: its frame, its tabs, and its place on the server."""

from __future__ import annotations

import os
from html import escape
from typing import TYPE_CHECKING

from translator.office.bitexts import Bitexts
from translator.office.office import Office
from translator.release import Language, other_language
from translator.web.page import TAGS, Pages
from translator.web.theme import theme
from translator.web.words import Words, words

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

LANGUAGES: dict[str, Language] = {"/en": "en", "/zh": "zh"}
"""Where the form is, in each language of its interface."""

_HOUR = 3600


def build(
    office: Office, bitexts: Bitexts, language: Language, upload_mb: int = 20, keep_hours: float = 24.0
) -> gr.Blocks:
    """The form in one language of its interface, not yet served.

    bitexts: the office's aligned texts, those that the private routes serve
    upload_mb: megabytes that an upload may have; keep_hours: how long a release is kept after it was last touched
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio as gr

    from translator.web import align_tab, batch_tab, glossary_tab, translate_tab

    say = words(language)
    with gr.Blocks(title=say.title, analytics_enabled=False, delete_cache=(_HOUR, _HOUR)) as form:
        gr.HTML(_masthead(say, language), apply_default_css=False, elem_id="masthead")
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(say.translate, id="translate"):
                translate_tab.tab(office, language, upload_mb, keep_hours)
            with gr.Tab(say.align, id="align"):
                align_tab.tab(bitexts, language)
            with gr.Tab(say.glossary, id="glossary"):
                glossary_tab.tab(office, language)
            with gr.Tab(say.batch, id="batch"):
                batch_tab.tab(office, language)
    return form


def mount(app: FastAPI, office: Office, bitexts: Bitexts, upload_mb: int = 20, keep_hours: float = 24.0) -> None:
    """Puts the form on the server at /en/ and /zh/, each in its language; the other arguments are those of build.

    It needs STATIC to be served at /static, and that whoever asks has a session (the cookie `translator_session`).
    """
    import gradio as gr

    for path, language in LANGUAGES.items():
        gr.mount_gradio_app(
            app,
            build(office, bitexts, language, upload_mb, keep_hours),
            path,
            footer_links=[],
            run_history=False,
            max_file_size=f"{upload_mb}mb",
            # What the user can mend is said by the form itself; the rest would be a message from inside.
            show_error=False,
            ssr_mode=False,
            enable_monitoring=False,
            pwa=False,
            mcp_server=False,
            theme=theme(),
            app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
        )
    app.add_middleware(Pages, languages=LANGUAGES)


def _masthead(say: Words, language: Language) -> str:
    other = other_language(language)
    tag = TAGS[other]
    return (
        '<header class="office-masthead">'
        f'<a class="office-skip" href="#tabs">{escape(say.skip)}</a>'
        f"<h1>{escape(say.title)}</h1><p>{escape(say.tagline)}</p>"
        f'<a href="../language/{other}" data-office-language lang="{tag}" hreflang="{tag}" '
        f'aria-label="{escape(say.other_language_label)}">{escape(say.other_language)}</a></header>'
    )
