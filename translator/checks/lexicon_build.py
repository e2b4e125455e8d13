"""Builds the lexicon from the corpus' training part and the glossary: python -m translator.checks.lexicon_build."""

from __future__ import annotations

import csv
import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.checks.lexicon import CHINESE, ENGLISH, LEVELS, Evidence, Lexicon
from translator.checks.model1 import translation_probabilities
from translator.checks.words import LONGEST, grams, tokens
from translator.release import Direction, Language

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "models" / "press-270m" / "corpus"
GLOSSARY = ROOT / "translator" / "glossary" / "data" / "medical.csv"
LAST_TRAINING_RELEASE = 32
Pair = tuple[str, str]
"""English and Chinese."""

_HAN = re.compile(r"[\u3400-\u9fff]+")
_ITEM_LENGTH = 4
"""Characters of the longest word that is learned from text; terms may be longer."""
_LEAST_COUNT = 3
_COHESION = {2: 2.5, 3: 3.5, 4: 3.5}
"""Least pointwise mutual information (nats) of a word of so many characters with any cut of it."""
_GLUE = frozenset("的了和与在及是为于对从")
"""Characters that stand between words more often than in longer ones."""
_CUTS = 2
_SHRINK = 10.0
"""Weight, in occurrences, of all words' evidence against one word's own."""
_LEAST_PAIR = 0.05
_LEAST_RARE = 0.1


@dataclass(frozen=True, slots=True)
class Release:
    """One release of the corpus: its sentence pairs, all its texts (headline, key points and so on too), its terms."""

    segments: tuple[Pair, ...]
    texts: tuple[Pair, ...]
    terms: tuple[Pair, ...]


def read_releases(files: Iterable[Path]) -> list[Release]:
    """The training releases of corpus files."""
    found: list[Release] = []
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if int(row["id"][-3:]) <= LAST_TRAINING_RELEASE:
                segments, terms = [tuple(p) for p in row["segments"]], [tuple(p) for p in row["terms"]]
                rest = [row["headline"], row["brief"], *row["bullets"], *row["extras"]]
                texts = [*segments, *(tuple(p) for p in rest)]
                found.append(Release(tuple(segments), tuple(texts), tuple(terms)))
    return found


def read_glossary(path: Path = GLOSSARY) -> list[Pair]:
    """The terms of a glossary, each with every Chinese variant."""
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [(row["en"], zh) for row in rows for zh in (row["zh"], *row["variants_zh"].split("|")) if zh.strip()]


def build(releases: Sequence[Release], glossary: Sequence[Pair]) -> Lexicon:
    """The lexicon of releases: what support says is counted on each half with the lexicon of the other."""
    halves = (releases[::2], releases[1::2])
    lexicons = [learn(half, glossary) for half in halves]
    counts = list(_support_levels(halves[1], lexicons[0])) + list(_support_levels(halves[0], lexicons[1]))
    whole = learn(releases, glossary)
    evidence: dict[Language, dict[str, Evidence]] = {
        language: _evidence([c[1:] for c in counts if c[0] == language]) for language in ("en", "zh")
    }
    return Lexicon(whole.chinese, whole.translations, evidence)


def learn(releases: Sequence[Release], glossary: Sequence[Pair]) -> Lexicon:
    """Vocabulary and translations; no evidence yet (all of it 0)."""
    pairs = [*(pair for release in releases for pair in (*release.texts, *release.terms)), *glossary]
    terms = {zh for release in releases for _, zh in release.terms} | {zh for _, zh in glossary}
    chinese = learn_vocabulary([zh for _, zh in pairs], terms)
    bitext = [
        (
            sorted({t.word for t in tokens(en, "en", chinese)}),
            sorted({t.word for t in tokens(zh, "zh", chinese)} | grams(zh, chinese).keys()),
        )
        for en, zh in pairs
    ]
    frequency = Counter(word for _, words in bitext for word in words)
    translations: dict[Language, dict[str, dict[str, float]]] = {"en": {}, "zh": {}}
    for en, zh, forth, back in translation_probabilities(bitext):
        if forth >= _LEAST_PAIR or (back >= _LEAST_RARE and frequency[zh] > 1):
            strength = 1 - (1 - forth) * (1 - back)
            translations["en"].setdefault(en, {})[zh] = translations["zh"].setdefault(zh, {})[en] = strength
    none = {"": (0.0, 0.0, 0.0, 0.0)}
    return Lexicon(chinese, translations, {"en": none, "zh": none})


def learn_vocabulary(texts: Sequence[str], terms: Iterable[str]) -> dict[str, float]:
    """Chinese words and their log probability: characters, terms, and cohesive strings that cuts of the texts keep."""
    counts: Counter[str] = Counter()
    for run in (run for text in texts for run in _HAN.findall(text)):
        for i in range(len(run)):
            counts.update(run[i:j] for j in range(i + 1, min(i + _ITEM_LENGTH, len(run)) + 1))
    total = sum(n for word, n in counts.items() if len(word) == 1)
    kept = {term for term in terms if 2 <= len(term) <= LONGEST and _HAN.fullmatch(term)}
    words = {w: n for w, n in counts.items() if len(w) == 1 or w in kept or _is_word(w, counts, total)}
    words |= {term: 1 for term in kept if term not in words}
    chinese = {word: math.log(n / total) for word, n in words.items()}
    for _ in range(_CUTS):
        used = Counter(token.word for text in texts for token in tokens(text, "zh", chinese))
        total = sum(used[word] for word in chinese)
        chinese = {
            word: math.log(max(used[word], 0.5) / total)
            for word in chinese
            if len(word) == 1 or used[word] >= _LEAST_COUNT or (word in kept and used[word])
        }
    return chinese


def _is_word(word: str, counts: Counter[str], total: int) -> bool:
    if counts[word] < _LEAST_COUNT or (len(word) > 2 and not _GLUE.isdisjoint(word)):
        return False
    splits = ((word[:k], word[k:]) for k in range(1, len(word)))
    return all(math.log(counts[word] * total / (counts[a] * counts[b])) >= _COHESION[len(word)] for a, b in splits)


def _support_levels(releases: Sequence[Release], lexicon: Lexicon) -> Iterator[tuple[Language, str, int, int]]:
    """Each known word of each segment: its level of support in its translation, and in another of the release."""
    for release in releases:
        count = len(release.segments)
        for i, (en, zh) in enumerate(release.segments):
            other_en, other_zh = release.segments[(i + count // 2) % count]
            for direction, source, target, other in (
                (Direction("en", "zh"), en, zh, other_zh),
                (Direction("zh", "en"), zh, en, other_en),
            ):
                right = lexicon.coverage(source, target, direction)
                wrong = lexicon.coverage(source, other, direction)
                for a, b in zip(right, wrong, strict=True):
                    if a.known:
                        yield direction.source, a.token.word, _level(a.strength), _level(b.strength)


def _level(strength: float) -> int:
    return sum(strength >= bound for bound in LEVELS)


def _evidence(counts: Sequence[tuple[str, int, int]]) -> dict[str, Evidence]:
    """Evidence of each word seen, smoothed towards that of all words, which is under ""."""
    whole = [[1.0] * (len(LEVELS) + 1) for _ in range(2)]
    words: dict[str, list[list[float]]] = {}
    for word, right, wrong in counts:
        own = words.setdefault(word, [[0.0] * (len(LEVELS) + 1) for _ in range(2)])
        for table in (whole, own):
            table[0][right] += 1
            table[1][wrong] += 1
    shares = [[n / sum(row) for n in row] for row in whole]
    evidence = {"": _log_ratios(shares, shares)}
    evidence.update((word, _log_ratios(own, shares)) for word, own in sorted(words.items()))
    return evidence


def _log_ratios(own: Sequence[Sequence[float]], shares: Sequence[Sequence[float]]) -> Evidence:
    right, wrong = (
        [(n + _SHRINK * share) / (sum(row) + _SHRINK) for n, share in zip(row, prior, strict=True)]
        for row, prior in zip(own, shares, strict=True)
    )
    a, b, c, d = (math.log(p / q) for p, q in zip(right, wrong, strict=True))
    return (a, b, c, d)


def write(lexicon: Lexicon, english: Path = ENGLISH, chinese: Path = CHINESE) -> None:
    """The two files of a lexicon, the same bytes every time; `Lexicon.load` reads them."""
    zh = ["# word, log probability x 100, evidence x 10; see lexicon_build.py"]
    for word in ("", *sorted(lexicon.chinese)):
        zh.append(f"{word}\t{lexicon.chinese.get(word, 0) * 100:.0f}\t{_levels(lexicon, 'zh', word)}")
    en = ["# stem, evidence x 10, translations each with its strength in percent; see lexicon_build.py"]
    for word in ("", *sorted(lexicon.translations["en"])):
        pairs = sorted(lexicon.translations["en"].get(word, {}).items(), key=lambda pair: (-pair[1], pair[0]))
        listed = " ".join(f"{zh_word} {strength * 100:.0f}" for zh_word, strength in pairs)
        en.append(f"{word}\t{_levels(lexicon, 'en', word)}\t{listed}")
    for path, lines in ((english, en), (chinese, zh)):
        path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode("utf-8"), mtime=0))


def _levels(lexicon: Lexicon, language: Language, word: str) -> str:
    levels = lexicon.evidence[language].get(word)
    return " ".join(f"{x * 10:.0f}" for x in levels) if levels else ""


def main() -> None:
    """Write data/lexicon.en.tsv.gz and data/lexicon.zh.tsv.gz (a minute, 3 GB of memory)."""
    write(build(read_releases(sorted(CORPUS.glob("*.jsonl"))), read_glossary()))


if __name__ == "__main__":
    main()
