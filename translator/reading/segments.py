"""Cut an article into segments, one a sentence."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b

from translator.reading.sentences import split_sentences
from translator.release import Article, BlockKind, Segment

WHOLE: frozenset[BlockKind] = frozenset(["headline", "subhead", "credit"])
"""Blocks that are one segment whatever marks stand in them."""


def cut(article: Article) -> tuple[Segment, ...]:
    """The segments of an article in reading order, none of them translated yet.

    A headline, subhead or credit is one segment; every other block is cut into sentences. An id is "s" and eight
    hexadecimal digits of the BLAKE2b hash (RFC 7693) of the source text; the second time that an id would occur in
    the article it ends with "-2", then "-3".
    """
    seen: Counter[str] = Counter()
    segments: list[Segment] = []
    for index, block in enumerate(article.blocks):
        whole = block.text.strip()
        sentences = [whole] if block.kind in WHOLE and whole else split_sentences(block.text, article.language)
        for sentence in sentences:
            name = "s" + blake2b(sentence.encode(), digest_size=4).hexdigest()
            seen[name] += 1
            segments.append(Segment(name if seen[name] == 1 else f"{name}-{seen[name]}", index, sentence))
    return tuple(segments)
