"""What the routes of the door work with, handed to them with each request."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Request

from translator.office.office import Office
from translator.server.settings import ServerSettings


def equipped(office: Office, server: ServerSettings) -> Any:
    """A dependency of a router, by which its routes find this office and these settings."""

    async def equip(request: Request) -> None:
        request.state.office, request.state.server = office, server

    return Depends(equip)


async def _office(request: Request) -> Office:
    office: Office = request.state.office
    return office


async def _server(request: Request) -> ServerSettings:
    server: ServerSettings = request.state.server
    return server


TheOffice = Annotated[Office, Depends(_office)]
TheServer = Annotated[ServerSettings, Depends(_server)]
