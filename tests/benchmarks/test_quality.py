import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

import quality
from _quality.bitext import EN_ZH, Pair, file_pairs
from _quality.measure import measure
from _quality.required import Required
from _quality.results import load
from _quality.systems import Output, System, Telling, engine_system

from translator.engines.base import Decoding, EngineInfo, Hypothesis, Request
from translator.release import ReleaseError
from translator.settings import Settings

TINY = Path(__file__).parents[2] / "models" / "tiny-marian"
SOURCES = ["Three stents were placed.", "The trial had 45 patients.", "It ended on Monday.", "Nobody was hurt."]
REFERENCES = ["放置了三个支架。", "该试验有45名患者。", "试验于周一结束。", "无人受伤。"]
PAIRS = [Pair(str(i), i, "r", s, REFERENCES[i], SOURCES[i - 1] if i else "") for i, s in enumerate(SOURCES)]
Write = Callable[[str, Sequence[str]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, lines: Sequence[str]) -> Path:
        file = tmp_path / name
        file.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        return file

    return written


@pytest.fixture
def files(write: Write) -> list[str]:
    en, zh = write("a.en", SOURCES * 5), write("a.zh", REFERENCES * 5)
    return ["--source", str(en), "--reference", str(zh), "--direction", "en-zh"]


class Echo:
    """An engine that says what it was asked, and fails on every batch with "45" in it."""

    directions = frozenset({EN_ZH})

    def __init__(self) -> None:
        self.asked: list[tuple[Request, Decoding | None]] = []

    def translate(
        self, requests: Sequence[Request], direction: object, decoding: Decoding | None = None, progress: Any = None
    ) -> list[Hypothesis]:
        if any("45" in r.source for r in requests):
            raise RuntimeError("out of memory")
        self.asked += [(r, decoding) for r in requests]
        return [Hypothesis(r.source, -0.5, 4) for r in requests]

    def describe(self) -> EngineInfo:
        return EngineInfo("embedded", "echo", "1", "none")


def echo_system(engine: Echo, options: dict[str, Any], telling: Telling) -> System:
    engines: Any = SimpleNamespace(choose=lambda direction: SimpleNamespace(engine=engine, reason="a test"))
    return engine_system(engines, Settings(), EN_ZH, options, telling)


def test_files_of_unequal_length_are_refused(write: Write) -> None:
    with pytest.raises(ReleaseError, match=r"4 lines.*3"):
        file_pairs(write("a.en", SOURCES), write("a.zh", REFERENCES[:3]))


def test_empty_files_and_lone_empty_lines_are_refused(write: Write) -> None:
    with pytest.raises(ReleaseError, match="is empty"):
        file_pairs(write("a.en", []), write("a.zh", REFERENCES))
    with pytest.raises(ReleaseError, match="line 2 is empty"):
        file_pairs(write("a.en", SOURCES[:2]), write("b.zh", ["好", ""]))


def test_lines_that_are_empty_in_both_files_are_left_out_and_the_others_keep_their_numbers(write: Write) -> None:
    pairs = file_pairs(write("a.en", ["One.", "", "Two\u2028three."]), write("a.zh", ["一。", "", "二三。"]))
    assert [(p.id, p.place, p.before) for p in pairs] == [("1", 0, ""), ("3", 2, "")]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--source", "x"], "go together"),
        (["--source", "x", "--reference", "y"], "--direction"),
        (["--hypotheses", "x"], "--direction"),
        (["--setting", "beams=3"], "unknown setting"),
        (["--setting", "beam"], "name=value"),
        (["--limit", "0"], "--limit"),
        (["--compare", "x.json"], "two result files"),
        (["--compare", "x.json", "y.json"], "cannot be read"),
    ],
)
def test_wrong_use_costs_one_line_that_says_what_to_do(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert quality.main(arguments) == 2
    assert message in capsys.readouterr().err


def test_two_files_are_scored_written_and_compared(
    files: list[str], write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, lines in (("good", REFERENCES * 5), ("bad", ["坏。"] * 20)):
        hypotheses = write(f"{name}.txt", lines)
        given = [*files, "--hypotheses", str(hypotheses), "--json", str(tmp_path / f"{name}.json"), "--show", "1"]
        assert quality.main(given) == 0
    assert "tok:zh" in capsys.readouterr().out
    run = load(tmp_path / "good.json")
    measured = run.directions["en-zh"]
    assert measured.metrics["bleu"].value == pytest.approx(100)
    assert [s.hypothesis for s in measured.segments] == REFERENCES * 5
    assert measured.segments[1].numbers == (("45", True),)
    assert quality.main(["--compare", str(tmp_path / "good.json"), str(tmp_path / "bad.json")]) == 0
    rows = {line.split("  ")[0]: line for line in capsys.readouterr().out.splitlines()}
    assert rows["BLEU"].endswith("      significant")
    assert rows["numbers %"].endswith("      significant")
    assert rows["repeating %"].endswith("not significant")


def test_runs_on_other_data_are_not_compared(
    files: list[str], write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hypotheses = str(write("h.txt", REFERENCES * 5))
    quality.main([*files, "--hypotheses", hypotheses, "--json", str(tmp_path / "a.json")])
    write("a.en", [s.upper() for s in SOURCES] * 5)
    quality.main([*files, "--hypotheses", hypotheses, "--json", str(tmp_path / "b.json")])
    assert quality.main(["--compare", str(tmp_path / "a.json"), str(tmp_path / "b.json")]) == 2
    assert "not on the same data" in capsys.readouterr().err


def test_runs_of_different_limits_are_compared_on_what_they_share(
    files: list[str], write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hypotheses = str(write("h.txt", REFERENCES * 5))
    for name, limit in (("a", "20"), ("b", "5")):
        given = ["--hypotheses", hypotheses, "--limit", limit, "--json", str(tmp_path / f"{name}.json")]
        quality.main([*files, *given])
    capsys.readouterr()
    assert quality.main(["--compare", str(tmp_path / "a.json"), str(tmp_path / "b.json")]) == 0
    out = capsys.readouterr().out
    assert "5 segments" in out
    assert "15 segments left out" in out


def test_hypotheses_of_another_length_are_refused(
    files: list[str], write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    assert quality.main([*files, "--hypotheses", str(write("h.txt", REFERENCES))]) == 2
    assert "4 lines" in capsys.readouterr().err


def test_the_engine_is_told_terms_context_and_decoding_as_asked() -> None:
    terms = (Required("stents", "支架"),)
    engine = Echo()
    system = echo_system(engine, {"beam_size": 3, "no_repeat_ngram": None}, Telling(lambda p, d: terms, True))
    measure(system, PAIRS[2:], EN_ZH, lambda p, d: terms)
    request, decoding = next((r, d) for r, d in engine.asked if r.source == SOURCES[2])
    assert request == Request(SOURCES[2], (("stents", "支架"),), SOURCES[1])
    assert decoding == Decoding(beam_size=3, length_ratio=2.0)
    plain = Echo()
    measure(echo_system(plain, {"beam_size": None}, Telling(None, False)), PAIRS[2:], EN_ZH, lambda p, d: ())
    assert plain.asked[-1] == (Request(SOURCES[3]), None)


def test_a_segment_that_fails_costs_no_other() -> None:
    measured = measure(echo_system(Echo(), {}, Telling(None, False)), PAIRS, EN_ZH, lambda p, d: ())
    assert [s.hypothesis for s in measured.segments] == [SOURCES[0], "", SOURCES[2], SOURCES[3]]
    assert (measured.failed, measured.empty, measured.segments[1].error) == (1, 1, "out of memory")
    assert measured.metrics["numbers"].value == 0


def test_a_break_keeps_what_was_translated() -> None:
    def translate(pairs: Sequence[Pair]) -> Iterator[Any]:
        yield [(pair, Output("好")) for pair in pairs[:3]], 1.5
        raise KeyboardInterrupt

    measured = measure(System({}, {}, translate), PAIRS, EN_ZH, lambda p, d: ())
    assert (measured.complete, measured.asked, len(measured.segments)) == (False, 4, 3)
    assert measured.sentences_per_second == 2


def test_a_break_writes_what_was_translated_and_says_so(
    files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def translate(pairs: Sequence[Pair]) -> Iterator[Any]:
        yield [(pair, Output("好")) for pair in pairs[:3]], 1.5
        raise KeyboardInterrupt

    monkeypatch.setattr(quality, "system_maker", lambda *given: lambda *given: System({}, {}, translate))
    assert quality.main([*files, "--json", str(tmp_path / "a.json")]) == 130
    assert "3 of 20" in capsys.readouterr().out
    assert not load(tmp_path / "a.json").directions["en-zh"].complete


@pytest.mark.parametrize("pipeline", [False, True])
def test_tiny_marian_end_to_end(
    pipeline: bool, write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = json.loads((TINY / "pairs.json").read_text(encoding="utf-8"))
    known = [(en, zh) for en, zh in pairs if en.endswith(".") and en.count(".") == 1][:6]
    en, zh = write("t.en", [en for en, _ in known]), write("t.zh", [zh for _, zh in known])
    result = tmp_path / "r.json"
    given = ["--source", str(en), "--reference", str(zh), "--direction", "en-zh", "--json", str(result), "--beam", "2"]
    given += ["--engine", str(TINY / "en-zh"), "--setting", f"cache_dir={tmp_path}", "--setting", "threads=1"]
    # The glossary has a word of its own for one of the sentences that the model knows by heart.
    given += ["--setting", "builtin_glossary=false"]
    assert quality.main([*given, "--pipeline"] if pipeline else given) == 0
    assert "BLEU" in capsys.readouterr().out
    measured = load(result).directions["en-zh"]
    assert [s.hypothesis for s in measured.segments] == [zh for _, zh in known]
    assert measured.metrics["chrf"].value == pytest.approx(100)
    assert measured.engine["engine"] == "marian"
    assert measured.decoding["beam_size"] == 2
    assert measured.seconds
    assert (measured.tokens_per_second is None) == pipeline
