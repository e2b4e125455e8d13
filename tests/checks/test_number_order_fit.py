import json
from pathlib import Path

import pytest

from translator.checks.number_order_fit import fit, segments


def test_a_feature_that_is_right_more_often_than_not_gets_a_positive_weight() -> None:
    rows = [(1.0, 0.0)] * 9 + [(-1.0, 0.0)]
    weights = fit(rows)
    assert weights[0] > 0.5
    assert weights[1] == pytest.approx(0)


def test_only_the_wanted_releases_are_read_in_both_directions(tmp_path: Path) -> None:
    def release(name: str) -> str:
        empty: dict[str, list[list[str]]] = {"segments": [], "bullets": [], "extras": []}
        return json.dumps({"id": name, "headline": [name, "标题"], **empty})

    (tmp_path / "news.jsonl").write_text(release("n1-002") + "\n" + release("n1-037") + "\n", "utf-8")
    found = list(segments(tmp_path, range(1, 33)))
    assert [(segment.source, str(direction)) for segment, direction in found] == [
        ("n1-002", "en-zh"),
        ("标题", "zh-en"),
    ]
