"""Characters that XML, and so HTML, Word, TMX and XLIFF, cannot hold, made visible."""

from __future__ import annotations

import re

# XML 1.0, production 2 (Char), turned round
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_safe(text: str) -> str:
    """The text with control characters as their pictures (U+2400...) and other forbidden ones as U+FFFD.

    One character stays one character, so spans into the text stay right.
    """
    return _FORBIDDEN.sub(lambda found: _visible(found.group()), text)


def _visible(character: str) -> str:
    return chr(0x2400 + ord(character)) if ord(character) < 0x20 else "\ufffd"
