"""Pairs become prompts and answers, and these become batches, the same ones for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import other_numbers
from recipe import Examples
from tokenizers import Tokenizer

from translator.engines.base import Request
from translator.engines.embedded import prompt
from translator.release import LANGUAGE_NAMES, Direction

DIRECTIONS = (Direction("en", "zh"), Direction("zh", "en"))
_LIKE_LENGTH = 512  # examples that are sorted by length together


class Example(NamedTuple):
    """Token ids of a prompt and of its answer. The loss is of the answer only."""

    prompt: list[int]
    answer: list[int]


def epoch(
    records: Sequence[dict[str, Any]], tokenizer: Tokenizer, settings: Examples, batch_tokens: int, seed: str
) -> list[list[Example]]:
    """The batches of one pass over the records in both directions.

    batch_tokens: most tokens of a batch, padded to its longest example
    """
    rng = random.Random(seed)
    articles = [record for record in records if record["kind"] == "article"]
    texts = [text for record in rng.sample(articles, min(len(articles), settings.briefs)) for text in brief(record)]
    for record in records:
        if record["kind"] != "article":
            texts += translations(record, settings, rng)
    examples = [example for text in texts if size(example := encode(text, tokenizer)) <= settings.longest]
    rng.shuffle(examples)
    batches = [
        batch
        for start in range(0, len(examples), _LIKE_LENGTH)
        for batch in grouped(sorted(examples[start : start + _LIKE_LENGTH], key=size), batch_tokens)
    ]
    rng.shuffle(batches)
    return batches


def translations(record: dict[str, Any], settings: Examples, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Both directions of a pair, now and then with other numbers, now and then with hints of its terms."""
    en, zh, terms = record["en"], record["zh"], record["terms"]
    if rng.random() < settings.other_numbers:
        en, zh = other_numbers.with_other_numbers(en, zh, rng)
    for direction in DIRECTIONS:
        forward = direction.source == "en"
        source, target = (en, zh) if forward else (zh, en)
        hints: list[tuple[str, str]] = []
        if terms and rng.random() < settings.hints:
            some = rng.sample(terms, rng.randint(1, min(settings.most_hints, len(terms))))
            hints = [(a, b) if forward else (b, a) for a, b in some]
        yield prompt(Request(source, tuple(hints)), direction), f" {target}\n"


def brief(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The brief and the headline of a whole article, in its own language."""
    language = LANGUAGE_NAMES[record["language"]]
    for what in ("brief", "headline"):
        yield f"{language} article:\n{record['text']}\n\n{language} {what}:", f" {record[what]}\n"


def encode(text: tuple[str, str], tokenizer: Tokenizer) -> Example:
    """<bos> and the prompt; the answer, which ends with a line break."""
    return Example(tokenizer.encode(text[0]).ids, tokenizer.encode(text[1], add_special_tokens=False).ids)


def size(example: Example) -> int:
    """Tokens of an example."""
    return len(example.prompt) + len(example.answer)


def grouped(examples: Sequence[Example], batch_tokens: int) -> Iterator[list[Example]]:
    """Neighbours together, as many as fit; the longest of a batch decides what it is padded to."""
    batch: list[Example] = []
    for example in examples:
        if batch and size(example) * (len(batch) + 1) > batch_tokens:
            yield batch
            batch = []
        batch.append(example)
    if batch:
        yield batch
