"""One release of an owner, from waiting in the queue to the last edit."""

from __future__ import annotations

from dataclasses import dataclass, field

from translator.office.turns import State
from translator.release import BilingualRelease, Segment


@dataclass(frozen=True, slots=True)
class Work:
    """A release that is being made, or was.

    release: as far as it is there; None before the article is cut into sentences
    error: why it failed, one line that the user can act on
    fault: whether it failed by a fault of the software, not of what it was given
    step, done, of: what the pipeline is at (a step's name) and how much of it is done; before: works that come first
    made: seconds since the epoch; version: counts up whenever anything but `before` changes
    original: the machine's segment of each id whose translation a person changed
    glossaries: paths of the owner's own glossary files it was made with
    """

    id: str
    name: str
    state: State
    made: float
    version: int = 0
    release: BilingualRelease | None = None
    error: str = ""
    fault: bool = False
    step: str = ""
    done: int = 0
    of: int = 0
    before: int = 0
    original: dict[str, Segment] = field(default_factory=dict)
    glossaries: tuple[str, ...] = ()

    @property
    def ended(self) -> bool:
        """Whether nothing more comes of itself, so that it can be edited."""
        return self.state in ("done", "failed", "stopped")
