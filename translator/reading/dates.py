"""Dates as a news desk writes them in English, for datelines and for lines that hold nothing but a date."""

from __future__ import annotations

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = (
    r"(?i:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    rf"(?:{MONTH} {DAY}|{DAY} {MONTH})(?:,? \d{{4}})?)"
)
"""A pattern: "May 16", "Sept. 4, 2025", "Friday, 3 May 2025"."""
