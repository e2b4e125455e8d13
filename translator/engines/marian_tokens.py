"""Text to Marian tokens and back, with sentencepiece and vocab.json, the same for both runtimes."""

from __future__ import annotations

from collections.abc import Sequence

from translator.engines.marian_checkpoint import MarianCheckpoint
from translator.release import Direction, Language, ReleaseError

END, UNKNOWN, PADDING = "</s>", "<unk>", "<pad>"
_SPACE = "▁"

# A checkpoint with several target languages is told which by a token before the source; the first that it knows.
_LANGUAGE_TOKENS: dict[Language, tuple[str, ...]] = {
    "zh": (">>cmn_Hans<<", ">>zho_Hans<<", ">>cmn<<", ">>zho<<"),
    "en": (">>eng<<",),
}

# What a character is written as where the checkpoint's vocabulary lacks it: opus-mt learned from text in which
# typographic marks were already replaced, and would read each of them as an unknown word.
_PLAIN = {
    **dict.fromkeys("“”„‟«»「」『』《》〈〉", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("–—―−‐‑", "-"),
    **dict.fromkeys("·•‧", " "),
    **{"…": "...", "。": ".", "，": ",", "、": ",", "；": ";", "：": ":", "！": "!", "？": "?"},
    **{"（": "(", "）": ")", "［": "[", "］": "]", "【": "[", "】": "]", "％": "%", "～": "~", "〜": "~"},
}


class MarianTokens:
    """The tokenization of one checkpoint in one direction. Safe to use from several threads."""

    def __init__(self, checkpoint: MarianCheckpoint, direction: Direction) -> None:
        from sentencepiece import SentencePieceProcessor

        try:
            self._source = SentencePieceProcessor(model_file=str(checkpoint.folder / "source.spm"))
            self._target = SentencePieceProcessor(model_file=str(checkpoint.folder / "target.spm"))
        except (OSError, RuntimeError) as error:
            raise ReleaseError(f"{checkpoint.folder}: a .spm file is broken. Download the repository again.") from error
        self.ids = checkpoint.vocabulary
        known = [token for token in _LANGUAGE_TOKENS[direction.target] if token in self.ids]
        self.front = known[:1]
        plain = {c: p for c, p in _PLAIN.items() if not self._knows(c) and all(map(self._knows, p.strip()))}
        self._plain = str.maketrans(plain)

    def encode(self, text: str) -> list[str]:
        """The tokens that the model reads: language token where there is one, pieces, end token."""
        pieces = self._source.encode(text.translate(self._plain), out_type=str)
        return [*self.front, *(piece if piece in self.ids else UNKNOWN for piece in pieces), END]

    def count(self, text: str) -> int:
        """How many tokens the model reads for this text, the added ones included."""
        return len(self.encode(text))

    def decode(self, tokens: Sequence[str]) -> str:
        """The text of target tokens; the end token, language tokens and the like are left out."""
        return str(self._target.decode_pieces([t for t in tokens if not _is_added(t)])).strip()

    def target(self, text: str) -> list[str]:
        """The tokens of a translation that is given; a character that the checkpoint lacks is an unknown token."""
        pieces = self._target.encode(text, out_type=str)
        return [piece if piece in self.ids else UNKNOWN for piece in pieces]

    def continued(self, text: str, tokens: Sequence[str]) -> str:
        """The translation that begins with a text, word for word, and goes on with what its tokens have after it."""
        begun = self.target(text)
        before, whole = self.decode(begun), self.decode(tokens)
        return text + (whole[len(before) :] if whole.startswith(before) else self.decode(tokens[len(begun) :]))

    def source_offsets(self, text: str) -> list[int]:
        """For each token of encode(text), the character of the text where it starts; -1 for the added tokens."""
        pieces = self._source.encode(text.translate(self._plain), out_type=str)
        return [*(-1 for _ in self.front), *offsets(pieces, text), -1]

    def target_offsets(self, text: str) -> list[int]:
        """For each token of target(text), the character of the text where it starts; -1 for unknown tokens."""
        pieces = self._target.encode(text, out_type=str)
        return [at if piece in self.ids else -1 for piece, at in zip(pieces, offsets(pieces, text), strict=True)]

    def _knows(self, text: str) -> bool:
        return all(p == _SPACE or p in self.ids for p in self._source.encode(text, out_type=str))


def offsets(pieces: Sequence[str], text: str) -> list[int]:
    """For each piece, the character of the text where it starts.

    The text may differ from the pieces by what sentencepiece normalised (full-width forms, white space): a piece that
    does not stand near where it should counts as starting where the one before it ended.
    """
    starts, at = [], 0
    for piece in pieces:
        surface = piece.replace(_SPACE, " ").strip()
        while at < len(text) and text[at].isspace():
            at += 1
        near = text.find(surface, at, at + len(surface) + 4) if surface else at
        start = min(near if near >= 0 else at, max(len(text) - 1, 0))
        starts.append(start)
        at = start + len(surface)
    return starts


def _is_added(token: str) -> bool:
    return token in (END, UNKNOWN, PADDING) or (token.startswith(">>") and token.endswith("<<"))
