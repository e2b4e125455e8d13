"""Whose works a browser's request is about: the owner is known by a cookie, and by nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

COOKIE = "translator_session"
"""Set by the server with the first page; a random string."""

_SHAPE = re.compile(r"[A-Za-z0-9_-]{43}")


def is_session(cookie: str) -> bool:
    """Whether a cookie's value is one that the server made, by its shape."""
    return bool(_SHAPE.fullmatch(cookie))


def owner_in(cookies: Mapping[str, str]) -> str:
    """The owner of the session in these cookies, "" where there is none.

    The office and its folders know the owner's name alone, from which nobody can make the cookie.
    """
    session = cookies.get(COOKIE, "")
    return sha256(session.encode()).hexdigest()[:32] if is_session(session) else ""
