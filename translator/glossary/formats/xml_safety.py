"""Whether an XML file is made to do harm, found out before anything reads its content."""

from __future__ import annotations

from typing import IO

_CHUNK = 1 << 16

MOST_ELEMENTS = 2 << 20
"""Elements of a part of a workbook that may be in memory at once; 100,000 entries with every field are fewer."""

MOST_ROWS = 1 << 20
"""Rows that a sheet of Excel has at most."""


class _AnswerError(Exception):
    """Carries the answer out of a callback of the parser."""

    def __init__(self, answer: bool) -> None:
        self.answer = answer


def declares_entities(file: IO[bytes]) -> bool:
    """Whether the document type of an XML file declares an entity, the way into both known attacks.

    These are expansion (one entity made of many others) and inclusion (of a file or an address of the reader's
    machine). Only what stands before the first element is read, and nothing is expanded or fetched. The file is left
    at its beginning.
    """
    from xml.parsers import expat

    def stop(declares: bool) -> None:
        raise _AnswerError(declares)

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = lambda *_: stop(True)
    parser.StartElementHandler = lambda *_: stop(False)
    try:
        while chunk := file.read(_CHUNK):
            parser.Parse(chunk)
    except _AnswerError as found:
        return found.answer
    except (expat.ExpatError, ValueError, LookupError):
        # Broken, or in an encoding unknown to expat (GB 18030): then the declaration is looked for by its letters.
        file.seek(0)
        return b"<!ENTITY" in file.read()
    finally:
        file.seek(0)
    return False


def fills_memory(file: IO[bytes]) -> bool:
    """Whether a part of a workbook would have more than MOST_ELEMENTS elements in memory at once, or too many rows.

    A sheet is read one row at a time, everything else whole, so elements are counted from the last row on. Each takes
    some 250 bytes, a hundred times what it takes packed. The file is left at its beginning.
    """
    from xml.parsers import expat

    depth = count = rows = 0

    def begin(*_: object) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if count > MOST_ELEMENTS:
            raise _AnswerError(True)

    def end(name: str) -> None:
        nonlocal depth, count, rows
        depth -= 1
        # worksheet, sheetData, row
        if depth == 2 and name.rpartition(":")[2] == "row":
            count, rows = 0, rows + 1
            if rows > MOST_ROWS:
                raise _AnswerError(True)

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    try:
        while chunk := file.read(_CHUNK):
            parser.Parse(chunk)
    except _AnswerError as found:
        return found.answer
    except (expat.ExpatError, ValueError, LookupError):
        # What is broken is refused by the reader, with the place, as soon as it comes there.
        return False
    finally:
        file.seek(0)
    return False
