from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.shared import Cm

from translator.release import BilingualRelease, Issue
from translator.writing import wording
from translator.writing.docx import render
from translator.writing.terms import term_report


@cache
def opened(release: BilingualRelease) -> Any:
    return docx.Document(io.BytesIO(render(release)))


def term_sums(release: BilingualRelease) -> wording.Words:
    return wording.term_sums(term_report(release.segments))


def table_under(document: Any, heading: str) -> Any:
    """The first table after a paragraph that begins so."""
    body = list(document.element.body)
    start = next(body.index(p._p) for p in document.paragraphs if p.text.startswith(heading))
    return next(t for t in document.tables if body.index(t._tbl) > start)


def article(document: Any) -> Any:
    return table_under(document, "Article")


def test_notice_report_and_brief_stand_before_the_article(release: BilingualRelease) -> None:
    document = opened(release)
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:5] == [
        "Notice  draft, embedded model",
        "提示  草稿，内置模型",
        "FUAS summit opens",
        "FUAS峰会开幕",
        "2 of 5 sentences need a look  5 句中有 2 句需要查看",
    ]
    brief = texts.index("Brief 简报")
    assert [cell.text for cell in table_under(document, "Brief").rows[1].cells] == [
        "Summary   3 words\nFUAS treats patients.[2,3]",
        "摘要   6 字\nFUAS治疗患者。[2,3]",
    ]
    assert brief < texts.index("Article 全文")


def test_the_brief_has_a_row_a_shape_with_its_length_and_its_writer(brief_release: BilingualRelease) -> None:
    rows = [[cell.text for cell in row.cells] for row in table_under(opened(brief_release), "Brief").rows]
    assert [row[0].split("\n")[0] for row in rows] == [
        "Headline   66 characters",
        "Standfirst   11 words",
        "Summary   29 words",
        "Key points",
        "Social post   110 characters",
    ]
    assert rows[0][1] == (
        "标题   17 字\n超声峰会在重庆开幕，已治疗32万名患者◇[1,3]\n◇ 由模型（press-270m）撰写，依据句段 1、3"
    )
    assert rows[3][1] == "要点\n医生已在30个国家用此法治疗3.2万名患者。[3]\n代表们希望更多医院采用这一方法。[4]"


def test_a_page_may_end_between_the_rows_of_the_brief(brief_release: BilingualRelease) -> None:
    cells = [cell for row in table_under(opened(brief_release), "Brief").rows for cell in row.cells]
    assert all(
        p.paragraph_format.keep_with_next is False for c in cells for p in c.paragraphs if "label" in p.style.name
    )


def test_what_was_not_taken_comes_after_the_brief(brief_release: BilingualRelease) -> None:
    texts = [paragraph.text for paragraph in opened(brief_release).paragraphs]
    start = texts.index("Not taken: 2 sentences that the article does not bear out  未采用：2 句，原文无此依据")
    assert texts[start + 1] == (
        "– The method cures 98 percent of tumours.  The article has no 98 percent. 原文没有98%。"
    )
    assert texts[start + 3] == "Article 全文"


def test_a_fault_in_three_shapes_of_the_brief_is_one_comment(brief_release: BilingualRelease) -> None:
    document = opened(brief_release)
    checks = [comment for comment in document.comments if comment.initials == "Ck"]
    # one at the sentence of the article, one at the summary
    assert len(checks) == 2
    starts = table_under(document, "Brief")._tbl.iter(qn("w:commentRangeStart"))
    assert len(list(starts)) == 1


def test_a_fault_of_a_line_without_translation_is_a_comment_on_its_source(brief_release: BilingualRelease) -> None:
    assert brief_release.brief
    headline = replace(brief_release.brief.headline, target="", issues=(Issue("omission", "error", "None.", "无。"),))
    document = opened(replace(brief_release, brief=replace(brief_release.brief, headline=headline)))
    first, second = table_under(document, "Brief").rows[0].cells
    assert len(list(first._tc.iter(qn("w:commentRangeStart")))) == 1
    assert not list(second._tc.iter(qn("w:commentRangeStart")))


def test_what_the_memory_has_and_offers_are_comments(brief_release: BilingualRelease) -> None:
    used, fuzzy, semantic = [c for c in opened(brief_release).comments if c.initials == "TM"]
    assert used.text == "From the memory (summit-2023.tmx)\n来自记忆库（summit-2023.tmx）"
    assert fuzzy.text.split("\n") == [
        "In the memory, 87 % alike (summit-2023.tmx)",
        "记忆库近似句，相似度 87 %（summit-2023.tmx）",
        "Doctors have treated 280,000 320,000 patients in 27 30 countries with this the method.",
        "医生已在27个国家用此法治疗28万名患者。",
    ]
    runs = fuzzy.paragraphs[2].runs
    assert [run.text for run in runs if run.font.strike] == ["280,000", "27", "this"]
    assert [run.text for run in runs if run.underline] == ["320,000", "30", "the"]
    assert not any(run.font.strike for run in semantic.paragraphs[2].runs)


def test_the_report_shows_the_worst_first_with_what_is_wrong(release: BilingualRelease) -> None:
    table = table_under(opened(release), "2 of 5")
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        [
            "2",
            "FUAS has treated 320,000 patients.\n■ Error: 320,000 is 3.2万 in the translation.",
            "FUAS已治疗3.2万名患者。\n■ 错误：原文为320,000，译文为3.2万。 建议改为：32万",
        ],
        [
            "3",
            "It destroys tumours; Haifu Knife systems do so without bleeding.\n▲ Warning: Haifu Knife must be 海扶刀®.",
            "它摧毁肿瘤；海扶刀系统无出血。\n▲ 提醒：Haifu Knife应为海扶刀®。",
        ],
    ]


def test_the_numbers_of_the_report_lead_to_their_rows(release: BilingualRelease) -> None:
    body = opened(release).element.body
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    places = {mark.get(qn("w:name")) for mark in article(opened(release))._tbl.iter(qn("w:bookmarkStart"))}
    assert links[:2] == ["sentence2", "sentence3"]
    assert set(links) <= places


def test_what_was_mended_is_listed_once_with_how_often(release: BilingualRelease) -> None:
    texts = [paragraph.text for paragraph in opened(release).paragraphs]
    start = texts.index("3 faults mended without asking 已自动修正 3 处")
    assert texts[start + 1 : start + 3] == [
        "3  (nothing 无) → ，  A comma was missing. 缺少逗号。",
        "3  3 → 5 × 2  5 became 3. 5误作3。",
    ]


def test_each_sentence_is_a_row_that_does_not_split(release: BilingualRelease) -> None:
    table = article(opened(release))
    assert [cell.text for cell in table.rows[2].cells] == [
        "2",
        "FUAS has treated 320,000 patients.",
        "FUAS已治疗3.2万名患者。",
    ]
    # one row a segment, one for the heading, one for the block that has no segments
    assert len(table.rows) == len(release.segments) + 2
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_only_the_heading_row_repeats(release: BilingualRelease) -> None:
    table = article(opened(release))
    repeats = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert repeats == [True] + [False] * (len(table.rows) - 1)


def test_the_page_is_a4_and_numbered(release: BilingualRelease) -> None:
    section = opened(release).sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    fields = [e.get(qn("w:instr")) for e in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    widths = sum(column.width for column in article(opened(release)).columns)
    assert widths <= Cm(17) + 1000


def test_styles_name_a_chinese_font_and_both_languages(release: BilingualRelease) -> None:
    document = opened(release)
    for name in ("Normal", "Title", "Subtitle", "Row", "Row headline"):
        properties = document.styles[name].element.rPr
        fonts, language = properties.find(qn("w:rFonts")), properties.find(qn("w:lang"))
        assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
        assert fonts.get(qn("w:ascii")) == "Calibri"
        assert (language.get(qn("w:val")), language.get(qn("w:eastAsia"))) == ("en-US", "zh-CN")


def test_chinese_runs_ask_for_east_asian_punctuation(release: BilingualRelease) -> None:
    row = article(opened(release)).rows[2]
    hints = [
        [
            run._r.rPr is not None and run._r.rPr.find(qn("w:rFonts")) is not None
            for run in cell.paragraphs[0].runs
            if run.text
        ]
        for cell in row.cells[1:]
    ]
    assert not any(hints[0])
    assert all(hints[1])


def test_issues_are_comments_on_the_words_they_are_about(release: BilingualRelease) -> None:
    document = opened(release)
    comments = {comment.comment_id: comment for comment in document.comments if comment.initials == "Ck"}
    assert len(comments) == 3
    row = article(document).rows[2]
    paragraph = row.cells[2].paragraphs[0]._p
    inside, marked = "", None
    for element in paragraph:
        if element.tag == qn("w:commentRangeStart"):
            marked = int(element.get(qn("w:id")))
        elif element.tag == qn("w:commentRangeEnd"):
            break
        elif marked is not None:
            inside += element.text
    assert inside == "3.2万"
    assert marked is not None
    text = comments[marked].text
    assert "Error (numbers): 320,000 is 3.2万 in the translation." in text
    assert "错误：原文为320,000，译文为3.2万。" in text
    assert "32万" in text


def test_an_issue_without_a_place_comments_the_whole_translation(release: BilingualRelease) -> None:
    document = opened(release)
    paragraph = article(document).rows[3].cells[2].paragraphs[0]._p
    tags = [element.tag for element in paragraph if element.tag != qn("w:pPr")]
    assert tags[:2] == [qn("w:commentRangeStart")] * 2


def test_terms_are_underlined_and_listed(release: BilingualRelease) -> None:
    document = opened(release)
    runs = article(document).rows[3].cells[1].paragraphs[0].runs
    assert [run.text for run in runs if run.underline] == ["tumours", "Haifu Knife"]
    repaired = article(document).rows[4].cells[2].paragraphs[-1].runs
    assert [run.text for run in repaired if run.underline] == ["茶歇"]
    assert [[cell.text for cell in row.cells] for row in table_under(document, "Terms").rows] == [
        ["Term 术语", "Translation 译文", "Field 领域", "As required 符合要求", "Sentences 句段"],
        ["Haifu Knife", "海扶刀®", "", "▲ 0 of 1", "▲3"],
        ["tumours", "肿瘤", "oncology", "1 of 1", "3"],
        ["break", "茶歇", "general", "1 of 1", "4"],
        ["Guests", "来宾", "", "", "4"],
    ]


def test_a_sum_stands_above_the_terms_in_both_languages(release: BilingualRelease) -> None:
    document = opened(release)
    above = table_under(document, "Terms")._tbl
    sums = [above.getprevious().getprevious(), above.getprevious()]
    assert ["".join(text.text for text in paragraph.iter(qn("w:t"))) for paragraph in sums] == [*term_sums(release)]


def test_only_terms_that_are_not_required_are_greyed(release: BilingualRelease) -> None:
    rows = table_under(opened(release), "Terms").rows[1:]
    greyed = [row.cells[0].paragraphs[0].runs[0].font.color.rgb is not None for row in rows]
    assert greyed == [False, False, False, True]


def test_kept_text_is_grey_and_says_so(release: BilingualRelease) -> None:
    row = article(opened(release)).rows[6]
    assert "Kept, not translated" in row.cells[1].text
    assert str(row.cells[1].paragraphs[-1].runs[0].font.color.rgb) == "767E87"
    assert row.cells[2].text.strip() == ""


def test_text_comes_through_unchanged(hostile_release: BilingualRelease, hostile_text: str) -> None:
    row = article(opened(hostile_release)).rows[1]
    assert [cell.text for cell in row.cells[1:]] == [hostile_text, hostile_text]


def test_control_characters_become_visible(control_release: BilingualRelease) -> None:
    assert article(opened(control_release)).rows[1].cells[1].text == "bell␇, null␀ and \ufffd"
