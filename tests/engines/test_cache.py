import subprocess
import sys
import threading
from pathlib import Path

import pytest

from translator import ReleaseError
from translator.engines.cache import build_once, need_space, sha256_of


def test_a_build_that_breaks_off_leaves_no_folder(tmp_path: Path) -> None:
    def broken(folder: Path) -> None:
        (folder / "model.bin").write_bytes(b"half")
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        build_once(tmp_path / "model", broken)
    assert not [path for path in tmp_path.iterdir() if path.is_dir()]


def test_two_at_once_build_it_once(tmp_path: Path) -> None:
    built: list[Path] = []
    started = threading.Barrier(2)

    def build(folder: Path) -> None:
        built.append(folder)
        (folder / "model.bin").write_bytes(b"whole")

    def run() -> None:
        started.wait()
        build_once(tmp_path / "model", build)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(built) == 1
    assert (tmp_path / "model" / "model.bin").read_bytes() == b"whole"


def test_what_a_killed_build_left_is_deleted_by_the_next(tmp_path: Path) -> None:
    killed = """
import os, signal, sys
from pathlib import Path
from translator.engines.cache import build_once

def build(folder):
    (folder / "model.bin").write_bytes(b"half")
    os.kill(os.getpid(), signal.SIGKILL)

build_once(Path(sys.argv[1]), build)
"""
    folder = tmp_path / "model"
    subprocess.run([sys.executable, "-c", killed, str(folder)])
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] != []
    assert not folder.exists()

    build_once(folder, lambda unfinished: (unfinished / "model.bin").touch())
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["model"]


def test_a_disk_without_space_is_named_with_both_figures(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=r"needs 9,000,000,000 MB while it is built, and [\d,]+ MB are free"):
        need_space(tmp_path, 9_000_000_000)
    need_space(tmp_path, 0)


def test_the_digest_is_sha256(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"abc")
    assert sha256_of(tmp_path / "file") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
