from __future__ import annotations

from pathlib import Path

import pytest

from translator.reading.bitext import group, read_bitext, read_pairs
from translator.release import ReleaseError

EN = "Hospital opens stroke center\n\nThe hospital opened a stroke center in June.\n"
ZH = "医院启用卒中中心\n\n该院于6月启用卒中中心。\n"


def write(folder: Path, **texts: str) -> list[Path]:
    files = []
    for name, text in texts.items():
        file = folder / name.replace("_", ".")
        file.write_text(text, encoding="utf-8")
        files.append(file)
    return files


def test_texts_are_taken_two_by_two_and_files_of_both_languages_alone(tmp_path: Path) -> None:
    a, b, memory, c, d = (tmp_path / name for name in ("a.txt", "b.md", "m.tmx", "c.docx", "d.html"))
    assert group([a, memory, b, c, d]) == [(memory,), (a, b), (c, d)]


def test_a_text_without_a_partner_is_told_so(tmp_path: Path) -> None:
    (file,) = write(tmp_path, en_txt=EN)
    assert group([file]) == [(file,)]
    with pytest.raises(ReleaseError, match=r"en\.txt: its translation is missing"):
        read_bitext([file])


@pytest.mark.parametrize("name", ["none.tmx", "none.txt", "paper.pdf", "noending"])
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReleaseError, match=name.replace(".", r"\.")):
        read_bitext([tmp_path / name])


def test_lines_are_paired_whichever_file_comes_first(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text("Stroke.\n\nFever.\n", encoding="utf-8")
    (tmp_path / "zh.txt").write_text("卒中。\n空\n发热。\n", encoding="gb18030")
    wanted = [("Stroke.", "卒中。"), ("Fever.", "发热。")]
    assert read_pairs([tmp_path / "en.txt", tmp_path / "zh.txt"]) == wanted
    assert read_pairs([tmp_path / "zh.txt", tmp_path / "en.txt"]) == wanted


def test_lines_of_different_number_are_refused_with_both_counts(tmp_path: Path) -> None:
    files = write(tmp_path, en_txt="Stroke.\nFever.\n", zh_txt="卒中。\n")
    with pytest.raises(ReleaseError, match=r"2 lines.*1\."):
        read_pairs(files)


def test_pairs_of_a_memory_are_english_first(tmp_path: Path) -> None:
    (file,) = write(
        tmp_path,
        m_tmx='<tmx version="1.4"><header/><body><tu><tuv xml:lang="zh-CN"><seg>卒<ph/>中</seg></tuv>'
        '<tuv xml:lang="EN-US"><seg>stroke</seg></tuv></tu></body></tmx>',
    )
    assert read_pairs([file]) == [("stroke", "卒中")]
