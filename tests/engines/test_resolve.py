import shutil
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from translator import ReleaseError, Settings
from translator.engines.base import Request
from translator.engines.resolve import Engines
from translator.release import Direction

TO_CHINESE = Direction("en", "zh")


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


def test_auto_takes_the_embedded_model_elsewhere_and_says_how_to_get_marian(
    embedded_settings: Settings, hub_cache: Path
) -> None:
    engines = Engines(replace(embedded_settings, engine="auto"))
    for direction, name in ((TO_CHINESE, "marian-en-zh"), (Direction("zh", "en"), "marian-zh-en")):
        choice = engines.choose(direction)
        assert choice.engine.describe().engine == "embedded"
        assert f"`translator models fetch {name}`" in choice.reason


@pytest.mark.parametrize("engine", ["auto", "marian", "marian-en-zh", "press-office/no-model"])
def test_choosing_asks_no_hub_and_names_the_command_that_does(
    monkeypatch: pytest.MonkeyPatch, hub_cache: Path, engine: str
) -> None:
    monkeypatch.setattr("translator.engines.resolve.usable", lambda settings: False)  # as without the `offline` extra
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.setblocking(False)
        monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", f"http://127.0.0.1:{server.getsockname()[1]}")
        wanted = "press-office/no-model" if "/" in engine else "marian-en-zh"
        with pytest.raises(ReleaseError, match=f"`translator models fetch {wanted}`"):
            Engines(Settings(engine=engine)).choose(TO_CHINESE)
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize(
    "name", ["marian", "no-such-folder", "./nowhere/model", "press--office/model", "press-office/no-model"]
)
def test_what_was_asked_for_and_is_not_there_is_an_error_with_a_way_out(hub_cache: Path, name: str) -> None:
    with pytest.raises(ReleaseError, match="--engine embedded"):
        Engines(Settings(engine=name)).choose(TO_CHINESE)


@pytest.mark.parametrize(("engine", "able"), [("marian-en-zh", "only en-zh"), ("summarizer-en", "no MarianMT model")])
def test_a_model_of_the_registry_is_not_taken_for_what_it_cannot_do(engine: str, able: str) -> None:
    with pytest.raises(ReleaseError, match=rf"{engine} does not translate zh-en.*{able}"):
        Engines(Settings(engine=engine)).choose(Direction("zh", "en"))
