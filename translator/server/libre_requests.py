"""What a request to LibreTranslate's API asks for, read as leniently as its own servers read it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from fastapi import Request
from starlette.datastructures import FormData, QueryParams, UploadFile

from translator.pipeline import MOST_ALTERNATIVES
from translator.release import Language
from translator.server.errors import HTTPError
from translator.server.rate import network
from translator.server.security import key_is_right, may_use_door
from translator.server.settings import ServerSettings

CHINESE = "zh-Hans"
"""What LibreTranslate's servers call Chinese since 2025; "zh", as before, is understood and listed, too."""
LANGUAGES: tuple[tuple[str, str], ...] = (("en", "English"), (CHINESE, "Chinese (Simplified)"), ("zh", "Chinese"))
CODES: dict[Language, str] = {"en": "en", "zh": CHINESE}

_KNOWN: dict[str, Language] = {
    **dict.fromkeys(("en", "eng", "en-us", "en-gb"), "en"),
    **dict.fromkeys(("zh", "zho", "chi", "zh-hans", "zh-cn", "zh-sg", "zh-hans-cn"), "zh"),
}
_MOST_FIELDS = 1_000
_FIELD_BYTES = 4_000_000
_CHARACTER_BYTES = 12
"""What a character takes in JSON at most: two escapes."""
_SHOWN = 40
"""Characters of a wrong value that an error repeats."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A translation that is asked for.

    texts: what to translate; listed: whether they came as a list, and the answer is one
    source: None to find it out, for each text by itself; alternatives: how many other translations of each
    """

    texts: tuple[str, ...]
    listed: bool
    source: Language | None
    target: Language
    format: Literal["text", "html"]
    alternatives: int


async def read_values(request: Request) -> dict[str, Any]:
    """The parameters of a request: of its JSON, or else of its query and its form, of which the query comes first.

    A parameter that a form or query has more than once is a list. Raises HTTPError 400 for what is no JSON object.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json")):
        try:
            values = json.loads(await _body(request))
        except (ValueError, RecursionError):
            values = None
        if not isinstance(values, dict):
            raise HTTPError(400, "Invalid JSON format")
        return values
    form = await request.form(max_files=1, max_fields=_MOST_FIELDS, max_part_size=_FIELD_BYTES)
    return _fields(form) | _fields(request.query_params)


async def _body(request: Request) -> bytes:
    """The body of a request, which is JSON. Raises HTTPError 413 for more than texts that may be translated take."""
    body = await request.body()
    if len(body) > _CHARACTER_BYTES * request.state.server.characters + _FIELD_BYTES:
        raise HTTPError(413, "Invalid request: the request is far larger than the texts that are allowed")
    return body


def check_key(request: Request, values: Mapping[str, Any], server: ServerSettings) -> None:
    """Raises HTTPError where the API key is missing (400, as LibreTranslate's servers say) or is wrong (403)."""
    key = values.get("api_key")
    key = key if isinstance(key, str) else ""
    if server.api_key and key and not key_is_right(key, server):
        raise HTTPError(403, "Invalid API key")
    if not may_use_door(request, server, key):
        raise HTTPError(400, "Please contact the server operator to get an API key")


def libre_owner(request: Request) -> str:
    """Whose turn a request takes: that of the address that it came from, which nobody can make up, as a key can be."""
    address = network(request.client.host) if request.client else ""
    return "libre " + sha256(address.encode()).hexdigest()[:32]


def read_asked(values: Mapping[str, Any], form: bool, most: int) -> Asked:
    """What a request's parameters ask for. form: whether they came from one; most: characters of all texts together.

    Raises HTTPError 400 with the message that LibreTranslate's servers have.
    """
    given = need(values, "q")
    source, target = need(values, "source"), need(values, "target")
    alternatives = _count(values.get("alternatives") or 0)
    texts = read_texts(given, form)
    check_length(sum(map(len, texts)), most)
    languages = None if source == "auto" else language(source), language(target)
    return Asked(texts, not isinstance(given, str), *languages, _format(values.get("format") or "text"), alternatives)


def need(values: Mapping[str, Any], name: str) -> Any:
    """A parameter that must be there, and not be empty."""
    if not values.get(name):
        raise HTTPError(400, f"Invalid request: missing {name} parameter")
    return values[name]


def read_texts(given: Any, form: bool) -> tuple[str, ...]:
    """The texts in `q`, a string or a list of them. form: line ends, which forms write as CR LF, become LF."""
    texts = [given] if isinstance(given, str) else given
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise HTTPError(400, "Invalid request: q parameter is not a text or a list of texts")
    if any(_is_broken(text) for text in texts):
        raise HTTPError(400, "Invalid request: q parameter has a character that is none (half of a surrogate pair)")
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n") if form else text for text in texts)


def check_length(size: int, most: int) -> None:
    """Raises HTTPError 400 for more characters than may be translated at once."""
    if size > most:
        raise HTTPError(400, f"Invalid request: request ({size}) exceeds text limit ({most})")


def language(code: Any) -> Language:
    """The language with this code, whatever its case. Raises HTTPError 400 for one that is not translated."""
    known = _KNOWN.get(code.lower().replace("_", "-")) if isinstance(code, str) else None
    if not known:
        raise HTTPError(400, f"{_shown(code)} is not supported")
    return known


def _fields(values: FormData | QueryParams) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in values:
        several: Sequence[str | UploadFile] = values.getlist(name)
        found[name] = several[0] if len(several) == 1 else list(several)
    return found


def _format(given: Any) -> Literal["text", "html"]:
    if given == "text":
        return "text"
    if given == "html":
        return "html"
    raise HTTPError(400, f"{_shown(given)} format is not supported")


def _count(given: Any) -> int:
    try:
        return min(max(0, int(given)), MOST_ALTERNATIVES)
    except (TypeError, ValueError, OverflowError):
        raise HTTPError(400, "Invalid request: alternatives parameter is not a number") from None


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _is_broken(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False
