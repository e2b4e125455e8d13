"""Text to the tokens of a summarization model and back, with the tokenizer that lies beside it."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from typing import Any

from translator.engines.checkpoint import quiet, read_table
from translator.engines.summarizers.checkpoint import Seq2SeqCheckpoint
from translator.release import Language, ReleaseError

_CONFIG = "tokenizer_config.json"
# Pegasus writes line breaks so.
_LINE_BREAK = "<n>"
_GAP_BEFORE_MARK = re.compile(r"\s+(?=[.,;:!?](?:\s|$))")
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_HALF_MARK = re.compile(rf"(?<=[{_HAN}）》”%])\s*[,;:!?]\s*|\s*[,;:!?]\s*(?=[{_HAN}《“])|(?<=[{_HAN}])\.$")
_HALF_BRACKETS = re.compile(rf"(?<=[{_HAN}])\(([^()]*)\)|\(([^()]*[{_HAN}][^()]*)\)")
_FULL = str.maketrans(",;:!?.", "，；：！？。")


class SummaryTokens:
    """The tokenization of one checkpoint. Safe to use from threads.

    vocabulary: the model's tokens by id, with names of our own for ids that the tokenizer lacks; unknown: the one that
        stands for what it cannot write
    start: the id that the decoder starts from; forced: ids that it must write first; end: the id that ends a summary
    forbidden: ids that no summary may hold
    """

    def __init__(self, checkpoint: Seq2SeqCheckpoint) -> None:
        self._lock = threading.Lock()
        self._tokenizer = _load(checkpoint)
        self._prefix = str(checkpoint.generation.get("prefix") or "")
        named = {i: token for token, i in self._tokenizer.get_vocab().items()}
        self.vocabulary = [named.get(i, f"<unused_{i}>") for i in range(checkpoint.size)]
        self.start, self.end = (_id(checkpoint, name) for name in ("decoder_start_token_id", "eos_token_id"))
        self.unknown = str(self._tokenizer.unk_token or self.vocabulary[self.start])
        first = checkpoint.generation.get("forced_bos_token_id")
        self.forced = [] if first is None else [int(first)]
        special = {i for i in self._tokenizer.all_special_ids if i < checkpoint.size}
        self._special = special - {self._tokenizer.unk_token_id}
        body, framed = self._ids("a"), self._ids("a", framed=True)
        front = next(i for i in range(len(framed)) if framed[i : i + len(body)] == body)
        self._before, self._after = framed[:front], framed[front + len(body) :]
        unused = {i for i in range(checkpoint.size) if i not in named}
        sentinels = {i for i, token in named.items() if token.startswith("<extra_id_") and i < checkpoint.size}
        self.forbidden = sorted((special | unused | sentinels | {self.start, *self.forced}) - {self.end})

    def encode(self, text: str) -> list[int]:
        """What the model reads: the prefix that its configuration asks for, the text, and the tokens that frame it.

        What looks like a special token in the text is read as text, or not at all where the tokenizer cannot.
        """
        body = (i for i in self._ids(self._prefix + text) if i < len(self.vocabulary) and i not in self._special)
        return [*self._before, *body, *self._after]

    def count(self, text: str) -> int:
        """How many tokens the model reads for this text, the added ones included."""
        return len(self.encode(text))

    def decode(self, ids: Sequence[int], language: Language) -> str:
        """The text of a summary on one line, with the marks of its language.

        The tokenizers of T5 and mT5 make full-width marks half-width (NFKC); in Chinese they become full-width again.
        """
        with self._lock:
            text = self._tokenizer.decode(ids, skip_special_tokens=True, clean_up_tokenization_spaces=False)
        text = " ".join(text.replace(_LINE_BREAK, " ").split())
        return full_width(text) if language == "zh" else _GAP_BEFORE_MARK.sub("", text)

    def _ids(self, text: str, framed: bool = False) -> list[int]:
        with self._lock:
            found: list[int] = self._tokenizer(
                text, add_special_tokens=framed, split_special_tokens=True, verbose=False
            )["input_ids"]
        return found


def full_width(text: str) -> str:
    """Chinese whose commas, colons, brackets and the like beside 汉字 are full-width; numbers keep theirs."""
    text = _HALF_MARK.sub(lambda mark: mark[0].strip().translate(_FULL), text)
    return _HALF_BRACKETS.sub(lambda match: f"（{match[1] if match[1] is not None else match[2]}）", text)


def _load(checkpoint: Seq2SeqCheckpoint) -> Any:
    import transformers

    named = str(read_table(file).get("tokenizer_class")) if (file := checkpoint.folder / _CONFIG).is_file() else ""
    # Without a tokenizer.json, AutoTokenizer knows some architectures' tokenizers (PegasusX) only by that name.
    named = named.removesuffix("Fast")
    own = getattr(transformers, named, None) if named.endswith("Tokenizer") else None
    troubles: list[Exception] = []
    for known in filter(None, (transformers.AutoTokenizer, own)):
        try:
            with quiet():
                return known.from_pretrained(checkpoint.folder, local_files_only=True, trust_remote_code=False)
        except Exception as error:  # the tokenizers library raises bare exceptions for broken files
            troubles.append(error)
    raise ReleaseError(
        f"{checkpoint.folder}: its tokenizer cannot be loaded: {troubles[0]}. Download the whole repository again."
    ) from troubles[0]


def _id(checkpoint: Seq2SeqCheckpoint, name: str) -> int:
    found = checkpoint.generation.get(name, checkpoint.config.get(name))
    found = found[0] if isinstance(found, list) and found else found
    if not isinstance(found, int):
        raise ReleaseError(
            f"{checkpoint.folder / 'config.json'} lacks {name}, so no summary can be written. "
            "Use a checkpoint that is fine-tuned for summaries."
        )
    return found
