"""LibreTranslate's API, so that its clients can be pointed here: /translate, /detect, /languages and their like."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from translator.office.office import Office
from translator.pipeline import detect
from translator.server import libre_files
from translator.server.answers import responses
from translator.server.equipment import TheOffice, TheServer, equipped
from translator.server.errors import HTTPError
from translator.server.libre_answers import DETECT, SUGGEST, TRANSLATE, Detected, LanguageAnswer, Translated
from translator.server.libre_requests import (
    CHINESE,
    CODES,
    LANGUAGES,
    check_key,
    check_length,
    libre_owner,
    need,
    read_asked,
    read_texts,
    read_values,
)
from translator.server.libre_translating import Answer, translate
from translator.server.settings import ServerSettings

libre = APIRouter(tags=["LibreTranslate"])


def router(office: Office, server: ServerSettings) -> APIRouter:
    """All routes of LibreTranslate's API."""
    door = APIRouter(dependencies=[equipped(office, server), libre_files.keeping(libre_files.Downloads())])
    for part in (libre, libre_files.files):
        door.include_router(part)
    return door


@libre.post(
    "/translate",
    summary="Translate a text or a list of texts",
    response_model=Translated,
    responses=responses(400, 413, 422, 503, 504),
    openapi_extra=TRANSLATE,
)
async def post_translate(request: Request, office: TheOffice, server: TheServer) -> JSONResponse:
    """Plain text or HTML between English and Chinese, with the glossary's terms, as JSON, form or query.

    A client that hangs up stops the work.
    """
    values = await read_values(request)
    check_key(request, values, server)
    asked = read_asked(values, not _is_json(request), server.characters)
    answers = await translate(request, office, libre_owner(request), asked, server.seconds)

    def shaped(each: list[Any]) -> Any:
        return each if asked.listed else each[0]

    answer: dict[str, Any] = {"translatedText": shaped([one.text for one in answers])}
    if values["source"] == "auto":
        answer["detectedLanguage"] = shaped([_detected(one) for one in answers])
    if asked.alternatives:
        answer["alternatives"] = shaped([list(one.alternatives) for one in answers])
    return JSONResponse(answer)


@libre.post(
    "/detect",
    summary="Detect the language of a text",
    response_model=list[Detected],
    responses=responses(400, 413),
    openapi_extra=DETECT,
)
async def post_detect(request: Request, server: TheServer) -> JSONResponse:
    """The language of a text, or of several together, with how sure that is in per cent."""
    values = await read_values(request)
    check_key(request, values, server)
    texts = read_texts(need(values, "q"), not _is_json(request))
    check_length(sum(map(len, texts)), server.characters)
    language, sure = detect("\n".join(texts))
    return JSONResponse([{"confidence": round(100 * sure, 1), "language": CODES[language]}])


@libre.get("/languages", summary="The languages", response_model=list[LanguageAnswer], responses=responses())
async def languages() -> JSONResponse:
    """English and Chinese, the latter by its code now ("zh-Hans") and by the older one ("zh") that some ask for."""
    targets = sorted(code for code, _ in LANGUAGES)
    return JSONResponse([{"code": code, "name": name, "targets": targets} for code, name in LANGUAGES])


@libre.post("/languages", include_in_schema=False)
async def post_languages() -> JSONResponse:
    """The same for clients that ask for everything with POST."""
    return await languages()


@libre.get("/frontend/settings", summary="What a user interface must know", responses=responses())
async def frontend_settings(request: Request, server: TheServer) -> dict[str, Any]:
    """The limits of this server, and what it offers."""
    chinese = request.headers.get("accept-language", "").lower().startswith("zh")
    code = CHINESE if chinese else "en"
    return {
        "charLimit": server.characters,
        "frontendTimeout": 500,
        "apiKeys": bool(server.api_key),
        "keyRequired": bool(server.api_key),
        "suggestions": False,
        "filesTranslation": True,
        "supportedFilesFormat": list(libre_files.ENDINGS),
        "language": {
            "source": {"code": "auto", "name": "Auto Detect"},
            "target": {"code": code, "name": dict(LANGUAGES)[code]},
        },
    }


@libre.get("/health", summary="Whether the server is up", responses=responses())
async def health() -> dict[str, str]:
    """Needs no key."""
    return {"status": "ok"}


@libre.get("/spec", include_in_schema=False)
async def spec(request: Request) -> JSONResponse:
    """What LibreTranslate has its description of the API at."""
    return JSONResponse(request.app.openapi())


@libre.post("/suggest", summary="Suggest a better translation", responses=responses(), openapi_extra=SUGGEST)
async def suggest() -> None:
    """Refused, as by a server with suggestions off: the translation memory is for what editors approved."""
    raise HTTPError(403, "Suggestions are disabled on this server.")


def _is_json(request: Request) -> bool:
    return "json" in request.headers.get("content-type", "").partition(";")[0].lower()


def _detected(answer: Answer) -> dict[str, Any]:
    return {"confidence": round(100 * answer.confidence, 1), "language": CODES[answer.language]}
