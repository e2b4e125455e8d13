"""Aligned texts as JSON that reads back into an equal bitext."""

from __future__ import annotations

from collections.abc import Iterator

from translator.bitext import Bitext
from translator.files import json_decoder
from translator.release import ReleaseError, Span


def dump(bitext: Bitext) -> bytes:
    """The bitext as indented UTF-8 JSON, Chinese kept readable; load() gives an equal one."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(bitext), indent=2) + b"\n"


def is_bitext(data: bytes) -> bool:
    """Whether JSON is that of an aligned text, whole or with faults, and of nothing else."""
    import msgspec

    try:
        return "beads" in msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    except msgspec.DecodeError:
        return False


def load(data: bytes, name: str = "") -> Bitext:
    """The bitext in a JSON file, as dump() or the review page wrote it.

    name: the file's, for messages
    Raises ReleaseError, with the path inside the JSON, for what is no bitext: wrong JSON, a missing or wrong value, a
    sentence that is in no bead or in two, a span outside its text.
    """
    import msgspec

    try:
        bitext: Bitext = json_decoder(Bitext).decode(data)
    except msgspec.DecodeError as error:
        raise _wrong(name, str(error).removesuffix(".")) from error
    if fault := next(_faults(bitext), ""):
        raise _wrong(name, fault)
    return bitext


def _faults(bitext: Bitext) -> Iterator[str]:
    if bitext.direction.source == bitext.direction.target:
        yield "Both texts are in the same language - at `$.direction`"
    for side in ("sources", "targets"):
        there = len(getattr(bitext, side))
        held = [place for bead in bitext.beads for place in getattr(bead, side)]
        if sorted(held) != list(range(there)):
            yield f"Not every sentence of {there} is in exactly one bead - at `$.beads[...].{side}`"
        for number, bead in enumerate(bitext.beads):
            places = getattr(bead, side)
            if places and places != tuple(range(places[0], places[-1] + 1)):
                yield f"The sentences are not consecutive - at `$.beads[{number}].{side}`"
    for number, bead in enumerate(bitext.beads):
        if not (bead.sources or bead.targets):
            yield f"The bead is empty - at `$.beads[{number}]`"
        if not 0 <= bead.confidence <= 1:
            yield f"The confidence is not between 0 and 1 - at `$.beads[{number}].confidence`"
        if not all(_inside(pair, bitext.text(bead)) for pair in bead.words):
            yield (
                f"A span is outside its text - at `$.beads[{number}].words` (a bead with a text that was changed by "
                "hand has none: [])"
            )


def _inside(pair: tuple[Span, Span], texts: tuple[str, str]) -> bool:
    return all(0 <= start <= end <= len(text) for (start, end), text in zip(pair, texts, strict=True))


def _wrong(name: str, what: str) -> ReleaseError:
    return ReleaseError(
        f"{name + ': ' if name else ''}this is not the JSON of an aligned text: {what}. Write it anew with "
        "`translator align ... --format json`, or save it from the review page."
    )
