"""Translates what clients of LibreTranslate's API send: in turn with everybody else, a portion at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import anyio
from anyio.to_thread import run_sync
from fastapi import Request

from translator.markup import Page, has_words, read_page, shown_text
from translator.office.office import BusyError, Office
from translator.office.turns import Ticket, Turns
from translator.pipeline import Translation, detect
from translator.release import Direction, Language
from translator.server.errors import HTTPError
from translator.server.libre_requests import Asked
from translator.server.waiting import READING, result

PORTION = 1_200
"""Characters that are translated in one turn, so that a long text does not keep others waiting for long.

Of English; a Chinese one counts as three, since it says as much and takes as long.
"""

_RETRY_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Answer:
    """The translation of one text. language, confidence: of the text, the latter from 0 to 1; 1 where it was given."""

    text: str
    alternatives: tuple[str, ...]
    language: Language
    confidence: float


@dataclass(frozen=True, slots=True)
class _Job:
    """One of the texts that were asked for, cut into parts that are translated.

    parts: texts that joined are the text, or those of the page
    direction: None where nothing is to be translated
    """

    text: str
    language: Language
    confidence: float
    direction: Direction | None = None
    parts: tuple[str, ...] = ()
    page: Page | None = None

    def answer(self, known: dict[tuple[Direction, str], Translation]) -> Answer:
        if not self.direction:
            return Answer(self.text, (), self.language, self.confidence)
        found = [known.get((self.direction, part), Translation(part)) for part in self.parts]
        if self.page:
            return Answer(self.page.written(found), (), self.language, self.confidence)
        text = "".join(one.text for one in found)
        most = max((len(one.alternatives) for one in found), default=0)
        others = (
            "".join(one.alternatives[n] if n < len(one.alternatives) else one.text for one in found)
            for n in range(most)
        )
        different = tuple(other for other in dict.fromkeys(others) if other != text)
        return Answer(text, different, self.language, self.confidence)


async def translate(request: Request, office: Office, owner: str, asked: Asked, seconds: float) -> list[Answer]:
    """The translations of the texts that were asked for, in order.

    Raises HTTPError: 429 where too many wait, 504 after so many seconds, 499 where the client has hung up.
    """
    give_up = time.monotonic() + seconds
    jobs = await run_sync(lambda: [_job(text, asked) for text in asked.texts], limiter=READING)
    needed = dict.fromkeys(
        (job.direction, part)
        for job in jobs
        if job.direction
        for part in job.parts
        if has_words(part, job.direction.source)
    )
    known: dict[tuple[Direction, str], Translation] = {}
    portions = list(_portions(list(needed)))
    turns = office.short if len(portions) == 1 else office.turns
    for direction, portion in portions:

        def work(
            ticket: Ticket[list[Translation]], direction: Direction = direction, portion: list[str] = portion
        ) -> list[Translation]:
            with office.telling(ticket.report):
                return office.pipeline().translate(portion, direction, asked.alternatives, ticket.report)

        ticket = await _ticket(request, turns, owner, work, bool(known), give_up)
        found = await result(request, ticket, max(0.0, give_up - time.monotonic()))
        known |= zip(((direction, text) for text in portion), found, strict=True)
    return await run_sync(lambda: [job.answer(known) for job in jobs], limiter=READING)


async def _ticket(
    request: Request,
    turns: Turns,
    owner: str,
    work: Callable[[Ticket[list[Translation]]], list[Translation]],
    begun: bool,
    give_up: float,
) -> Ticket[list[Translation]]:
    while True:
        try:
            return turns.put(owner, work)
        except BusyError as busy:
            # What has begun is not thrown away because others came meanwhile.
            if not begun or time.monotonic() > give_up or await request.is_disconnected():
                raise HTTPError(429, f"Slowdown: {busy}", {"Retry-After": "30"}) from None
        await anyio.sleep(_RETRY_SECONDS)


def _job(text: str, asked: Asked) -> _Job:
    words = shown_text(text) if asked.format == "html" else text
    found, sure = (asked.source, 1.0) if asked.source else detect(words)
    if found == asked.target or not has_words(words, found):
        return _Job(text, found, sure)
    direction = Direction(found, asked.target)
    if asked.format == "text":
        return _Job(text, found, sure, direction, tuple(_parts(text, found)))
    page = read_page(text, direction)
    return _Job(text, found, sure, direction, page.texts, page)


def _cost(text: str, language: Language) -> int:
    return len(text) * (3 if language == "zh" else 1)


def _parts(text: str, language: Language) -> Iterator[str]:
    """The text cut at line ends into parts of a portion at most; a longer line is a part of its own."""
    part: list[str] = []
    size = 0
    for line in text.splitlines(keepends=True):
        cost = _cost(line, language)
        if part and size + cost > PORTION:
            yield "".join(part)
            part, size = [], 0
        part.append(line)
        size += cost
    if part:
        yield "".join(part)


def _portions(needed: Sequence[tuple[Direction, str]]) -> Iterator[tuple[Direction, list[str]]]:
    """What is needed in portions, each of one direction."""
    for direction in dict.fromkeys(direction for direction, _ in needed):
        portion: list[str] = []
        size = 0
        for text in (text for one, text in needed if one == direction):
            cost = _cost(text, direction.source)
            if portion and size + cost > PORTION:
                yield direction, portion
                portion, size = [], 0
            portion.append(text)
            size += cost
        if portion:
            yield direction, portion
