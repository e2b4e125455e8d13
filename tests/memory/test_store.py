import os
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from translator.memory import NewUnit, Tally, TranslationMemory
from translator.memory.database import MIGRATIONS
from translator.memory.units import new_unit
from translator.release import Direction, ReleaseError

PAIR = NewUnit("The summit opens.", "峰会开幕。")


def test_one_unit_serves_both_directions(memory: TranslationMemory) -> None:
    memory.put([PAIR], "test")
    assert [unit.zh for unit in memory.exact("The summit opens", "en")] == ["峰会开幕。"]
    assert [unit.en for unit in memory.exact("峰会开幕", "zh")] == ["The summit opens."]
    assert memory.exact("峰会开幕", "en") == []


def test_the_same_pair_is_kept_once(memory: TranslationMemory) -> None:
    assert memory.put([PAIR, PAIR], "test") == Tally(added=1, unchanged=1)
    assert memory.put([PAIR], "test") == Tally(unchanged=1)
    assert memory.put([NewUnit("The  summit opens", "峰会开幕。")], "test") == Tally(updated=1)
    assert [unit.en for unit in memory.all()] == ["The  summit opens"]


def test_of_several_translations_the_newest_approved_one_comes_first(memory: TranslationMemory) -> None:
    for target, approved in (("峰会开幕。", True), ("峰会拉开帷幕。", True), ("高峰开。", False)):
        memory.put([NewUnit("The summit opens.", target, approved=approved)], "test")
    targets = [unit.zh for unit in memory.exact("The summit opens.", "en")]
    assert targets == ["峰会拉开帷幕。", "峰会开幕。", "高峰开。"]
    memory.put([PAIR], "test")
    assert memory.exact("The summit opens.", "en")[0].zh == "峰会拉开帷幕。"
    memory.put([PAIR], "test", renew=True)
    assert memory.exact("The summit opens.", "en")[0].zh == "峰会开幕。"


def test_what_is_approved_stays_so_until_approved_otherwise(memory: TranslationMemory) -> None:
    draft = NewUnit(PAIR.en, PAIR.zh, approved=False)
    memory.put([draft], "test")
    assert memory.put([PAIR], "test") == Tally(updated=1)
    assert memory.put([draft], "test") == Tally(unchanged=1)
    assert memory.exact(PAIR.en, "en")[0].approved


def test_a_side_without_words_is_no_unit(memory: TranslationMemory) -> None:
    assert memory.put([NewUnit("——", "破折号"), NewUnit("dash", "  ")], "test") == Tally(empty=2)


def test_a_batch_that_fails_leaves_nothing(memory: TranslationMemory) -> None:
    def broken() -> object:
        yield PAIR
        raise ValueError("torn file")

    with pytest.raises(ValueError, match="torn"):
        memory.put(broken(), "test")  # type: ignore[arg-type]
    assert memory.ids() == []


def test_removed_units_are_found_no_more(memory: TranslationMemory) -> None:
    memory.put([PAIR], "test")
    (number,) = memory.ids()
    assert memory.remove([number, 77]) == 1
    assert memory.exact(PAIR.en, "en") == []
    memory.put([PAIR], "test")
    assert memory.ids() != [number]


def test_the_file_is_its_owners_alone(memory: TranslationMemory) -> None:
    memory.put([PAIR], "test")
    for file in memory.path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_settling_changes_nothing_that_is_found(memory: TranslationMemory) -> None:
    for number in range(40):
        memory.put([NewUnit(f"Room {number} is open.", f"{number}号房间开放。")], "test")
    before = memory.having(["room", "is", "7"], "en").tolist()
    memory.settle()
    assert memory.having(["room", "is", "7"], "en").tolist() == before


def test_threads_share_one_memory(memory: TranslationMemory) -> None:
    units = [NewUnit(f"Room {number} is open.", f"{number}号房间开放。") for number in range(60)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda unit: memory.put([unit], "test"), units))
        found = list(pool.map(lambda unit: memory.exact(unit.en, "en"), units))
    assert [units_found[0].zh for units_found in found] == [unit.zh for unit in units]


def test_programs_share_one_memory(memory: TranslationMemory) -> None:
    script = (
        "import sys; from pathlib import Path; from translator.memory import NewUnit, TranslationMemory\n"
        "with TranslationMemory(Path(sys.argv[1])) as memory:\n"
        "    for n in range(25): memory.put([NewUnit(f'{sys.argv[2]} {n}', f'第{n}个')], 'test')"
    )
    command = [sys.executable, "-c", script, str(memory.path)]
    running = [subprocess.Popen([*command, name]) for name in ("one", "two")]
    assert [program.wait() for program in running] == [0, 0]
    assert len(memory.ids()) == 50
    assert memory.fault() == ""


@pytest.mark.parametrize("content", [b"source,target\n", b"PK\x03\x04 a zip file"])
def test_another_file_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "memory.sqlite"
    path.write_bytes(content)
    with pytest.raises(ReleaseError, match="no translation memory"):
        TranslationMemory(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE places (name TEXT)")
    with pytest.raises(ReleaseError, match="another program"):
        TranslationMemory(path)


def test_a_memory_of_a_later_version_is_refused(memory: TranslationMemory) -> None:
    memory._connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(ReleaseError, match="Update the software"):
        TranslationMemory(memory.path)


def test_a_new_step_of_the_schema_keeps_what_is_there(
    memory: TranslationMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.put([PAIR], "test")
    step = "ALTER TABLE unit ADD COLUMN remark TEXT NOT NULL DEFAULT ''; CREATE INDEX unit_origin ON unit (origin)"
    monkeypatch.setattr("translator.memory.database.MIGRATIONS", (*MIGRATIONS, step))
    with TranslationMemory(memory.path) as later:
        assert [unit.zh for unit in later.exact(PAIR.en, "en")] == [PAIR.zh]
        assert later._connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 1,)


def test_a_damaged_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    with TranslationMemory(path) as memory:
        memory.put([NewUnit(f"Room {n} is open.", f"{n}号房间开放。") for n in range(2000)], "test")
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(os.urandom(path.stat().st_size - 16384))

    def use() -> None:
        with TranslationMemory(path) as memory:
            list(memory.all())

    with pytest.raises(ReleaseError, match="damaged"):
        use()


def test_a_memory_that_may_only_be_read_is_read(memory: TranslationMemory) -> None:
    memory.put([PAIR], "test")
    memory.close()
    memory.path.chmod(0o400)
    script = (
        "import os, sys; from pathlib import Path; from translator.memory import TranslationMemory\n"
        "if os.getuid() == 0: os.access = lambda path, mode: mode != os.W_OK\n"
        "print(len(TranslationMemory(Path(sys.argv[1])).exact('The summit opens.', 'en')))"
    )
    done = subprocess.run([sys.executable, "-c", script, str(memory.path)], capture_output=True, text=True)
    assert done.stdout.strip() == "1"
    TranslationMemory(memory.path)  # the fixture closes it again


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ReleaseError, match="cannot be opened"):
        TranslationMemory(tmp_path / "file" / "memory.sqlite")


def test_a_full_disk_is_named_and_what_was_there_stays_usable(memory: TranslationMemory) -> None:
    connection = memory._connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(ReleaseError, match="disk is full"):
        memory.put([NewUnit(f"Number {i} opens today", f"第{i}届今天开幕") for i in range(1000)], "test")
    connection.execute(f"PRAGMA max_page_count = {pages + 1000}")
    assert memory.put([NewUnit("The summit opens.", "峰会开幕。")], "test").added == 1


def test_a_text_longer_than_sqlites_patterns_is_searched_for(memory: TranslationMemory) -> None:
    memory.put([NewUnit("The 100% summit_opens.", "峰会开幕。")], "test")
    assert memory.containing("opens " * 20_000, 5) == []
    assert [unit.zh for unit in memory.containing("the 100% SUMMIT_", 5)] == ["峰会开幕。"]
    assert memory.containing("100 summit", 5) == []


def test_an_id_that_no_unit_can_have_removes_nothing(memory: TranslationMemory) -> None:
    assert memory.remove([10**30, -1]) == 0


def test_control_characters_and_names_that_are_no_utf8_do_not_keep_a_unit_out(memory: TranslationMemory) -> None:
    unit = new_unit("The\0 summit\r\nopens.", "峰会\x07开幕。", Direction("en", "zh"), origin="\udcb7\udce5.tmx")
    assert memory.put([unit], "test").added == 1
    (found,) = memory.exact("The summit opens.", "en")
    assert (found.en, found.zh, found.origin) == ("The summit opens.", "峰会开幕。", "??.tmx")
