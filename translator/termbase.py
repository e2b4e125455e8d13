"""The glossary as the faces list, search, check, extend and export it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from translator.embeddings import load_bilingual_embed
from translator.glossary.checking import faults
from translator.glossary.entries import BOTH_WAYS, TermEntry
from translator.glossary.formats import (
    SUFFIXES,
    read_contents,
    read_entries,
    read_entry_bytes,
    write_deepl,
    write_entries,
)
from translator.glossary.glossary import BUILTIN
from translator.glossary.house import (
    ChangedError,
    Contradiction,
    ContradictionError,
    Merged,
    add_to_house,
    contradict,
    house_path,
    stamp,
)
from translator.glossary.house_entries import add_entry, change_entry, entry_faults, remove_entry
from translator.glossary.icd10 import read_icd10, without_known
from translator.glossary.searching import Found, search
from translator.glossary.suggesting import Suggestion, suggest, write_suggestions
from translator.reading.bitext import file_bytes, read_pairs
from translator.release import ReleaseError, Severity
from translator.settings import Settings

__all__ = [
    "BOTH_WAYS",
    "SUFFIXES",
    "ChangedError",
    "Contradiction",
    "ContradictionError",
    "Finding",
    "Found",
    "LayerName",
    "Merged",
    "Suggestion",
    "TermEntry",
    "TermLayer",
    "add_entry",
    "change_entry",
    "check_glossary",
    "chosen_entries",
    "entry_faults",
    "export_glossary",
    "find_entries",
    "house_file",
    "import_entries",
    "import_glossary",
    "import_icd10",
    "overruled",
    "remove_entry",
    "stamp",
    "suggest_entries",
    "term_layers",
    "uploaded_entries",
    "write_suggestions",
]

LayerName = Literal["builtin", "house", "all"]


@dataclass(frozen=True, slots=True)
class TermLayer:
    """One glossary of those that are laid over each other; name: "builtin", "house", or a file's name."""

    name: str
    path: Path
    entries: tuple[TermEntry, ...]

    def enforced(self, direction: str) -> int:
        """How many entries are enforced in a direction ("en-zh")."""
        return sum(direction in entry.enforced for entry in self.entries)

    def as_json(self) -> dict[str, Any]:
        """Everything but the entries, for programs."""
        counts = {f"enforced_{direction}": self.enforced(direction) for direction in BOTH_WAYS}
        return {"layer": self.name, "path": str(self.path), "entries": len(self.entries), **counts}


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, or may be, in a glossary file; row: line or row number from 1, None for the whole file."""

    row: int | None
    severity: Severity
    message: str
    message_zh: str

    def as_json(self) -> dict[str, Any]:
        """Everything, for programs."""
        return asdict(self)


def house_file(settings: Settings) -> Path:
    """Where the house glossary of these settings is, whether or not it exists yet."""
    return house_path(settings.house_glossary)


def term_layers(settings: Settings) -> list[TermLayer]:
    """The layers that a translation uses, the last of which wins: built-in, house, those of settings.glossaries.

    Raises ReleaseError for a file that is no glossary.
    """
    layers = [TermLayer("builtin", BUILTIN, _builtin())] if settings.builtin_glossary else []
    house = house_file(settings)
    if house.exists():
        layers.append(TermLayer("house", house, _entries(house)))
    files = [Path(name) for name in settings.glossaries]
    return [*layers, *(TermLayer(file.name, file, _entries(file)) for file in files)]


def chosen_entries(
    layers: Iterable[TermLayer], field: str | None = None, enforced: bool = False
) -> list[tuple[TermLayer, TermEntry]]:
    """The entries of a field (of all for None), or only those that are enforced in some direction, with their layers.

    Raises ReleaseError, with the fields that there are, for a field that no entry has.
    """
    entries = [(layer, entry) for layer in layers for entry in layer.entries]
    if field is not None and entries:
        fields = sorted({entry.field for _, entry in entries if entry.field})
        if field not in fields:
            raise ReleaseError(f'No entry is of the field "{field}". There are: {", ".join(fields) or "none"}.')
    return [(la, e) for la, e in entries if (field is None or e.field == field) and (e.enforced or not enforced)]


def find_entries(layers: Sequence[TermLayer], text: str) -> list[Found]:
    """The entries of all layers that answer what somebody typed, best first (see glossary.searching)."""
    return search([layer.entries for layer in layers], text)


def check_glossary(file: Path, settings: Settings) -> list[Finding]:
    """What is wrong in a glossary file, in the order of its rows; a file that cannot be read is one error.

    Where the file says otherwise than the built-in glossary, a note tells: its entries will take the other's place.
    """
    try:
        contents = read_contents(file)
    except ReleaseError as error:
        return [Finding(None, "error", str(error), str(error))]
    rows = [row for row, _ in contents.rows]
    entries = [entry for _, entry in contents.rows]
    found = [Finding(rows[f.index], f.severity, f.message, f.message_zh) for f in faults(entries)]
    builtin: dict[str, list[TermEntry]] = defaultdict(list)
    for entry in _builtin() if settings.builtin_glossary else ():
        builtin[entry.en.lower()].append(entry)
    for row, entry in contents.rows:
        others = [other.zh for other in builtin[entry.en.lower()] if contradict(entry, other)]
        if others:
            was, was_zh = ", ".join(f'"{zh}"' for zh in others), "、".join(f"“{zh}”" for zh in others)
            message = f'"{entry.en}" will be "{entry.zh}", in place of {was} in the built-in glossary.'
            message_zh = f"“{entry.en}”将译为“{entry.zh}”，取代内置术语表中的{was_zh}。"
            found.append(Finding(row, "note", message, message_zh))
    whole = [Finding(None, "note", skipped, skipped) for skipped in contents.skipped]
    return [*whole, *sorted(found, key=lambda f: (f.row or 0, ("error", "warning", "note").index(f.severity)))]


def import_glossary(file: Path, into: Path, replace: bool = False) -> Merged:
    """Merge a glossary file into the house glossary. Raises ReleaseError for a file that is none."""
    return add_to_house(into, read_entries(file), replace)


def uploaded_entries(name: str, data: bytes) -> list[TermEntry]:
    """The entries of a glossary file that was uploaded; name: what messages call it. Raises ReleaseError for none."""
    return read_entry_bytes(name, data)


def import_entries(entries: Sequence[TermEntry], into: Path, replace: bool = False) -> Merged:
    """Merge entries into the house glossary; replace: they take the place of those that they contradict."""
    return add_to_house(into, entries, replace)


def import_icd10(into: Path, settings: Settings, replace: bool = False) -> tuple[Merged, int]:
    """Merge the ICD-10 names into the house glossary; also how many were left out, as the built-in one has them.

    Raises ReleaseError, with the command to install it, where the package that holds the names is not there.
    """
    names = read_icd10()
    new = without_known(names, _builtin() if settings.builtin_glossary else ())
    return add_to_house(into, new, replace), len(names) - len(new)


def export_glossary(
    file: Path, settings: Settings, layer: LayerName = "all", field: str | None = None, deepl: str | None = None
) -> int:
    """Write layers to a file in the format of its ending; how many entries were written.

    deepl: "en-zh" or "zh-en" for DeepL's two columns without a header, of what is enforced in that direction
    With "all", an entry that a later layer contradicts is left out. Raises ReleaseError without entries, for an
    ending that cannot be written, and for a folder that is not there.
    """
    layers = [one for one in term_layers(settings) if layer == "all" or one.name == layer]
    if not layers and layer in get_args(LayerName):
        raise ReleaseError(
            f"There is no {layer} glossary yet. Make one with: translator glossary add or import."
            if layer == "house"
            else "The built-in glossary is switched off by the settings. Switch it on, or choose another layer."
        )
    entries = _settled([[e for _, e in chosen_entries([one])] for one in layers])
    if field is not None:
        entries = [e for _, e in chosen_entries([TermLayer("all", file, tuple(entries))], field)]
    if deepl is None:
        write_entries(entries, file)
        return len(entries)
    if not (entries := [e for e in entries if deepl in e.enforced]):
        raise ReleaseError(f"No entry of this choice is enforced {deepl}, so there is nothing for DeepL.")
    write_deepl(entries, file, deepl)
    return len({(e.en if deepl == BOTH_WAYS[0] else e.zh) for e in entries})


def overruled(entry: TermEntry, settings: Settings) -> tuple[str, ...]:
    """The Chinese terms of the built-in glossary whose place an entry of a later layer takes."""
    builtin = _builtin() if settings.builtin_glossary else ()
    return tuple(other.zh for other in builtin if contradict(entry, other))


def suggest_entries(files: Sequence[Path], settings: Settings, limit: int) -> list[Suggestion]:
    """Entries that an aligned pair of texts suggests and no layer has, best first.

    files: English and Chinese with a line a sentence, or one file of both languages; limit: how many at most
    Raises ReleaseError for files that cannot be read or do not fit each other.
    """
    pairs = _release_pairs(files[0]) if [f.suffix.lower() for f in files] == [".json"] else read_pairs(files)
    known = [entry for layer in term_layers(settings) for entry in layer.entries]
    return suggest(pairs, known, _builtin(), load_bilingual_embed(), limit)


def _release_pairs(file: Path) -> list[tuple[str, str]]:
    """English and Chinese of each translated segment of a release."""
    from translator.writing.json import load

    release = load(file_bytes(file))
    pairs = [(s.source, s.target) for s in release.segments if s.target]
    return pairs if release.direction.source == "en" else [(english, chinese) for chinese, english in pairs]


@lru_cache(maxsize=1)
def _builtin() -> tuple[TermEntry, ...]:
    return tuple(read_entries(BUILTIN))


def _entries(file: Path) -> tuple[TermEntry, ...]:
    """The entries of a file, which is read again only when it is another one."""
    try:
        state = file.stat()
    except OSError:  # reading says what is wrong with it
        return tuple(read_entries(file))
    return _entries_as_of(file, (state.st_mtime_ns, state.st_size, state.st_ino))


@lru_cache(maxsize=4)
def _entries_as_of(file: Path, state: tuple[int, int, int]) -> tuple[TermEntry, ...]:
    return tuple(read_entries(file))


def _settled(layers: Sequence[Sequence[TermEntry]]) -> list[TermEntry]:
    """The entries of all layers without those that a later layer contradicts or has itself."""
    kept: list[TermEntry] = []
    later: dict[str, list[TermEntry]] = defaultdict(list)
    for entries in reversed(layers):
        mine = [
            entry
            for entry in entries
            if not any(other.zh == entry.zh or contradict(entry, other) for other in later[entry.en.lower()])
        ]
        for entry in entries:
            later[entry.en.lower()].append(entry)
        kept = [*mine, *kept]
    return kept
