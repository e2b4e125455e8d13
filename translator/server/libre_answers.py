"""What LibreTranslate's API takes and answers, as OpenAPI describes it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

_TEXT = {"type": "string"}
_KEY = {"api_key": _TEXT | {"description": "The API key, where one is set."}}
_LANGUAGE = _TEXT | {"examples": ["en"]}


class Detected(BaseModel):
    """A language and how sure it is, in per cent."""

    confidence: float = Field(examples=[92.0])
    language: str = Field(examples=["en"])


class Translated(BaseModel):
    """The translation of `q`: a text for a text, a list for a list. detectedLanguage is there for source "auto"."""

    translatedText: str | list[str]  # noqa: N815 - LibreTranslate's name
    detectedLanguage: Detected | list[Detected] | None = None  # noqa: N815
    alternatives: list[str] | list[list[str]] | None = None


class LanguageAnswer(BaseModel):
    """A language, and the codes of those that it is translated into."""

    code: str = Field(examples=["zh-Hans"])
    name: str
    targets: list[str]


def _body(required: list[str], properties: dict[str, Any]) -> dict[str, Any]:
    several = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]}
    schema = {"type": "object", "required": required, "properties": properties | _KEY}
    listed = schema | {"properties": properties | {"q": several} | _KEY}
    content = {"application/json": {"schema": listed}, "application/x-www-form-urlencoded": {"schema": schema}}
    return {"requestBody": {"required": True, "content": content}}


TRANSLATE = _body(
    ["q", "source", "target"],
    {
        "q": _TEXT | {"minLength": 1, "examples": ["The hospital opened on Monday."]},
        "source": _LANGUAGE | {"description": '"en", "zh-Hans" or "zh"; "auto" to find it out.'},
        "target": _LANGUAGE | {"examples": ["zh-Hans"]},
        "format": {"enum": ["text", "html"], "default": "text"},
        "alternatives": {"type": "integer", "minimum": 0, "default": 0, "description": "How many others; 5 at most."},
    },
)
DETECT = _body(["q"], {"q": _TEXT | {"minLength": 1, "examples": ["医院周一开业。"]}})
SUGGEST = _body(["q", "s", "source", "target"], {"q": _TEXT, "s": _TEXT, "source": _LANGUAGE, "target": _LANGUAGE})
TRANSLATE_FILE = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file", "source", "target"],
                    "properties": {
                        "file": {"type": "string", "contentMediaType": "application/octet-stream"},
                        "source": _LANGUAGE,
                        "target": _LANGUAGE,
                        **_KEY,
                    },
                }
            }
        },
    }
}
