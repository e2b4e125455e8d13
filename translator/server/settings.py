"""What can be set of the server, from keyword arguments and the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from typing import Any

from translator.release import ReleaseError

ENVIRONMENT_PREFIX = "TRANSLATOR_SERVER_"


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Everything that can be set of the server.

    host, port: where it listens; the default address is this machine's own, which no other machine reaches
    user, password: asked for by every page, where both are set
    api_key: asked for by the HTTP door and by LibreTranslate's API, where it is set
    hosts: names, beside host and those of this machine, under which a browser may ask for it
    upload_mb: megabytes of a request's body, files and all
    characters: of an article, and of a text that LibreTranslate's API is given; ten times as many of texts to align
    files: of a batch
    waiting: how many works may wait for the model, of all users together; of one user at most half of them
    rate: requests a minute that one client may make of the door; 0 for no limit
    seconds: how long a request to the door may take before it is given up
    keep_hours: how long a work is kept after it was last touched
    """

    host: str = "127.0.0.1"
    port: int = 7860
    user: str = ""
    password: str = ""
    api_key: str = ""
    hosts: tuple[str, ...] = ()
    upload_mb: int = 20
    characters: int = 60_000
    files: int = 50
    waiting: int = 32
    rate: int = 120
    seconds: float = 600.0
    keep_hours: float = 24.0


def load_server_settings(**given: Any) -> ServerSettings:
    """Settings from keyword arguments, then TRANSLATOR_SERVER_* variables, then the defaults.

    given: a value of None counts as not given.
    Raises ReleaseError for an unknown name or a value of the wrong kind.
    """
    import msgspec

    names = [field.name for field in fields(ServerSettings)]
    if unknown := sorted(set(given) - set(names)):
        raise ReleaseError(f"There is no server setting {', '.join(unknown)}. Known: {', '.join(names)}.")
    found: dict[str, Any] = {}
    for name in names:
        if value := os.environ.get(ENVIRONMENT_PREFIX + name.upper()):
            found[name] = [part.strip() for part in value.split(",")] if name == "hosts" else value
    found |= {name: value for name, value in given.items() if value is not None}
    try:
        settings = msgspec.convert(found, ServerSettings, strict=False)
    except msgspec.ValidationError as error:
        # "Expected `int`, got `str` - at `$.port`"
        what, _, place = str(error).partition(" - at `$.")
        name = place.rstrip("`").split("[")[0]
        raise ReleaseError(
            f"{ENVIRONMENT_PREFIX}{name.upper()} (--{name}) = {found.get(name)!r}: {what}. docs/server.md lists them."
        ) from error
    for name in ("upload_mb", "characters", "files", "waiting", "seconds", "keep_hours"):
        if getattr(settings, name) <= 0:
            raise ReleaseError(f"{name} = {getattr(settings, name)}: it must be more than 0.")
    if not 0 <= settings.port <= 65535 or settings.rate < 0:
        raise ReleaseError("port must be from 0 to 65535, and rate 0 or more.")
    if bool(settings.user) != bool(settings.password):
        raise ReleaseError("Set both TRANSLATOR_SERVER_USER and TRANSLATOR_SERVER_PASSWORD, or neither.")
    return settings
