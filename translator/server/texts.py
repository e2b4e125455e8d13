"""The HTTP door: alignments, checks and the glossary for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Literal

from anyio.to_thread import run_sync
from fastapi import APIRouter, Query, Request, Response

from translator import aligning, checking
from translator.bitext import Bitext
from translator.office.office import Office
from translator.office.sizes import check_size
from translator.office.turns import Ticket
from translator.pipeline import file_name
from translator.release import BilingualRelease, ReleaseError
from translator.server.answers import WORK, GlossaryPage, TermAnswer, content, responses
from translator.server.bodies import MOST_PAIRS, AlignBody, CheckBody, read_body, request_body
from translator.server.equipment import TheOffice, TheServer
from translator.server.errors import HTTPError
from translator.server.security import door_owner
from translator.server.uploads import MEDIA_TYPES, Upload, file_headers, media_type, on_disk
from translator.server.waiting import result
from translator.termbase import chosen_entries, find_entries, term_layers

texts = APIRouter(prefix="/v1", tags=["texts and terms"])

BitextFormat = Literal["json", "html", "tmx", "tsv", "xlsx"]
ReportFormat = Literal["json", "html", "docx", "md", "tmx", "xliff", "xlsx"]

ALIGNED_TIMES = 10
"""Texts to align may be so many times as long as an article to translate, since no model writes them."""

_MOST_BYTES = 5_000_000
"""Of a file of both languages, since nobody else gets a turn while it is looked through."""
_CUT = "Cut it into parts."

_FILES = tuple(kind for ending, kind in MEDIA_TYPES.items() if ending != ".json")


@texts.post(
    "/align",
    summary="Align a text with its translation",
    response_class=Response,
    responses={
        200: {
            "description": "The aligned text; other formats than JSON are files.",
            "content": content({"$ref": "#/components/schemas/Bitext"}, *_FILES),
        },
        **responses(*WORK),
    },
    openapi_extra=request_body(AlignBody, "source", "target"),
)
async def align(
    request: Request,
    office: TheOffice,
    server: TheServer,
    format: Annotated[BitextFormat, Query(description="The form of the answer.")] = "json",
) -> Response:
    """Which sentences of two texts, or of two files (.txt, .md, .html, .docx), belong together."""
    body, files = await read_body(request, AlignBody)
    given = _two(body.source, body.target, files, ALIGNED_TIMES * server.characters)

    def work(ticket: Ticket[tuple[str, bytes]]) -> tuple[str, bytes]:
        ticket.report("aligning")
        bitext = _aligned(office, given, body, ticket)
        ticket.report("writing")
        return aligning.bitext_file_name(bitext, format), aligning.render_bitext(bitext, format)

    return _answer(format, *await result(request, office.turns.put(door_owner(request), work), server.seconds))


@texts.post(
    "/check",
    summary="Look through a translation",
    response_class=Response,
    responses={
        200: {
            "description": "The report: a release whose segments have issues; other formats than JSON are files.",
            "content": content({"$ref": "#/components/schemas/BilingualRelease"}, *_FILES),
        },
        **responses(*WORK),
    },
    openapi_extra=request_body(CheckBody, "source", "target", "file"),
)
async def check(
    request: Request,
    office: TheOffice,
    server: TheServer,
    format: Annotated[ReportFormat, Query(description="The form of the answer.")] = "json",
) -> Response:
    """What an editor must look at in a translation that somebody made.

    As JSON: pairs, or a source and a target text. As a form: one file of both languages (.tmx, .xliff, .csv, .xlsx,
    .docx with a table of two columns, a release as .json), or two texts as files.
    """
    body, files = await read_body(request, CheckBody)
    single = [file for file in files if file.field == "file"]
    if bool(body.pairs) + bool(single) + bool(body.source or body.target or len(files) > len(single)) != 1:
        raise ReleaseError('Give one translation: "pairs", or "source" and "target", or in a form a file as "file".')
    given = None if body.pairs or single else _two(body.source, body.target, files, ALIGNED_TIMES * server.characters)

    def work(ticket: Ticket[tuple[str, bytes]]) -> tuple[str, bytes]:
        ticket.report("checking")
        release = aligning.release_of(_aligned(office, given, body, ticket)) if given else _of_both(single, body)
        checked = office.checker().check(release, ticket.report)
        ticket.report("writing")
        return file_name(checked, format), checking.render(checked, format)

    return _answer(format, *await result(request, office.turns.put(door_owner(request), work), server.seconds))


@texts.get("/glossary", summary="Search or list the glossary", responses=responses(400, 422))
async def glossary(
    office: TheOffice,
    q: Annotated[str, Query(max_length=200, description="A term in either language, or a part of one.")] = "",
    layer: Annotated[
        Literal["all", "builtin", "house"], Query(description="Which glossary: the built-in one or the house's.")
    ] = "all",
    field: Annotated[str | None, Query(max_length=100, description='Only entries of this field ("medicine").')] = None,
    enforced: Annotated[bool, Query(description="Only entries that are required of translations.")] = False,
    limit: Annotated[int, Query(ge=1, le=1000)] = 50,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> GlossaryPage:
    """The entries that answer a search, best first, or all in the order of their files."""

    def look() -> GlossaryPage:
        layers = [one for one in term_layers(office.settings) if layer in ("all", one.name)]
        chosen = [(one.name, entry) for one, entry in chosen_entries(layers, field, enforced)]
        if q:
            kept = {(name, entry.id) for name, entry in chosen}
            answers = ((layers[found.layer].name, found.entry) for found in find_entries(layers, q))
            chosen = [(name, entry) for name, entry in answers if (name, entry.id) in kept]
        page = [
            TermAnswer.model_validate({"layer": name, **asdict(entry)})
            for name, entry in chosen[offset : offset + limit]
        ]
        return GlossaryPage(total=len(chosen), entries=page)

    return await run_sync(look)


def _two(source: str, target: str, files: Sequence[Upload], most: int) -> tuple[str, str] | tuple[Upload, Upload]:
    """The two texts or the two files of a request. Raises ReleaseError where it has others, or too long ones."""
    fields = [file.field for file in files]
    if not files and source and target:
        for name, text in (("source", source), ("target", target)):
            if len(text) > most:
                raise ReleaseError(f"{name}: the text has {len(text):,} characters; {most:,} are allowed here.")
        return source, target
    if sorted(fields) == ["source", "target"] and not (source or target):
        one, other = sorted(files, key=lambda file: file.field)
        for file in (one, other):
            check_size(file.name, file.suffix, file.data, most)
        return one, other
    raise ReleaseError('Give two texts, "source" and "target", or in a form two files with these names.')


def _aligned(
    office: Office,
    given: tuple[str, str] | tuple[Upload, Upload],
    body: AlignBody | CheckBody,
    ticket: Ticket[tuple[str, bytes]],
) -> Bitext:
    """The ticket's texts put together; ends where nobody waits for them any more."""
    aligner = office.aligner()

    def told(done: int, of: int) -> None:
        ticket.report("aligning", done, of)

    match given:
        case (str() as source, str() as target):
            return aligner.align(source, target, body.language, body.name, progress=told)
        case (Upload() as one, Upload() as other):
            name = body.name if "name" in body.model_fields_set else None
            with on_disk((one, other)) as (first, second):
                return aligner.align(first, second, body.language, name, progress=told)
    raise AssertionError(given)


def _of_both(files: Sequence[Upload], body: CheckBody) -> BilingualRelease:
    """The translation in the pairs of a request, or in its one file of both languages."""
    if body.pairs:
        pairs = [(pair.source, pair.target) for pair in body.pairs]
        return checking.read_translation(pairs, body.name, body.language).release
    if len(files) != 1:
        raise HTTPError(422, f"One file of both languages can be checked at a time; there are {len(files)}.")
    if len(files[0].data) > _MOST_BYTES:
        raise ReleaseError(f"{files[0].name}: the file is larger than {_MOST_BYTES // 1_000_000} MB. {_CUT}")
    with on_disk(files) as (path,):
        release = checking.read_translation(path, body.name, body.language).release
    if len(release.segments) > MOST_PAIRS:
        raise ReleaseError(
            f"{files[0].name} has {len(release.segments):,} sentences, and {MOST_PAIRS:,} are allowed. {_CUT}"
        )
    return release


def _answer(format: str, name: str, data: bytes) -> Response:
    headers = {} if format == "json" else file_headers(name)
    return Response(data, media_type=media_type(name), headers=headers)
