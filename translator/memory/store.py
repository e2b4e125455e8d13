"""A translation memory in one SQLite file, open to several threads and programs at once."""

from __future__ import annotations

import os
import sqlite3
import struct
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translator.memory.database import connect, guarded, transaction
from translator.memory.keys import digest, key, words
from translator.memory.units import NewUnit, Unit
from translator.release import Language, ReleaseError

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

_COLUMNS = "id, en, zh, source, approved, origin, changed, by"
_KNOWN = "SELECT id, en, zh, approved, origin, changed FROM unit WHERE en_key = ? AND zh_key = ?"
_INSERT = (
    "INSERT INTO unit (en, zh, approved, origin, changed, by, source, en_key, zh_key, en_words, zh_words) "
    f"VALUES ({', '.join('?' * 11)})"
)
_UPDATE = "UPDATE unit SET en = ?, zh = ?, approved = ?, origin = ?, changed = ?, by = ? WHERE id = ?"
# The newest approved one first; a unit that is there counts as changed when it was put again on purpose.
_ORDER = "ORDER BY approved DESC, changed DESC, id DESC"
_MERGE_FROM = 16
"""Rows of postings of one word from which on they are joined."""
_AT_ONCE = 1000
_LARGEST_ID = 2**32 - 1
UINT32, FLOAT16 = "<u4", "<f2"
"""How ids and embeddings stand in the file, on every machine."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of putting units: how many were added, changed, there already, or empty on a side."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    empty: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.added + other.added,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.empty + other.empty,
        )


class TranslationMemory:
    """An open memory. Units with equal keys on both sides (see keys.key) are one unit.

    path: made if it is missing; the folder, too. Every method raises ReleaseError for a file that is damaged, locked
    for too long by another program, or that cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._connection = connect(path)

    def close(self) -> None:
        """Let go of the file."""
        with self._using() as connection:
            connection.close()

    def __enter__(self) -> TranslationMemory:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def put(self, units: Iterable[NewUnit], by: str, renew: bool = False) -> Tally:
        """Add units in one transaction.

        A unit that is there takes the texts of the new one, unless it is approved and the new one is not, or the new
        one says that it is older.
        by: what does it ("memory import"); renew: also one that is there as it is becomes the newest
        """
        with self._using() as connection, transaction(connection):
            counts: Counter[str] = Counter()
            postings: dict[Language, dict[str, list[int]]] = {"en": defaultdict(list), "zh": defaultdict(list)}
            for unit in units:
                en, zh = key(unit.en), key(unit.zh)
                if not en or not zh:
                    counts["empty"] += 1
                    continue
                keys = digest(en), digest(zh)
                now = time.time()
                changed = now if unit.changed is None else min(unit.changed, now)
                values = (unit.en, unit.zh, unit.approved, unit.origin, changed, by)
                known = connection.execute(_KNOWN, keys).fetchone()
                if known is None:
                    found = words(en), words(zh)
                    row = (*values, unit.source, *keys, *map(len, found))
                    number = connection.execute(_INSERT, row).lastrowid or 0
                    for language, side in zip(postings, found, strict=True):
                        for word in counted(side):
                            postings[language][word].append(number)
                    counts["added"] += 1
                elif known[3] > unit.approved or not (renew or _differs(known, unit)):
                    counts["unchanged"] += 1
                else:
                    values = (*values[:3], unit.origin or known[4], max(changed, known[5]), by)
                    connection.execute(_UPDATE, (*values, known[0]))
                    counts["updated"] += 1
            for language, found_in in postings.items():
                rows = ((language, word, struct.pack(f"<{len(ids)}I", *ids)) for word, ids in found_in.items())
                connection.executemany("INSERT INTO posting VALUES (?, ?, ?)", rows)
            return Tally(**counts)

    def exact(self, text: str, language: Language) -> list[Unit]:
        """The units whose side in a language is this sentence, the newest approved one first."""
        wanted = key(text)
        if not wanted:
            return []
        return self._units(f"WHERE {language}_key = ? {_ORDER}", (digest(wanted),))

    def having(self, counted: Sequence[str], language: Language) -> NDArray[numpy.int64]:
        """For each id, how many of these words (see counted) its side in a language has."""
        import numpy

        with self._using() as connection:
            rows = connection.execute(
                f"SELECT units FROM posting WHERE language = ? AND word IN ({_marks(counted)})", (language, *counted)
            ).fetchall()
        return numpy.bincount(numpy.frombuffer(b"".join(row[0] for row in rows), UINT32))

    def lengths(self, ids: Sequence[int], language: Language) -> dict[int, int]:
        """How many words the side in a language of each of these units has; a removed one has none."""
        with self._using() as connection:
            found: dict[int, int] = {}
            for part in _parts(ids):
                query = f"SELECT id, {language}_words FROM unit WHERE id IN ({_marks(part)})"
                found.update(connection.execute(query, part).fetchall())
            return found

    def units(self, ids: Sequence[int]) -> dict[int, Unit]:
        """The units with these ids; removed ones are missing."""
        return {unit.id: unit for part in _parts(ids) for unit in self._units(f"WHERE id IN ({_marks(part)})", part)}

    def containing(self, text: str, limit: int) -> list[Unit]:
        """The units with a text in one of their sides, without regard to the case of ASCII letters; newest first."""
        # LIKE would refuse patterns of more than 50,000 bytes.
        return self._units(
            f"WHERE instr(lower(en), lower(?1)) OR instr(lower(zh), lower(?1)) {_ORDER} LIMIT ?2", (text, limit)
        )

    def all(self, approved: bool | None = None, origin: str | None = None) -> Iterator[Unit]:
        """Every unit, the oldest change first; only (un)approved ones, only those of one origin."""
        with self._using() as connection:
            rows = connection.execute(
                "SELECT id FROM unit WHERE (?1 IS NULL OR approved = ?1) AND (?2 IS NULL OR origin = ?2) "
                "ORDER BY changed, id",
                (approved, origin),
            ).fetchall()
        for part in _parts([number for (number,) in rows]):
            found = self.units(part)
            yield from (found[number] for number in part if number in found)

    def count(self) -> Counter[tuple[str, bool]]:
        """How many units there are of each origin, approved and not."""
        with self._using() as connection:
            rows = connection.execute("SELECT origin, approved, count(*) FROM unit GROUP BY origin, approved")
            return Counter({(origin, bool(approved)): count for origin, approved, count in rows})

    def remove(self, ids: Iterable[int]) -> int:
        """Take units out; how many there were."""
        possible = [(number,) for number in ids if 0 < number <= _LARGEST_ID]
        with self._using() as connection, transaction(connection):
            return sum(connection.execute("DELETE FROM unit WHERE id = ?", number).rowcount for number in possible)

    def settle(self) -> None:
        """Join what many writings have left in pieces, so that look-ups stay fast; run it after an import."""
        with self._using() as connection, transaction(connection):
            query = "SELECT language, word FROM posting GROUP BY language, word HAVING count(*) > ?"
            for language, word in connection.execute(query, (_MERGE_FROM,)).fetchall():
                rows = connection.execute(
                    "SELECT rowid, units FROM posting WHERE language = ? AND word = ? ORDER BY rowid", (language, word)
                ).fetchall()
                connection.executemany("DELETE FROM posting WHERE rowid = ?", [(number,) for number, _ in rows])
                joined = b"".join(units for _, units in rows)
                connection.execute("INSERT INTO posting VALUES (?, ?, ?)", (language, word, joined))

    def fault(self) -> str:
        """What an integrity check of the whole file finds, "" where it is sound."""
        with self._using() as connection:
            (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        return "" if said == "ok" else str(said)

    def add_vectors(self, language: Language, model: str, ids: Sequence[int], vectors: NDArray[numpy.float16]) -> None:
        """Keep embeddings (units, dimensions) of the side in a language."""
        import numpy

        with self._using() as connection, transaction(connection):
            row = (language, model, numpy.asarray(ids, UINT32).tobytes(), vectors.astype(FLOAT16).tobytes())
            connection.execute("INSERT INTO vector VALUES (?, ?, ?, ?)", row)

    def vectors(
        self, language: Language, model: str, after: int = 0
    ) -> list[tuple[int, NDArray[numpy.uint32], NDArray[numpy.float16]]]:
        """The embeddings kept since a row: its number, the units' ids, and an array (units, dimensions)."""
        import numpy

        with self._using() as connection:
            rows = connection.execute(
                "SELECT rowid, units, vectors FROM vector WHERE language = ? AND model = ? AND rowid > ? "
                "ORDER BY rowid",
                (language, model, after),
            ).fetchall()
        found = []
        for number, units, data in rows:
            ids = numpy.frombuffer(units, UINT32)
            found.append((number, ids, numpy.frombuffer(data, FLOAT16).reshape(len(ids), -1)))
        return found

    def has_vectors(self, model: str) -> bool:
        """Whether there is any embedding of a model."""
        with self._using() as connection:
            query = "SELECT EXISTS (SELECT 1 FROM vector WHERE model = ?)"
            return bool(connection.execute(query, (model,)).fetchone()[0])

    def vector_ids(self, language: Language, model: str) -> NDArray[numpy.uint32]:
        """The ids of all units whose side in a language has an embedding."""
        import numpy

        with self._using() as connection:
            query = "SELECT units FROM vector WHERE language = ? AND model = ?"
            rows = connection.execute(query, (language, model)).fetchall()
        # A removed unit leaves its embedding behind, and two programs that index at once leave two.
        kept = numpy.frombuffer(b"".join(row[0] for row in rows), UINT32)
        return numpy.intersect1d(kept, numpy.asarray(self.ids(), UINT32))

    def ids(self) -> list[int]:
        """The ids of all units, in order."""
        with self._using() as connection:
            return [number for (number,) in connection.execute("SELECT id FROM unit ORDER BY id")]

    def size(self) -> int:
        """Bytes on disk."""
        beside = self.path.with_name(f"{self.path.name}-wal")
        return os.path.getsize(self.path) + (os.path.getsize(beside) if beside.exists() else 0)

    def _units(self, rest: str, values: Sequence[Any]) -> list[Unit]:
        with self._using() as connection:
            rows = connection.execute(f"SELECT {_COLUMNS} FROM unit {rest}", values).fetchall()
        return [Unit(n, en, zh, source, bool(ok), origin, at, by) for n, en, zh, source, ok, origin, at, by in rows]

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        with self._lock, guarded(self.path):
            yield self._connection


def _differs(known: tuple[int, str, str, int, str, float], unit: NewUnit) -> bool:
    """Whether a unit says more or other than the one that is there, where both are as much approved, or it more."""
    _, en, zh, approved, _, changed = known
    if unit.approved > approved:
        return True
    if unit.changed is None:
        return (en, zh) != (unit.en, unit.zh)
    # A file has no fractions of a second.
    return unit.changed > changed or ((en, zh) != (unit.en, unit.zh) and unit.changed > changed - 1)


def counted(found: Sequence[str]) -> list[str]:
    """Words, the second of a kind told from the first, so that how many texts share is counted by sets."""
    times: dict[str, int] = {}
    result = []
    for word in found:
        times[word] = number = times.get(word, 0) + 1
        result.append(word if number == 1 else f"{word} {number}")
    return result


def open_where_exists(path: Path) -> TranslationMemory | None:
    """The memory at a path, None where there is none. Raises ReleaseError as TranslationMemory does."""
    if path.is_dir():
        raise ReleaseError(f"{path}: this is a folder. Name the file of a translation memory.")
    return TranslationMemory(path) if path.exists() else None


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
