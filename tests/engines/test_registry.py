from pathlib import Path

import pytest

from translator import ReleaseError, Settings
from translator.engines.registry import COMMIT, read_registry, registry

ROOT = Path(__file__).parents[2]
SOUND = """
[marian]
id = "press-office/tiny-en-zh"
kind = "marian"
source = "hub"
languages = ["en", "zh"]
directions = ["en-zh"]
revision = "0123456789abcdef0123456789abcdef01234567"
licence = "CC0"
purpose = "tests"
size_mb = 2
memory_mb = 2
"""


def test_the_shipped_registry_names_every_kind_and_pins_everything() -> None:
    entries = registry()
    assert {entry.kind for entry in entries.values()} == {"embedded", "marian", "summarizer", "embedding"}
    for entry in entries.values():
        assert entry.files or COMMIT.fullmatch(entry.revision) or len(entry.commit) >= 7


def test_the_shipped_registry_has_the_models_of_the_settings_and_the_packages_of_the_constraints() -> None:
    by_id = {entry.id: entry for entry in registry().values()}
    assert by_id[Settings().marian_en_zh].directions == ("en-zh",)
    assert by_id[Settings().marian_zh_en].directions == ("zh-en",)
    constraints = (ROOT / "constraints.txt").read_text().splitlines()
    packages = [entry.package for entry in by_id.values() if entry.package]
    assert len(packages) == 2
    assert set(packages) <= set(constraints)


def test_the_shipped_registry_has_the_summarizers_of_the_settings_and_says_where_one_may_not_be_used() -> None:
    by_id = {entry.id: entry for entry in registry().values()}
    for language, name in (("en", Settings().summarizer_en), ("zh", Settings().summarizer_zh)):
        assert by_id[name].kind == "summarizer"
        assert language in by_id[name].languages
    assert "no commercial use" in registry()["summarizer-zh"].licence
    assert "not commercial" in registry()["summarizer-zh"].purpose


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"marian"', '"oracle"', "kind"),
        ('licence = "CC0"\n', "", "licence"),
        ("size_mb = 2\n", 'size_mb = "two"\n', "size_mb"),
        ("size_mb = 2\n", "size_mb = 0\n", "size_mb"),
        ("0123456789abcdef0123456789abcdef01234567", "main", "nothing pins it"),
        ("0123456789abcdef0123456789abcdef01234567", "0123456", "nothing pins it"),
        ('"press-office/tiny-en-zh"', '"tiny"', "owner/model"),
        ('["en-zh"]', '["en-fr"]', "directions"),
        ('["en-zh"]', "[]", "directions"),
        ('"hub"', '"package"', "package must be name==version"),
        ('"hub"', '"software"', "nothing pins it"),
        (
            "memory_mb = 2\n",
            'memory_mb = 2\nfiles = {"model.safetensors" = "abc"}\n',
            "model.safetensors has no sha256",
        ),
        ("memory_mb = 2\n", 'memory_mb = 2\nrevison = "main"\n', "unknown field revison"),
    ],
)
def test_a_wrong_entry_is_named_with_what_is_wrong(tmp_path: Path, old: str, new: str, said: str) -> None:
    file = tmp_path / "registry.toml"
    file.write_text(SOUND)
    assert read_registry(file)["marian"].commit == ""
    assert old in SOUND
    file.write_text(SOUND.replace(old, new))
    with pytest.raises(ReleaseError, match=r"\[marian\]") as error:
        read_registry(file)
    assert said in str(error.value)


def test_a_registry_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "registry.toml").write_text("[marian")
    with pytest.raises(ReleaseError, match=r"registry\.toml cannot be read"):
        read_registry(tmp_path / "registry.toml")
