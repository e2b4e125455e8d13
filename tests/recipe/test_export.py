import shutil
from pathlib import Path

import export
import pytest
import trim
from recipe import MODEL

from translator import load_settings
from translator.engines.base import Request
from translator.engines.cache import sha256_of
from translator.engines.embedded import EmbeddedEngine
from translator.engines.registry import read_registry
from translator.release import Direction

FILES = ("adapter_config.json", "adapter_model.safetensors")


def trained(work: Path) -> Path:
    """A work folder whose training ended at the published adapter."""
    (work / "adapter").mkdir(parents=True)
    for name in FILES:
        shutil.copy(MODEL / name, work / "adapter")
    return work


def test_an_export_of_a_lower_rank_is_built_and_translates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = trained(tmp_path / "work")
    monkeypatch.setenv("TRANSLATOR_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr("sys.argv", ["export.py", "--work", str(work), "--rank", "16"])
    export.main()
    settings = load_settings(adapter=str(work / "export-16"))
    engine = EmbeddedEngine.load(settings)
    hypothesis = engine.translate([Request("The hospital treated 500 patients in 2025.")], Direction("en", "zh"))[0]
    assert "500" in hypothesis.text
    assert any("\u4e00" <= character <= "\u9fff" for character in hypothesis.text)


def test_a_rank_above_that_of_the_training_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = trained(tmp_path)
    monkeypatch.setattr("sys.argv", ["export.py", "--work", str(work), "--rank", "512"])
    with pytest.raises(SystemExit, match=r"cannot be exported with rank 512"):
        export.main()


def test_publishing_brings_the_registry_up_to_date(tmp_path: Path) -> None:
    model = tmp_path / "models" / "press-270m"
    model.mkdir(parents=True)
    shutil.copy(MODEL.parent / "registry.toml", model.parent)
    new = trained(tmp_path / "work") / "adapter"
    (new / FILES[1]).write_bytes(b"another adapter")
    export.publish(new, model)
    pinned = read_registry(model.parent / "registry.toml")["embedded"].files
    assert pinned[FILES[1]] == sha256_of(model / FILES[1]) == sha256_of(new / FILES[1])
    assert pinned["tokenizer.json"] == sha256_of(MODEL / "tokenizer.json")


def test_the_trimmed_base_is_a_checkpoint_that_transformers_loads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    monkeypatch.setattr("sys.argv", ["trim.py", "--work", str(tmp_path)])
    trim.main()
    assert "77,602 tokens, 150.0 million" in capsys.readouterr().out
    model, tokenizer = (kind.from_pretrained(tmp_path / "base") for kind in (AutoModelForCausalLM, AutoTokenizer))
    inputs = tokenizer("The capital of France is", return_tensors="pt")
    answer = model.generate(**inputs, max_new_tokens=2, do_sample=False)[0, inputs.input_ids.shape[1] :]
    assert tokenizer.decode(answer) == " the capital"  # it is no nonsense, if not the answer
