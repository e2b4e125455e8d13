"""Bilingual releases out: one format a file, found by name in WRITERS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from translator.release import BilingualRelease, ReleaseError
from translator.writing import docx, html, json, markdown, tmx, xliff, xlsx


@dataclass(frozen=True, slots=True)
class Writer:
    """A format that a release can be written in.

    extension: without the dot
    media_type: as IANA lists it, or as the format's readers expect it where IANA has none
    render: the whole file
    """

    extension: str
    media_type: str
    render: Callable[[BilingualRelease], bytes]


WRITERS: dict[str, Writer] = {
    "html": Writer("html", "text/html", html.render),
    "docx": Writer("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx.render),
    "md": Writer("md", "text/markdown", markdown.render),
    "json": Writer("json", "application/json", json.dump),
    "tmx": Writer("tmx", "application/x-tmx+xml", tmx.render),
    "xliff": Writer("xlf", "application/xliff+xml", xliff.render),
}

REPORTS: dict[str, Writer] = {
    "xlsx": Writer("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx.render),
}
"""Formats for the report on a translation, which are no releases to publish."""


def render(release: BilingualRelease, format: str) -> bytes:
    """The release as a file of this format (in WRITERS or REPORTS); raises ReleaseError for any other name."""
    return _writer(format).render(release)


def file_name(release: BilingualRelease, format: str) -> str:
    """What to call that file: "summit.en-zh.html"; raises ReleaseError for an unknown format."""
    name = "".join("-" if c in '/\\:*?"<>|' or ord(c) < 32 else c for c in release.article.name)
    return f"{name}.{release.direction}.{_writer(format).extension}"


def _writer(format: str) -> Writer:
    try:
        return (WRITERS | REPORTS)[format]
    except KeyError:
        raise ReleaseError(f'Unknown format "{format}". Choose from: {", ".join(WRITERS | REPORTS)}.') from None
