"""The first tab: an article or several go in, and the release is shown below."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from translator.office.office import Office
from translator.office.owners import owner_in
from translator.office.sizes import check_glossary_size, check_size
from translator.office.turns import BusyError
from translator.pipeline import SUFFIXES, EngineNote, Pipeline, read_bytes, read_text
from translator.release import Article, Direction, Language, ReleaseError, other_language
from translator.termbase import check_glossary, term_layers
from translator.web.component import component
from translator.web.own_terms import WrongLineError, own_terms
from translator.web.proof_tab import tab as proof_tab
from translator.web.words import Words, words

GLOSSARY_SUFFIXES = (".csv", ".tsv", ".xlsx", ".tbx", ".txt")
OWN_TERMS = "terms.csv"
_FOUND = ""
_DIRECTIONS: dict[str, Direction] = {"en-zh": Direction("en", "zh"), "zh-en": Direction("zh", "en")}
_FETCH = "translator models fetch"
FETCH_BOTH = f"{_FETCH} marian-en-zh marian-zh-en"
"""For both directions at once, so that what is said of them is the same."""

_MOST_NAME = 40


def tab(office: Office, language: Language, upload_mb: int, keep_hours: float) -> None:
    """The tab's content, to be called inside gr.Blocks.

    upload_mb: megabytes that an upload may have; keep_hours: how long a release is kept after it was last touched
    """
    say = words(language)
    limits = {"characters": f"{office.characters:,}", "megabytes": upload_mb}
    with gr.Accordion(say.article, open=True, elem_id="article"):
        with gr.Row(elem_id="article-input"):
            text = gr.Textbox(
                label=say.paste,
                info=say.paste_info.format(**limits),
                placeholder=say.paste_example,
                lines=11,
                max_lines=22,
                scale=3,
                min_width=280,
                elem_id="article-text",
            )
            with gr.Column(scale=2, min_width=280):
                files = gr.File(
                    label=say.files,
                    file_types=sorted(SUFFIXES),
                    file_count="multiple",
                    height=150,
                    elem_id="article-files",
                )
                gr.HTML(f"<p>{say.files_info.format(**limits)}</p>", elem_classes="hint")
                direction = gr.Radio(
                    [
                        (say.direction_found, _FOUND),
                        (say.english_to_chinese, "en-zh"),
                        (say.chinese_to_english, "zh-en"),
                    ],
                    value=_FOUND,
                    label=say.direction,
                    elem_id="direction",
                )
        with gr.Accordion(say.options, open=False, elem_id="options"):
            layers = gr.HTML("", elem_classes="hint")
            with gr.Row():
                terms = gr.Textbox(
                    label=say.terms,
                    info=say.terms_info,
                    placeholder=say.terms_example,
                    lines=4,
                    scale=3,
                    min_width=280,
                    elem_id="own-terms",
                )
                with gr.Column(scale=2, min_width=280):
                    glossary = gr.File(
                        label=say.upload, file_types=list(GLOSSARY_SUFFIXES), height=150, elem_id="own-glossary"
                    )
                    gr.HTML(f"<p>{say.upload_info.format(**limits)}</p>", elem_classes="hint")
            brief = gr.Checkbox(value=office.settings.brief, label=say.brief, info=say.brief_info, elem_id="with-brief")
        with gr.Row(elem_id="go-row"):
            go = gr.Button(say.go, variant="primary", scale=0, min_width=180, elem_id="go")
            note = gr.HTML("", elem_classes="hint", elem_id="engine-note")
    notices = component("notices", {"too_large": say.files_too_large, "megabytes": upload_mb})
    component("works", say.works | {"kept": say.works["kept"].format(hours=f"{keep_hours:g}")})
    proof = proof_tab(office, language)

    def start(
        text: str | None,
        files: list[str] | None,
        chosen: str,
        terms: str | None,
        glossary: str | None,
        brief: bool,
        request: gr.Request,
    ) -> Any:
        # Gradio gives None for a field that nobody touched or that was never unfolded.
        try:
            owner = owner_in(request.cookies)
            given = (text or "", files or [], chosen, terms or "", glossary, brief)
            started, faults = start_works(office, owner, say, *given)
        except ReleaseError as error:
            return gr.skip(), _told(errors=[str(error)])
        many = [say.started_many.format(count=len(started))] if len(started) > 1 else []
        return started[0], _told(faults, many)

    go.click(
        start,
        [text, files, direction, terms, glossary, brief],
        [proof, notices],
        concurrency_limit=4,
        show_progress="hidden",
        api_visibility="private",
    )
    hints = {"show_progress": "hidden", "api_visibility": "private"}
    gr.on(
        fn=lambda chosen: _hint(lambda: engine_note(engine_notes(office.pipeline(), chosen), say, language)),
        inputs=direction,
        outputs=note,
        **hints,
    )
    gr.on(fn=lambda chosen: _hint(lambda: layers_note(office, say)), inputs=direction, outputs=layers, **hints)


def start_works(
    office: Office,
    owner: str,
    say: Words,
    text: str,
    files: list[str],
    chosen: str,
    terms: str,
    glossary: str | None,
    brief: bool,
) -> tuple[list[str], list[str]]:
    """The ids of the works that were started, the text's before the files', and what is wrong with the other files.

    files, glossary: paths of uploads; chosen: "en-zh", "zh-en" or "" to find it; terms: lines of `English = 中文`
    Raises ReleaseError where nothing could be started, in the interface's language where the fault is of the form.
    """
    if not owner:
        raise ReleaseError(say.no_session)
    if not text.strip() and not files:
        raise ReleaseError(say.nothing)
    kept = _glossaries(office, owner, say, terms, glossary)
    direction = _DIRECTIONS.get(chosen)
    started, faults = [], []
    for given in [text] * bool(text.strip()) + [Path(file) for file in files]:
        try:
            article = _article(given, direction.source if direction else None, office.characters, say)
            _check_length(article, office.characters, say)
            to = direction.target if direction else other_language(article.language)
            started.append(office.start_release(owner, article, to, kept, brief))
        except BusyError as error:
            faults.append(f"{say.busy} ({error})")
            break
        except ReleaseError as error:
            faults.append(str(error))
    if not started:
        raise ReleaseError("\n".join(faults))
    return started, faults


def engine_notes(pipeline: Pipeline, chosen: str) -> dict[str, EngineNote | ReleaseError]:
    """Which engine translates, by direction; an error where none can. chosen: as in start_works."""
    notes: dict[str, EngineNote | ReleaseError] = {}
    for name, direction in _DIRECTIONS.items():
        if chosen in (_FOUND, name):
            try:
                notes[name] = pipeline.engine(direction)
            except ReleaseError as error:
                notes[name] = error
    return notes


def engine_note(notes: Mapping[str, EngineNote | ReleaseError], say: Words, language: Language) -> str:
    """What the engines mean for the reader, in one line."""
    told = {name: _engine(note, say) for name, note in notes.items()}
    if len(told) > 1 and len(set(told.values())) == 1:
        return say.engine_both.format(what=next(iter(told.values())))
    names = {"en-zh": say.english_to_chinese, "zh-en": say.chinese_to_english}
    return ("" if language == "zh" else " ").join(
        say.engine.format(direction=names[name], what=what) for name, what in told.items()
    )


def layers_note(office: Office, say: Words) -> str:
    """Which glossaries apply, with how many entries."""
    counts = {layer.name: f"{len(layer.entries):,}" for layer in term_layers(office.settings)}
    house = say.house_some.format(house=counts["house"]) if counts.get("house", "0") != "0" else say.house_none
    return say.glossaries.format(builtin=counts.get("builtin", "0"), house=house)


def _engine(note: EngineNote | ReleaseError, say: Words) -> str:
    if isinstance(note, ReleaseError):
        return say.engine_missing.format(what=note)
    if note.engine == "marian":
        return say.engine_plain
    fetch = [say.engine_fetch.format(command=FETCH_BOTH)] if _FETCH in note.reason else []
    return ("" if say is words("zh") else " ").join([say.engine_draft, *fetch])


def _article(given: str | Path, language: Language | None, most: int, say: Words) -> Article:
    if isinstance(given, str):
        check_size(_name(given), ".txt", given.encode("utf-8", "replace"), most)
        return read_text(given, _name(given), language)
    try:
        data = given.read_bytes()
    except OSError as error:
        raise ReleaseError(say.file_gone.format(name=given.name)) from error
    check_size(given.name, given.suffix, data, most)
    return read_bytes(data, given.stem, given.suffix, language)


def _name(text: str) -> str:
    """What to call a pasted article: the beginning of its first line."""
    line = next(line.strip() for line in text.splitlines() if line.strip()).lstrip("#* ")
    if len(line) <= _MOST_NAME:
        return line or "text"
    cut = line[:_MOST_NAME]
    return cut.rsplit(" ", 1)[0] if " " in cut else cut


def _check_length(article: Article, most: int, say: Words) -> None:
    length = sum(len(block.text) for block in article.blocks)
    if length > most:
        raise ReleaseError(say.too_long.format(name=article.name, length=f"{length:,}", characters=f"{most:,}"))


def _glossaries(office: Office, owner: str, say: Words, terms: str, glossary: str | None) -> tuple[str, ...]:
    """Paths of what the owner gave, kept with the owner's works; the article's own terms last, as they win."""
    given: list[tuple[str, bytes]] = []
    if glossary:
        file = Path(glossary)
        try:
            given.append((file.name, file.read_bytes()))
        except OSError as error:
            raise ReleaseError(say.file_gone.format(name=file.name)) from error
        check_glossary_size(*given[-1])
    try:
        if table := own_terms(terms):
            given.append((OWN_TERMS, table))
    except WrongLineError as wrong:
        raise ReleaseError(say.term_wrong.format(line=wrong.number, text=wrong.text)) from wrong
    kept = [office.shelf.keep_file(owner, name, data) for name, data in given]
    for file in kept:
        faults = [finding for finding in check_glossary(file, office.settings) if finding.severity == "error"]
        if faults:
            what = faults[0].message_zh if say is words("zh") else faults[0].message
            raise ReleaseError(say.glossary_wrong.format(what=what.replace(str(file), file.name)))
    return tuple(map(str, kept))


def _told(errors: Sequence[str], notes: Sequence[str] = ()) -> str:
    """A new value of the notices: the same messages twice are still two values."""
    messages = [{"kind": "error", "text": text} for text in errors] + [{"kind": "note", "text": text} for text in notes]
    return json.dumps({"messages": messages, "at": time.time_ns()}, ensure_ascii=False)


def _hint(say: Callable[[], str]) -> str:
    """A line for a gr.HTML; what is wrong with the user's own files is said in its place."""
    try:
        text = say()
    except ReleaseError as error:
        text = str(error)
    return f"<p>{escape(text, quote=False)}</p>"
