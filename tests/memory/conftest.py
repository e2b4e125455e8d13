from collections.abc import Iterator
from pathlib import Path

import pytest

from translator.memory import NewUnit, TranslationMemory


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[TranslationMemory]:
    with TranslationMemory(tmp_path / "memory.sqlite") as opened:
        yield opened


@pytest.fixture
def clinic() -> list[NewUnit]:
    return [
        NewUnit(
            "The hospital opened a stroke center on May 16, 2025.", "医院于2025年5月16日启用卒中中心。", origin="a.tmx"
        ),
        NewUnit(
            "The hospital opened a stroke center on May 18, 2026.", "医院于2026年5月18日启用卒中中心。", origin="a.tmx"
        ),
        NewUnit("Doctors from 20 countries attended the summit.", "来自20个国家的医生出席了峰会。", origin="b.tmx"),
        NewUnit(
            "It has 120 beds and cost 1.2 billion yuan.", "设床位120张，投资12亿元。", origin="b.tmx", approved=False
        ),
    ]
