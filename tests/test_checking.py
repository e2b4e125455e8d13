from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from translator import Checker, ReleaseError, Settings, check_translation, waiting
from translator.checking import check_names, mended_text
from translator.checks import CHECKS
from translator.release import BilingualRelease
from translator.writing import render
from translator.writing.json import dump
from translator.writing.report import CHECK_NAMES

PAIRS = [
    ("The hospital opened a stroke center in June.", "该院于6月启用卒中中心。"),
    ("It has treated 320 patients.", "至今已收治380名患者。"),
    ("It has 12 beds.", "设有12张床位,均已启用。"),
]

# What takes long to load and is tested elsewhere.
CHEAP: dict[str, object] = {"meaning": False, "builtin_glossary": False}


def check(**settings: object) -> BilingualRelease:
    return check_translation(PAIRS, **CHEAP | settings)  # type: ignore[arg-type]


def found(release: BilingualRelease) -> dict[int, set[str]]:
    return {i: {issue.check for issue in s.issues} for i, s in enumerate(release.segments) if s.issues}


def test_pairs_are_checked_and_left_as_they_are() -> None:
    release = check()
    assert [(s.source, s.target, s.origin) for s in release.segments] == [(*pair, "human") for pair in PAIRS]
    assert "numbers" in found(release)[1]
    assert "typography" in found(release)[2]
    assert 0 not in found(release)
    assert (release.provenance, release.brief) == (None, None)
    assert str(release.direction) == "en-zh"


def test_the_worst_sentence_has_the_lowest_quality() -> None:
    quality = {segment.source: segment.quality for segment in check().segments}
    assert all(value is not None and 0 <= value <= 1 for value in quality.values())
    assert quality[PAIRS[1][0]] < quality[PAIRS[0][0]]  # type: ignore[operator]


def test_languages_are_found_or_said() -> None:
    turned = [(zh, en) for en, zh in PAIRS]
    assert str(check_translation(turned, **CHEAP).direction) == "zh-en"
    assert str(check_translation(turned, "zh", "en", **CHEAP).direction) == "zh-en"
    with pytest.raises(ReleaseError, match="Turn the pairs round"):
        check_translation(turned, "en", **CHEAP)


def test_two_texts_are_paired_by_their_paragraphs() -> None:
    texts = ("\n".join(en for en, _ in PAIRS), "\n".join(zh for _, zh in PAIRS))
    assert [s.target for s in check_translation(texts, **CHEAP).segments] == [zh for _, zh in PAIRS]


def test_terms_of_the_house_are_required(tmp_path: Path) -> None:
    house = tmp_path / "house.csv"
    house.write_text("stroke center,脑中心\n", encoding="utf-8")
    term = next(t for t in check(glossaries=(str(house),)).segments[0].terms if t.source == "stroke center")
    assert (term.target, term.target_span) == ("脑中心", None)


def test_only_terms_of_the_users_own_glossaries_need_a_look(tmp_path: Path) -> None:
    pairs = [("He had a stroke.", "他中风了。")]
    house = tmp_path / "house.csv"
    house.write_text("stroke,卒中\n", encoding="utf-8")

    def severities(**settings: object) -> list[str]:
        checked = check_translation(pairs, meaning=False, **settings)  # type: ignore[arg-type]
        return [issue.severity for issue in checked.segments[0].issues if issue.check == "terms"]

    assert severities(glossaries=(str(house),)) == ["warning"]
    assert "warning" not in severities()


def test_checks_can_be_chosen() -> None:
    assert found(check(only=["typography"])) == {2: {"typography"}}
    assert "numbers" not in found(check(skip=["numbers"])).get(1, set())
    with pytest.raises(ReleaseError, match=r"Unknown check spelling\. Choose from: .*numbers"):
        check(only=["spelling"])
    assert {"numbers", "terms", "meaning"} <= set(check_names())


def test_sure_faults_can_be_put_right_in_a_copy() -> None:
    assert mended_text(check(only=["typography"])).splitlines()[2] == "设有12张床位，均已启用。"


def test_every_check_has_a_name_in_both_languages() -> None:
    assert set(CHECKS) <= set(CHECK_NAMES)


@pytest.fixture
def checker() -> Checker:
    return Checker(Settings(builtin_glossary=False), meaning=False)


def write_pair(folder: Path) -> list[Path]:
    files = [folder / "en.txt", folder / "zh.txt"]
    for side, file in enumerate(files):
        file.write_text("\n".join(pair[side] for pair in PAIRS), encoding="utf-8")
    return files


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path, checker: Checker) -> None:
    bad = tmp_path / "bad.tmx"
    bad.write_text("<tmx", encoding="utf-8")
    outcomes = list(checker.check_files([bad, *write_pair(tmp_path), tmp_path / "none.csv"]))
    assert [bool(outcome.release) for outcome in outcomes] == [False, True, False]
    assert str(bad) in outcomes[0].error
    assert "none.csv" in outcomes[2].error
    assert outcomes[1].places
    assert list(outcomes[1].places.values())[1] == f"{tmp_path / 'zh.txt'}:2"


@pytest.mark.parametrize("format", ["tmx", "xliff", "json", "xlsx", "docx"])
def test_what_we_write_can_be_checked_again(tmp_path: Path, checker: Checker, format: str) -> None:
    file = tmp_path / f"again.{format}"
    file.write_bytes(render(check(), format))
    (outcome,) = checker.check_files([file])
    assert outcome.release, outcome.error
    assert [(s.source, s.target) for s in outcome.release.segments] == PAIRS
    assert found(outcome.release) == found(check())


def test_a_release_keeps_its_brief_and_its_kept_paragraphs(
    tmp_path: Path, checker: Checker, release: Callable[[], BilingualRelease]
) -> None:
    file = tmp_path / "r.json"
    file.write_bytes(dump(release()))
    (outcome,) = checker.check_files([file])
    assert outcome.release
    assert outcome.release.brief == release().brief
    cookies = outcome.release.segments[-1]
    assert (cookies.target, cookies.issues) == ("", ())


@pytest.fixture
def release() -> Callable[[], BilingualRelease]:
    from translator.release import Block, Brief, BriefLine

    def build() -> BilingualRelease:
        checked = check()
        line = BriefLine(*PAIRS[0])
        cookies = replace(
            checked.segments[0], id="c", block=3, source="We use cookies.", target="", origin=None, terms=()
        )
        article = replace(checked.article, blocks=(*checked.article.blocks, Block("boilerplate", "We use cookies.")))
        brief = Brief(line, (line,), (), "by hand")
        return replace(checked, article=article, segments=(*checked.segments, cookies), brief=brief)

    return build


def test_a_check_that_fails_costs_one_sentence_only(monkeypatch: pytest.MonkeyPatch) -> None:
    from translator import checks

    def failing(segment: object, direction: object) -> list[object]:
        raise ValueError("broken")

    monkeypatch.setitem(checks.CHECKS, "quotes", failing)  # type: ignore[arg-type]
    release = check()
    assert all({issue.check for issue in s.issues} == {"checks"} for s in release.segments)
    assert json.loads(dump(release))


def test_an_alignment_that_a_person_saved_is_checked_pair_by_pair(tmp_path: Path) -> None:
    from translator.bitext import Bead, Bitext, Sentence
    from translator.release import Direction
    from translator.writing.bitexts import render_bitext

    sources = (Sentence("It has 12 beds.", 0), Sentence("It opened in June.", 0))
    targets = (Sentence("设有21张床位。", 0, where="zh.txt, paragraph 1"), Sentence("6月启用。", 0))
    bitext = Bitext("beds", Direction("en", "zh"), sources, targets, (Bead((0,), (0,)), Bead((1,), (1,))))
    file = tmp_path / "beds.align.json"
    file.write_bytes(render_bitext(bitext, "json"))
    (checked,) = Checker(meaning=False).check_files([file])
    assert checked.release
    assert [segment.target for segment in checked.release.to_look_at] == ["设有21张床位。"]
    file.write_text("{}", encoding="utf-8")
    (wrong,) = Checker(meaning=False).check_files([file])
    assert "beds.align.json" in wrong.error


def test_who_listens_can_end_a_check_in_the_middle(checker: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_EVERY", 0.0)
    release = check_translation([("It has 12 beds.", "设有12张床位。")] * 4, meaning=False)
    told: list[str] = []

    def stop(step: str, done: int, of: int) -> None:
        told.append(step)
        if len(told) > 3:
            raise KeyError(step)

    with pytest.raises(KeyError, match="checks"):
        checker.check(release, stop)
    assert len(told) == 4
