"""The SQLite file of a translation memory: where it is, its schema, and what is said where it cannot be used."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from translator.release import ReleaseError
from translator.settings import DATA_DIR, user_file

FILE_NAME = "memory.sqlite"
BUSY_SECONDS = 30
"""How long to wait for another program that is writing the same memory."""

CACHE_KILOBYTES = 64 << 10
"""What SQLite may keep of a file; with its default of 2 MB an import of 100,000 units reads and writes all the time."""

APPLICATION_ID = 0x50544D31
"""What the file's header says it is ("PTM1"), so that another program's file is never taken for a memory."""

# Step n brings a file of version n to n + 1. A step that was released never changes; later ones are added.
# posting: for a word (the second "the" of a text counts as another) the units that have it, as uint32 in any number of
# rows. vector: embeddings of the units named, float16. Ids are never given again, so what is left of a removed unit in
# these two leads nowhere.
MIGRATIONS = (
    """
    CREATE TABLE unit (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        en TEXT NOT NULL, zh TEXT NOT NULL,
        en_key BLOB NOT NULL, zh_key BLOB NOT NULL,
        en_words INTEGER NOT NULL, zh_words INTEGER NOT NULL,
        source TEXT NOT NULL CHECK (source IN ('en', 'zh')),
        approved INTEGER NOT NULL CHECK (approved IN (0, 1)),
        origin TEXT NOT NULL, changed REAL NOT NULL, by TEXT NOT NULL,
        UNIQUE (en_key, zh_key)
    );
    CREATE INDEX unit_zh ON unit (zh_key);
    CREATE TABLE posting (language TEXT NOT NULL, word TEXT NOT NULL, units BLOB NOT NULL);
    CREATE INDEX posting_word ON posting (language, word);
    CREATE TABLE vector (language TEXT NOT NULL, model TEXT NOT NULL, units BLOB NOT NULL, vectors BLOB NOT NULL);
    """,
)


def memory_path(setting: str | None = None) -> Path:
    """Where the memory is, whether or not it exists yet.

    setting: the path a user set; None for memory.sqlite in TRANSLATOR_DATA_DIR or else the user's data folder
    """
    return user_file(setting, FILE_NAME)


def connect(path: Path) -> sqlite3.Connection:
    """The memory's file, made if it is missing, for its owner alone (mode 0600).

    Raises ReleaseError for a file that is no memory, is damaged, is of a later version, or cannot be opened.
    """
    with guarded(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_RDONLY, 0o600))
            _refuse_foreign(path)
        except OSError as error:
            raise ReleaseError(
                f"{path}: the translation memory cannot be opened: {error.strerror}. Choose another place with "
                f"--memory, or set {DATA_DIR} to a folder that is yours."
            ) from error
        writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
        # A file that nobody here may write to is read as it stands: WAL would need a file beside it.
        place = f"{path.resolve().as_uri()}?{'mode=rw' if writable else 'mode=ro&immutable=1'}"
        connection = sqlite3.connect(
            place, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")
            if writable:
                connection.execute("PRAGMA journal_mode = WAL")
                # Every commit is on the disk before the next begins, so that nothing that was reported done is lost.
                connection.execute("PRAGMA synchronous = FULL")
            _migrate(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


def _refuse_foreign(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(100)
    if start and not start.startswith(b"SQLite format 3\0"):
        raise ReleaseError(f"{path}: this is no translation memory. Name another file with --memory.")


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    version = _version(connection, path)
    if version == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another program may have done it while this one waited.
        for step in MIGRATIONS[_version(connection, path) :]:
            for statement in filter(str.strip, step.split(";")):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        _roll_back(connection)
        raise


def _version(connection: sqlite3.Connection, path: Path) -> int:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION_ID and (tables or version):
        raise ReleaseError(
            f"{path}: this SQLite file belongs to another program and is no translation memory. Name another file "
            "with --memory."
        )
    if version > len(MIGRATIONS):
        raise ReleaseError(f"{path}: a later version of this software wrote this memory. Update the software.")
    return int(version)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is done inside, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        _roll_back(connection)
        raise


def _roll_back(connection: sqlite3.Connection) -> None:
    # Where the disk is full, SQLite has done it by itself, and a second time would hide what went wrong.
    if connection.in_transaction:
        connection.execute("ROLLBACK")


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """What SQLite says of the file, as a ReleaseError that says what to do."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise  # a fault of ours, not of the file
    except sqlite3.Error as error:
        raise ReleaseError(f"{path}: {_reason(error)}") from error


def _reason(error: sqlite3.Error) -> str:
    said = str(error)
    if "locked" in said or "busy" in said:
        return "another program is writing this translation memory. Try again when it is done."
    if "readonly" in said:
        return "this translation memory cannot be written to. Make the file and its folder yours, or copy it."
    if isinstance(error, sqlite3.OperationalError) and "malformed" not in said:
        return f"the translation memory cannot be used: {said}. Look whether the disk is full and the file is yours."
    return (
        f"the translation memory is damaged ({said}). Put a copy of it in its place; or move it away, and import "
        "your files again."
    )
