import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from translator import ReleaseError, Settings
from translator.catalogue import whole
from translator.engines.base import Request
from translator.engines.fetch import fetch
from translator.engines.fetch_plan import plan_fetch
from translator.engines.hub import cached, hub_model
from translator.engines.registry import ModelEntry
from translator.engines.resolve import Engines
from translator.engines.verification import verify
from translator.release import Direction

TINY = "press-office/tiny-en-zh"
ONLINE = Settings()
SMALL = ["config.json", "source.spm", "target.spm", "vocab.json", "generation_config.json"]
Hub = Any


@pytest.fixture
def hub(local_hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hub:
    """The local hub, as the one that huggingface_hub asks, and an empty cache."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    for name, value in {
        "ENDPOINT": local_hub.url,
        "HUGGINGFACE_CO_URL_TEMPLATE": local_hub.url + "/{repo_id}/resolve/{revision}/{filename}",
        "HF_HUB_CACHE": str(tmp_path / "hub"),
        "HF_TOKEN_PATH": str(tmp_path / "token"),
        "HF_HUB_OFFLINE": False,
        "HF_HUB_DISABLE_TELEMETRY": False,
    }.items():
        monkeypatch.setattr(f"huggingface_hub.constants.{name}", value)
    return local_hub


def tiny(**pins: Any) -> ModelEntry:
    entry = hub_model(TINY, {})
    assert entry
    return replace(entry, **pins)


def run(hub: Hub, folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`translator models ...` in a process of its own that knows no other hub and no other cache."""
    return subprocess.run(
        [sys.executable, "-c", "from translator.cli import main; main()", "models", *arguments],
        env=surroundings(hub, folder) | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


def surroundings(hub: Hub, folder: Path) -> dict[str, str]:
    ours = {key: value for key, value in os.environ.items() if not key.startswith(("HF_", "TRANSLATOR_"))}
    return ours | {"HF_ENDPOINT": hub.url, "HF_HOME": str(folder), "NO_PROXY": "127.0.0.1", "COLUMNS": "200"}


def test_a_fetched_checkpoint_translates_and_no_hub_is_asked_then(hub: Hub, marian_settings: Settings) -> None:
    folder = fetch(plan_fetch(tiny(), ONLINE))
    hub.asked.clear()
    choice = Engines(replace(marian_settings, engine=TINY)).choose(Direction("en", "zh"))
    assert "found in this machine's cache" in choice.reason
    assert (choice.engine.describe().model, choice.engine.describe().revision) == (TINY, hub.commit)
    assert choice.engine.translate([Request("Chongqing")], Direction("en", "zh"))[0].text
    assert folder.name == hub.commit
    assert hub.asked == []


def test_only_what_is_needed_is_fetched_weights_last_and_nothing_is_told(hub: Hub) -> None:
    folder = fetch(plan_fetch(tiny(), ONLINE))
    assert {file.name for file in folder.iterdir()} == {*SMALL, "model.safetensors"}
    assert hub.bodies() == [*SMALL, "model.safetensors"]
    assert [path for _, path, _ in hub.asked if "/resolve/" not in path] == [f"/api/models/{TINY}"]
    assert hub.agents
    assert not any("torch" in agent for agent in hub.agents)


def test_the_command_says_what_it_fetches_and_the_second_time_fetches_nothing(local_hub: Hub, tmp_path: Path) -> None:
    first = run(local_hub, tmp_path, "fetch", TINY)
    assert first.returncode == 0, first.stderr
    for part in (TINY, local_hub.commit[:12], "6 files", "1.4 MB", local_hub.url, str(tmp_path / "hub"), "verified"):
        assert part in first.stderr
    assert Path(first.stdout.strip(), "model.safetensors").is_file()
    local_hub.asked.clear()
    second = run(local_hub, tmp_path, "fetch", TINY)
    assert (second.returncode, second.stdout) == (0, first.stdout)
    assert "Nothing is downloaded" in second.stderr
    assert local_hub.asked == []


def test_on_a_terminal_it_asks_first_and_takes_no_for_an_answer(local_hub: Hub, tmp_path: Path) -> None:
    ours, theirs = pytest.importorskip("pty").openpty()
    os.write(ours, b"n\n")
    done = subprocess.run(
        [sys.executable, "-c", "from translator.cli import main; main()", "models", "fetch", TINY],
        env=surroundings(local_hub, tmp_path),
        stdin=theirs,
        capture_output=True,
        text=True,
    )
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 1
    assert "Download?" in done.stderr
    assert local_hub.bodies() == []


def test_a_connection_that_breaks_off_is_taken_up_where_it_was(hub: Hub) -> None:
    hub.cut["model.safetensors"] = 700_000
    told: list[tuple[int, int]] = []
    plan = plan_fetch(tiny(), ONLINE)
    folder = fetch(plan, lambda done, of: told.append((done, of)))
    assert [part for _, path, part in hub.asked if path.endswith("model.safetensors")] == ["", "bytes=700000-"]
    assert (folder / "model.safetensors").read_bytes() == hub.models[TINY]["model.safetensors"]
    assert told[-1] == (plan.missing, plan.missing)


def test_what_an_interrupted_fetch_left_is_kept_for_the_next(hub: Hub) -> None:
    hub.cut["model.safetensors"], hub.dies = 700_000, True
    with pytest.raises(ReleaseError, match=r"broke off at 5\d %.*fetch again"):
        fetch(plan_fetch(tiny(), ONLINE))
    assert cached(tiny()) is None
    hub.dies = hub.down = False
    hub.asked.clear()
    plan = plan_fetch(tiny(), ONLINE)
    size = len(hub.models[TINY]["model.safetensors"])
    assert plan.missing == size - 700_000
    assert f"of {(size + sum(len(hub.models[TINY][name]) for name in SMALL)) / 1e6:.1f} MB are here" in plan.line
    fetch(plan)
    assert hub.bodies() == ["model.safetensors"]
    assert hub.asked[-1][2] == "bytes=700000-"
    assert whole(tiny())


def test_a_file_that_comes_changed_is_refused_and_the_next_fetch_works(hub: Hub) -> None:
    hub.spoiled.add("model.safetensors")
    with pytest.raises(ReleaseError, match=r"model\.safetensors is not the file.*Fetch it again"):
        fetch(plan_fetch(tiny(), ONLINE))
    assert cached(tiny()) is None
    hub.spoiled.clear()
    assert whole(tiny()) is None
    assert fetch(plan_fetch(tiny(), ONLINE)) == whole(tiny())


@pytest.mark.parametrize("name", ["model.safetensors", "vocab.json"])
def test_a_file_that_changed_in_the_cache_is_found_and_fetched_again(hub: Hub, name: str) -> None:
    folder = fetch(plan_fetch(tiny(), ONLINE))
    with (folder / name).open("r+b") as file:
        file.write(b"changed")
    hub.asked.clear()
    verdict = verify(tiny())
    assert [name in fault for fault in verdict.faults] == [True]
    assert verdict.remedy == f"translator models fetch {TINY}"
    assert whole(tiny()) is None
    fetch(plan_fetch(tiny(), ONLINE))
    assert hub.bodies() == [name]
    assert verify(tiny()).faults == ()
    assert whole(tiny()) == folder


def test_what_the_registry_pins_must_be_what_the_hub_has(hub: Hub) -> None:
    with pytest.raises(ReleaseError, match=r"model\.safetensors on the hub is not the file that the registry pins"):
        plan_fetch(tiny(files={"model.safetensors": "0" * 64}), ONLINE)
    with pytest.raises(ReleaseError, match="refs/pr/1 is now 0123456789ab on the hub, the registry pins 8d2be98"):
        plan_fetch(tiny(revision="refs/pr/1", commit="8d2be98"), ONLINE)
    pinned = tiny(revision="refs/pr/1", commit=hub.commit[:7])
    assert fetch(plan_fetch(pinned, ONLINE)) == cached(pinned)
    assert cached(replace(pinned, commit="8d2be98")) is None


def test_a_model_with_pickles_only_is_not_fetched(hub: Hub) -> None:
    del hub.models[TINY]["model.safetensors"]
    with pytest.raises(ReleaseError, match=r"pickle can run code.*save_pretrained.*--engine FOLDER"):
        plan_fetch(tiny(), ONLINE)


def test_a_model_that_is_no_marian_checkpoint_is_not_fetched(hub: Hub) -> None:
    del hub.models[TINY]["source.spm"]
    with pytest.raises(ReleaseError, match=r"not a MarianMT checkpoint: it has no source\.spm"):
        plan_fetch(tiny(), ONLINE)


def test_a_model_too_large_for_the_disk_is_not_begun(hub: Hub) -> None:
    hub.claims["model.safetensors"] = 10**18
    with pytest.raises(ReleaseError, match=r"needs 1,000,000,000,00\d MB in .* are free.*HF_HUB_CACHE"):
        plan_fetch(tiny(), ONLINE)
    assert hub.bodies() == []


def test_what_the_hub_does_not_have_is_named(hub: Hub) -> None:
    with pytest.raises(ReleaseError, match="has no model press-office/none"):
        plan_fetch(tiny(id="press-office/none"), ONLINE)
    with pytest.raises(ReleaseError, match="not its revision refs/pr/7"):
        plan_fetch(tiny(revision="refs/pr/7"), ONLINE)
    hub.down = True
    with pytest.raises(ReleaseError, match=r"cannot be reached \(Server error '503"):
        plan_fetch(tiny(), ONLINE)


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"HF_HUB_OFFLINE": "1"}, "HF_HUB_OFFLINE is set"),
        ({"TRANSLATOR_OFFLINE": "true"}, "TRANSLATOR_OFFLINE is set"),
        ({"HF_ENDPOINT": "http://127.0.0.1:9"}, "The hub at http://127.0.0.1:9 cannot be reached"),
    ],
)
def test_without_a_hub_it_says_why_in_one_line(
    local_hub: Hub, tmp_path: Path, environment: dict[str, str], said: str
) -> None:
    done = run(local_hub, tmp_path, "fetch", "marian-en-zh", **environment)
    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert local_hub.asked == []
