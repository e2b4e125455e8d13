import math
from dataclasses import replace
from pathlib import Path

import export
import pytest
import torch
from lora import AdaptedLinear, adapt, adapter_tensors, load_adapter, save_adapter
from recipe import Lora

SETTINGS = Lora(rank=4, alpha=8, targets=("inner",))


class Model(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.inner = torch.nn.Linear(6, 5, bias=False)
        self.outer = torch.nn.Linear(5, 2, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        out: torch.Tensor = self.outer(self.inner(x))
        return out


def adapted_model(settings: Lora = SETTINGS) -> tuple[Model, AdaptedLinear]:
    torch.manual_seed(3)
    model = Model()
    layer = adapt(model, settings)["inner"]
    torch.nn.init.normal_(layer.up)
    return model, layer


def test_a_new_adapter_changes_nothing() -> None:
    torch.manual_seed(3)
    plain, x = Model(), torch.randn(2, 3, 6)
    before = plain(x)
    adapt(plain, SETTINGS)
    assert torch.allclose(plain(x), before)


def test_value_and_gradients_are_those_of_the_formula() -> None:
    model, layer = adapted_model()
    x = torch.randn(2, 3, 6, requires_grad=True)
    y = torch.randn(2, 3, 2)
    ((model(x) - y) ** 2).sum().backward()
    got = (x.grad, layer.down.grad, layer.up.grad)
    down, up = (p.detach().clone().requires_grad_() for p in (layer.down, layer.up))
    z = x.detach().clone().requires_grad_()
    inner = z @ (layer.weight + 8 / math.sqrt(4) * up @ down).T
    ((inner @ model.outer.weight.T - y) ** 2).sum().backward()
    for mine, plain in zip(got, (z.grad, down.grad, up.grad), strict=True):
        assert torch.allclose(mine, plain, atol=1e-5)
    assert layer.weight.grad is None


def test_an_adapter_survives_its_file(tmp_path: Path) -> None:
    model, layer = adapted_model()
    save_adapter(adapter_tensors({"inner": layer}), SETTINGS, tmp_path)
    other, fresh = adapted_model()
    torch.nn.init.zeros_(fresh.up)
    load_adapter({"inner": fresh}, tmp_path)
    x = torch.randn(3, 6)
    assert torch.equal(model(x), other(x))


def test_an_adapter_of_another_scale_has_the_same_effect(tmp_path: Path) -> None:
    model, layer = adapted_model()
    save_adapter(adapter_tensors({"inner": layer}), SETTINGS, tmp_path)
    other, fresh = adapted_model(replace(SETTINGS, alpha=32))
    load_adapter({"inner": fresh}, tmp_path)
    x = torch.randn(3, 6)
    assert torch.allclose(model(x), other(x), atol=1e-6)


def test_an_adapter_of_another_rank_is_refused(tmp_path: Path) -> None:
    _, layer = adapted_model()
    save_adapter(adapter_tensors({"inner": layer}), SETTINGS, tmp_path)
    _, fresh = adapted_model(replace(SETTINGS, rank=2))
    with pytest.raises(SystemExit, match="does not fit"):
        load_adapter({"inner": fresh}, tmp_path)


def test_an_adapter_with_more_layers_is_refused(tmp_path: Path) -> None:
    _, layer = adapted_model()
    save_adapter(adapter_tensors({"inner": layer, "other": layer}), SETTINGS, tmp_path)
    with pytest.raises(SystemExit, match="does not fit"):
        load_adapter({"inner": layer}, tmp_path)


def test_an_adapter_that_is_cut_off_is_named(tmp_path: Path) -> None:
    _, layer = adapted_model()
    save_adapter(adapter_tensors({"inner": layer}), SETTINGS, tmp_path)
    file = tmp_path / "adapter_model.safetensors"
    file.write_bytes(file.read_bytes()[:-8])
    with pytest.raises(SystemExit, match="cannot be read"):
        load_adapter({"inner": layer}, tmp_path)


def test_an_update_of_low_rank_is_cut_to_it_without_loss() -> None:
    _, layer = adapted_model()
    with torch.no_grad():
        layer.up[:, 2:] = 0
    cut, kept = export.with_rank(adapter_tensors({"inner": layer}), SETTINGS, 2)
    down, up = (cut[f"base_model.model.inner.lora_{side}.weight"] for side in "AB")
    assert down.shape == (2, 6)
    assert kept == pytest.approx(1.0)
    assert torch.allclose(8 / math.sqrt(2) * up @ down, 8 / math.sqrt(4) * layer.up @ layer.down, atol=1e-5)


def test_a_cut_keeps_the_largest_part() -> None:
    _, layer = adapted_model()
    _, kept = export.with_rank(adapter_tensors({"inner": layer}), SETTINGS, 1)
    sizes = torch.linalg.svdvals(layer.up @ layer.down)
    assert kept == pytest.approx(float(sizes[0] ** 2 / (sizes**2).sum()), rel=1e-4)
