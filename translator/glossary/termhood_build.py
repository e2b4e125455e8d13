"""Builds the counts of termhood from the training part of the corpus: python -m translator.glossary.termhood_build."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from translator.glossary.build import CORPUS
from translator.glossary.candidates import LAST_TRAINING_RELEASE, clean_chinese
from translator.glossary.termhood import CHINESE, ENGLISH, count_chinese, count_english, without_rare, write_counts

_ASIDE = re.compile(r"\s*[(（][^)）]*[)）]")
_Count = Callable[[str, Iterable[str]], Iterator[tuple[str, int]]]


def counts(corpus: Path, language: int, count: _Count, places: int) -> dict[str, list[int]]:
    """How often each word or pair stands in each place; language: 0 for English, 1 for Chinese."""
    found: dict[str, list[int]] = defaultdict(lambda: [0] * places)
    for file in sorted(corpus.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            release = json.loads(line)
            if int(release["id"][-3:]) <= LAST_TRAINING_RELEASE:
                terms = [clean_chinese(_ASIDE.sub("", term[language])) for term in release["terms"]]
                for segment in release["segments"]:
                    for key, place in count(segment[language], terms):
                        found[key][place] += 1
    return found


def main() -> None:
    """Write data/termhood.en.tsv and data/termhood.zh.tsv."""
    write_counts(counts(CORPUS, 0, count_english, 5), ENGLISH)
    write_counts(without_rare(counts(CORPUS, 1, count_chinese, 4)), CHINESE)


if __name__ == "__main__":
    main()
