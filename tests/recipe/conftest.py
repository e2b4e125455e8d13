"""The recipe's modules, and a base model so small that a step takes a moment. Its vocabulary is the real one."""

import json
import sys
from pathlib import Path

import pytest

MODEL = Path(__file__).parents[2] / "models" / "press-270m"
sys.path.insert(0, str(MODEL / "recipe"))


@pytest.fixture(scope="session")
def small_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import shutil

    import torch
    from transformers import Gemma3ForCausalLM, Gemma3TextConfig

    folder = tmp_path_factory.mktemp("base")
    values = json.loads((MODEL / "config.json").read_text(encoding="utf-8"))
    values |= {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 2, "head_dim": 8}
    values |= {"num_attention_heads": 2, "layer_types": ["sliding_attention", "full_attention"]}
    torch.manual_seed(0)
    Gemma3ForCausalLM(Gemma3TextConfig(**values)).save_pretrained(folder)
    shutil.copy(MODEL / "tokenizer.json", folder)
    return folder
