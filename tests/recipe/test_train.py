import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from lora import adapter_tensors
from recipe import Recipe, load_recipe
from train import Trainer, train
from training_log import TrainingLog

PAIRS = [
    ("The forum opened in Chongqing.", "论坛在重庆开幕。"),
    ("Liver cancer is treated.", "肝癌得到治疗。"),
    ("The hospital has 300 beds.", "该院有300张床位。"),
    ("Thank you.", "谢谢。"),
]
RECORDS = [{"kind": "segment", "en": en, "zh": zh, "terms": []} for en, zh in PAIRS]


def recipe(tokens: int) -> Recipe:
    full = load_recipe()
    training = replace(full.training, tokens=tokens, minutes=0, batch_tokens=60, peak_rate=2e-2, warmup_steps=2)
    return replace(full, lora=replace(full.lora, rank=8, alpha=8), training=training)


def trainer(work: Path, base: Path, tokens: int) -> Trainer:
    work.mkdir(exist_ok=True)
    if not (work / "base").exists():
        (work / "base").symlink_to(base)
    return Trainer(recipe(tokens), work, None)


def test_the_loss_falls_and_the_log_and_the_picture_tell_it(tmp_path: Path, small_base: Path) -> None:
    run = trainer(tmp_path, small_base, 6000)
    train(run, RECORDS, RECORDS[:2])
    log = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    dev = [line["dev"] for line in log if "dev" in line]
    assert dev[-1] < dev[0] - 0.05  # the embeddings stand still, so it cannot fall far
    assert log[-1]["tokens"] >= 6000
    assert (tmp_path / "curves.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "adapter" / "adapter_model.safetensors").is_file()


def test_a_training_that_was_stopped_goes_on_to_the_same_adapter(tmp_path: Path, small_base: Path) -> None:
    whole = trainer(tmp_path / "whole", small_base, 1500)
    train(whole, RECORDS, RECORDS[:1])

    half = trainer(tmp_path / "half", small_base, 1500)
    batches = half.batches(RECORDS)
    for _ in range(whole.step // 2):
        half.update(next(batches))
    half.save()
    rest = trainer(tmp_path / "half", small_base, 1500)
    rest.resume()
    assert rest.step == whole.step // 2
    train(rest, RECORDS, RECORDS[:1])

    assert rest.step == whole.step
    for name, tensor in adapter_tensors(whole.adapted).items():
        assert torch.allclose(tensor, adapter_tensors(rest.adapted)[name], atol=1e-5), name


def test_a_checkpoint_of_other_settings_or_data_is_refused(tmp_path: Path, small_base: Path) -> None:
    run = trainer(tmp_path, small_base, 1500)
    run.save()
    (tmp_path / "train.jsonl").write_text("{}", encoding="utf-8")
    run.recipe = replace(run.recipe, lora=replace(run.recipe.lora, rank=4))
    with pytest.raises(SystemExit, match="made with other lora settings, training data"):
        run.resume()


def test_a_resume_needs_the_checkpoint_only(tmp_path: Path, small_base: Path) -> None:
    run = trainer(tmp_path, small_base, 1500)
    run.update(next(run.batches(RECORDS)))
    run.save()
    (tmp_path / "adapter" / "adapter_model.safetensors").write_bytes(b"cut off while it was written")
    again = trainer(tmp_path, small_base, 1500)
    again.resume()
    for name, tensor in adapter_tensors(run.adapted).items():
        assert torch.equal(tensor, adapter_tensors(again.adapted)[name])


def test_steps_after_the_checkpoint_leave_the_log(tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    file.write_text("".join(json.dumps({"step": step}) + "\n" for step in (1, 2, 3)), encoding="utf-8")
    TrainingLog(file, 2)
    assert [json.loads(line)["step"] for line in file.read_text().splitlines()] == [1, 2]


def test_the_rate_rises_and_then_decays_to_its_floor(tmp_path: Path, small_base: Path) -> None:
    run = trainer(tmp_path, small_base, 1000)
    training = run.recipe.training
    assert run.rate() == pytest.approx(training.peak_rate / 2, rel=0.01)
    run.step, run.tokens = 10, 500
    assert run.rate() == pytest.approx(training.peak_rate * (1 + training.floor) / 2)
    run.tokens = 1000
    assert run.rate() == pytest.approx(training.peak_rate * training.floor)


def test_a_step_that_was_left_out_is_named(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"trim\.py"):
        Trainer(recipe(100), tmp_path, None)
