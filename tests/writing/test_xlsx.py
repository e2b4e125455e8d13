from __future__ import annotations

import io
from typing import Any

from openpyxl import load_workbook

from translator.release import BilingualRelease
from translator.writing.xlsx import render


def rows(release: BilingualRelease) -> list[tuple[Any, ...]]:
    sheet = load_workbook(io.BytesIO(render(release))).active
    return list(sheet.iter_rows(values_only=True))


def test_a_row_a_segment_with_what_was_found(release: BilingualRelease) -> None:
    table = rows(release)
    assert [row[0] for row in table[1:]] == [1, 2, 3, 4, 5, 6, 7]
    assert table[2] == (
        2,
        "FUAS has treated 320,000 patients.",
        "FUAS已治疗3.2万名患者。",
        "Error 错误",
        "Numbers 数字",
        "320,000 is 3.2万 in the translation.",
        "原文为320,000，译文为3.2万。",
        "32万",
        None,
        0.12,
        None,
    )
    assert table[3][8] == " → ，\n3 → 5\n3 → 5"


def test_the_heading_stays_in_view_and_filters(release: BilingualRelease) -> None:
    sheet = load_workbook(io.BytesIO(render(release))).active
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:K8"
    shades = [sheet.cell(row, 3).fill.fgColor.rgb[-6:] for row in (2, 3, 4)]
    assert shades == ["000000", "FBE6E3", "FBECCD"]


def test_the_last_column_has_what_the_memory_has_and_offers(brief_release: BilingualRelease) -> None:
    head, *cells = [row[-1] for row in rows(brief_release)]
    assert head == "Memory 记忆库"
    assert cells == [
        None,
        "From the memory (summit-2023.tmx)\n来自记忆库（summit-2023.tmx）",
        "In the memory, 87 % alike (summit-2023.tmx)\n记忆库近似句，相似度 87 %（summit-2023.tmx）\n"
        "Doctors have treated 280,000 patients in 27 countries with this method.\n"
        "医生已在27个国家用此法治疗28万名患者。",
        "In the memory, 91 % alike in meaning\n记忆库近义句，语义相似度 91 %\n"
        "Guests wished for a wider use in clinics.\n来宾期待临床推广应用。",
    ]


def test_every_shape_can_be_written(every_shape: BilingualRelease) -> None:
    assert len(rows(every_shape)) == len(every_shape.segments) + 1


def test_a_sentence_is_never_a_formula(release: BilingualRelease, hostile_release: BilingualRelease) -> None:
    from dataclasses import replace

    segment = replace(hostile_release.segments[0], source="=1+1", target="=cmd()")
    cells = next(
        load_workbook(io.BytesIO(render(replace(hostile_release, segments=(segment,))))).active.iter_rows(min_row=2)
    )
    assert [(cell.value, cell.data_type) for cell in cells[1:3]] == [("=1+1", "s"), ("=cmd()", "s")]
