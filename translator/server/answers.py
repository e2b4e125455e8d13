"""What the door answers, as OpenAPI describes it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

_REASONS = {
    400: "The body is not what its Content-Type says.",
    401: "A key, or a user and a password, are needed.",
    403: "Asked for in the name of another site, or of another host.",
    404: "There is no such release (any more), or it is another client's.",
    409: "It is not done yet, or was stopped.",
    413: "The body is too large.",
    415: "Neither JSON nor a form.",
    422: "A field is wrong, or a text or file cannot be read; the reason says which and what to do.",
    429: "Too many requests; Retry-After says when to ask again.",
    500: "A fault of the server; its log says where.",
    503: "Too much waits already; Retry-After says when to ask again.",
    504: "It took longer than a request may, and was stopped.",
}
ALWAYS = (401, 403, 429, 500)
"""What every address may answer."""
WORK = (400, 409, 413, 415, 422, 503, 504)
"""And those at which something is computed."""


class Problem(BaseModel):
    """Why it was not done."""

    error: str = Field(examples=["text: the text is empty. Paste or name an article."])


class ReleaseState(BaseModel):
    """How far a release is. `before`: works that come first; `done` of `of`: how much of `step` is done."""

    id: str = Field(examples=["Tq3xF0aWb1k2mZ9c"])
    name: str = Field(examples=["summit"])
    state: Literal["waiting", "working", "done", "failed", "stopped"]
    before: int = 0
    step: str = Field("", examples=["translation"])
    done: int = 0
    of: int = 0
    error: str = Field("", description="Why it failed.")


class TermAnswer(BaseModel):
    """An entry of the glossary. `enforced`: the directions in which it is required of every translation."""

    layer: str = Field(examples=["builtin"])
    en: str = Field(examples=["clinical trial"])
    zh: str = Field(examples=["临床试验"])
    pos: str
    field: str
    abbr_en: tuple[str, ...]
    abbr_zh: tuple[str, ...]
    variants_en: tuple[str, ...]
    variants_zh: tuple[str, ...]
    forbidden_en: tuple[str, ...]
    forbidden_zh: tuple[str, ...]
    enforced: tuple[str, ...]
    source: str
    note: str


class GlossaryPage(BaseModel):
    """Some of the entries that were asked for; total: how many there are."""

    total: int
    entries: list[TermAnswer]


class EngineAnswer(BaseModel):
    """The engine of a direction. `notice`: what every reader must be told of it."""

    engine: str = Field(examples=["marian"])
    model: str
    reason: str
    notice: str
    notice_zh: str


class Health(BaseModel):
    """That the server is up. `waiting`: works in the queue; `engines`: by direction, once they are known."""

    ok: bool = True
    version: str
    waiting: int
    engines: dict[str, EngineAnswer] = {}


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What FastAPI says of these errors, and of those that every address may answer."""
    return {status: {"model": Problem, "description": _REASONS[status]} for status in sorted({*statuses, *ALWAYS})}


def content(schema: dict[str, Any], *others: str) -> dict[str, Any]:
    """What OpenAPI says of JSON with this schema, and of files of other media types."""
    files = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in others}
    return {"application/json": {"schema": schema}, **files}
