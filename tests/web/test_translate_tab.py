import csv
import io
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from translator import Pipeline, Settings, load_settings
from translator.catalogue import fetchable
from translator.engines.resolve import EngineNote
from translator.office.office import Office
from translator.office.turns import Ticket
from translator.release import ReleaseError
from translator.termbase import term_layers
from translator.web.own_terms import WrongLineError, own_terms
from translator.web.translate_tab import FETCH_BOTH, engine_note, engine_notes, layers_note, start_works
from translator.web.words import CHINESE, ENGLISH

STORY = "Hospital opens stroke center\n\nThe hospital opened a stroke center on May 16, 2025.\n"
CHINESE_STORY = "医院卒中中心启用\n\n医院卒中中心于2025年5月16日启用。\n"
LONG = " ".join(["The hospital opened a new stroke center on Friday."] * 23) + "\n"
ANN = "a" * 32


@pytest.fixture
def waiting(marian_settings: Settings, tmp_path: Path) -> Iterator[Office]:
    """An office whose worker is busy, so that what is started waits."""
    settings = replace(marian_settings, house_glossary=str(tmp_path / "house.csv"))
    office = Office(settings, characters=1000, waiting=2, each=2, folder=tmp_path / "sessions")
    begun, end = threading.Event(), threading.Event()

    def hold(ticket: Ticket[None]) -> None:
        begun.set()
        end.wait(60)

    office.turns.put("somebody", hold)
    assert begun.wait(60)
    yield office
    for work in office.works(ANN):
        office.stop(ANN, work.id)
    end.set()


def upload(folder: Path, name: str, data: bytes) -> str:
    (folder / name).write_bytes(data)
    return str(folder / name)


def test_the_text_and_each_file_become_works_of_their_own_the_text_first(waiting: Office, tmp_path: Path) -> None:
    story = upload(tmp_path, "story.txt", CHINESE_STORY.encode())
    started, faults = start_works(waiting, ANN, ENGLISH, STORY, [story], "", "", None, True)
    assert [waiting.work(ANN, id).name for id in started] == ["Hospital opens stroke center", "story"]
    assert faults == []


def test_a_pasted_article_is_named_by_the_beginning_of_its_first_line(waiting: Office) -> None:
    long = "The hospital of the university opens a center for strokes and other illnesses\n\nIt opened on Friday.\n"
    started, _ = start_works(waiting, ANN, ENGLISH, f"\n# {long}", [], "", "", None, True)
    assert waiting.work(ANN, started[0]).name == "The hospital of the university opens a"


def test_a_file_that_cannot_be_read_is_told_and_the_others_start(waiting: Office, tmp_path: Path) -> None:
    files = [upload(tmp_path, "photo.txt", b"\x89PNG\r\n"), upload(tmp_path, "story.txt", STORY.encode())]
    started, faults = start_works(waiting, ANN, ENGLISH, "", files, "", "", None, True)
    assert [waiting.work(ANN, id).name for id in started] == ["story"]
    assert len(faults) == 1
    assert faults[0].startswith("photo.txt: this is a picture")
    assert str(tmp_path) not in faults[0]


def test_the_direction_that_was_said_decides_the_language(waiting: Office, tmp_path: Path) -> None:
    mixed = upload(tmp_path, "names.txt", b"ICU, MRI, CT\n")
    started, _ = start_works(waiting, ANN, ENGLISH, "", [mixed], "en-zh", "", None, True)
    assert len(started) == 1


@pytest.mark.parametrize(
    ("owner", "text", "terms", "said"),
    [
        ("", STORY, "", ENGLISH.no_session),
        (ANN, " \n", "", ENGLISH.nothing),
        (ANN, STORY, "\nstroke center\n", ENGLISH.term_wrong.format(line=2, text="stroke center")),
        (
            ANN,
            LONG,
            "",
            ENGLISH.too_long.format(name="The hospital opened a new stroke center", length="1,172", characters="1,000"),
        ),
    ],
)
def test_what_is_wrong_with_the_form_is_said_and_nothing_starts(
    waiting: Office, owner: str, text: str, terms: str, said: str
) -> None:
    with pytest.raises(ReleaseError) as told:
        start_works(waiting, owner, ENGLISH, text, [], "", terms, None, True)
    assert str(told.value) == said
    assert waiting.works(ANN) == []


def test_a_full_queue_is_said_in_the_language_of_the_form(waiting: Office) -> None:
    started, faults = start_works(
        waiting,
        ANN,
        CHINESE,
        STORY,
        [upload(waiting.shelf.folder, f"{n}.txt", STORY.encode()) for n in range(3)],
        "",
        "",
        None,
        True,
    )
    assert len(started) == 2
    assert len(faults) == 1
    assert faults[0].startswith(CHINESE.busy)


def test_a_glossary_that_is_none_is_refused_without_the_servers_paths(waiting: Office, tmp_path: Path) -> None:
    glossary = upload(tmp_path, "terms.csv", b"\x89PNG\r\n\x1a\n\x00\x00")
    with pytest.raises(ReleaseError, match=r"The glossary cannot be used\. terms\.csv") as told:
        start_works(waiting, ANN, ENGLISH, STORY, [], "", "", glossary, True)
    assert str(waiting.shelf.folder) not in str(told.value)


def test_the_articles_own_terms_are_the_last_glossary_which_wins(waiting: Office, tmp_path: Path) -> None:
    glossary = upload(tmp_path, "house style.csv", "en,zh\nstroke center,中风中心\n".encode())
    started, _ = start_works(waiting, ANN, ENGLISH, STORY, [], "", "卒中专科 = stroke center", glossary, False)
    kept = waiting.work(ANN, started[0]).glossaries
    assert [Path(file).name for file in kept] == ["house style.csv", "terms.csv"]
    assert all(Path(file).is_relative_to(waiting.shelf.folder) for file in kept)
    layers = term_layers(replace(waiting.settings, glossaries=kept))
    assert [[(entry.en, entry.zh) for entry in layer.entries] for layer in layers[-2:]] == [
        [("stroke center", "中风中心")],
        [("stroke center", "卒中专科")],
    ]


def test_own_terms_are_a_glossary_whichever_side_comes_first() -> None:
    table = own_terms("stroke center = 卒中中心\n\n胸痛中心＝chest pain center\nbeds, and more → 床位\n").decode()
    assert list(csv.DictReader(io.StringIO(table))) == [
        {"en": "stroke center", "zh": "卒中中心"},
        {"en": "chest pain center", "zh": "胸痛中心"},
        {"en": "beds, and more", "zh": "床位"},
    ]
    assert own_terms(" \n") == b""


@pytest.mark.parametrize("line", ["stroke center", "= 卒中中心", "stroke = center", "a = 甲 = b"])
def test_a_line_that_is_no_term_is_named(line: str) -> None:
    with pytest.raises(WrongLineError) as wrong:
        own_terms(f"bed = 床位\n{line}")
    assert (wrong.value.number, wrong.value.text) == (2, line)


ASKED = EngineNote("embedded", "e", "the embedded model was asked for")
MARIAN = EngineNote("marian", "m", "found", "", "")
DRAFT = EngineNote(
    "embedded", "e", "m is not here (`translator models fetch marian-en-zh` gets it)", "Draft.", "草稿。"
)


def test_the_engines_are_said_once_where_they_are_the_same_and_of_each_direction_where_not() -> None:
    same = engine_note({"en-zh": MARIAN, "zh-en": MARIAN}, ENGLISH, "en")
    assert same.startswith("Both directions: the Marian model")
    both = engine_note({"en-zh": MARIAN, "zh-en": DRAFT}, CHINESE, "zh")
    assert "英译中：使用 Marian" in both
    assert "中译英：使用小型草稿模型" in both
    assert "translator models fetch" in both
    assert "translator models fetch" not in engine_note({"zh-en": ASKED}, CHINESE, "zh")


def test_no_engine_is_said_with_what_to_do(tmp_path: Path) -> None:
    settings = load_settings(engine="marian", marian_en_zh=str(tmp_path / "nowhere"))
    note = engine_note(engine_notes(Pipeline(settings), "en-zh"), ENGLISH, "en")
    assert note.startswith("English to Chinese: no model can translate yet.")
    assert "nowhere" in note


def test_the_glossaries_are_said_with_their_numbers(waiting: Office) -> None:
    assert re.search(r"built-in glossary \(\d,\d{3} entries\)", layers_note(waiting, ENGLISH))
    assert "尚无词条" in layers_note(waiting, CHINESE)


def test_the_command_that_the_form_gives_names_models_that_can_be_fetched() -> None:
    assert [fetchable(name).kind for name in FETCH_BOTH.split()[3:]] == ["marian", "marian"]
