"""Finds the two columns of terms in a spreadsheet as people make them, with titles, numbers and merged cells."""

from __future__ import annotations

from collections import Counter

from translator.glossary.entries import TermEntry
from translator.glossary.formats.cells import clean, entry_from, has_han
from translator.glossary.formats.contents import Contents, Place
from translator.glossary.formats.headers import HEADER_WITHIN, header, is_neutral

Row = tuple[int, list[str]]
"""Row number, from 1, and the cells as text."""

Merge = tuple[int, int, int, int]
"""First row (from 1), first column (from 0), last row, last column of a merged range."""


def read_sheet(label: str, title: str, rows: list[Row], merges: list[Merge]) -> Contents | None:
    """The entries of a sheet, None where it has no column of English and no column of Chinese terms.

    The columns are named in one of the first ten rows, or else told by their script. A value merged over several rows
    holds for each of them; a heading merged over both columns, and what stands above the table, is skipped.
    Raises ReleaseError for a row that lacks one of the two terms.
    """
    place = Place(f"{label}, sheet {title}", "row")
    skipped: list[str] = []
    body, names = _below_header(rows)
    named = bool(names)
    if not named:
        columns = _columns_by_script(rows)
        if columns is None:
            return None
        names = ["en" if i == columns[0] else "zh" if i == columns[1] else "" for i in range(max(columns) + 1)]
        body = rows
    where = {name: i for i, name in enumerate(names) if name}
    en, zh = where["en"], where["zh"]
    filled = _filled_down(body, merges)
    headings = {top for top, left, _, right in merges if left <= min(en, zh) and right >= max(en, zh)}
    entries: list[tuple[int, TermEntry]] = []
    for number, texts in filled:
        row = {name: texts[i] if i < len(texts) else "" for name, i in where.items()}
        if not row["en"] and not row["zh"]:
            skipped.append(f"{place.at(number)}: neither term")
        elif number in headings or is_neutral([row["en"], row["zh"]]):
            skipped.append(f"{place.at(number)}: a heading")
        elif not named and not entries and len([t for t in texts if t]) == 1:
            skipped.append(f"{place.at(number)}: a title")
        else:
            if has_han(row["en"]) and row["zh"] and not has_han(row["zh"]):
                row["en"], row["zh"] = row["zh"], row["en"]
            entries.append(
                (number, entry_from(place, number, row | {"source": row.get("source") or Place(label).source}))
            )
    return Contents(tuple(entries), tuple(skipped)) if entries else None


def _below_header(rows: list[Row]) -> tuple[list[Row], list[str]]:
    for i, (_, texts) in enumerate(rows[:HEADER_WITHIN]):
        names = header(texts)
        if names:
            return rows[i + 1 :], names
    return rows, []


def _columns_by_script(rows: list[Row]) -> tuple[int, int] | None:
    """The columns of the English and of the Chinese terms: the pair that holds one of each in most rows.

    At least half of the rows must hold such a pair, so that a sheet of something else is not taken for a glossary.
    """
    pairs: Counter[tuple[int, int]] = Counter()
    for _, texts in rows:
        words = [clean(t) for t in texts]
        chinese = [i for i, t in enumerate(words) if has_han(t)]
        english = [i for i, t in enumerate(words) if t and i not in chinese and any(c.isalpha() for c in t)]
        pairs.update((e, z) for e in english for z in chinese)
    if not pairs:
        return None
    # On a tie the columns that stand nearest to each other, then the leftmost.
    best, count = max(pairs.items(), key=lambda item: (item[1], -abs(item[0][0] - item[0][1]), -sum(item[0])))
    return best if 2 * count >= len(rows) else None


def _filled_down(rows: list[Row], merges: list[Merge]) -> list[Row]:
    """The rows, with a value that is merged over several of them in each."""
    by_number = dict(rows)
    end = max(by_number, default=0)
    for top, left, bottom, right in merges:
        if bottom == top or left != right:
            continue
        first = by_number.get(top, [])
        value = first[left] if left < len(first) else ""
        for number in range(top + 1, min(bottom, end) + 1):
            if value and number in by_number:
                texts = by_number[number] + [""] * (left + 1 - len(by_number[number]))
                by_number[number] = [*texts[:left], value, *texts[left + 1 :]]
    return [(number, by_number[number]) for number, _ in rows]
