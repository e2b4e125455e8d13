"""Measures how fast Marian translates here: transformers, CTranslate2 called directly, and our engine, in one run.

    python benchmarks/speed.py
    python benchmarks/speed.py --sentences 50 --beam 1

One checkpoint of opus-mt's shape (6+6 layers, d 512, feed-forward 2048, 8 heads, vocabulary 65,001) with random
weights is written to a temporary folder, with the end token ruled out by the model's own bias: so every system writes
exactly --tokens target tokens for every sentence. Sentences are English segments of the corpus. Each system runs in a
process of its own, from text to text, after a warm-up on four sentences; its time is its best pass, and passes are
repeated until --seconds have gone by; beside it stands the processor time of that pass. Loading and conversion are not
part of the time; memory is the peak of the whole process. Writes benchmarks/results/speed.json.

Run it on a machine that does nothing else: where another program takes a core, PyTorch's threads wait for each other
at every operation, and transformers looks far slower than it is. With --threads 1 the comparison stands up to company.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent / "models" / "press-270m" / "corpus"
SYSTEMS = {
    "one": "transformers, one sentence at a time",
    "batched": "transformers, batched by length",
    "ctranslate2": "CTranslate2 called directly, int8",
    "engine": "this project's engine, int8",
}
VOCABULARY = 65_001
# Took the least processor time of 256 to 2304 on two cores.
DIRECT_BATCH_TOKENS = 1536
Translate = Callable[[list[str]], list[str]]


def corpus_sentences(wanted: int) -> list[str]:
    """English segments of the test releases (037-040), and of the others where more are wanted."""
    test: list[str] = []
    rest: list[str] = []
    for file in sorted(CORPUS.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            release = json.loads(line)
            (test if int(release["id"].split("-")[1]) > 36 else rest).extend(en for en, _ in release["segments"])
    step = max(1, len(test) // wanted)
    return (test[::step] + rest)[:wanted]


def build_checkpoint(folder: Path) -> None:
    """A MarianMT folder of opus-mt's shape whose search never ends before its length limit."""
    import sentencepiece
    import torch
    from transformers import GenerationConfig, MarianConfig, MarianMTModel

    texts = corpus_sentences(10**9)
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts), model_prefix=str(folder / "source"), vocab_size=12_000, minloglevel=2
    )
    (folder / "source.model").rename(folder / "source.spm")
    (folder / "target.spm").write_bytes((folder / "source.spm").read_bytes())
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    names = dict.fromkeys(
        ["</s>", "<unk>", ">>cmn_Hans<<", *map(pieces.id_to_piece, range(3, pieces.get_piece_size()))]
    )
    fill = (f"unused{i}" for i in range(VOCABULARY))
    tokens = [*names, *(next(fill) for _ in range(VOCABULARY - 1 - len(names))), "<pad>"]
    (folder / "vocab.json").write_text(json.dumps({t: i for i, t in enumerate(tokens)}), encoding="utf-8")
    (folder / "tokenizer_config.json").write_text('{"source_lang": "en", "target_lang": "zh"}', encoding="utf-8")

    torch.manual_seed(1)
    config = MarianConfig(
        vocab_size=VOCABULARY,
        d_model=512,
        encoder_layers=6,
        decoder_layers=6,
        encoder_attention_heads=8,
        decoder_attention_heads=8,
        encoder_ffn_dim=2048,
        decoder_ffn_dim=2048,
        max_position_embeddings=512,
        activation_function="swish",
        scale_embedding=True,
        pad_token_id=VOCABULARY - 1,
        decoder_start_token_id=VOCABULARY - 1,
        eos_token_id=0,
        forced_eos_token_id=None,
    )
    model = MarianMTModel(config)
    with torch.no_grad():
        model.get_input_embeddings().weight[VOCABULARY - 1] = 0.0
        model.final_logits_bias[0, 0] = -1e4
    model.generation_config = GenerationConfig(
        decoder_start_token_id=VOCABULARY - 1, pad_token_id=VOCABULARY - 1, eos_token_id=0, max_length=512
    )
    model.save_pretrained(folder)


def convert(folder: Path) -> None:
    """The same checkpoint for CTranslate2, with its own converter and into our engine's cache."""
    from ctranslate2.converters import TransformersConverter

    TransformersConverter(str(folder)).convert(str(folder / "ctranslate2"), quantization="int8")
    load_engine(folder, 1, 1, 0)


def load_transformers(folder: Path, batch: int, beam: int, tokens: int, threads: int) -> Translate:
    """What a user of transformers writes; batch: sentences that are generated together."""
    import torch
    from transformers import MarianMTModel, MarianTokenizer

    torch.set_num_threads(threads)
    tokenizer, model = MarianTokenizer.from_pretrained(folder), MarianMTModel.from_pretrained(folder).eval()

    def translate(texts: list[str]) -> list[str]:
        done: dict[int, str] = {}
        order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
        for start in range(0, len(order), batch):
            places = order[start : start + batch]
            inputs = tokenizer([f">>cmn_Hans<< {texts[i]}" for i in places], return_tensors="pt", padding=True)
            with torch.inference_mode():
                outputs = model.generate(**inputs, num_beams=beam, max_new_tokens=tokens)
            assert outputs.shape[1] == tokens + 1, "an output ended before the fixed length"
            done |= dict(zip(places, tokenizer.batch_decode(outputs, skip_special_tokens=True), strict=True))
        return [done[i] for i in range(len(texts))]

    return translate


def load_ctranslate2(folder: Path, beam: int, tokens: int, threads: int) -> Translate:
    """CTranslate2 as its documentation advises for throughput: one worker a core, sorted batches of tokens."""
    import ctranslate2
    import sentencepiece

    translator = ctranslate2.Translator(
        str(folder / "ctranslate2"), compute_type="int8", inter_threads=threads, intra_threads=1
    )
    source = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    target = sentencepiece.SentencePieceProcessor(model_file=str(folder / "target.spm"))

    def translate(texts: list[str]) -> list[str]:
        sources = [[">>cmn_Hans<<", *pieces, "</s>"] for pieces in source.encode(texts, out_type=str)]
        results = translator.translate_batch(
            sources,
            beam_size=beam,
            max_batch_size=DIRECT_BATCH_TOKENS,
            batch_type="tokens",
            max_decoding_length=tokens,
        )
        assert all(len(r.hypotheses[0]) == tokens for r in results), "an output ended before the fixed length"
        return [target.decode_pieces(r.hypotheses[0]) for r in results]

    return translate


def load_engine(folder: Path, beam: int, tokens: int, threads: int) -> Translate:
    """Our engine as the pipeline calls it."""
    from translator.engines.base import Decoding, Request
    from translator.engines.marian import MarianEngine
    from translator.release import Direction
    from translator.settings import Settings

    direction = Direction("en", "zh")
    settings = Settings(threads=threads, cache_dir=str(folder / "cache"), device="cpu")
    engine = MarianEngine.from_pretrained({direction: folder}, settings)
    # A ratio of zero makes the limit the same for every sentence.
    decoding = Decoding(beam_size=beam, length_ratio=0.0, length_extra=tokens)
    engine.translate([Request("Load.")], direction, decoding)

    def translate(texts: list[str]) -> list[str]:
        hypotheses = engine.translate([Request(text) for text in texts], direction, decoding)
        assert all(h.tokens == tokens for h in hypotheses), "an output ended before the fixed length"
        return [h.text for h in hypotheses]

    return translate


def run_system(system: str, folder: Path, options: argparse.Namespace) -> dict[str, float]:
    """Loads one system in this process and times it."""
    warnings.simplefilter("ignore")
    texts = corpus_sentences(options.sentences)
    arguments = (options.beam, options.tokens, options.threads)
    started = time.perf_counter()
    match system:
        case "one":
            translate = load_transformers(folder, 1, *arguments)
        case "batched":
            translate = load_transformers(folder, 16, *arguments)
        case "ctranslate2":
            translate = load_ctranslate2(folder, *arguments)
        case _:
            translate = load_engine(folder, *arguments)
    translate(texts[:4])
    loaded = time.perf_counter() - started
    passes: list[tuple[float, float]] = []
    while sum(wall for wall, _ in passes) < options.seconds:
        started, worked = time.perf_counter(), time.process_time()
        assert len(translate(texts)) == len(texts)
        passes.append((time.perf_counter() - started, time.process_time() - worked))
    seconds, cpu_seconds = min(passes)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
    return {
        "seconds": seconds,
        "cpu_seconds": cpu_seconds,
        "passes": len(passes),
        "load_seconds": loaded,
        "peak_mb": peak,
    }


def in_own_process(job: str, folder: Path, options: argparse.Namespace) -> dict[str, float]:
    """Runs one job of this file in a fresh process and returns what it measured."""
    command = [sys.executable, __file__, "--job", job, "--folder", str(folder)]
    for name in ("sentences", "beam", "tokens", "threads", "seconds"):
        command += [f"--{name}", str(getattr(options, name))]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(HERE.parent), os.environ.get("PYTHONPATH", "")]),
        "HF_HUB_OFFLINE": "1",
        "OMP_NUM_THREADS": str(options.threads),
    }
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode:
        raise SystemExit(f"{job} failed:\n{done.stderr[-2000:]}")
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def report(measured: dict[str, dict[str, float]], options: argparse.Namespace) -> list[dict[str, Any]]:
    """Prints the table and returns its rows."""
    rows = []
    head = ("system", "seconds", "cpu s", "sent/s", "tok/s", "x one", "x direct", "peak MB")
    print(f"{head[0]:38}" + "".join(f"{h:>10}" for h in head[1:]))
    for system, title in SYSTEMS.items():
        m = measured[system]
        row = {
            "system": title,
            **m,
            "sentences_per_second": options.sentences / m["seconds"],
            "target_tokens_per_second": options.sentences * options.tokens / m["seconds"],
            "times_one_at_a_time": measured["one"]["seconds"] / m["seconds"],
            "times_direct_ctranslate2": measured["ctranslate2"]["seconds"] / m["seconds"],
        }
        rows.append(row)
        print(
            f"{title:38}{m['seconds']:10.2f}{m['cpu_seconds']:10.2f}{row['sentences_per_second']:10.2f}{row['target_tokens_per_second']:10.0f}"
            f"{row['times_one_at_a_time']:10.2f}{row['times_direct_ctranslate2']:10.2f}{m['peak_mb']:10.0f}"
        )
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=200, help="how many sentences (default 200)")
    parser.add_argument("--beam", type=int, default=4, help="beam size (default 4)")
    parser.add_argument("--tokens", type=int, default=32, help="target tokens of every sentence (default 32)")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="cores to use (default all)")
    parser.add_argument("--seconds", type=float, default=60.0, help="time passes until this has gone by (default 60)")
    parser.add_argument("--out", type=Path, default=HERE / "results" / "speed.json")
    parser.add_argument("--job", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.job == "build":
        build_checkpoint(options.folder)
        convert(options.folder)
        print("{}")
        return
    if options.job:
        print(json.dumps(run_system(options.job, options.folder, options)))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("building the checkpoint ...", file=sys.stderr)
        in_own_process("build", folder, options)
        measured = {}
        for system, title in SYSTEMS.items():
            print(f"{title} ...", file=sys.stderr)
            measured[system] = in_own_process(system, folder, options)
    settings = {name: getattr(options, name) for name in ("sentences", "beam", "tokens", "threads", "seconds")}
    libraries = {name: version(name) for name in ("ctranslate2", "transformers", "torch")}
    print(f"{settings} on {platform.processor() or platform.machine()}, {libraries}")
    rows = report(measured, options)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    result = {"settings": settings, "libraries": libraries, "systems": rows}
    options.out.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
