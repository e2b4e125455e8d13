"""Releases as JSON that reads back into an equal release, and the JSON Schema of it."""

from __future__ import annotations

import inspect
from typing import Any

from translator.files import json_decoder
from translator.release import BilingualRelease, ReleaseError, Span


def dump(release: BilingualRelease) -> bytes:
    """The release as indented UTF-8 JSON, Chinese kept readable; load() gives an equal release."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(release), indent=2) + b"\n"


def load(data: bytes) -> BilingualRelease:
    """The release in a JSON file.

    Raises ReleaseError, with the path inside the JSON, for what is not a release: wrong JSON, a missing or wrong
    value, a block or a cited segment that does not exist, a span outside its text.
    """
    import msgspec

    try:
        release: BilingualRelease = json_decoder(BilingualRelease).decode(data)
    except msgspec.DecodeError as error:
        raise _wrong(str(error).removesuffix(".")) from error
    _check_references(release)
    return release


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what dump() writes; docs/release.schema.json holds it."""
    import msgspec

    written: dict[str, Any] = msgspec.json.schema(BilingualRelease)
    for part in written["$defs"].values():
        if "description" in part:
            part["description"] = inspect.cleandoc(part["description"])
    # through JSON once, so that a default of () is the [] that a reader of the file sees
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(written))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **plain}


def _check_references(release: BilingualRelease) -> None:
    known: set[str] = set()
    for index, segment in enumerate(release.segments):
        at = f"$.segments[{index}]"
        if not 0 <= segment.block < len(release.article.blocks):
            raise _wrong(f"There is no block {segment.block} - at `{at}.block`")
        if segment.id in known:
            raise _wrong(f'The id "{segment.id}" is taken - at `{at}.id`')
        known.add(segment.id)
        for number, term in enumerate(segment.terms):
            _check_span(term.span, segment.source, f"{at}.terms[{number}].span")
            _check_span(term.target_span, segment.target, f"{at}.terms[{number}].target_span")
        for number, issue in enumerate(segment.issues):
            _check_span(issue.source_span, segment.source, f"{at}.issues[{number}].source_span")
            _check_span(issue.target_span, segment.target, f"{at}.issues[{number}].target_span")
    for line in release.brief.lines if release.brief else ():
        for cited in line.cites:
            if cited not in known:
                raise _wrong(f'The brief cites "{cited}", which is no segment - at `$.brief`')


def _check_span(span: Span | None, text: str, at: str) -> None:
    if span is not None and not 0 <= span[0] <= span[1] <= len(text):
        raise _wrong(f"The span {span[0]}-{span[1]} is outside its text of {len(text)} characters - at `{at}`")


def _wrong(what: str) -> ReleaseError:
    return ReleaseError(
        f"This is not the JSON of a release: {what}. docs/release.schema.json says what it must look like."
    )
