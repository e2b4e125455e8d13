"""Aligned texts of owners: made in their turn, put right, taken back, kept, and remembered."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from translator import ReleaseError, load_settings
from translator.aligning import render_bitext
from translator.bitext import Bead, Bitext, Sentence
from translator.office.bitexts import KIND, AlignedText, Bitexts
from translator.office.corrections import Correction, NotPossibleError, corrected, undo_of
from translator.office.office import Office
from translator.office.shelf import MissingError
from translator.office.turns import Stopped
from translator.recall import Memory
from translator.release import Direction
from translator.termbase import TermEntry, add_entry, house_file

EN = """The hospital opened a stroke center in June.

It has treated 320 patients from 12 counties. Most went home within 9 days.

The center cost 4.5 million yuan.
"""
ZH = """该院于6月启用卒中中心。

至今已收治来自12个县的320名患者，多数在9天内出院。

该中心耗资450万元。
"""


def bitext() -> Bitext:
    """Five sentences and four: a pair, a 2-1 bead, one without a translation, a pair, one without an original."""
    sources = tuple(Sentence(f"Sentence {n}.", n) for n in range(5))
    targets = tuple(Sentence(f"第{n}句。", n) for n in range(4))
    beads = (
        Bead((0,), (0,), 0.99),
        Bead((1, 2), (1,), 0.7),
        Bead((3,), (), 0.6),
        Bead((4,), (2,), 0.9),
        Bead((), (3,), 0.4),
    )
    return Bitext("summit", Direction("en", "zh"), sources, targets, beads)


def office_in(folder: Path) -> Office:
    settings = load_settings(builtin_glossary=False, memory=str(folder / "memory.sqlite"))
    return Office(settings, characters=1000, folder=folder / "sessions")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def office(folder: Path) -> Iterator[Office]:
    office = office_in(folder)
    yield office
    office.memory().close()


@pytest.fixture
def bitexts(office: Office) -> Bitexts:
    return Bitexts(office)


def keep(office: Office, owner: str, id: str, **changes: object) -> str:
    made = replace(AlignedText(id, "summit", "done", 1.0, bitext=bitext()), **changes)  # type: ignore[arg-type]
    office.shelf.write(owner, KIND, id, made)
    return id


def ended(office: Office, bitexts: Bitexts, owner: str, id: str) -> AlignedText:
    # The queue serves an owner's works in their order, so that the last one to end is this one.
    office.turns.put(owner, lambda ticket: None).result(60)
    return bitexts.get(owner, id)


def test_two_pasted_texts_become_beads_that_another_process_finds_again(
    office: Office, bitexts: Bitexts, folder: Path
) -> None:
    id = bitexts.start("ann", EN, ZH)
    found = ended(office, bitexts, "ann", id)
    assert found.state == "done"
    assert found.name == "The hospital opened a stroke center in"
    assert found.bitext
    assert [(b.sources, b.targets) for b in found.bitext.beads] == [((0,), (0,)), ((1, 2), (1,)), ((3,), (2,))]
    assert Bitexts(office_in(folder)).get("ann", id) == found


def test_files_are_aligned_and_not_kept_afterwards(office: Office, bitexts: Bitexts, tmp_path: Path) -> None:
    for side, text in (("en", EN), ("zh", ZH)):
        (tmp_path / side).mkdir()
        (tmp_path / side / "stroke.txt").write_text(text, encoding="utf-8")
    id = bitexts.start("files", tmp_path / "en" / "stroke.txt", tmp_path / "zh" / "stroke.txt")
    found = ended(office, bitexts, "files", id).bitext
    assert found
    assert found.name == "stroke"
    assert {s.where.split(",")[0] for s in (*found.sources, *found.targets)} == {"stroke.txt", "stroke (2).txt"}
    assert not list(office.shelf.folder.glob("*/uploads/*/stroke*"))


def test_a_file_that_cannot_be_read_says_so_without_the_servers_folders(
    office: Office, bitexts: Bitexts, tmp_path: Path
) -> None:
    (tmp_path / "story.pdf").write_bytes(b"%PDF-1.4")
    found = ended(office, bitexts, "pdf", bitexts.start("pdf", tmp_path / "story.pdf", ZH))
    assert found.state == "failed"
    assert found.error.startswith("story.pdf: this is a PDF")


def test_two_texts_in_one_language_fail_with_the_reason(office: Office, bitexts: Bitexts) -> None:
    found = ended(office, bitexts, "same", bitexts.start("same", ZH, ZH))
    assert (found.state, found.bitext) == ("failed", None)
    assert "both are in Chinese" in found.error


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [("", ZH, "The original is missing"), (EN, " \n", "The translation is missing"), ("a" * 10_001, ZH, "10,001")],
)
def test_what_cannot_be_aligned_gets_no_place_in_the_queue(
    bitexts: Bitexts, source: str, target: str, reason: str
) -> None:
    with pytest.raises(ReleaseError, match=reason):
        bitexts.start("nobody", source, target)
    assert bitexts.last("nobody") is None


def test_what_waits_can_be_stopped(office: Office, bitexts: Bitexts) -> None:
    go = threading.Event()
    office.turns.put("other", lambda ticket: go.wait(60))
    id = bitexts.start("bob", EN, ZH)
    assert bitexts.get("bob", id).state == "waiting"
    assert bitexts.stop("bob", id).state == "stopped"
    go.set()
    assert ended(office, bitexts, "bob", id).bitext is None


def test_what_a_restart_broke_off_says_so(office: Office, bitexts: Bitexts) -> None:
    found = bitexts.get("carol", keep(office, "carol", "broken-off", state="working", bitext=None))
    assert found.state == "failed"
    assert "restarted" in found.error


def test_no_owner_reaches_what_another_made(office: Office, bitexts: Bitexts) -> None:
    id = keep(office, "dora", "of-dora-1")
    for use in (
        lambda: bitexts.get("eve", id),
        lambda: bitexts.correct("eve", id, Correction("confirm", 0)),
        lambda: bitexts.undo("eve", id),
        lambda: bitexts.remember("eve", id),
        lambda: bitexts.stop("eve", id),
        lambda: bitexts.remove("eve", id),
    ):
        with pytest.raises(MissingError):
            use()
    assert bitexts.last("eve") is None
    assert bitexts.get("dora", id).bitext == bitext()


def test_the_last_one_touched_is_found_again(office: Office, bitexts: Bitexts) -> None:
    keep(office, "fay", "the-first")
    keep(office, "fay", "the-second")
    bitexts.correct("fay", "the-first", Correction("confirm", 1))
    found = bitexts.last("fay")
    assert found
    assert found.id == "the-first"


def test_corrections_are_kept_and_taken_back_one_by_one(office: Office, bitexts: Bitexts) -> None:
    id = keep(office, "gus", "corrected-1")
    versions = [bitexts.get("gus", id)]
    for act in (Correction("merge", 1), Correction("split", 1, sources=1, targets=0), Correction("confirm", 0)):
        versions.append(bitexts.correct("gus", id, act))
    assert [v.version for v in versions] == [0, 1, 2, 3]
    for before in versions[-2::-1]:
        assert bitexts.undo("gus", id).bitext == before.bitext
    with pytest.raises(NotPossibleError, match="nothing to undo"):
        bitexts.undo("gus", id)


def test_a_correction_of_what_has_changed_meanwhile_is_refused(office: Office, bitexts: Bitexts) -> None:
    id = keep(office, "hal", "stale-one")
    seen = bitexts.get("hal", id).version
    bitexts.correct("hal", id, Correction("merge", 1), seen)
    with pytest.raises(NotPossibleError, match="changed elsewhere"):
        bitexts.correct("hal", id, Correction("merge", 1), seen)


def test_every_possible_correction_can_be_taken_back() -> None:
    start = bitext()
    acts = [Correction(act, at) for act in ("confirm", "merge") for at in range(5)]
    acts += [Correction("split", at, sources=a, targets=b) for at in range(5) for a in range(3) for b in range(3)]
    acts += [
        Correction("move", at, side, step, count)
        for at in range(5)
        for side in ("source", "target")
        for step in (-1, 1)
        for count in (1, 2)
    ]  # type: ignore[arg-type]
    done = 0
    for act in acts:
        try:
            after = corrected(start, act)
        except NotPossibleError:
            continue
        done += 1
        back = undo_of(start.beads, after.beads)
        assert (*after.beads[: back.at], *back.beads, *after.beads[back.at + back.count :]) == start.beads
        for side, there in (("sources", 5), ("targets", 4)):
            assert sorted(i for b in after.beads for i in getattr(b, side)) == list(range(there))
    assert done > 20


def test_sentences_between_the_chosen_one_and_the_other_row_move_together() -> None:
    after = corrected(bitext(), Correction("move", 1, "source", 1, 2))
    assert [(b.sources, b.targets) for b in after.beads[1:3]] == [((), (1,)), ((1, 2, 3), ())]


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (Correction("merge", 4), "no row beyond"),
        (Correction("confirm", 5), "no such row"),
        (Correction("split", 0, sources=1, targets=1), "nothing to split"),
        (Correction("split", 0, sources=-1, targets=-1), "nothing to split"),
        (Correction("move", 0, "source", -1), "no row beyond"),
        (Correction("move", 2, "target", 1), "no sentence to move"),
        (Correction("move", 1, "source", 1, 3), "no sentence to move"),
    ],
)
def test_what_cannot_be_done_says_why(act: Correction, reason: str) -> None:
    with pytest.raises(NotPossibleError, match=reason) as refusal:
        corrected(bitext(), act)
    assert refusal.value.message_zh.endswith("。")


def test_only_confirmed_pairs_go_into_the_memory_when_asked_so(office: Office, bitexts: Bitexts) -> None:
    id = keep(office, "ivy", "remember-1")
    bitexts.correct("ivy", id, Correction("confirm", 1))
    done = bitexts.remember("ivy", id, confirmed=True)
    assert (done.tally.added, done.unsure) == (1, 2)
    assert bitexts.remember("ivy", id, confirmed=True).tally.added == 0
    (unit,) = office.memory().exact("Sentence 1. Sentence 2.")
    assert (unit.zh, unit.approved, unit.origin) == ("第1句。", True, "summit.en-zh.align.json")


def test_the_memory_takes_what_an_import_of_the_json_takes(office: Office, bitexts: Bitexts, tmp_path: Path) -> None:
    id = keep(office, "jo", "remember-2", bitext=replace(bitext(), name="forum"))
    file = tmp_path / "forum.en-zh.align.json"
    file.write_bytes(render_bitext(replace(bitext(), name="forum"), "json"))
    with Memory.open(tmp_path / "other.sqlite") as other:
        imported = other.import_file(file)
        assert imported.tally.added == 2
        units = other.exact("Sentence 0.")
    found = bitexts.remember("jo", id)
    assert (found.unsure, found.wordless) == (imported.unsure, imported.wordless)
    (unit,) = [one for one in office.memory().exact("Sentence 0.") if one.origin == file.name]
    assert [(one.zh, one.approved) for one in units] == [(unit.zh, unit.approved)] == [("第0句。", False)]


def test_an_alignment_tells_how_far_it_is_and_ends_when_it_is_stopped(office: Office) -> None:
    told: list[tuple[int, int]] = []
    office.aligner().align(EN, ZH, progress=lambda done, of: told.append((done, of)))
    assert told[0] == (0, 7)
    assert told[-1] == (7, 7)
    assert told == sorted(told)

    def ask_for_the_end(done: int, of: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        office.aligner().align(EN, ZH, progress=ask_for_the_end)


def test_a_file_that_is_too_long_is_not_aligned(office: Office, bitexts: Bitexts, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("The hospital opened. " * 600, encoding="utf-8")
    found = ended(office, bitexts, "long", bitexts.start("long", tmp_path / "long.txt", ZH))
    assert found.error.startswith("long.txt: the text has 12,59")
    assert "at most 10,000" in found.error


def test_a_term_that_was_added_is_known_to_the_aligner(folder: Path) -> None:
    office = office_in(folder)
    before = office.aligner()
    assert office.aligner() is before
    add_entry(TermEntry("", "stroke center", "卒中中心"), house_file(office.settings))
    assert office.aligner() is not before
