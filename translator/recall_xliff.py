"""What an XLIFF says of the state of its translations: approved, not approved yet, or made by a machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from translator.reading.bitext.xml import child, name_of, parse_xml, text_of
from translator.recall_candidates import Maker, names_traditional

_CODES = frozenset(("bpt", "ept", "it", "ph", "x", "bx", "ex", "sc", "ec", "sm", "em"))
_CAUTION: tuple[Maker, ...] = ("person", "draft", "unapproved", "machine")
_APPROVED = frozenset(("final", "signed-off", "reviewed"))
_UNTRANSLATED = frozenset(("new", "initial", "needs-translation"))
_BY_MACHINE = frozenset(("mt-suggestion", "leveraged-mt"))
# What CAT tools write beside the standard: Trados in sdl:seg/@conf, memoQ in @mq:status, Phrase in @m:confirmed.
_TOOL_DRAFTS = frozenset(
    [
        "draft",
        "unspecified",
        "rejectedtranslation",
        "rejectedsignoff",
        "rejected",
        "notstarted",
        "pretranslated",
        "partiallyedited",
        "assembledfromfragments",
    ]
)
_TOOL_MACHINE = frozenset(("machinetranslated", "mt", "nmt", "amt"))


class States:
    """The states of one file; the pairs are told by their texts, whichever of the two is the source."""

    def __init__(self, data: bytes, where: str) -> None:
        root = parse_xml(data, where)
        second = root.get("version", "").startswith("2")
        self._makers: dict[frozenset[str], Maker] = {}
        for texts, maker in _states_2(root) if second else _states_1(root):
            pair = _pair(*texts)
            # Of two that read the same, the one that less is known of decides.
            self._makers[pair] = max(self._makers.get(pair, "person"), maker, key=_rank)
        self.traditional = any(map(names_traditional, _tags(root, second)))
        """Whether the file says that its Chinese is in traditional characters."""

    def maker(self, source: str, target: str) -> Maker:
        """Who made a pair; a person where the file has nothing to say."""
        return self._makers.get(_pair(source, target), "person")


def _states_2(root: Any) -> Iterator[tuple[tuple[str, str], Maker]]:
    for segment in root.iterfind(".//{*}segment"):
        state, ours = segment.get("state"), segment.get("subState", "")
        if ours.startswith("press:"):
            maker: Maker = "machine" if ours == "press:engine" and state not in _APPROVED else "person"
        else:
            maker = _of_state(state)
        yield (_text(child(segment, "source")), _text(child(segment, "target"))), maker


def _states_1(root: Any) -> Iterator[tuple[tuple[str, str], Maker]]:
    for unit in root.iterfind(".//{*}trans-unit"):
        target = child(unit, "target")
        if target is None:
            continue
        sources, targets = _marked(child(unit, "seg-source")), _marked(target)
        tools = {seg.get("id", ""): seg for seg in unit.iter("{*}seg") if seg.get("conf") or seg.get("origin")}
        whole = _of_unit(unit, target)
        for mid, text in targets.items():
            maker = whole
            if mid in tools:
                maker = max(whole, _of_tool(tools[mid].get("conf", ""), tools[mid].get("origin", "")), key=_rank)
            yield (sources.get(mid, ""), text), maker
        worst = max((whole, *(_of_tool(t.get("conf", ""), t.get("origin", "")) for t in tools.values())), key=_rank)
        yield (_text(child(unit, "source")), _text(target)), worst


def _of_unit(unit: Any, target: Any) -> Maker:
    approved, state = unit.get("approved"), target.get("state")
    if approved == "yes" or state in _APPROVED:
        return "person"
    if target.get("state-qualifier") in _BY_MACHINE:
        return "machine"
    said = {attribute.rpartition("}")[2]: value for attribute, value in unit.attrib.items() if "}" in attribute}
    if said.get("confirmed") == "0" or approved == "no":
        return max(_of_state(state), "draft", key=_rank)
    return max(_of_state(state), _of_tool(said.get("status", "")), key=_rank)


def _of_state(state: str | None) -> Maker:
    if state is None or state in _APPROVED:
        return "person"
    return "unapproved" if state in _UNTRANSLATED else "draft"


def _of_tool(status: str, origin: str = "") -> Maker:
    status = status.lower()
    draft = status in _TOOL_DRAFTS
    if status in _TOOL_MACHINE or (origin.lower() in _TOOL_MACHINE and (draft or not status)):
        return "machine"
    return "draft" if draft else "person"


def _rank(maker: Maker) -> int:
    return _CAUTION.index(maker)


def _marked(element: Any) -> dict[str, str]:
    if element is None:
        return {}
    marks = (mark for mark in element.iterfind(".//{*}mrk") if mark.get("mtype") == "seg")
    return {mark.get("mid", ""): _text(mark) for mark in marks}


def _tags(root: Any, second: bool) -> Iterator[str]:
    holders = [root] if second else [file for file in root if name_of(file) == "file"]
    for holder in holders:
        for name in ("srcLang", "trgLang") if second else ("source-language", "target-language"):
            yield holder.get(name, "")


def _text(element: Any) -> str:
    return text_of(element, _CODES)


def _pair(one: str, other: str) -> frozenset[str]:
    return frozenset(" ".join(text.split()) for text in (one, other))
