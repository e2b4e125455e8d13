"""The door keeps what its OpenAPI description says, whatever it is asked (schemathesis)."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import positive_data_acceptance, unsupported_method
from schemathesis.generation import GenerationMode

OPERATIONS = {
    "/v1/releases": "POST",
    "/v1/releases/{id}": "GET",
    "/v1/releases/{id}/{format}": "GET",
    "/v1/align": "POST",
    "/v1/check": "POST",
    "/v1/glossary": "GET",
    "/healthz": "GET",
}
MOST_EXAMPLES = 4
"""Of an operation and of either kind: what the description allows, and what it does not."""


@pytest.fixture(scope="module")
def description(door) -> Any:
    client = door(characters=2_000, hosts=("testserver",))
    return schemathesis.openapi.from_asgi("/openapi.json", client.app)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("path", OPERATIONS)
def test_every_answer_is_as_described_and_none_is_a_fault(description: Any, path: str, mode: GenerationMode) -> None:
    @settings(
        max_examples=MOST_EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=description[path][OPERATIONS[path]].as_strategy(generation_mode=mode))
    def keeps_its_word(case: Any) -> None:
        # A text in no language, or two texts in one, is what the schema allows and the door cannot do.
        case.call_and_validate(excluded_checks=[positive_data_acceptance, unsupported_method])

    keeps_its_word()
