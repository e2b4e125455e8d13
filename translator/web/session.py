"""Whose works a request of the form is about: the owner is known by a cookie, and by nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

SESSION = "translator_session"
"""The cookie, set by the server with the first page; a random string."""

_SHAPE = re.compile(r"[A-Za-z0-9_-]{43}")


def owner_of(cookies: Mapping[str, str]) -> str:
    """The owner of the session in these cookies, as server.security has it; "" where there is no session.

    The office and its folders know the owner's name alone, from which nobody can make the cookie.
    """
    session = cookies.get(SESSION, "")
    return sha256(session.encode()).hexdigest()[:32] if _SHAPE.fullmatch(session) else ""
