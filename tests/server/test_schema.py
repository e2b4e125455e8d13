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
MOST_EXAMPLES = 8
"""Of an operation and of either kind: what the description allows, and what it does not."""


@pytest.fixture(scope="module")
def description(door) -> Any:
    client = door(characters=2_000, hosts=("testserver",))
    # the models load with the first of each
    client.post("/v1/releases", json={"text": "It rained."}, headers={"host": "testserver"})
    for path in ("align", "check"):
        client.post(f"/v1/{path}", json={"source": "It rained.", "target": "下雨了。"}, headers={"host": "testserver"})
    return schemathesis.openapi.from_asgi("/openapi.json", client.app)


def _kinds() -> list[tuple[str, GenerationMode]]:
    """Each operation with what its description allows, and with what it does not where anything is not allowed."""
    anything_goes = ("/healthz", "/v1/releases/{id}")
    kinds = [(path, GenerationMode.POSITIVE) for path in OPERATIONS]
    return kinds + [(path, GenerationMode.NEGATIVE) for path in OPERATIONS if path not in anything_goes]


@pytest.mark.parametrize(("path", "mode"), _kinds(), ids=str)
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
        case.call_and_validate(excluded_checks=[positive_data_acceptance, unsupported_method], timeout=120)

    keeps_its_word()
