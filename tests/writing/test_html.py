from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import lxml.html
import pytest

import translator.writing
from translator.release import BilingualRelease
from translator.writing.html import render
from translator.writing.report import FIRST

CSS = (Path(translator.writing.__file__).parent / "templates" / "release.css").read_text(encoding="utf-8")


@cache
def page(release: BilingualRelease) -> Any:
    return lxml.html.document_fromstring(render(release), parser=lxml.html.HTMLParser(encoding="utf-8"))


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_the_page_asks_for_nothing_from_outside_and_runs_no_script(every_shape: BilingualRelease) -> None:
    tree = page(every_shape)
    assert not tree.xpath("//script | //img | //iframe | //object | //@onclick | //@onload")
    assert all(re.match(r"#|data:", link) for link in tree.xpath("//@href | //@src"))
    assert "url(" not in CSS
    assert "@import" not in CSS


def test_markup_in_the_text_stays_text(hostile_release: BilingualRelease, hostile_text: str) -> None:
    tree = page(hostile_release)
    assert tree.xpath('string(//div[@id="s-a"]/p[@class="source"])') == hostile_text
    assert tree.xpath('string(//div[@id="s-a"]/p[@class="target"])') == hostile_text
    assert words(tree).count(hostile_text) >= 12


def test_ids_are_unique_and_every_link_leads_somewhere(every_shape: BilingualRelease) -> None:
    tree = page(every_shape)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//a/@href")} <= set(ids)
    assert len([i for i in ids if i.startswith("s-")]) == len(every_shape.segments)


def test_the_notice_comes_first(release: BilingualRelease) -> None:
    assert words(page(release).xpath("//main/*[1]")[0]) == "Notice draft, embedded model 提示 草稿，内置模型"


def parts(release: BilingualRelease) -> list[Any]:
    found: list[Any] = page(release).xpath('//section[@class="brief"]/div[@class="part"]')
    return found


def test_the_brief_cites_its_segments_in_both_languages(release: BilingualRelease) -> None:
    summary = parts(release)[1]
    for language in ("en", "zh-Hans"):
        assert summary.xpath(f'.//div[@lang="{language}"]/p//a/@href') == ["#s-a1", "#s-a2"]


def test_each_shape_is_named_with_its_length_in_both_languages(brief_release: BilingualRelease) -> None:
    heads = [[words(head) for head in part.xpath('.//p[@class="kind"]')] for part in parts(brief_release)]
    assert heads == [
        ["Headline 66 characters", "标题 17 字"],
        ["Standfirst 11 words", "导语 15 字"],
        ["Summary 29 words", "摘要 45 字"],
        ["Key points", "要点"],
        ["Social post 110 characters", "社交媒体 30 字"],
    ]


def test_what_a_model_wrote_says_so_and_what_supports_it(brief_release: BilingualRelease) -> None:
    headline, standfirst, summary, *_ = parts(brief_release)
    assert [words(line) for line in headline.xpath('.//p[@class="written"]')] == [
        "◇ written by a model (press-270m); supported by segments 1, 3",
        "◇ 由模型（press-270m）撰写，依据句段 1、3",
    ]
    assert not standfirst.xpath('.//*[@class="written" or @class="sign"]')
    text = summary.xpath('.//div[@lang="zh-Hans"]/p[2]')[0]
    assert words(text).replace("\u2060", "") == (
        "聚焦超声医学峰会周六在重庆开幕。2医生已在30个国家用此法治疗3.2万名患者。3更多医院将采用这一方法。◇3,4"
    )


def test_a_faulty_sentence_of_the_brief_is_marked_everywhere_and_explained_once(
    brief_release: BilingualRelease,
) -> None:
    brief = page(brief_release).xpath('//section[@class="brief"]')[0]
    assert [words(mark) for mark in brief.xpath('.//div[@lang="zh-Hans"]//span[@class="issue error"]')] == ["3.2万"] * 3
    assert len(brief.xpath('.//div[@class="flag error"]')) == 1


def test_what_was_not_taken_is_folded_away_with_the_reasons(brief_release: BilingualRelease) -> None:
    refused = page(brief_release).xpath('//details[@class="refused"][not(@open)]')[0]
    assert words(refused.xpath("summary")[0]) == (
        "Not taken: 2 sentences that the article does not bear out · 未采用：2 句，原文无此依据"
    )
    assert words(refused.xpath("ul/li")[1]) == (
        "Germany joined the summit. The article does not name Germany. 原文没有提到德国。"
    )


def test_a_sentence_from_the_memory_says_so(brief_release: BilingualRelease) -> None:
    marks = page(brief_release).xpath('//div[@id="s-s2"]/div[@class="memory"]/p')
    assert [words(mark) for mark in marks] == ["From the memory (summit-2023.tmx)", "来自记忆库（summit-2023.tmx）"]


def test_a_match_stands_under_the_translation_with_what_differs(brief_release: BilingualRelease) -> None:
    tree = page(brief_release)
    source, target = tree.xpath('//div[@id="s-s3"]/div[@class="memory"]/p')
    assert words(source.xpath("span[@class='label']")[0]) == "In the memory, 87 % alike (summit-2023.tmx)"
    assert source.xpath(".//del/text()") == ["280,000", "27", "this"]
    assert source.xpath(".//ins/text()") == ["320,000", "30", "the"]
    assert words(target).endswith("医生已在27个国家用此法治疗28万名患者。")
    assert not tree.xpath('//div[@id="s-s4"]/div[@class="memory"]//del')


def test_the_legend_explains_the_marks_of_a_match_where_there_are_any(
    brief_release: BilingualRelease, release: BilingualRelease
) -> None:
    found = [
        len(page(r).xpath('//p[@class="legend"]//del | //p[@class="legend"]//ins')) for r in (brief_release, release)
    ]
    assert found == [2, 0]


def test_the_report_names_the_worst_first_and_links_to_them(release: BilingualRelease) -> None:
    report = page(release).xpath('//section[@class="preflight"]')[0]
    assert words(report.xpath("h2")[0]) == "2 of 5 sentences need a look · 5 句中有 2 句需要查看"
    rows = report.xpath('div[@class="row"]')
    assert [row.xpath('string(a[@class="gutter"]/@href)') for row in rows] == ["#s-a1", "#s-a2"]
    assert rows[0].xpath('string(p[@class="target"]/span[@class="issue error"])') == "3.2万"
    assert words(rows[0].xpath('div[@class="flag error"]/p[@lang="zh-Hans"]')[0]).endswith("建议改为：32万")
    # a note needs no look, so it is told at its row only
    assert "A semicolon was kept." not in words(report)
    assert rows[0].xpath("string(a/@title)") == "Estimated quality 12 %"


def test_the_report_stands_before_the_brief_and_the_article(release: BilingualRelease) -> None:
    sections = page(release).xpath("//main/section/@class")
    assert sections[:3] == ["preflight", "brief", "article"]


def test_many_sentences_to_look_at_are_folded_after_the_first(release: BilingualRelease) -> None:
    worst = release.segments[1]
    many = tuple(replace(worst, id=f"m{number}") for number in range(FIRST + 3))
    report = page(replace(release, segments=many, brief=None)).xpath('//section[@class="preflight"]')[0]
    assert len(report.xpath('div[@class="row"]')) == FIRST
    folded = report.xpath("details[not(@open)]")[0]
    assert words(folded.xpath("summary")[0]) == "3 more · 另有 3 句"
    assert len(folded.xpath('div[@class="row"]')) == 3


def test_what_was_mended_is_folded_and_told_once(release: BilingualRelease) -> None:
    mended = page(release).xpath('//section[@class="preflight"]/details[@class="mended"][not(@open)]')[0]
    assert words(mended.xpath("summary")[0]) == "3 faults mended without asking · 已自动修正 3 处"
    assert [words(item) for item in mended.xpath(".//li")] == [
        "3 nothing 无 → ， A comma was missing. 缺少逗号。",
        "3 3 → 5 × 2 5 became 3. 5误作3。",
    ]


def test_a_table_counts_by_check(release: BilingualRelease) -> None:
    rows = page(release).xpath('//table[@class="by-check"]/tbody/tr')
    assert [[words(cell) for cell in row] for row in rows] == [
        ["Numbers 数字", "1", "", "", "2"],
        ["Terms 术语", "", "1", "", ""],
        ["punctuation punctuation", "", "", "1", ""],
        ["Typography 标点与排版", "", "", "", "1"],
    ]


def test_nothing_to_look_at_is_one_calm_line(chinese_release: BilingualRelease) -> None:
    report = page(chinese_release).xpath('//section[@class="preflight"]')[0]
    assert words(report.xpath("h2")[0]) == "None of 2 sentences needs a look · 2 句均无需查看"
    assert not report.xpath("table | details | div")


def test_languages_are_declared_on_every_sentence(chinese_release: BilingualRelease) -> None:
    row = page(chinese_release).xpath('//div[@id="s-a"]')[0]
    assert row.xpath('string(p[@lang="zh-Hans"])') == "大会开幕。"
    assert row.xpath('string(p[@lang="en"])') == "The congress opened."


def test_an_issue_is_marked_in_both_texts_and_explained_in_both_languages(release: BilingualRelease) -> None:
    row = page(release).xpath('//div[@id="s-a1"]')[0]
    assert row.xpath('string(p[@class="source"]/span[@class="issue error"])') == "320,000"
    assert row.xpath('string(p[@class="target"]/span[@class="issue error"])') == "3.2万"
    flag = row.xpath('div[@class="flag error"]')[0]
    assert words(flag.xpath('p[@lang="en"]')[0]) == "Error: 320,000 is 3.2万 in the translation."
    assert words(flag.xpath('p[@lang="zh-Hans"]')[0]) == "错误：原文为320,000，译文为3.2万。 建议改为：32万"
    assert words(flag.xpath("span")[0]) == "■"


def test_terms_are_marked_as_met_or_missed(release: BilingualRelease) -> None:
    row = page(release).xpath('//div[@id="s-a2"]')[0]
    assert row.xpath('string(p[@class="source"]/span[@class="term"])') == "tumours"
    assert row.xpath('string(p[@class="target"]/span[@class="term"])') == "肿瘤"
    missed = row.xpath('p[@class="source"]/span[@class="term missed issue warning"]')[0]
    assert missed.text_content() == "Haifu Knife"
    assert missed.get("title").startswith("Haifu Knife → 海扶刀® · Warning: ")


def test_a_term_that_was_put_right_says_so_when_pointed_at(release: BilingualRelease) -> None:
    marks = page(release).xpath('//div[@id="s-c1"]/p/span[@class="term"]')
    assert [(mark.text_content(), mark.get("title")) for mark in marks] == [
        ("Guests", "Guests → 来宾"),
        ("break", "break → 茶歇 (general), put right after translation"),
        ("茶歇", "break → 茶歇 (general), put right after translation"),
    ]


def test_the_terms_table_shows_misses_first_and_what_is_not_required_last(release: BilingualRelease) -> None:
    section = page(release).xpath('//section[@class="terms"]')[0]
    rows = section.xpath(".//tbody/tr")
    assert [words(row) for row in rows] == [
        "Haifu Knife 海扶刀® ▲ 0 of 1 ▲3",
        "tumours 肿瘤 oncology 1 of 1 3",
        "break 茶歇 general 1 of 1 4",
        "Guests 来宾 4",
    ]
    assert [row.get("class") for row in rows] == [None, None, None, "shown"]
    assert rows[0].xpath(".//a/@href") == ["#s-a2"]


def test_the_sum_of_the_terms_is_given_in_both_languages(release: BilingualRelease) -> None:
    english, chinese = page(release).xpath('//section[@class="terms"]/p[@class="sums"]')
    assert words(english).startswith("3 terms required: 1 as first written, 1 put right, 1 missed.")
    assert words(chinese).startswith("3 处术语须符合术语表：1 处初译即符合，1 处译后修正，1 处仍不符合。")


def test_boilerplate_is_there_but_folded_away(release: BilingualRelease) -> None:
    kept = page(release).xpath('//details[not(@open)][contains(@class, "kept")]')
    assert len(kept) == 2
    assert "Kept, not translated" in words(kept[0])
    assert "We use cookies." in words(kept[0])
    assert "All rights reserved." in words(kept[1])


def test_a_sentence_without_translation_says_so(release: BilingualRelease) -> None:
    assert words(page(release).xpath('//div[@id="s-k1"]/p[last()]')[0]) == "Not translated yet · 尚未翻译"


def test_warnings_are_shown_even_when_the_article_is_empty(release: BilingualRelease) -> None:
    bare = replace(release, article=replace(release.article, blocks=()), segments=(), brief=None, provenance=None)
    text = words(page(bare))
    assert "Block 6 is not in English." in text
    assert "The article is empty" in text
    assert "How this was made" not in text


def variables(part: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", part))


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


DARK = variables(CSS.split("@media (prefers-color-scheme: dark)")[1].split("\n}\n")[0])
LIGHT = variables(CSS.split("@media (prefers-color-scheme: dark)")[0])
TEXT = ("ink", "quiet", "link", "error", "warning", "note")


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_meets_wcag_aa_on_every_ground_it_stands_on(palette: dict[str, str]) -> None:
    pairs = [*product(TEXT, ("paper", "hover")), *product(("ink",), ("error-tint", "warning-tint", "note-tint"))]
    pairs.append(("notice-ink", "notice"))
    weak = {pair: contrast(palette[pair[0]], palette[pair[1]]) for pair in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in weak.items() if ratio < 4.5} == {}
