"""XML of translation tools, read without following anything that it points to."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from translator.release import ReleaseError

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parse_xml(data: bytes, where: str) -> Any:
    """The root element. Raises ReleaseError for what is not well-formed and for what declares entities."""
    from lxml import etree

    # A file of two languages needs no entities; one that declares some may be made to do harm.
    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise ReleaseError(f"{where}: it declares entities, which no translation file needs. It is not read.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReleaseError(
            f"{where}: it is not well-formed XML: {getattr(error, 'msg', error)}. Export it again."
        ) from error


def name_of(element: Any) -> str:
    """The element's name without its namespace, which tools write differently or leave out."""
    return str(element.tag).rpartition("}")[2]


def children(element: Any, name: str) -> list[Any]:
    """The children of this name."""
    return [child for child in element if name_of(child) == name]


def child(element: Any, name: str) -> Any:
    """The first child of this name, None where there is none."""
    return next(iter(children(element, name)), None)


def text_of(element: Any, codes: Set[str]) -> str:
    """The text inside an element, "" for None; codes: names of inline elements whose content is markup, not text."""
    if element is None:
        return ""
    parts = [element.text or ""]
    for inner in element:
        if name_of(inner) == "cp":
            parts.append(_character(inner.get("hex", "")))
        elif name_of(inner) not in codes:
            parts.append(text_of(inner, codes))
        parts.append(inner.tail or "")
    return "".join(parts)


def _character(number: str) -> str:
    """The character that XML cannot hold, which XLIFF 2 writes by its number."""
    try:
        character = chr(int(number, 16))
    except (ValueError, OverflowError):
        return "\N{REPLACEMENT CHARACTER}"
    return "\N{REPLACEMENT CHARACTER}" if "\ud800" <= character <= "\udfff" else character
