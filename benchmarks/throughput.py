"""How fast the embedded model writes: sentences and tokens a second, CTranslate2 against transformers, in one run.

    python benchmarks/throughput.py
    python benchmarks/throughput.py --sentences 16 --batches 8

The same sentences of the corpus' development part, English to Chinese, greedy, the same weights: 8 bits in
CTranslate2, as the engine builds and runs them, and float32 in transformers. "a worker a core" is what the engine
does; "one worker" has all cores work on the same batch. Loading is not part of the time. A batch of --sentences or
more keeps only one of the workers busy. Writes benchmarks/results/throughput.json.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from _quality.bitext import EN_ZH, corpus_pairs, spread
from _quality.machine import machine_facts

from translator.engines.base import Request
from translator.engines.embedded import prompt
from translator.engines.embedded_base import assemble, read_weights, vocabulary
from translator.engines.embedded_build import adapter_folder, build, merge_adapter, read_adapter, write_checkpoint
from translator.engines.registry import models_folder, registry
from translator.settings import Settings, load_settings

RESULTS = Path(__file__).resolve().parent / "results"
MOST_TOKENS = 160
Generate = Callable[[Sequence[str], int], int]
"""Prompts and a batch size in, the number of tokens written out."""


def ctranslate2_with(folder: Path, workers: int, threads: int) -> Generate:
    import ctranslate2
    from tokenizers import Tokenizer

    model = ctranslate2.Generator(str(folder), compute_type="int8", inter_threads=workers, intra_threads=threads)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))

    def generate(prompts: Sequence[str], batch: int) -> int:
        results = model.generate_batch(
            [encoding.tokens for encoding in tokenizer.encode_batch(list(prompts))],
            max_batch_size=batch,
            max_length=MOST_TOKENS,
            end_token="\n",
            include_prompt_in_result=False,
        )
        return sum(len(result.sequences_ids[0]) for result in results)

    return generate


def transformers_with(folder: Path, threads: int) -> Generate:
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    torch.set_num_threads(threads)
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    tokenizer = AutoTokenizer.from_pretrained(folder, padding_side="left")
    end, pad = tokenizer.convert_tokens_to_ids("\n"), tokenizer.pad_token_id

    def generate(prompts: Sequence[str], batch: int) -> int:
        written = 0
        for start in range(0, len(prompts), batch):
            inputs = tokenizer(list(prompts[start : start + batch]), return_tensors="pt", padding=True)
            with torch.inference_mode():
                out = model.generate(
                    **inputs, max_new_tokens=MOST_TOKENS, do_sample=False, eos_token_id=end, pad_token_id=pad
                )
            answers = out[:, inputs.input_ids.shape[1] :]
            written += int(((answers != pad) & (answers != end)).sum())
        return written

    return generate


def float_checkpoint(settings: Settings, folder: Path) -> None:
    """The model that the engine builds, before its conversion to 8 bits."""
    entry = registry()["embedded"]
    source = models_folder() / entry.id
    assemble(folder / "base.gguf", entry.base_sha256)
    weights = read_weights(folder / "base.gguf", vocabulary(source / "tokenizer.json"), lambda what, share: None)
    merge_adapter(weights, read_adapter(adapter_folder(entry, settings.adapter)))
    write_checkpoint(weights, source, folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=64)
    parser.add_argument("--batches", type=int, nargs="+", default=[1, 8, 32])
    given = parser.parse_args()
    settings, cores = load_settings(), os.cpu_count() or 1
    prompts = [prompt(Request(pair.source), EN_ZH) for pair in spread(corpus_pairs("dev", EN_ZH), given.sentences)]
    prompts.sort(key=len, reverse=True)  # the engine batches by length
    built = build(registry()["embedded"], settings.cache, lambda what, share: None, settings.adapter)
    rows = []
    print(f"{len(prompts)} sentences, {cores} cores\n")
    print(f"{'system':34}{'batch':>6}{'seconds':>9}{'tokens':>8}{'tokens/s':>10}{'sentences/s':>13}")
    with tempfile.TemporaryDirectory() as checkpoint:
        float_checkpoint(settings, Path(checkpoint))
        systems = {
            "CTranslate2 int8, a worker a core": lambda: ctranslate2_with(built, cores, 1),
            "CTranslate2 int8, one worker": lambda: ctranslate2_with(built, 1, cores),
            "transformers float32": lambda: transformers_with(Path(checkpoint), cores),
        }
        for name, load in systems.items():
            generate = load()
            generate(prompts[-2:], 2)
            for batch in given.batches:
                started = time.perf_counter()
                tokens = generate(prompts, batch)
                seconds = time.perf_counter() - started
                rows.append({"system": name, "batch": batch, "seconds": seconds, "tokens": tokens})
                print(
                    f"{name:34}{batch:6}{seconds:9.1f}{tokens:8}{tokens / seconds:10.1f}{len(prompts) / seconds:13.2f}",
                    flush=True,
                )
    RESULTS.mkdir(exist_ok=True)
    report = {"machine": machine_facts(), "sentences": len(prompts), "rows": rows}
    (RESULTS / "throughput.json").write_text(json.dumps(report, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
