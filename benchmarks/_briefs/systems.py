"""The ways to make a brief that are compared: each takes an article and gives the sentences of its brief."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

from sacrebleu.metrics.chrf import CHRF

from translator.briefs import DEFAULT_LIMITS, Written, write_brief
from translator.checks.faithful import Evidence
from translator.embeddings import Embed
from translator.engines.summarizers.base import Summarizer
from translator.glossary import Glossary
from translator.reading.sentences import split_sentences
from translator.release import Brief, Direction, other_language

from .items import Item, joined_length, shown

DRAWS = 5
System = Callable[[Item], list[list[str]]]
"""The sentences of a brief; more than one list where a system draws."""


def lead(item: Item, within_limit: bool) -> list[list[str]]:
    """The first three sentences; within_limit: without the last ones where they are too long."""
    sentences = [segment.source for segment in item.story[: DEFAULT_LIMITS.sentences]]
    while within_limit and len(sentences) > 1 and not DEFAULT_LIMITS.allow("brief", sentences, item.language):
        sentences.pop()
    return [sentences]


def drawn(item: Item) -> list[list[str]]:
    """Sentences by chance, within the limit, five times."""
    draws = []
    for seed in range(DRAWS):
        order = list(range(len(item.story)))
        random.Random(f"{item.article.name} {seed}").shuffle(order)
        chosen: list[int] = []
        for index in order:
            texts = [item.story[i].source for i in (*chosen, index)]
            if len(texts) <= DEFAULT_LIMITS.sentences and DEFAULT_LIMITS.allow("brief", texts, item.language):
                chosen.append(index)
        draws.append([item.story[i].source for i in sorted(chosen)])
    return draws


def extracted(item: Item, embed: Embed) -> list[list[str]]:
    """The article's own sentences."""
    return [_sentences(write_brief(item.article, item.segments, embed))]


def best_there_is(item: Item) -> list[list[str]]:
    """The set of sentences nearest to the person's brief: what nothing that copies whole sentences can pass."""
    metric = CHRF()
    # chrF of single sentences finds those that can matter; the sets of those are all tried.
    texts = sorted(
        (segment.source for segment in item.story), key=lambda text: -metric.sentence_score(text, [item.brief]).score
    )[:8]
    limit = DEFAULT_LIMITS.most("brief", item.language)
    sets = [
        list(chosen)
        for size in range(1, DEFAULT_LIMITS.sentences + 1)
        for chosen in combinations(texts, size)
        if joined_length(chosen, item.language) <= limit
    ]
    place = {segment.source: i for i, segment in enumerate(item.story)}
    scored = [(metric.sentence_score(shown(item, chosen), [item.brief]).score, chosen) for chosen in sets]
    return [sorted(max(scored, key=lambda pair: pair[0])[1], key=lambda text: place[text])]


class Writer:
    """A summarization model whose briefs are kept in a file, since it takes seconds for each."""

    def __init__(self, summarizer: Callable[[Item], Summarizer | None], kept: Path | None) -> None:
        """Take a model for each article; kept: a file of what it wrote before, made where it is not there."""
        self._summarizer = summarizer
        self._file = kept
        self._known: dict[str, str] = json.loads(kept.read_text("utf-8")) if kept and kept.exists() else {}

    def write(self, item: Item) -> list[str]:
        """The sentences that the model wrote, as it wrote them."""
        key = f"{item.article.name} {item.language}"
        if key not in self._known:
            model = self._summarizer(item)
            summaries = model.summarize([s.source for s in item.story], item.language, "brief") if model else []
            self._known[key] = summaries[0].text if summaries else ""
            if self._file:
                self._file.write_text(json.dumps(self._known, ensure_ascii=False, indent=1), "utf-8")
        return split_sentences(self._known[key], item.language)


def ungated(item: Item, writer: Writer) -> list[list[str]]:
    """What a model wrote, whatever the article says."""
    return [writer.write(item)]


def gated(item: Item, writer: Writer, embed: Embed, meaning: Embed | None, glossary: Glossary) -> list[list[str]]:
    """What a model wrote and the article bears out, beside the article's own sentences: what is published."""
    return [_sentences(borne_out(item, writer, embed, meaning, glossary))]


def borne_out(item: Item, writer: Writer, embed: Embed, meaning: Embed | None, glossary: Glossary) -> Brief:
    """The brief as the pipeline makes it, in the article's language alone.

    embed: ranks the sentences; meaning: the gate's, None where vectors of two calls cannot be compared
    """
    direction = Direction(item.language, other_language(item.language))
    evidence = Evidence(
        [segment.source for segment in item.story],
        item.language,
        meaning,
        lambda text: frozenset(term.entry for term in glossary.find(text, direction)),
    )
    written = []
    for text in writer.write(item):
        verdict = evidence.verdict(text)
        if verdict.supported and verdict.cites:
            written.append(Written(text, tuple(item.story[i].id for i in verdict.cites), "model"))
    return write_brief(
        item.article,
        item.segments,
        embed,
        sentences=written,
        bears_out=lambda text: evidence.verdict(text).supported,
    )


def share_taken(
    items: Sequence[Item], writer: Writer, embed: Embed, meaning: Embed | None, glossary: Glossary
) -> float:
    """Which share of the sentences of the published briefs a model wrote."""
    lines = [line for item in items for line in borne_out(item, writer, embed, meaning, glossary).sentences]
    return sum(bool(line.writer) for line in lines) / max(1, len(lines))


def _sentences(brief: Brief) -> list[str]:
    return [line.source for line in brief.sentences]
