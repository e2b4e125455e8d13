"""Aligned texts out: one format a file, found by name in BITEXT_WRITERS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from translator.bitext import Bitext
from translator.release import ReleaseError
from translator.writing.bitexts import html, json, tmx, tsv, xlsx
from translator.writing.bitexts.confidence import LEAST


@dataclass(frozen=True, slots=True)
class BitextWriter:
    """A format that an aligned text can be written in.

    extension: without the dot; media_type: as IANA lists it, or as the format's readers expect it
    render: the whole file; its number is the confidence from which on a pair goes into a translation memory
    """

    extension: str
    media_type: str
    render: Callable[[Bitext, float], bytes]


BITEXT_WRITERS: dict[str, BitextWriter] = {
    "html": BitextWriter("html", "text/html", html.render),
    "tmx": BitextWriter("tmx", "application/x-tmx+xml", tmx.render),
    "tsv": BitextWriter("tsv", "text/tab-separated-values", lambda bitext, least: tsv.render(bitext)),
    "xlsx": BitextWriter(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda bitext, least: xlsx.render(bitext),
    ),
    "json": BitextWriter("json", "application/json", lambda bitext, least: json.dump(bitext)),
}


def render_bitext(bitext: Bitext, format: str, least: float = LEAST) -> bytes:
    """The aligned text as a file of this format (in BITEXT_WRITERS); raises ReleaseError for any other name.

    least: confidence from which on a pair goes into a TMX, also into the one that the html page saves
    """
    return _writer(format).render(bitext, least)


def bitext_file_name(bitext: Bitext, format: str) -> str:
    """What to call that file: "summit.en-zh.align.html"; raises ReleaseError for an unknown format."""
    return f"{html.stem(bitext)}.{_writer(format).extension}"


def _writer(format: str) -> BitextWriter:
    try:
        return BITEXT_WRITERS[format]
    except KeyError:
        raise ReleaseError(f'Unknown format "{format}". Choose from: {", ".join(BITEXT_WRITERS)}.') from None
