import subprocess
import sys
import time
from pathlib import Path

from translator.memory import NewUnit, Tally, TranslationMemory
from translator.memory.fuzzy import fuzzy
from translator.memory.importing import add_all

UNITS = [NewUnit(f"Patient {n} went home after the operation.", f"患者{n}术后回家。") for n in range(3000)]
SCRIPT = """
import sys
from pathlib import Path
from translator.memory import NewUnit, TranslationMemory, importing
importing.BATCH = 100
units = (NewUnit(f"Patient {n} went home after the operation.", f"患者{n}术后回家。") for n in range(3000))
with TranslationMemory(Path(sys.argv[1])) as memory:
    importing.add_all(memory, units, "test", lambda done: print(done, flush=True))
"""


def test_an_import_that_is_killed_loses_nothing_it_reported_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    importing = subprocess.Popen([sys.executable, "-c", SCRIPT, str(path)], stdout=subprocess.PIPE, text=True)
    assert importing.stdout is not None
    reported = next(int(line) for line in importing.stdout if int(line) >= 500)
    importing.kill()
    reported = max([reported, *(int(line) for line in importing.stdout.read().split())])
    assert importing.wait() == -9
    with TranslationMemory(path) as memory:
        assert memory.fault() == ""
        there = len(memory.ids())
        assert reported <= there < 3000
        assert there % 100 == 0
        assert memory.exact(UNITS[reported - 1].en, "en")
        tally = add_all(memory, UNITS, "test")
        assert tally == Tally(added=3000 - there, unchanged=there)
        assert len({(unit.en, unit.zh) for unit in memory.all()}) == len(memory.ids()) == 3000
        assert fuzzy(memory, "Patient 7 went home after the second operation.", "en", 0.8, 1)


def test_progress_is_told_after_each_batch(memory: TranslationMemory, clinic: list[NewUnit]) -> None:
    told: list[int] = []
    assert add_all(memory, clinic, "test", told.append) == Tally(added=4)
    assert told == [4]


def test_an_exact_look_up_among_thousands_takes_less_than_a_millisecond(memory: TranslationMemory) -> None:
    add_all(memory, UNITS, "test")
    times = []
    for unit in UNITS[:200]:
        started = time.thread_time()
        assert memory.exact(unit.en, "en")
        times.append(time.thread_time() - started)
    assert sorted(times)[100] < 0.001
