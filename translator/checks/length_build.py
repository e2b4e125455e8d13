"""Fits the length model to the corpus' training part: python -m translator.checks.length_build."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from translator.checks.length import DATA, KINDS, counts, size
from translator.checks.lexicon import Lexicon
from translator.checks.lexicon_build import CORPUS, Pair, read_releases
from translator.release import Language, other_language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LEAST_COUNT = 30
"""A word that stands so often in the training part has a weight of its own."""
_RIDGE = 10.0
_LEAST_RIDGE = 0.01
"""Of the kinds; more than nothing, since English texts have no Chinese characters."""
_ROUNDS = 3
_SPREAD = 0.02
"""Guess of the variance of a text's size per squared expected size, by which long texts count less."""


def fit(pairs: Sequence[Pair], language: Language, lexicon: Lexicon) -> list[tuple[str, str, float]]:
    """Rows of the data file (kind, name, value) for sources in a language, by weighted ridge regression."""
    import numpy as np

    sources = [pair[language == "zh"] for pair in pairs]
    wanted = np.array([size(pair[language == "en"], other_language(language)) for pair in pairs])
    frequency = Counter(token.word for text in sources for token in lexicon.tokens(text, language))
    words = sorted(word for word, n in frequency.items() if n >= _LEAST_COUNT)
    index = {word: 1 + len(KINDS) + i for i, word in enumerate(words)}
    design = np.zeros((len(pairs), 1 + len(KINDS) + len(words)))
    for row, text in zip(design, sources, strict=True):
        row[: 1 + len(KINDS)] = (1, *counts(text))
        for token in lexicon.tokens(text, language):
            if token.word in index:
                row[index[token.word]] += 1
    penalty = np.full(design.shape[1], _LEAST_RIDGE)
    penalty[1 + len(KINDS) :] = _RIDGE
    expected = np.maximum(wanted, 1.0)
    for _ in range(_ROUNDS):
        weight = 1 / (expected + _SPREAD * expected**2)
        scaled = design * weight[:, None]
        values = np.linalg.solve(scaled.T @ design + np.diag(penalty * weight.mean()), scaled.T @ wanted)
        expected = np.maximum(design @ values, 1.0)
    per_size, per_text = _variance(np.log(np.maximum(wanted, 0.5) / expected), expected)
    rows = [("number", "constant", float(values[0]))]
    rows += [("number", kind, float(x)) for kind, x in zip(KINDS, values[1:], strict=False)]
    rows += [("number", "per size", per_size), ("number", "per text", per_text)]
    return rows + [("word", word, float(values[i])) for word, i in index.items()]


def _variance(residuals: NDArray[np.float64], expected: NDArray[np.float64]) -> tuple[float, float]:
    """per_size and per_text of the log residuals' variance, by least squares without the extremes."""
    import numpy as np

    squares = np.minimum(residuals**2, np.quantile(residuals**2, 0.99))
    design = np.stack([1 / expected, np.ones(len(expected))], axis=1)
    per_size, per_text = np.linalg.lstsq(design, squares, rcond=None)[0]
    return max(float(per_size), 0.0), max(float(per_text), 1e-4)


def main() -> None:
    """Write data/length.tsv (some seconds); the lexicon must be there."""
    pairs = [pair for release in read_releases(sorted(CORPUS.glob("*.jsonl"))) for pair in release.texts]
    lexicon = Lexicon.load()
    lines = ["# language, kind, name, value: what each adds to a translation; see length_build.py"]
    languages: tuple[Language, ...] = ("en", "zh")
    for language in languages:
        lines += [f"{language}\t{kind}\t{name}\t{x:.4g}" for kind, name, x in fit(pairs, language, lexicon)]
    DATA.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
