from dataclasses import replace
from pathlib import Path

import pytest
from prepare import dev_records, releases, train_records
from recipe import load_recipe


def test_only_the_training_part_is_trained_on() -> None:
    recipe = load_recipe()
    train = {record["en"] for record in train_records(recipe) if record["kind"] == "segment"}
    held_out = {en for release in releases(recipe.data.corpus, (33, 40)) for en, _ in release["segments"]}
    assert len(train) > 5000
    assert not train & held_out


def test_the_development_pairs_are_of_the_development_part() -> None:
    recipe = load_recipe()
    dev = dev_records(recipe)
    part = {en for release in releases(recipe.data.corpus, recipe.data.dev) for en, _ in release["segments"]}
    assert len(dev) == 13 * 4 * recipe.data.dev_segments
    assert {record["en"] for record in dev} <= part


def test_a_pair_stands_once_and_its_terms_stand_in_it() -> None:
    pairs = [record for record in train_records(load_recipe()) if record["kind"] != "article"]
    assert len({(record["en"], record["zh"]) for record in pairs}) == len(pairs)
    assert all(
        t[0].lower() in record["en"].lower() and t[1] in record["zh"] for record in pairs for t in record["terms"]
    )


def test_pairs_of_ones_own_are_added_and_a_bad_line_is_named(tmp_path: Path) -> None:
    recipe = load_recipe()
    good, bad = tmp_path / "mine.tsv", tmp_path / "bad.tsv"
    good.write_text("Hello.\t你好。\n", encoding="utf-8")
    bad.write_text("Hello.\t你好。\nno tab\n", encoding="utf-8")
    added = train_records(replace(recipe, data=replace(recipe.data, pairs=(str(good),))))
    assert {"kind": "mine", "en": "Hello.", "zh": "你好。", "terms": []} in added
    with pytest.raises(SystemExit, match=r"bad\.tsv, line 2"):
        train_records(replace(recipe, data=replace(recipe.data, pairs=(str(bad),))))
