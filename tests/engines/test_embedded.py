import json
import os
import shutil
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from translator import ReleaseError, Settings
from translator.engines import embedded_build
from translator.engines.base import Decoding, Hypothesis, Request
from translator.engines.embedded import EmbeddedEngine, prompt
from translator.engines.embedded_batches import in_reading_order
from translator.engines.registry import faults, models_folder, registry
from translator.release import Direction
from translator.waiting import Ended, ticking

TO_CHINESE, TO_ENGLISH = Direction("en", "zh"), Direction("zh", "en")


@pytest.fixture(scope="module")
def engine(embedded_settings: Settings) -> EmbeddedEngine:
    return EmbeddedEngine.load(embedded_settings)


def test_the_prompt_is_the_one_of_the_training() -> None:
    request = Request("Liver cancer is treated.", terms=(("liver cancer", "肝癌"), ("MRI", "磁共振成像")))
    assert prompt(request, TO_CHINESE) == (
        "Terms: liver cancer = 肝癌; MRI = 磁共振成像\nEnglish: Liver cancer is treated.\nChinese:"
    )
    assert prompt(Request("肝癌可以治疗。"), TO_ENGLISH) == "Chinese: 肝癌可以治疗。\nEnglish:"


def test_a_prompt_names_the_first_four_terms() -> None:
    terms = tuple((word, "术语") for word in ("a", "b", "c", "d", "e"))
    assert prompt(Request("x", terms), TO_CHINESE).startswith("Terms: a = 术语; b = 术语; c = 术语; d = 术语\n")


def test_both_directions_come_out_in_their_language(engine: EmbeddedEngine) -> None:
    chinese = engine.translate([Request("The hospital treated 500 patients in 2025.")], TO_CHINESE)[0]
    english = engine.translate([Request("2025年，该院治疗患者500例。")], TO_ENGLISH)[0]
    assert any("\u4e00" <= character <= "\u9fff" for character in chinese.text)
    assert not any("\u4e00" <= character <= "\u9fff" for character in english.text)
    assert "500" in chinese.text
    assert "500" in english.text


def test_a_term_named_in_the_prompt_is_used(engine: EmbeddedEngine) -> None:
    source = "Focused ultrasound ablation surgery treats uterine fibroids."
    told = engine.translate(
        [Request(source, (("focused ultrasound ablation surgery", "聚焦超声消融手术"),))], TO_CHINESE
    )
    assert "聚焦超声消融手术" in told[0].text


def test_hypotheses_come_in_the_order_of_the_requests_with_scores(engine: EmbeddedEngine) -> None:
    sources = [
        "Thank you.",
        "The forum opened in Chongqing on May 16 with 300 experts from 12 countries.",
        "Good morning.",
    ]
    together = engine.translate([Request(source) for source in sources], TO_CHINESE)
    assert "重庆" in together[1].text
    assert all(hypothesis.score < 0 and hypothesis.tokens > 0 for hypothesis in together)


def test_an_overlong_sentence_is_translated_to_its_end(engine: EmbeddedEngine) -> None:
    clauses = [
        f"hospital number {number} in the city treated {number} patients last year" for number in range(101, 125)
    ]
    translated = engine.translate([Request("; ".join(clauses) + ".")], TO_CHINESE, Decoding(beam_size=1))[0]
    assert "101" in translated.text
    assert any(str(number) in translated.text for number in range(118, 125))


def test_what_is_built_is_named_after_the_adapter_and_the_base(embedded_settings: Settings) -> None:
    entry = registry()["embedded"]
    folder = embedded_build.built_folder(entry, embedded_settings.cache)
    assert embedded_build.adapter_version(entry) in folder.name
    assert entry.base_sha256[:12] in folder.name


def test_another_scale_of_the_same_adapter_is_another_model(tmp_path: Path) -> None:
    entry = registry()["embedded"]
    one, other = (adapter_of_ones_own(tmp_path / name, alpha=alpha) for name, alpha in (("one", 4), ("other", 8)))
    assert embedded_build.adapter_version(entry, str(one)) != embedded_build.adapter_version(entry, str(other))


def test_it_says_that_its_output_is_a_draft(engine: EmbeddedEngine) -> None:
    info = engine.describe()
    assert info.engine == "embedded"
    assert "draft" in info.notice.lower()


def test_a_changed_file_is_found_by_its_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = registry()["embedded"]
    assert faults(entry) == []
    copy = tmp_path / "models"
    (copy / entry.id).mkdir(parents=True)
    for name in entry.files:
        shutil.copy(models_folder() / entry.id / name, copy / entry.id / name)
    config = copy / entry.id / "config.json"
    config.write_text(json.dumps(json.loads(config.read_text())))
    (copy / entry.id / "tokenizer.json").unlink()
    monkeypatch.setattr("translator.engines.registry.models_folder", lambda: copy)
    found = faults(entry)
    assert len(found) == 2
    assert any("config.json has changed" in fault for fault in found)
    assert any("tokenizer.json is missing" in fault for fault in found)


def test_a_damaged_base_is_refused_and_leaves_nothing_behind(tmp_path: Path) -> None:
    entry = replace(registry()["embedded"], base_sha256="0" * 64)
    with pytest.raises(ReleaseError, match=r"not the one that the adapter was trained on.*Install it again"):
        embedded_build.build(entry, tmp_path, lambda what, share: None)
    assert not [file for file in tmp_path.iterdir() if file.is_dir()]


def test_a_changed_adapter_is_refused_before_anything_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = registry()["embedded"]
    copy = tmp_path / "models"
    shutil.copytree(models_folder() / entry.id, copy / entry.id, ignore=shutil.ignore_patterns("corpus", "recipe"))
    adapter = copy / entry.id / "adapter_model.safetensors"
    adapter.write_bytes(adapter.read_bytes()[:-1] + b"?")
    monkeypatch.setattr("translator.engines.registry.models_folder", lambda: copy)
    monkeypatch.setattr("translator.engines.embedded_build.models_folder", lambda: copy)
    with pytest.raises(ReleaseError, match=r"adapter_model\.safetensors has changed.*Install the software again"):
        embedded_build.build(entry, tmp_path / "cache", lambda what, share: None)
    assert not [file for file in (tmp_path / "cache").iterdir() if file.is_dir()]


def adapter_of_ones_own(folder: Path, rows: int = 3, alpha: int = 4) -> Path:
    folder.mkdir()
    down, up = np.ones((1, 2), np.float16), np.ones((rows, 1), np.float16)
    name = "base_model.model.layer.lora_{}.weight"
    save_file({name.format("A"): down, name.format("B"): up}, folder / "adapter_model.safetensors")
    config = {"r": 1, "lora_alpha": alpha, "use_rslora": True}
    (folder / "adapter_config.json").write_text(json.dumps(config), encoding="utf-8")
    return folder


def test_an_adapter_is_added_with_its_scale(tmp_path: Path) -> None:
    weights = {"layer.weight": np.zeros((3, 2), np.float32)}
    embedded_build.merge_adapter(weights, embedded_build.read_adapter(adapter_of_ones_own(tmp_path / "own")))
    assert (weights["layer.weight"] == 4).all()


def test_an_adapter_for_another_base_is_refused(tmp_path: Path) -> None:
    weights = {"layer.weight": np.zeros((3, 2), np.float32)}
    updates = embedded_build.read_adapter(adapter_of_ones_own(tmp_path / "own", rows=5))
    with pytest.raises(ReleaseError, match=r"does not fit the base model: layer\.weight"):
        embedded_build.merge_adapter(weights, updates)


def test_an_adapter_of_a_kind_that_cannot_be_merged_is_refused(tmp_path: Path) -> None:
    own = adapter_of_ones_own(tmp_path / "own")
    config = json.loads((own / "adapter_config.json").read_text())
    (own / "adapter_config.json").write_text(json.dumps(config | {"use_dora": True}))
    with pytest.raises(ReleaseError, match="cannot be merged: it uses use_dora"):
        embedded_build.read_adapter(own)


def test_a_damaged_adapter_of_ones_own_is_named(tmp_path: Path) -> None:
    own = adapter_of_ones_own(tmp_path / "own")
    file = own / "adapter_model.safetensors"
    file.write_bytes(file.read_bytes()[:-4])
    with pytest.raises(ReleaseError, match=r"own is damaged.*train it again"):
        embedded_build.build(registry()["embedded"], tmp_path, lambda what, share: None, str(own))


def test_a_folder_without_an_adapter_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=r"is no adapter: adapter_config\.json and adapter_model\.safetensors"):
        embedded_build.build(registry()["embedded"], tmp_path, lambda what, share: None, str(tmp_path))


def test_a_damaged_built_model_says_what_to_delete(embedded_settings: Settings, tmp_path: Path) -> None:
    entry = registry()["embedded"]
    built = embedded_build.build(entry, embedded_settings.cache, lambda what, share: None)
    broken = tmp_path / "broken"
    shutil.copytree(built, broken)
    os.truncate(broken / "model.bin", 1_000_000)
    with pytest.raises(ReleaseError, match=r"broken cannot be loaded.*delete that folder"):
        EmbeddedEngine.from_folder(broken, entry, embedded_settings)


def test_what_goes_on_from_chinese_has_no_spaces_within_it(embedded_settings: Settings) -> None:
    tokens = EmbeddedEngine.load(embedded_settings)._tokens
    assert tokens.continued("采用放疗", tokens.ids(" 治疗 患者 500 例")) == "采用放疗治疗患者 500 例"
    assert tokens.continued("采用MRI", tokens.ids(" 检查")) == "采用MRI 检查"


def test_batches_of_a_long_text_go_roughlyin_reading_order() -> None:
    sizes = [7 + (i * 37) % 120 for i in range(100)]
    batches = in_reading_order(sizes, 2048)
    assert sorted(i for batch in batches for i in batch) == list(range(100))
    done = list(accumulate(map(len, batches)))
    assert all(min(batch) >= before - 16 for batch, before in zip(batches[1:], done, strict=False))
    assert all(len(batch) * max(sizes[i] for i in batch) <= 2048 for batch in batches)


@pytest.mark.parametrize("count", [0, 1, 3, 4, 5, 40])
def test_who_watches_gets_the_headline_first(count: int) -> None:
    batches = in_reading_order(list(range(count)), 2048, watched=True)
    first = [[i for i in batch if i < count] for batch in ([0], [1, 2, 3])]
    assert [sorted(batch) for batch in batches[:2]] == [batch for batch in first if batch]
    assert sorted(i for batch in batches for i in batch) == list(range(count))


def test_each_sentence_arrives_once_and_the_work_can_be_ended(embedded_settings: Settings) -> None:
    engine = EmbeddedEngine.load(embedded_settings)
    requests, told = [Request("It is new."), Request(""), Request("They met.")], dict[int, Hypothesis]()
    found = engine.translate(requests, Direction("en", "zh"), arrived=told.__setitem__)
    assert [told[i] for i in range(3)] == found

    def stop() -> None:
        raise Ended(RuntimeError("enough"))

    with ticking(stop), pytest.raises(Ended):
        engine.translate(requests, Direction("en", "zh"))
