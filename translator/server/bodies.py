"""The bodies of requests to the door: JSON or a form with files, into one pydantic model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from translator.server.errors import HTTPError, in_words
from translator.server.uploads import Upload, upload

if TYPE_CHECKING:
    from starlette.requests import Request

Model = TypeVar("Model", bound=BaseModel)
Language = Literal["en", "zh"]

MOST_TERMS = 500
"""Glossary entries that a request may bring in its body; longer glossaries are files."""

MOST_PAIRS = 5_000
"""Sentences and their translations that are looked through at once."""
_MOST_FILES = 3
_MOST_FIELDS = 20
_FIELD_BYTES = 4_000_000


class Body(BaseModel):
    """What all bodies have in common: a field that is not known is an error, since it is most likely misspelt."""

    model_config = ConfigDict(extra="forbid")


class Entry(Body):
    """A term in English and Chinese, each the required translation of the other."""

    en: str = Field(min_length=1, max_length=200, examples=["clinical trial"])
    zh: str = Field(min_length=1, max_length=200, examples=["临床试验"])


class ReleaseBody(Body):
    """An article to translate."""

    text: str = Field("", description="The article. A form may have a `file` instead.", examples=["Hello, Beijing."])
    name: str = Field("text", max_length=200, description="What the release is called.", examples=["hello"])
    language: Language | None = Field(None, alias="from", description="Its language; found out where it is not given.")
    to: Language | None = Field(None, description="The language to translate into; the other one by default.")
    brief: bool = Field(True, description="Write a brief, too.")
    glossary: list[Entry] = Field(
        [], max_length=MOST_TERMS, description="Terms for this article alone. A form may have a glossary file instead."
    )


class AlignBody(Body):
    """Two texts of which one translates the other. In a form both are files or both are texts."""

    source: str = Field("", description="The original; each line is a paragraph.", examples=["It rained.\nWe stayed."])
    target: str = Field("", description="Its translation.", examples=["下雨了。\n我们留下了。"])
    language: Language | None = Field(None, alias="from", description="Language of the original; found out by default.")
    name: str | None = Field(None, max_length=200, description="What the aligned text is called.")


class SentencePair(Body):
    """A sentence and its translation."""

    source: str = Field(max_length=20_000, examples=["It rose by 5%."])
    target: str = Field(max_length=20_000, examples=["增长了5%。"])


class CheckBody(Body):
    """A translation to look through: pairs, or two texts; in a form also one file of both languages, or two files."""

    pairs: list[SentencePair] = Field(
        [], max_length=MOST_PAIRS, description="Sentences and their translations, in order."
    )
    source: str = Field("", description="Or the original, each line a paragraph,")
    target: str = Field("", description="and its translation.")
    language: Language | None = Field(None, alias="from", description="Language of the original; found out by default.")
    name: str = Field("translation", max_length=200, description="What the report is called.")


async def read_body(request: Request, model: type[Model]) -> tuple[Model, list[Upload]]:
    """The fields of a request in a model, and its files; JSON has no files.

    Raises HTTPError: 400 for what is no JSON or no form, 415 for another kind of content, 422 for wrong fields.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind == "application/json" or kind.endswith("+json"):
            return model.model_validate_json(await request.body()), []
        if kind in ("multipart/form-data", "application/x-www-form-urlencoded"):
            fields, files = await _form(request, model)
            return model.model_validate(fields), files
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        raise HTTPError(400 if faults[0]["type"] == "json_invalid" else 422, in_words(faults)) from None
    raise HTTPError(415, "Send JSON (Content-Type: application/json) or a form (multipart/form-data).")


def request_body(model: type[BaseModel], *files: str) -> dict[str, Any]:
    """What OpenAPI says of a body that read_body reads; files: the fields of a form that hold files."""
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    binary = {name: {"type": "string", "contentMediaType": "application/octet-stream"} for name in files}
    form = {"type": "object", "properties": {**_form_fields(model, files), **binary}, "additionalProperties": False}
    content = {"application/json": {"schema": schema}, "multipart/form-data": {"schema": form}}
    return {"requestBody": {"required": True, "content": content}}


def body_schemas() -> dict[str, Any]:
    """The schemas of all bodies, for the components of OpenAPI."""
    from pydantic.json_schema import models_json_schema

    models: list[tuple[type[BaseModel], Literal["validation"]]] = [
        (model, "validation") for model in (ReleaseBody, AlignBody, CheckBody)
    ]
    _, schemas = models_json_schema(models, ref_template="#/components/schemas/{model}")
    found: dict[str, Any] = schemas["$defs"]
    return found


def _form_fields(model: type[BaseModel], files: tuple[str, ...]) -> dict[str, Any]:
    """The fields of a form that are texts; lists are left out, which a form writes as JSON."""
    fields = model.model_json_schema()["properties"]
    lists = _lists(model)
    return {name: field for name, field in fields.items() if name not in lists and name not in files}


async def _form(request: Request, model: type[Model]) -> tuple[dict[str, Any], list[Upload]]:
    from pydantic_core import from_json
    from starlette.datastructures import UploadFile

    fields: dict[str, Any] = {}
    files: list[Upload] = []
    async with request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=_FIELD_BYTES) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                files.append(upload(name, value.filename or "file", await value.read()))
            elif not value:  # a field of a form that was left empty
                continue
            elif name in _lists(model):
                try:
                    fields[name] = from_json(value)
                except ValueError as error:
                    raise HTTPError(422, f"{name}: in a form this is JSON, and it is wrong: {error}.") from None
            else:
                fields[name] = value
    return fields, files


def _lists(model: type[BaseModel]) -> set[str]:
    return {name for name, field in model.model_fields.items() if str(field.annotation).startswith("list")}
