"""What briefs are measured on: the corpus' releases in either language, with what people wrote of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from _quality.bitext import CORPUS

from translator.lengths import text_length
from translator.reading import cut
from translator.reading.dateline import find_dateline
from translator.release import Article, Block, Language, Segment, join_sentences

SPLITS = {"train": range(1, 33), "development": range(33, 37), "test": range(37, 41), "all": range(1, 41)}
LANGUAGES: tuple[Language, ...] = ("en", "zh")


@dataclass(frozen=True)
class Item:
    """A release in one language and what people wrote of it; story: the segments of its body."""

    article: Article
    segments: tuple[Segment, ...]
    story: tuple[Segment, ...]
    headline: str
    brief: str

    @property
    def language(self) -> Language:
        """The article's language."""
        return self.article.language


def read_items(numbers: Iterable[int], limit: int | None = None) -> list[Item]:
    """The releases with these numbers, each in both languages; limit: only so many releases."""
    wanted, items = set(numbers), []
    for path in sorted(CORPUS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            release = json.loads(line)
            if int(release["id"].rsplit("-", 1)[1]) in wanted:
                items += [_item(release, side, language) for side, language in enumerate(LANGUAGES)]
    return items[: 2 * limit] if limit else items


def _item(release: dict[str, list[list[str]]], side: int, language: Language) -> Item:
    body = [pair[side] for pair in release["segments"]]
    blocks = (Block("headline", str(release["headline"][side])), *(Block("body", text) for text in body))
    article = Article(str(release["id"]), language, blocks, find_dateline(body[0]))
    segments = cut(article)
    story = tuple(segment for segment in segments if blocks[segment.block].kind == "body")
    return Item(article, segments, story, str(release["headline"][side]), str(release["brief"][side]))


def without_headline(item: Item) -> tuple[Article, tuple[Segment, ...]]:
    """The article as it would be if nobody had given it a headline, and its segments."""
    article = Article(item.article.name, item.language, item.article.blocks[1:], item.article.dateline)
    return article, cut(article)


def joined_length(sentences: Sequence[str], language: Language) -> int:
    """Words or 汉字 of sentences together."""
    return sum(text_length(sentence, language) for sentence in sentences)


def shown(item: Item, sentences: Sequence[str]) -> str:
    """A brief as one text, without the dateline, which people's briefs do not have."""
    dateline = item.article.dateline or ""
    bare = [s[len(dateline) :].strip() if dateline and s.startswith(dateline) else s for s in sentences]
    return join_sentences(bare, item.language)
