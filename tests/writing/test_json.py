from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from translator.release import BilingualRelease, ReleaseError
from translator.writing.json import dump, load, schema

SCHEMA = Path(__file__).parents[2] / "docs" / "release.schema.json"


def test_out_and_in_again_gives_an_equal_release(every_shape: BilingualRelease) -> None:
    assert load(dump(every_shape)) == every_shape


def test_a_file_from_before_repairs_were_told_still_reads(release: BilingualRelease) -> None:
    written = json.loads(dump(release))
    assert [term.pop("repaired") for segment in written["segments"] for term in segment["terms"]].count(True) == 1
    read = load(json.dumps(written).encode())
    assert [term.repaired for segment in read.segments for term in segment.terms] == [False] * 4


def test_a_file_from_before_there_were_shapes_and_a_memory_still_reads(release: BilingualRelease) -> None:
    written = json.loads(dump(release))
    for segment in written["segments"]:
        assert segment.pop("matches") == []
    for name in ("standfirst", "social", "refused"):
        del written["brief"][name]
    for line in (written["brief"]["headline"], *written["brief"]["sentences"], *written["brief"]["bullets"]):
        assert line.pop("writer") == ""
    assert load(json.dumps(written).encode()) == release


def test_a_file_from_before_approvals_still_reads(release: BilingualRelease) -> None:
    written = json.loads(dump(release))
    assert [segment.pop("approved") for segment in written["segments"]] == [False] * len(release.segments)
    assert load(json.dumps(written).encode()) == release


@pytest.mark.parametrize("shape", ["standfirst", "social"])
def test_every_shape_of_a_brief_must_cite_segments_of_the_article(brief_release: BilingualRelease, shape: str) -> None:
    written = json.loads(dump(brief_release))
    line = written["brief"][shape]
    (line if shape == "standfirst" else line[0])["cites"] = ["zz"]
    with pytest.raises(ReleaseError, match='cites "zz"'):
        load(json.dumps(written).encode())


def test_chinese_stays_readable_and_lines_are_indented(release: BilingualRelease) -> None:
    text = dump(release).decode("utf-8")
    assert '\n  "article": {' in text
    assert "茶歇中的嘉宾" in text


def test_the_published_schema_is_the_one_of_the_code() -> None:
    # after a change of release.py, write json.dumps(schema(), indent=2, ensure_ascii=False) to the file again
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == schema()


def test_what_is_written_is_valid_against_the_schema(every_shape: BilingualRelease) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(json.loads(dump(every_shape)), schema(), jsonschema.Draft202012Validator)


def at(data: dict[str, Any], path: list[str | int], value: object) -> bytes:
    place: Any = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (["segments", 1, "score"], "high", "$.segments[1].score"),
        (["article", "language"], "fr", "$.article.language"),
        (["segments", 1, "block"], 9, "$.segments[1].block"),
        (["segments", 2, "id"], "a1", "$.segments[2].id"),
        (["segments", 1, "issues", 0, "source_span"], [2, 900], "$.segments[1].issues[0].source_span"),
        (["segments", 2, "terms", 0, "target_span"], [5, 3], "$.segments[2].terms[0].target_span"),
        (
            ["segments", 1, "matches"],
            [{"kind": "near", "score": 1, "source": "", "target": ""}],
            "$.segments[1].matches[0].kind",
        ),
        (["brief", "headline", "cites"], ["zz"], "$.brief"),
    ],
)
def test_a_wrong_value_is_named_by_its_path(
    release: BilingualRelease, path: list[str | int], value: object, named: str
) -> None:
    with pytest.raises(ReleaseError) as caught:
        load(at(json.loads(dump(release)), path, value))
    assert f"`{named}`" in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe{}", b'{"article": 1}'])
def test_what_is_no_release_is_refused(data: bytes) -> None:
    with pytest.raises(ReleaseError, match=r"not the JSON of a release"):
        load(data)
