"""How good `translator glossary suggest` is: python benchmarks/suggesting.py [--part dev|test] [--no-embed] [--show N].

Each file of the corpus is one document of four releases. A suggestion counts as right when the releases' own list of
terms has it, English compared by lemma and Chinese exactly. These lists name 12 terms a release, not every one, so
the precision is a lower bound; --show prints what was suggested, to judge it by eye.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from pathlib import Path

from translator.glossary import Glossary
from translator.glossary.candidates import clean_chinese
from translator.glossary.lexicon import english_words
from translator.glossary.suggesting import suggest
from translator.termbase import embed_if_any

CORPUS = Path(__file__).parents[1] / "models" / "press-270m" / "corpus"
PARTS = {"dev": range(33, 37), "test": range(37, 41)}
FIRST = (20, 50, 100)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, default="dev")
    parser.add_argument("--no-embed", action="store_true")
    parser.add_argument("--show", type=int, default=0)
    chosen = parser.parse_args()
    known = Glossary.builtin().entries
    embed = None if chosen.no_embed else embed_if_any()
    names = {_key(form) for e in known for form in (e.en, *e.variants_en, *e.abbr_en)}
    right, english, given, wanted, seconds = (
        dict.fromkeys(FIRST, 0),
        dict.fromkeys(FIRST, 0),
        dict.fromkeys(FIRST, 0),
        0,
        0.0,
    )
    for file in sorted(CORPUS.glob("*.jsonl")):
        releases = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        releases = [r for r in releases if int(r["id"].split("-")[1]) in PARTS[chosen.part]]
        gold = {(_key(_plain(en)), clean_chinese(_plain(zh))) for r in releases for en, zh in r["terms"]}
        gold = {(en, zh) for en, zh in gold if en not in names}
        started = time.perf_counter()
        found = suggest([(en, zh) for r in releases for en, zh in r["segments"]], known, known, embed, max(FIRST))
        seconds += time.perf_counter() - started
        pairs = [(_key(s.en), s.zh) for s in found]
        wanted += len(gold)
        for n in FIRST:
            given[n] += len(pairs[:n])
            right[n] += len(set(pairs[:n]) & gold)
            english[n] += sum(en in {e for e, _ in gold} for en, _ in pairs[:n])
        if chosen.show:
            print(f"{file.stem}: {len(gold)} terms are new")
            for pair, s in zip(pairs[: chosen.show], found, strict=False):
                print("  +" if pair in gold else "   ", s.score, s.count, s.en, s.zh, sep="\t")
    print(f"{chosen.part} part, {wanted} terms that the glossary does not have, embedding: {embed is not None}")
    for n in FIRST:
        print(
            f"first {n}: precision {right[n] / given[n]:.3f} (English alone {english[n] / given[n]:.3f}), "
            f"recall {right[n] / wanted:.3f}"
        )
    print(f"{seconds / 13:.1f} s a document")


def _plain(term: str) -> str:
    return re.sub(r"\s*[(（][^)）]*[)）]", "", term)


def _key(english: str) -> str:
    return " ".join(english_words(english))


if __name__ == "__main__":
    main()
