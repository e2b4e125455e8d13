"""Long work that whoever waits for it can end: models and loops call `pause` often, and a listener may raise there."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, ParamSpec, Protocol

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from translator.embeddings import Embed

_TEXTS = 16  # embedded in one go
_SHORTEST, _LONGEST = 0.001, 0.05  # seconds between two looks at whether a result is there

_EVERY = 0.25
"""Seconds after which a listener is told the same again while the work goes on."""

_P = ParamSpec("_P")
Listener = Callable[[str, int, int], None]
"""Told the name of a step, how much of it is done, and of how much. The same is told again while a model computes."""

_tick: ContextVar[Callable[[], None] | None] = ContextVar("tick", default=None)


class Ended(BaseException):
    """What a listener raised to end the work. It is no failure of a model or a check, so no handler of those sees it.

    reason: the listener's exception
    """

    def __init__(self, reason: Exception) -> None:
        super().__init__(reason)
        self.reason = reason


class Listened:
    """Passes on to a listener what is reported, and repeats it while nothing new is, so that it can end the work.

    first: what it is told where nothing has been reported yet
    """

    def __init__(self, listen: Listener, first: tuple[str, int, int]) -> None:
        self._listen = ending(listen)
        self._last = first
        self._told = time.monotonic()

    def __call__(self, step: str, done: int, of: int) -> None:
        """Passes on a report; see Listener."""
        self._last = step, done, of
        self._listen(step, done, of)
        self._told = time.monotonic()

    def again(self) -> None:
        """Tells the last report again, if that was some time ago."""
        if time.monotonic() - self._told >= _EVERY:
            self(*self._last)


@contextmanager
def listened(listen: Listener, first: tuple[str, int, int]) -> Iterator[Listened]:
    """A listener that is told also while models compute, and whose exceptions come out of the work as they are."""
    told = Listened(listen, first)
    try:
        with ticking(told.again):
            yield told
    except Ended as end:
        raise end.reason from None


def ending(told: Callable[_P, None]) -> Callable[_P, None]:
    """The same, whose exceptions end the work."""

    def tell(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            told(*args, **kwargs)
        except Exception as error:
            raise Ended(error) from error

    return tell


class Result(Protocol):
    """What a model's worker is computing: CTranslate2's asynchronous results, and futures."""

    def done(self) -> bool:
        """Whether it is there."""
        ...

    def result(self) -> Any:
        """What came of it, waiting for that; raises what the worker raised."""
        ...


@contextmanager
def ticking(tick: Callable[[], None]) -> Iterator[None]:
    """Within it, `pause` calls `tick`, in this thread. What `tick` raises ends the work."""
    token = _tick.set(tick)
    try:
        yield
    finally:
        _tick.reset(token)


def pause() -> None:
    """A place where the work can be ended. Call it a few times a second in whatever takes long; it costs nothing."""
    if tick := _tick.get():
        tick()


def waited(results: Iterable[Result]) -> list[Any]:
    """What came of each, in order. While they are computed, the work can be ended."""
    found = []
    for result in results:
        pause()
        delay = _SHORTEST
        while _tick.get() and not result.done():
            pause()
            time.sleep(delay)
            delay = min(2 * delay, _LONGEST)
        found.append(result.result())
    return found


def one_after_the_other(tasks: Iterable[Callable[[], Sequence[Result]]], workers: int) -> Iterator[list[Any]]:
    """The results of each task, in order, as soon as each is there.

    tasks: each hands its work to the workers. One more than there are workers is under way, so that no worker waits;
    no more are, so that little is left to compute when the work is ended.
    """
    under_way: deque[Sequence[Result]] = deque()
    for start in tasks:
        under_way.append(start())
        if len(under_way) > workers:
            yield waited(under_way.popleft())
    while under_way:
        yield waited(under_way.popleft())


def between_steps(input_ids: Any, scores: Any, **kwargs: Any) -> Any:
    """A stopping criterion for `generate` of transformers that stops nothing: between steps the work can be ended."""
    import torch

    pause()
    return torch.zeros(input_ids.shape[0], dtype=torch.bool, device=input_ids.device)


def paced(embed: Embed) -> Embed:
    """The same embedding, which can be ended between a few texts and the next."""

    def few_by_few(texts: Sequence[str]) -> NDArray[numpy.float32]:
        import numpy

        parts = []
        for start in range(0, len(texts), _TEXTS):
            pause()
            parts.append(embed(texts[start : start + _TEXTS]))
        return numpy.concatenate(parts) if parts else embed(texts)

    return few_by_few
