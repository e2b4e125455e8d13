"""Sentence segmentation: cut each release of the corpus again and compare the boundaries, with peers in the table.

The segments of a release are joined (English with a space, Chinese with nothing) and cut again. What counts as right:

- every boundary between two pairs of the release, as the corpus has it; this part was made without any splitter;
- a boundary inside a pair, where one side holds two sentences. The corpus does not mark these, so a rule that knows
  nothing of abbreviations or speakers proposed every place that could be one (`CANDIDATE`: a terminator and its closing
  marks; in English white space and no lower-case letter after it), and each place was read and given its verdict by
  hand in data/segmentation-gold.tsv: 1 where a sentence ends, 0 where not. A boundary that is neither between pairs nor
  a place with verdict 1 is an error. The benchmark stops if a place has no verdict.

How the places were judged. A sentence ends where its writer put a terminator and what follows is a sentence of its own,
also inside a quotation. Words that only say who spoke belong to their quotation: no end in `“……。”他说。` or in
`"How many?" laughed Li`; but `“……。”他的话引来掌声。` is two. Development was judged without
seeing the splitter's output inside pairs (it was tuned on 001-036); test (037-040) was judged once, after the splitter
was finished, and nothing was changed after that.

Positions are counted in characters other than white space. Systems disagree by convention on cutting inside a
quotation (pysbd and sentencex do not), so the column "F1 unquoted" leaves out every place inside one.

    python benchmarks/segmentation.py [--split test] [--errors] [--candidates]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from translator.reading.sentences import split_sentences
from translator.release import Language, join_sentences

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "models" / "press-270m" / "corpus"
GOLD = Path(__file__).resolve().parent / "data" / "segmentation-gold.tsv"
SPLITS = {"train": range(1, 33), "development": range(33, 37), "test": range(37, 41)}
LANGUAGES: tuple[Language, ...] = ("en", "zh")
CANDIDATE: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[^a-z\s])"),
    "zh": re.compile(r"[。！？…!?]++[”’」』）》)\"']*+(?=.)"),
}
Splitter = Callable[[str], list[str]]
Place = tuple[str, int, Language, int]
"""Release, pair, language, offset into that side of the pair."""


@dataclass(frozen=True)
class Text:
    """One side of a release: its joined text, and its gold boundaries as counts of characters before them.

    pairs: the boundaries between pairs; inner: those inside one; quoted: every place that is inside a quotation
    """

    release: str
    joined: str
    pairs: frozenset[int]
    inner: frozenset[int]
    quoted: frozenset[int]

    @property
    def gold(self) -> frozenset[int]:
        """Every boundary that counts as right."""
        return self.pairs | self.inner


@dataclass(frozen=True)
class Score:
    """Counts over a split."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """Right of those found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Right of those there are."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


def releases(split: str) -> list[dict[str, Any]]:
    lines = [line for file in sorted(CORPUS.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
    found = [json.loads(line) for line in lines]
    return [r for r in found if int(r["id"].split("-")[1]) in SPLITS[split]]


def candidates(split: str) -> Iterator[tuple[Place, str]]:
    """Every place inside a pair that could end a sentence, and the side that it stands in."""
    for release in releases(split):
        for pair, sides in enumerate(release["segments"]):
            for language, side in zip(LANGUAGES, sides, strict=True):
                for match in CANDIDATE[language].finditer(side):
                    yield (release["id"], pair, language, match.end()), side


def read_gold() -> dict[Place, bool]:
    rows = [line.split("\t") for line in GOLD.read_text("utf-8").splitlines() if not line.startswith("#")]
    return {(r[0], int(r[1]), "en" if r[2] == "en" else "zh", int(r[3])): r[4] == "1" for r in rows}


def solid(text: str) -> str:
    return "".join(text.split())


def is_quoted(before: str, language: Language) -> bool:
    return before.count('"') % 2 == 1 if language == "en" else before.count("“") > before.count("”")


def texts(split: str, language: Language, gold: dict[Place, bool]) -> list[Text]:
    places: dict[str, list[tuple[int, int, str]]] = {}
    for place, side in candidates(split):
        if place[2] == language:
            if place not in gold:
                sys.exit(f"{GOLD.name} has no verdict on {place}: run with --candidates, read them and add them.")
            places.setdefault(place[0], []).append((place[1], place[3], side))
    made: list[Text] = []
    for release in releases(split):
        sides = [pair[LANGUAGES.index(language)] for pair in release["segments"]]
        begins = [0]
        for side in sides:
            begins.append(begins[-1] + len(solid(side)))
        inner: set[int] = set()
        quoted: set[int] = set()
        for pair, offset, side in places.get(release["id"], []):
            at = begins[pair] + len(solid(side[:offset]))
            if gold[release["id"], pair, language, offset]:
                inner.add(at)
            if is_quoted(side[:offset], language):
                quoted.add(at)
        joined = join_sentences(sides, language)
        made.append(Text(release["id"], joined, frozenset(begins[1:-1]), frozenset(inner), frozenset(quoted)))
    return made


def boundaries(pieces: list[str]) -> frozenset[int]:
    found: list[int] = []
    count = 0
    for piece in pieces:
        count += len(solid(piece))
        found.append(count)
    return frozenset(found[:-1]) - {0, count}


def score(gold: list[frozenset[int]], found: list[frozenset[int]]) -> Score:
    right = sum(len(g & f) for g, f in zip(gold, found, strict=True))
    return Score(right, sum(map(len, found)), sum(map(len, gold)))


def naive(language: Language) -> Splitter:
    pattern = (
        r"(?<=[.!?])\s+|(?<=[.!?][\"”’)])\s+"
        if language == "en"
        else r"(?<=[。！？])(?![”’」』）])|(?<=[。！？][”’」』）])"
    )
    return lambda text: re.split(pattern, text)


def by_starts(text: str, starts: list[int]) -> list[str]:
    edges = [0, *starts[1:], len(text)]
    return [text[a:b] for a, b in pairwise(edges)]


def peers(language: Language) -> dict[str, Splitter]:
    """The systems that are installed, by name and version."""
    from importlib.metadata import version

    found: dict[str, Splitter] = {"this project": lambda text: split_sentences(text, language)}
    found["naive regex"] = naive(language)
    try:
        import sentencex

        found[f"sentencex {version('sentencex')}"] = lambda text: list(sentencex.segment(language, text))
    except ImportError:
        print("sentencex is not installed: left out", file=sys.stderr)
    try:
        import pysbd  # type: ignore[import-untyped]

        segmenter = pysbd.Segmenter(language=language, clean=False)
        found[f"pysbd {version('pysbd')}"] = lambda text: list(segmenter.segment(text))
    except ImportError:
        print("pysbd is not installed: left out", file=sys.stderr)
    if language == "en":
        try:
            from syntok import segmenter as syntok  # type: ignore[import-untyped]

            found[f"syntok {version('syntok')}"] = lambda text: by_starts(
                text, [sentence[0].offset for paragraph in syntok.process(text) for sentence in paragraph]
            )
        except ImportError:
            print("syntok is not installed: left out", file=sys.stderr)
    return found


def print_errors(text: Text, found: frozenset[int]) -> None:
    flat = solid(text.joined)
    for at in sorted(text.gold ^ found):
        kind = "missed " if at in text.gold else "too many"
        print(f"  {kind:8} {text.release} {flat[max(0, at - 40) : at]} | {flat[at : at + 40]}")


def print_candidates(split: str, gold: dict[Place, bool]) -> None:
    for (release, pair, language, offset), side in candidates(split):
        known = gold.get((release, pair, language, offset))
        verdict = "?" if known is None else str(int(known))
        print(release, pair, language, offset, verdict, side[:offset], side[offset:].strip(), sep="\t")


def main() -> None:
    parser = argparse.ArgumentParser(description="Boundary precision, recall and F1 of sentence segmentation.")
    parser.add_argument("--split", choices=["development", "test"], default="development")
    parser.add_argument("--errors", action="store_true", help="print every boundary of this project that is wrong")
    parser.add_argument("--candidates", action="store_true", help="print the places to judge, then stop")
    args = parser.parse_args()
    gold = read_gold()
    if args.candidates:
        print_candidates(args.split, gold)
        return
    print(f"{args.split} split, {len(releases(args.split))} releases, Python {sys.version.split()[0]}")
    for language in LANGUAGES:
        made = texts(args.split, language, gold)
        pairs, inner = sum(len(t.pairs) for t in made), sum(len(t.inner) for t in made)
        size = sum(len(t.joined) for t in made)
        print(f"\n{language}: {pairs} boundaries between pairs, {inner} inside pairs, {size:,} characters")
        print(f"{'system':18}{'precision':>10}{'recall':>9}{'F1':>9}{'pairs found':>13}{'F1 unquoted':>13}{'ms':>8}")
        for name, splitter in peers(language).items():
            splitter("Warm.")
            started = time.perf_counter()
            pieces = [splitter(t.joined) for t in made]
            milliseconds = 1000 * (time.perf_counter() - started)
            lost = sum(solid("".join(p)) != solid(t.joined) for p, t in zip(pieces, made, strict=True))
            found = [boundaries(p) for p in pieces]
            all_ = score([t.gold for t in made], found)
            between = score([t.pairs for t in made], found)
            plain = score([t.gold - t.quoted for t in made], [f - t.quoted for f, t in zip(found, made, strict=True)])
            note = f"  (changed the text of {lost})" if lost else ""
            print(
                f"{name:18}{all_.precision:10.4f}{all_.recall:9.4f}{all_.f1:9.4f}{between.recall:13.4f}"
                f"{plain.f1:13.4f}{milliseconds:8.1f}{note}"
            )
            if args.errors and name == "this project":
                for text, places in zip(made, found, strict=True):
                    print_errors(text, places)


if __name__ == "__main__":
    main()
