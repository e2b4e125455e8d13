import json
from pathlib import Path

import pytest

from translator.release import Direction

TINY = Path(__file__).parents[2] / "models" / "tiny-marian"
EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")


@pytest.fixture(scope="session")
def tiny_marian() -> dict[Direction, Path]:
    """Two real MarianMT checkpoints that know the pairs of `memorised` by heart."""
    return {EN_ZH: TINY / "en-zh", ZH_EN: TINY / "zh-en"}


@pytest.fixture(scope="session")
def memorised() -> list[tuple[str, str]]:
    """What the tiny checkpoints know: (English, Chinese)."""
    return [(en, zh) for en, zh in json.loads((TINY / "pairs.json").read_text(encoding="utf-8"))]


@pytest.fixture(scope="session")
def model_cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the tests of a session build their models, once."""
    return str(tmp_path_factory.mktemp("cache"))
