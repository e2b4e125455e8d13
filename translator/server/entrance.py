"""The way in: `/` leads to the form in the reader's language, `/language/zh` chooses it for good."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse

from translator.release import Language
from translator.server.errors import HTTPError

LANGUAGES: tuple[Language, ...] = ("en", "zh")
COOKIE = "translator_language"

_YEAR = 365 * 24 * 3600

router = APIRouter(include_in_schema=False)


@router.get("/")
def enter(request: Request) -> RedirectResponse:
    """To the form in the language that was chosen, else in that which the browser prefers."""
    chosen = request.cookies.get(COOKIE, "")
    if chosen not in LANGUAGES:
        chosen = preferred_language(request.headers.get("accept-language", ""))
    return RedirectResponse(_form(request, chosen), 303)


@router.get("/language/{code}")
def choose(code: str, request: Request) -> RedirectResponse:
    """To the form in a language, which is remembered."""
    if code not in LANGUAGES:
        raise HTTPError(404, f"There is no form in that language. Choose from: {', '.join(LANGUAGES)}.")
    response = RedirectResponse(_form(request, code), 303)
    response.set_cookie(COOKIE, code, max_age=_YEAR, httponly=True, samesite="strict")
    return response


def preferred_language(header: str) -> Language:
    """Which of the two languages an Accept-Language header prefers (RFC 9110, 12.5.4); English where neither."""
    best: tuple[float, Language] = (0.0, "en")
    for part in header.split(","):
        tag, _, weight = part.strip().lower().partition(";q=")
        for language in LANGUAGES:
            if tag.strip().split("-")[0] == language and (found := _weight(weight)) > best[0]:
                best = found, language
    return best[1]


def _weight(text: str) -> float:
    try:
        return float(text or 1)
    except ValueError:
        return 0.0


def _form(request: Request, language: str) -> str:
    return f"{request.scope.get('root_path', '')}/{language}/"
