"""Names in XLIFF 2.1: its namespaces, those of its modules, and ids."""

from __future__ import annotations

import re

NAMESPACES = {
    None: "urn:oasis:names:tc:xliff:document:2.0",
    "mtc": "urn:oasis:names:tc:xliff:matches:2.0",
    "gls": "urn:oasis:names:tc:xliff:glossary:2.0",
    "mda": "urn:oasis:names:tc:xliff:metadata:2.0",
    "its": "http://www.w3.org/2005/11/its",
}
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def core(name: str) -> str:
    """A name of the core."""
    return f"{{{NAMESPACES[None]}}}{name}"


def gls(name: str) -> str:
    """A name of the glossary module."""
    return f"{{{NAMESPACES['gls']}}}{name}"


def mtc(name: str) -> str:
    """A name of the translation candidates module."""
    return f"{{{NAMESPACES['mtc']}}}{name}"


def mda(name: str) -> str:
    """A name of the metadata module."""
    return f"{{{NAMESPACES['mda']}}}{name}"


def its(name: str) -> str:
    """A name of ITS 2.0."""
    return f"{{{NAMESPACES['its']}}}{name}"


def token(text: str) -> str:
    """The id as an NMTOKEN, which XLIFF asks for."""
    return re.sub(r"[^A-Za-z0-9.-]", lambda found: f"_{ord(found.group()):x}", text) or "s"
