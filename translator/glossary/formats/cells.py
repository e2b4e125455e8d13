"""Rows of cells as term entries and back, and what no entry of any format may be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from translator.glossary.entries import BOTH_WAYS, COLUMNS, HAN, TermEntry, entry_id
from translator.glossary.formats.contents import Place
from translator.release import ReleaseError

_MANY = ("abbr_en", "abbr_zh", "variants_en", "variants_zh", "forbidden_en", "forbidden_zh")
_ENFORCED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("yes", "y", "true", "1", "是", ""), BOTH_WAYS),
    **dict.fromkeys(("no", "n", "false", "0", "否"), ()),
    **{direction: (direction,) for direction in BOTH_WAYS},
}


def cells(entry: TermEntry) -> list[str]:
    """The entry as one cell a column of COLUMNS, "|" between the values of one field."""
    return [_cell(entry, name) for name in COLUMNS]


def entry_from(place: Place, number: int, row: Mapping[str, str]) -> TermEntry:
    """The entry that a row of named cells holds; only en and zh are needed.

    Raises ReleaseError naming the row where it is no entry.
    """
    en, zh = clean(row.get("en", "")), clean(row.get("zh", ""))
    enforced = row.get("enforced", "").lower()
    if enforced not in _ENFORCED:
        raise ReleaseError(f'{place.at(number)}: enforced is "{enforced}". Write yes, no, en-zh or zh-en.')
    entry = TermEntry(
        id=row.get("id") or entry_id(en, zh),
        en=en,
        zh=zh,
        pos=row.get("pos", ""),
        field=row.get("field", ""),
        enforced=_ENFORCED[enforced],
        source=row.get("source") or place.source,
        note=row.get("note", ""),
        **{name: _split(row[name]) for name in _MANY if row.get(name)},
    )
    return checked(place, number, entry)


def checked(place: Place, number: int, entry: TermEntry) -> TermEntry:
    """The entry itself, where it has both terms, no Chinese in its English and forbids nothing that it requires.

    Raises ReleaseError naming the row.
    """
    if not entry.en or not entry.zh:
        empty = "English" if not entry.en else "Chinese"
        raise ReleaseError(f"{place.at(number)}: the {empty} is empty. Fill it in or remove the {place.unit}.")
    if has_han(entry.en):
        raise ReleaseError(
            f'{place.at(number)}: the English, "{entry.en}", holds Chinese. Put each language in its own cell.'
        )
    if entry.forbidden_en or entry.forbidden_zh:
        for right, wrong in (
            ((entry.en, *entry.variants_en, *entry.abbr_en), entry.forbidden_en),
            ((entry.zh, *entry.variants_zh, *entry.abbr_zh), entry.forbidden_zh),
        ):
            for form in wrong:
                if form in right:
                    raise ReleaseError(
                        f'{place.at(number)}: "{form}" is both right and forbidden. Remove it from one of the two.'
                    )
    return entry


def refuse_contradictions(place: Place, rows: Iterable[tuple[int, TermEntry]]) -> None:
    """Raise ReleaseError where one entry requires what another forbids for the same term, naming both rows."""
    rows = list(rows)
    for direction, source, target, forbidden in (
        ("en-zh", "en", "zh", "forbidden_zh"),
        ("zh-en", "zh", "en", "forbidden_en"),
    ):
        forbids = {
            (getattr(entry, source).lower(), form): number
            for number, entry in rows
            if getattr(entry, forbidden) and direction in entry.enforced
            for form in getattr(entry, forbidden)
        }
        for number, entry in rows if forbids else ():
            term, required = getattr(entry, source), getattr(entry, target)
            other = forbids.get((term.lower(), required))
            if other is not None and direction in entry.enforced:
                raise ReleaseError(
                    f'{place.at(number)}: "{required}" is required for "{term}", but {place.unit} {other} forbids it. '
                    "Change one of the two, or write no under enforced."
                )


def clean(text: str) -> str:
    """A term as it stands in a text: NFC, one line, single spaces, no invisible characters."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    text = text.replace("\u200b", "").replace("\ufeff", "").replace("\u00ad", "")
    return " ".join(unicodedata.normalize("NFC", text).split())


def has_han(text: str) -> bool:
    """Whether a text has a Chinese character in it."""
    return not text.isascii() and bool(HAN.search(text))


def is_common(character: str) -> bool:
    """Whether a Chinese character is one of the 6,763 of GB 2312, which nearly all simplified text is made of."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _cell(entry: TermEntry, name: str) -> str:
    value = getattr(entry, name)
    if name == "enforced":
        return "yes" if value == BOTH_WAYS else "|".join(value) or "no"
    return "|".join(value) if isinstance(value, tuple) else str(value)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for form in (clean(part) for part in cell.split("|")) if form))
