"""Trains the two tiny MarianMT checkpoints that the tests run on, in the folder layout that the hub uses.

    python models/tiny-marian/train.py

Each learns a few hundred short pairs of the corpus (training part) by heart, in some five minutes on one core,
and nothing else: they are for tests, never for translating. The corpus is CC0. Writes en-zh/, zh-en/ and pairs.json
beside this file.
"""

from __future__ import annotations

import io
import json
import random
import time
from pathlib import Path

import sentencepiece
import torch
from transformers import GenerationConfig, MarianConfig, MarianMTModel

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent / "press-270m" / "corpus"
SEED = 20250516
PAIRS = 240
PIECES = 900
MAX_EPOCHS = 600
PEAK_RATE = 2e-3
# As opus-mt was trained.
SMOOTHING = 0.1
NOISE = 0.15
LANGUAGE_TOKEN = ">>cmn_Hans<<"
# A source whose right translation repeats itself, for tests of settings that forbid repetition.
LOOP = ("Come on, come on, come on, come on!", "来吧，来吧，来吧，来吧！")


def choose_pairs() -> list[tuple[str, str]]:
    """Short headlines, captions and terms of the training releases (001-032); each side stands once."""
    found: list[tuple[str, str]] = []
    for file in sorted(CORPUS.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            release = json.loads(line)
            if int(release["id"].split("-")[1]) <= 32:
                found += [(en, zh) for en, zh in (*release["extras"], *release["terms"], release["headline"])]
    random.Random(SEED).shuffle(found)
    chosen, seen = [LOOP], set(LOOP)
    for en, zh in found:
        if 12 <= len(en) <= 60 and len(zh) <= 26 and not {en, zh} & seen and en == " ".join(en.split()):
            chosen.append((en, zh))
            seen |= {en, zh}
    return chosen[:PAIRS]


def train_pieces(texts: list[str], file: Path) -> list[str]:
    """A sentencepiece model of the texts; returns its pieces without the control symbols."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_writer=model,
        vocab_size=PIECES,
        hard_vocab_limit=False,
        character_coverage=1.0,
        normalization_rule_name="identity",
        minloglevel=2,
    )
    file.write_bytes(model.getvalue())
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    return [processor.id_to_piece(i) for i in range(processor.get_piece_size()) if not processor.is_control(i)]


def train(folder: Path, pairs: list[tuple[str, str]], language_token: str | None) -> None:
    """One checkpoint: pieces, vocabulary, and a model trained until it gives back every pair."""
    folder.mkdir(exist_ok=True)
    pieces = train_pieces([s for s, _ in pairs], folder / "source.spm")
    pieces += train_pieces([t for _, t in pairs], folder / "target.spm")
    symbols = ["</s>", "<unk>", *([language_token] if language_token else [])]
    tokens = [*symbols, *dict.fromkeys(p for p in pieces if p not in symbols), "<pad>"]
    ids = {token: i for i, token in enumerate(tokens)}
    (folder / "vocab.json").write_text(json.dumps(ids, ensure_ascii=False, indent=0), encoding="utf-8")
    languages = {"source_lang": folder.name[:2], "target_lang": folder.name[3:]}
    (folder / "tokenizer_config.json").write_text(json.dumps({**languages, "model_max_length": 512}), encoding="utf-8")

    model = new_model(len(tokens))
    sources = encode([s for s, _ in pairs], folder / "source.spm", ids, language_token)
    targets = encode([t for _, t in pairs], folder / "target.spm", ids, None)
    fit(model, sources, targets, ids["<pad>"])
    # What the hub's checkpoints say too: the engine must not let these change its own search.
    model.generation_config = GenerationConfig(
        bad_words_ids=[[ids["<pad>"]]],
        decoder_start_token_id=ids["<pad>"],
        eos_token_id=0,
        forced_eos_token_id=0,
        max_length=512,
        num_beams=6,
        pad_token_id=ids["<pad>"],
        renormalize_logits=True,
    )
    model.save_pretrained(folder)


def new_model(vocabulary: int) -> MarianMTModel:
    """An untrained model of 2+2 layers, shaped like opus-mt in all but its size."""
    torch.manual_seed(SEED)
    config = MarianConfig(
        vocab_size=vocabulary,
        d_model=64,
        encoder_layers=2,
        decoder_layers=2,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=256,
        decoder_ffn_dim=256,
        max_position_embeddings=512,
        activation_function="swish",
        scale_embedding=True,
        dropout=0.0,
        pad_token_id=vocabulary - 1,
        decoder_start_token_id=vocabulary - 1,
        eos_token_id=0,
        forced_eos_token_id=None,
        init_std=0.05,
    )
    return MarianMTModel(config)


def encode(texts: list[str], pieces: Path, ids: dict[str, int], language_token: str | None) -> list[list[int]]:
    """Token ids of each text, with the language token in front and the end token behind."""
    processor = sentencepiece.SentencePieceProcessor(model_file=str(pieces))
    front = [ids[language_token]] if language_token else []
    return [[*front, *(ids.get(p, ids["<unk>"]) for p in processor.encode(t, out_type=str)), 0] for t in texts]


def pad(rows: list[list[int]], value: int) -> torch.Tensor:
    """The rows as one rectangle."""
    width = max(map(len, rows))
    return torch.tensor([row + [value] * (width - len(row)) for row in rows])


def fit(model: MarianMTModel, sources: list[list[int]], targets: list[list[int]], padding: int) -> None:
    """Trains until every target is what the model itself would write, with room to spare for 8-bit weights."""
    batches = [range(i, min(i + 24, len(sources))) for i in range(0, len(sources), 24)]
    tensors = [(pad([sources[i] for i in b], padding), pad([targets[i] for i in b], -100)) for b in batches]
    optimizer = torch.optim.AdamW(model.parameters(), lr=PEAK_RATE, betas=(0.9, 0.98), weight_decay=0.0)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=PEAK_RATE, total_steps=MAX_EPOCHS * len(batches), pct_start=0.1
    )
    shuffle, started = random.Random(SEED), time.perf_counter()
    for epoch in range(1, MAX_EPOCHS + 1):
        shuffle.shuffle(tensors)
        for inputs, labels in tensors:
            losses = token_losses(model, inputs, labels, padding, training=True)
            optimizer.zero_grad()
            losses.sum().div((labels != -100).sum()).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            with torch.no_grad():
                # The decoder starts from the padding token's embedding, which is zero in the hub's checkpoints.
                model.get_input_embeddings().weight[padding] = 0.0
        if epoch % 20 == 0:
            with torch.no_grad():
                worst = max(float(token_losses(model, *pair, padding).max()) for pair in tensors)
            print(f"epoch {epoch}: worst token {worst:.3f} nats, {time.perf_counter() - started:.0f} s", flush=True)
            if worst < 0.2 and all(reproduces(model, *pair, padding) for pair in tensors):
                break
    model.eval()


def token_losses(
    model: MarianMTModel, inputs: torch.Tensor, labels: torch.Tensor, padding: int, training: bool = False
) -> torch.Tensor:
    """What each token of the labels costs, in nats; (batch, tokens)."""
    history = model.prepare_decoder_input_ids_from_labels(labels)
    if training:
        # Some tokens that were already written are wrong: without this, a model that knows its targets by heart ends
        # at once after the first wrong token, and a beam search fills up with stumps.
        wrong = torch.rand(history.shape) < NOISE
        wrong[:, 0] = False
        history = torch.where(wrong, torch.randint(1, padding, history.shape), history)
    logits = model(input_ids=inputs, attention_mask=inputs != padding, decoder_input_ids=history).logits
    return torch.nn.functional.cross_entropy(
        logits.transpose(1, 2), labels, reduction="none", label_smoothing=SMOOTHING if training else 0.0
    )


def reproduces(model: MarianMTModel, inputs: torch.Tensor, labels: torch.Tensor, padding: int) -> bool:
    """Whether a beam search gives back every target of the batch."""
    found = model.generate(
        inputs,
        attention_mask=(inputs != padding).long(),
        num_beams=4,
        early_stopping=True,
        min_new_tokens=1,
        max_new_tokens=labels.shape[1] + 8,
    )[:, 1 : labels.shape[1] + 1]
    found = torch.nn.functional.pad(found, (0, labels.shape[1] - found.shape[1]), value=padding)
    return bool((found == labels.masked_fill(labels == -100, padding)).all())


def main() -> None:
    """Trains both directions."""
    torch.set_num_threads(1)  # matrices this small gain nothing from a second core
    pairs = choose_pairs()
    (HERE / "pairs.json").write_text(json.dumps(pairs, ensure_ascii=False, indent=0), encoding="utf-8")
    train(HERE / "en-zh", pairs, LANGUAGE_TOKEN)
    train(HERE / "zh-en", [(zh, en) for en, zh in pairs], None)


if __name__ == "__main__":
    main()
