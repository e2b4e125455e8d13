from pathlib import Path

import pytest

from translator import ReleaseError, load_settings


def test_keyword_arguments_win_over_the_file_and_the_file_over_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSLATOR_BEAM_SIZE", "2")
    monkeypatch.setenv("TRANSLATOR_THREADS", "3")
    monkeypatch.setenv("TRANSLATOR_ENGINE", "marian")
    file = tmp_path / "press.toml"
    file.write_text('beam_size = 5\nengine = "embedded"\n')
    settings = load_settings(file, beam_size=6)
    assert (settings.beam_size, settings.engine, settings.threads) == (6, "embedded", 3)


def test_none_counts_as_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSLATOR_ENGINE", "marian")
    assert load_settings(engine=None).engine == "marian"


@pytest.mark.parametrize(
    ("text", "named"), [("speed = 3", "speed"), ('beam_size = "many"', "beam_size"), ("x =", "press.toml")]
)
def test_a_wrong_settings_file_is_named_with_what_is_wrong(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "press.toml"
    file.write_text(text)
    with pytest.raises(ReleaseError, match=named):
        load_settings(file)


def test_a_missing_settings_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=r"none\.toml"):
        load_settings(tmp_path / "none.toml")


def test_a_misspelt_keyword_is_named() -> None:
    with pytest.raises(ReleaseError, match="beem_size"):
        load_settings(beem_size=4)


def test_a_value_outside_its_choices_is_refused() -> None:
    with pytest.raises(ReleaseError, match="runtime"):
        load_settings(runtime="onnx")
