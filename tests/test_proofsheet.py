from __future__ import annotations

from itertools import pairwise

import pytest
from rich.cells import cell_len

from translator.checking import Checked
from translator.proofsheet import _breaks, print_checked, print_totals
from translator.release import Article, BilingualRelease, Block, Issue, Segment

WRONG = Issue("numbers", "error", "26 became 36.", "26误作36。", (0, 2), (0, 2), "26")
GONE = Issue("quotes", "warning", "A mark is missing.", "缺少引号。", None, (3, 3))
NOTE = Issue("names", "note", "Look at the name.", "请核对人名。")
SEGMENTS = (
    Segment("a", 0, "A name.", "人名。", "human", issues=(NOTE,), quality=0.9),
    Segment("b", 0, "12 beds.", "12张床。", "human", issues=(GONE,), quality=0.1),
    Segment("c", 0, "26 weeks.", "36周。", "human", issues=(NOTE, WRONG), quality=0.4),
)
RELEASE = BilingualRelease(Article("a", "en", (Block("body", "x"),), warnings=("A warning.",)), "zh", SEGMENTS)
CHECKED = Checked("en.txt → zh.txt", RELEASE, {"a": "zh.txt:1", "b": "zh.txt:2", "c": "zh.txt:3"})


def test_errors_come_first_with_place_texts_message_and_fix(capsys: pytest.CaptureFixture[str]) -> None:
    print_checked(CHECKED, "warning")
    assert capsys.readouterr().out.splitlines() == [
        "en.txt → zh.txt  English to Chinese, 3 segments",
        "▲ A warning.",
        "",
        "■ zh.txt:3  quality 40 %",
        "  en  ⟦26⟧ weeks.",
        "  zh  ⟦36⟧周。",
        "  ■ Numbers: 26 became 36.",
        "    26误作36。",
        "    → 26",
        "",
        "▲ zh.txt:2  quality 10 %",
        "  en  12 beds.",
        "  zh  12张⟦⟧床。",
        "  ▲ Quotations: A mark is missing.",
        "    缺少引号。",
        "",
    ]


def test_notes_are_shown_when_asked_for_and_errors_alone_too(capsys: pytest.CaptureFixture[str]) -> None:
    print_checked(CHECKED, "note")
    assert "○ zh.txt:1  quality 90 %" in capsys.readouterr().out
    print_checked(CHECKED, "error")
    assert "zh.txt:2" not in capsys.readouterr().out


def test_the_sum_counts_segments_and_issues(capsys: pytest.CaptureFixture[str]) -> None:
    print_totals([RELEASE, RELEASE], "warning")
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        "6 segments, 4 to look at: 2 errors, 2 warnings (4 notes; --severity note shows them)",
        "Check Errors Warnings Notes",
        "Numbers 2",
        "Quotations 2",
        "Names 4",
    ]


def test_nothing_found_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    calm = BilingualRelease(RELEASE.article, "zh", (Segment("a", 0, "Yes.", "是。", "human"),))
    print_totals([calm], "warning")
    assert capsys.readouterr().out == "1 segment, none to look at\n"


@pytest.mark.parametrize("width", [10, 17, 40])
@pytest.mark.parametrize(
    "text",
    [
        "蒙特利尔6月5日电 来自8个国家的23家反应堆、回旋加速器设施和“医院药房”周四在此间结成联盟。",
        "Twenty-three reactors, cyclotrons and pharmacies from eight countries banded together.",
        "x" * 100,
        "",
    ],
)
def test_lines_are_no_wider_than_they_may_be_and_lose_nothing(text: str, width: int) -> None:
    cuts = [0, *_breaks(text, width), len(text)]
    lines = [text[a:b] for a, b in pairwise(cuts)]
    assert "".join(lines) == text
    assert all(cell_len(line.rstrip()) <= width for line in lines)
    assert not any(line.startswith(("，", "。", "、", "”")) for line in lines)
