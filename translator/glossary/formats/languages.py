"""Language tags (BCP 47 and ISO 639) of the two languages."""

from __future__ import annotations

import re

from translator.release import Language

_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_TRADITIONAL = {"hant", "tw", "hk", "mo"}


def is_tag(text: str) -> bool:
    """Whether a text has the form of a language tag ("en", "zh-Hans", "pt_BR")."""
    return bool(_TAG.fullmatch(text))


def language_of(tag: str) -> Language | None:
    """The language a tag names; None for another language, and for Chinese that is tagged as traditional."""
    first, *rest = re.split("[-_]", tag.strip().lower())
    if first in {"en", "eng"}:
        return "en"
    if first in {"zh", "zho", "chi", "cmn"} and ("hans" in rest or not _TRADITIONAL & set(rest)):
        return "zh"
    return None
