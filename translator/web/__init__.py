"""The web form: an article in, its bilingual release shown and ready to download."""

from __future__ import annotations

import html
import os
import shutil
import tempfile
import time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translator.pipeline import SUFFIXES, Listener, Pipeline, file_name, read_file, read_text, render
from translator.release import Article, Language, ReleaseError
from translator.settings import Settings, load_settings

if TYPE_CHECKING:
    import gradio as gr

TITLE = "Bilingual release · 双语新闻稿"
KEPT_SECONDS = 3600
MOST_UPLOAD = "20mb"
DOWNLOADS = ("docx", "html", "md", "tmx", "xliff", "json")

_CSS = """
.gradio-container { max-width: 72rem !important; margin: auto; }
iframe.release {
  width: 100%; height: 80vh; background: Canvas;
  border: 1px solid var(--border-color-primary); border-radius: .5rem;
}
"""
_OTHER = "The other language · 另一种语言"
_TARGETS: dict[str, Language | None] = {_OTHER: None, "Chinese · 中文": "zh", "English · 英文": "en"}
_EMPTY = "<p>The release appears here. · 译稿显示于此处。</p>"


def build(settings: Settings | None = None) -> gr.Blocks:
    """The form, not yet started. The models load with the first article."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio as gr

    office = Office(settings or load_settings())
    with gr.Blocks(title=TITLE, analytics_enabled=False, delete_cache=(KEPT_SECONDS, KEPT_SECONDS)) as form:
        gr.Markdown(f"# {TITLE}\nEverything is computed on this machine. · 全部在本机计算，稿件不会外传。")
        with gr.Row():
            with gr.Column(scale=3):
                text = gr.Textbox(label="Article · 原文", lines=12, max_lines=24, autofocus=True)
            with gr.Column(scale=2):
                upload = gr.File(label="or a file · 或文件 (txt, md, html, docx)", file_types=sorted(SUFFIXES))
                to = gr.Radio(list(_TARGETS), value=_OTHER, label="Translate into · 译为")
        go = gr.Button("Make the release · 生成双语稿", variant="primary")
        page = gr.HTML(_EMPTY)
        files = gr.File(label="Download · 下载", file_count="multiple", interactive=False, visible=False)

        def make(text: str, upload: str | None, to: str, progress: gr.Progress = gr.Progress()) -> tuple[Any, ...]:  # noqa: B008
            shown, saved = make_release(
                office, text, upload, _TARGETS[to], lambda step, done, of: progress((done, of), desc=step)
            )
            return shown, gr.update(value=saved, visible=True)

        go.click(
            make,
            inputs=[text, upload, to],
            outputs=[page, files],
            concurrency_limit=1,
            api_visibility="private",
        )
    return form


def launch(host: str = "127.0.0.1", port: int = 7860) -> None:
    """Starts the form and serves it until it is stopped."""
    form = build()
    import gradio as gr

    theme = gr.themes.Base(
        primary_hue="teal",
        font=["system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    )
    print(f"The form is at http://{host}:{port}/ - stop it with Ctrl+C.", flush=True)
    form.launch(
        server_name=host,
        server_port=port,
        share=False,
        max_file_size=MOST_UPLOAD,
        theme=theme,
        css=_CSS,
        footer_links=[],
        show_error=True,
        quiet=True,
    )


class Office:
    """One pipeline for all users, made when the first article comes, and the files made for them.

    A file is deleted an hour after it was made, when the next one is made, and in any case when the server ends.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder = tempfile.TemporaryDirectory(prefix="translator-")

    @cached_property
    def pipeline(self) -> Pipeline:
        """The pipeline, loaded on first use."""
        return Pipeline(self._settings)

    def save(self, files: dict[str, bytes]) -> list[str]:
        """Paths of new files, in a folder that no other call shares."""
        root = Path(self._folder.name)
        for old in [f for f in root.iterdir() if time.time() - f.stat().st_mtime > KEPT_SECONDS]:
            shutil.rmtree(old)
        folder = Path(tempfile.mkdtemp(dir=root))
        for name, content in files.items():
            (folder / name).write_bytes(content)
        return [str(folder / name) for name in files]


def make_release(
    office: Office, text: str, upload: str | None, to: Language | None, listen: Listener
) -> tuple[str, list[str]]:
    """The page, framed, and the paths of the files for what the form holds; a fault becomes a message on the form.

    upload: path of an uploaded file, which wins over the text; to: None for the other language
    """
    import gradio as gr

    try:
        release = office.pipeline.release(_article(text, upload), to, listen)
    except ReleaseError as error:
        raise gr.Error(str(error), duration=None, print_exception=False) from error
    files = office.save({file_name(release, format): render(release, format) for format in DOWNLOADS})
    page = html.escape(render(release, "html").decode("utf-8"))
    return f'<iframe class="release" title="{TITLE}" sandbox srcdoc="{page}"></iframe>', files


def _article(text: str, upload: str | None) -> Article:
    if upload:
        return read_file(Path(upload))
    return read_text(text, name="release")
