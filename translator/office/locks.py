"""A lock for each thing that is changed, there for as long as somebody uses it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Used:
    lock: threading.Lock = field(default_factory=threading.Lock)
    by: int = 0


class Locks:
    """Locks by name. Nobody holds two at once, and none is held while its holder asks for it again."""

    def __init__(self) -> None:
        self._used: dict[str, _Used] = {}
        self._guard = threading.Lock()

    def __len__(self) -> int:
        """How many are used."""
        return len(self._used)

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Within it, nobody else is within that of the same name."""
        # Counted before it is waited for: to let go of a lock that another is about to take would make two of it.
        with self._guard:
            used = self._used.setdefault(name, _Used())
            used.by += 1
        try:
            with used.lock:
                yield
        finally:
            with self._guard:
                used.by -= 1
                if not used.by:
                    del self._used[name]
