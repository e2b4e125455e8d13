"""Text to the embedded model's tokens and back: prompts, answers, answers that are begun, and tokens to keep out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from translator.engines.base import Request
from translator.release import LANGUAGE_NAMES, Direction, Language

MOST_TERMS = 4  # as many as a prompt had in training
END = "\n"
_ACCENTED = r"[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]"
# What a language hardly ever needs in a translation from the other; the model falls into runs of it otherwise.
_UNWANTED: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(_ACCENTED),
    "en": re.compile(_ACCENTED + r"|[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"),
}
_SMALL_LETTERS = re.compile(r"▁?[a-z]{2,}")
_BETWEEN_HAN = re.compile(r"(?<=[\u3001-\u9fff\uff00-\uffef])\s+(?=[\u3001-\u9fff\uff00-\uffef])")


def prompt(request: Request, direction: Direction) -> str:
    """The prompt as the model was trained: hints of the first four terms, the source, the target language's name."""
    hints = "; ".join(f"{source} = {target}" for source, target in request.terms[:MOST_TERMS])
    source, target = (LANGUAGE_NAMES[language] for language in direction)
    return (f"Terms: {hints}\n" if hints else "") + f"{source}: {request.source}\n{target}:"


class EmbeddedTokens:
    """The embedded model's tokenization.

    tokenizer: a tokenizers.Tokenizer; suppressed: for each target language, the tokens that it is kept from writing
    """

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        vocabulary = tokenizer.get_vocab()
        self.suppressed: dict[Language, list[list[str]]] = {
            language: [[token] for token in vocabulary if unwanted.search(token)]
            for language, unwanted in _UNWANTED.items()
        }
        self.suppressed["zh"] += [[token] for token in _english_words(vocabulary)]

    def count(self, text: str) -> int:
        """How many tokens a text has."""
        return len(self.ids(text))

    def ids(self, text: str) -> list[int]:
        """The tokens of a text that stands within another."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def question(self, text: str) -> list[str]:
        """The tokens of a prompt."""
        return list(self._tokenizer.encode(text).tokens)

    def answer(self, text: str) -> list[str]:
        """The tokens of a translation, or of its beginning: as in training, a space stands before it."""
        return list(self._encoded(text).tokens)

    def starts(self, text: str) -> list[int]:
        """For each token of answer(text), the offset where it starts in the text, without the space before it."""
        encoded = self._encoded(text)
        return [
            start if token.startswith("▁") else start - 1
            for token, (start, _) in zip(encoded.tokens, encoded.offsets, strict=True)
        ]

    def text(self, ids: Sequence[int]) -> str:
        """A translation from its tokens."""
        return tidy(self._tokenizer.decode(ids))

    def continued(self, text: str, added: Sequence[int]) -> str:
        """The translation that begins with a text, word for word, and goes on with tokens."""
        begun = self._encoded(text).ids
        before, whole, rest = (str(self._tokenizer.decode(ids)) for ids in (begun, [*begun, *added], added))
        rest = (whole[len(before) :] if whole.startswith(before) else rest).rstrip()
        last = text[-1:]
        return text + _BETWEEN_HAN.sub("", last + rest)[len(last) :]

    def _encoded(self, text: str) -> Any:
        return self._tokenizer.encode(f" {text}", add_special_tokens=False)


def tidy(text: str) -> str:
    """A translation without spaces at its ends and between Chinese characters."""
    return _BETWEEN_HAN.sub("", text.strip())


def _english_words(vocabulary: Collection[str]) -> list[str]:
    """Tokens that are English words in small letters: left in Chinese output, they are words not translated.

    A piece of a name stays possible, for it is no token with a space before it.
    """
    return [
        token
        for token in vocabulary
        if _SMALL_LETTERS.fullmatch(token) and (token.startswith("▁") or f"▁{token}" in vocabulary)
    ]
