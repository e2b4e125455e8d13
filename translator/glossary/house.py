"""The house glossary: one file of the user's own that every face uses over the built-in one."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from translator.glossary.entries import COLUMNS, TermEntry, entry_id
from translator.glossary.formats import read_entries, write_entries
from translator.release import ReleaseError
from translator.settings import DATA_DIR, Settings, user_file

FILE_NAME = "house.csv"
LOCK_SECONDS = 30
"""How long to wait for another program that is writing the same house glossary."""

_FORMS = ("abbr_en", "abbr_zh", "variants_en", "variants_zh", "forbidden_en", "forbidden_zh")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An entry that says otherwise than one which is there: the same English must be two different Chinese terms."""

    new: TermEntry
    known: TermEntry

    def __str__(self) -> str:
        """What contradicts what, as a user reads it."""
        return f'"{self.new.en}" is to be "{self.new.zh}", but "{self.known.zh}" is there'


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of adding entries to others.

    entries: all of them, the known ones in their places; added, updated, unchanged, replaced: how many
    contradictions: those that were left out, or that replaced what was there
    """

    entries: tuple[TermEntry, ...]
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    replaced: int = 0
    contradictions: tuple[Contradiction, ...] = ()


class ContradictionError(ReleaseError):
    """An entry was not taken, as it says otherwise than others that are there."""

    def __init__(self, message: str, contradictions: tuple[Contradiction, ...]) -> None:
        super().__init__(message)
        self.contradictions = contradictions


class ChangedError(ReleaseError):
    """An entry is no longer what somebody saw who wants to change it; present: as it is now, None where it is gone."""

    def __init__(self, message: str, present: TermEntry | None) -> None:
        super().__init__(message)
        self.present = present


def house_path(setting: str | None = None) -> Path:
    """Where the house glossary is, whether or not it exists yet.

    setting: the path a user set; None for house.csv in TRANSLATOR_DATA_DIR or else the user's data folder
    """
    return user_file(setting, FILE_NAME)


def glossary_files(settings: Settings) -> list[Path]:
    """The files over the built-in glossary: the house glossary where there is one, then those of the settings."""
    house = house_path(settings.house_glossary)
    return [*([house] if house.exists() else []), *map(Path, settings.glossaries)]


def read_house(path: Path) -> list[TermEntry]:
    """The entries of a house glossary, none where it does not exist yet. Raises ReleaseError as read_entries does."""
    return read_entries(path) if path.exists() else []


def add_to_house(path: Path, new: Sequence[TermEntry], replace_known: bool = False) -> Merged:
    """Merge entries into a house glossary file, which is written whole or not at all.

    Two programs that add at the same time wait for each other. Raises ReleaseError where the file cannot be read or
    written, or stays locked for LOCK_SECONDS.
    """
    with _locked(path):
        merged = merge_entries(read_house(path), new, replace_known)
        if merged.added or merged.updated or merged.replaced:
            write_entries(merged.entries, path)
        return merged


def change_in_house(path: Path, id: str, version: str, new: TermEntry, replace_known: bool = False) -> Merged:
    """Put an entry in the place of one of a house glossary.

    id, version: of the entry as whoever changes it saw it (see `stamp`); new: what it is to be
    Raises ChangedError where the entry is another by now, ContradictionError where the new one says otherwise than
    others and replace_known is False; else as add_to_house.
    """
    with _locked(path):
        known = read_house(path)
        place = _place(known, id, version)
        old = known[place]
        new = replace(new, id=id if _pair(old) == _pair(new) else entry_id(new.en, new.zh))
        if new == old:
            return Merged(tuple(known), unchanged=1)
        merged = merge_entries([*known[:place], *known[place + 1 :]], [new], replace_known)
        if merged.contradictions and not replace_known:
            raise ContradictionError(str(merged.contradictions[0]), merged.contradictions)
        if merged.added:  # it touches no other, so it may stay where it was
            merged = Merged(_with_own_ids([*known[:place], new, *known[place + 1 :]]), updated=1)
        write_entries(merged.entries, path)
        return merged


def remove_from_house(path: Path, id: str, version: str) -> TermEntry:
    """Take an entry out of a house glossary, whose file goes with its last one; the entry.

    id, version: as change_in_house. Raises ChangedError where the entry is another by now; else as add_to_house.
    """
    with _locked(path):
        known = read_house(path)
        place = _place(known, id, version)
        if left := [*known[:place], *known[place + 1 :]]:
            write_entries(left, path)
        else:
            path.unlink()
        return known[place]


def stamp(entry: TermEntry) -> str:
    """A hash of all that an entry says, by which one tells whether it was changed (12 hex digits)."""
    said = repr([getattr(entry, name) for name in COLUMNS])
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def merge_entries(known: Sequence[TermEntry], new: Iterable[TermEntry], replace_known: bool = False) -> Merged:
    """Entries with others merged into them.

    The same English and Chinese: forms are united, and what the new entry says of the rest holds. Another Chinese for
    an English that one of both enforces: a contradiction, left out, or with replace_known put in the other's place.
    """
    entries: list[TermEntry | None] = list(known)
    places: dict[tuple[str, str], int] = {}
    by_english: dict[str, list[int]] = defaultdict(list)
    for index, entry in enumerate(known):
        places.setdefault(_pair(entry), index)
        by_english[entry.en.lower()].append(index)
    added = updated = unchanged = replaced = 0
    contradictions: list[Contradiction] = []
    for entry in new:
        rivals = [i for i in by_english[entry.en.lower()] if (e := entries[i]) and contradict(entry, e)]
        contradictions += [Contradiction(entry, e) for i in rivals if (e := entries[i])]
        if rivals and not replace_known:
            continue
        for index in rivals:
            entries[index] = None
        replaced += len(rivals)
        place = places.get(_pair(entry))
        old = entries[place] if place is not None else None
        if place is None or old is None:
            places[_pair(entry)] = len(entries)
            by_english[entry.en.lower()].append(len(entries))
            entries.append(entry)
            added += not rivals
        elif (union := _united(old, entry)) == old:
            unchanged += 1
        else:
            entries[place] = union
            updated += 1
    return Merged(_with_own_ids(entries), added, updated, unchanged, replaced, tuple(contradictions))


def contradict(a: TermEntry, b: TermEntry) -> bool:
    """Whether two entries have, for the same English, Chinese terms that do not allow each other.

    Where neither is enforced from English, both may stand: the term has two meanings.
    """
    if a.en.lower() != b.en.lower() or "en-zh" not in (*a.enforced, *b.enforced):
        return False
    if a.zh in b.forbidden_zh or b.zh in a.forbidden_zh:
        return True
    return not {a.zh, *a.variants_zh, *a.abbr_zh} & {b.zh, *b.variants_zh, *b.abbr_zh}


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Nobody else writes this house glossary meanwhile."""
    from filelock import FileLock, Timeout

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(_lock_file(path), timeout=LOCK_SECONDS):
            yield
    except Timeout as error:
        raise ReleaseError(f"{path}: another program is writing this glossary. Try again when it is done.") from error
    except OSError as error:
        raise ReleaseError(
            f"{path}: the house glossary cannot be written: {error.strerror}. Choose another place with --into, "
            f"or set {DATA_DIR} to a folder that is yours."
        ) from error


def _place(known: Sequence[TermEntry], id: str, version: str) -> int:
    """Where the entry stands that somebody saw. Raises ChangedError."""
    same = [index for index, entry in enumerate(known) if entry.id == id]
    for index in same:
        if stamp(known[index]) == version:
            return index
    if not same:
        raise ChangedError("This entry is no longer in the house glossary: somebody removed or renamed it.", None)
    present = known[same[0]]
    raise ChangedError(f'Somebody has changed "{present.en}" meanwhile. Look at it again, then change it.', present)


def _lock_file(path: Path) -> Path:
    # Beside the house glossary, so that none is left in a folder of the user's that --into names.
    folder = house_path().parent / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]}.lock"


def _pair(entry: TermEntry) -> tuple[str, str]:
    return entry.en.lower(), entry.zh


def _united(old: TermEntry, new: TermEntry) -> TermEntry:
    changes: dict[str, Any] = {name: getattr(new, name) for name in ("pos", "field", "note") if getattr(new, name)}
    for name in _FORMS:
        changes[name] = tuple(dict.fromkeys((*getattr(old, name), *getattr(new, name))))
    # What the new entry calls wrong is no longer right, and the other way round.
    for language in ("en", "zh"):
        wrong = set(getattr(new, f"forbidden_{language}"))
        right = {*getattr(new, f"variants_{language}"), *getattr(new, f"abbr_{language}")}
        for name, out in (("variants", wrong), ("abbr", wrong), ("forbidden", right)):
            column = f"{name}_{language}"
            changes[column] = tuple(form for form in changes[column] if form not in out)
    return replace(old, enforced=new.enforced, **changes)


def _with_own_ids(entries: Iterable[TermEntry | None]) -> tuple[TermEntry, ...]:
    """The entries that are left; one whose id another has gets the id of its terms."""
    taken: set[str] = set()
    left: list[TermEntry] = []
    for entry in entries:
        if entry is None:
            continue
        if not entry.id or entry.id in taken:
            entry = replace(entry, id=entry_id(entry.en, entry.zh))
        taken.add(entry.id)
        left.append(entry)
    return tuple(left)
