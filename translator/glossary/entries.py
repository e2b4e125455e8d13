"""Term entries: a term in English and Chinese, and what is known of it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, fields

HAN = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

BOTH_WAYS = ("en-zh", "zh-en")


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term in English and Chinese.

    id: stable as long as en and zh are ("t" and 8 hex digits of their hash)
    en, zh: base form; the required translation of each other
    pos: n, pn (proper name), adj, v or ""
    abbr_*, variants_*: also right, as a source and as a translation; forbidden_*: never right as a translation
    enforced: directions in which it is safe to force on every sentence it stands in ("en-zh", "zh-en"); a term that
        is too general has none. In a file: yes for both, no, or the one direction
    source: which list it comes from
    """

    id: str
    en: str
    zh: str
    pos: str = ""
    field: str = ""
    abbr_en: tuple[str, ...] = ()
    abbr_zh: tuple[str, ...] = ()
    variants_en: tuple[str, ...] = ()
    variants_zh: tuple[str, ...] = ()
    forbidden_en: tuple[str, ...] = ()
    forbidden_zh: tuple[str, ...] = ()
    enforced: tuple[str, ...] = BOTH_WAYS
    source: str = ""
    note: str = ""


COLUMNS: tuple[str, ...] = tuple(f.name for f in fields(TermEntry))


def entry_id(en: str, zh: str) -> str:
    """The id of the entry with this English and Chinese."""
    return "t" + hashlib.sha256(f"{en}\t{zh}".encode()).hexdigest()[:8]
