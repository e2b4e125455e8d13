"""What tests of several folders share: the built embedded model and the tiny Marian checkpoints."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from translator import Pipeline, Settings, load_settings

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
TINY_MARIAN = ROOT / "models" / "tiny-marian"


@pytest.fixture(scope="session", autouse=True)
def no_house_glossary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the user of this machine keeps in the house glossary must not change what the tests see."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRANSLATOR_DATA_DIR", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session")
def seeds() -> Path:
    return SEEDS


@pytest.fixture(scope="session")
def embedded_settings() -> Settings:
    """The embedded model in the user's cache (or TRANSLATOR_CACHE_DIR), built there by the first test that needs it."""
    return load_settings(engine="embedded")


@pytest.fixture(scope="session")
def embedded(embedded_settings: Settings) -> Pipeline:
    return Pipeline(embedded_settings)


@pytest.fixture(scope="session")
def marian_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The tiny Marian checkpoints, converted once into a cache of this run's own."""
    return load_settings(
        engine="marian",
        marian_en_zh=str(TINY_MARIAN / "en-zh"),
        marian_zh_en=str(TINY_MARIAN / "zh-en"),
        cache_dir=str(tmp_path_factory.mktemp("cache")),
    )
