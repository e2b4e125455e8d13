"""How much of each sentence is somebody's direct speech, also where a quotation runs over several sentences."""

from __future__ import annotations

from collections.abc import Iterable

_OPENING, _CLOSING = "“「『", "”」』"


def speech_shares(sentences: Iterable[str]) -> list[float]:
    """For each sentence of one paragraph, in order, the share of its characters that is quoted, 0 to 1.

    A quotation that is never closed runs to the end of the paragraph; one that was never opened began with its
    sentence.
    """
    shares: list[float] = []
    inside = False
    for sentence in sentences:
        quoted = 0
        for place, character in enumerate(sentence):
            if character in _OPENING or (character == '"' and not inside):
                inside = True
            elif character in _CLOSING or character == '"':
                quoted = quoted if inside else place
                inside = False
            else:
                quoted += inside
        shares.append(quoted / len(sentence) if sentence else 0.0)
    return shares
