"""Whether an XML file declares entities, found out before anything reads its content."""

from __future__ import annotations

from typing import IO

_CHUNK = 1 << 16


class _AnswerError(Exception):
    """Carries the answer out of a callback of the parser."""

    def __init__(self, declares: bool) -> None:
        self.declares = declares


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
        return found.declares
    except (expat.ExpatError, ValueError, LookupError):
        # Broken, or in an encoding unknown to expat (GB 18030): then the declaration is looked for by its letters.
        file.seek(0)
        return b"<!ENTITY" in file.read()
    finally:
        file.seek(0)
    return False
