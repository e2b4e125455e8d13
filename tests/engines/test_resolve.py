import shutil
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from translator import ReleaseError, Settings
from translator.engines.base import Request
from translator.engines.hub import Hub
from translator.engines.resolve import Engines
from translator.release import Direction

TO_CHINESE = Direction("en", "zh")


@pytest.fixture
def silent_hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server on this machine that takes connections and never answers."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", address)
        monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
        yield address


@pytest.fixture
def hub_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    cache = tmp_path / "hub"
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(cache))
    return cache


def test_a_folder_is_taken_as_marian(marian_settings: Settings) -> None:
    choice = Engines(marian_settings).choose(TO_CHINESE)
    assert choice.engine.describe().engine == "marian"
    assert "a folder on this machine" in choice.reason


def test_auto_takes_marian_from_the_hubs_cache(marian_settings: Settings, hub_cache: Path) -> None:
    repository = hub_cache / "models--press-office--tiny-en-zh"
    snapshot = repository / "snapshots" / "0123456789012345678901234567890123456789"
    shutil.copytree(marian_settings.marian_en_zh, snapshot)
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text(snapshot.name)
    settings = replace(marian_settings, engine="auto", marian_en_zh="press-office/tiny-en-zh")
    choice = Engines(settings).choose(TO_CHINESE)
    assert "cache" in choice.reason
    info = choice.engine.describe()
    assert (info.model, info.revision) == ("press-office/tiny-en-zh", snapshot.name)
    assert choice.engine.translate([Request("Chongqing")], TO_CHINESE)[0].text


def test_auto_takes_the_embedded_model_when_the_hub_is_silent_and_waits_once(
    embedded_settings: Settings, silent_hub: str, hub_cache: Path
) -> None:
    settings = replace(embedded_settings, engine="auto", offline=False, hub_timeout=0.5)
    engines = Engines(settings)
    engines._load_embedded()
    started = time.monotonic()
    choices = [engines.choose(TO_CHINESE), engines.choose(Direction("zh", "en"))]
    assert time.monotonic() - started < 1.5
    for choice in choices:
        assert choice.engine.describe().engine == "embedded"
        assert "did not answer" in choice.reason


def test_a_hub_that_refuses_is_named_as_the_reason(
    embedded_settings: Settings, hub_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    hub = Hub(replace(embedded_settings, offline=False, hub_timeout=5.0), {})
    assert "cannot be reached" in (hub.unreachable("press-office/no-model") or "")


def test_working_offline_asks_no_hub(embedded_settings: Settings, silent_hub: str, hub_cache: Path) -> None:
    choice = Engines(replace(embedded_settings, engine="auto")).choose(TO_CHINESE)
    assert "working offline" in choice.reason


@pytest.mark.parametrize("name", ["marian", "no-such-folder", "./nowhere/model", "press-office/no-model"])
def test_what_was_asked_for_and_is_not_there_is_an_error_with_a_way_out(
    embedded_settings: Settings, hub_cache: Path, name: str
) -> None:
    with pytest.raises(ReleaseError, match="--engine embedded"):
        Engines(replace(embedded_settings, engine=name)).choose(TO_CHINESE)
