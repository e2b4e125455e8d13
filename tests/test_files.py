from pathlib import Path

import pytest

from translator.files import write_whole
from translator.release import ReleaseError


def test_a_file_is_put_in_its_place_with_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.html"
    for content in (b"first", b"second"):
        write_whole(path, content)
        assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


def test_where_it_cannot_be_put_is_an_error_to_mend_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.html").mkdir()
    with pytest.raises(ReleaseError, match="cannot be written"):
        write_whole(tmp_path / "a.html", b"x")
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.html"]
