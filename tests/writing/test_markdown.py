from __future__ import annotations

import lxml.html
import pytest
from markdown_it import MarkdownIt

from translator.release import BilingualRelease
from translator.writing.markdown import escape, render


def shown(text: str) -> str:
    tree = lxml.html.document_fromstring(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))
    return " ".join(tree.text_content().split())


@pytest.mark.parametrize(
    "text",
    [
        "1. A list?",
        "2025) no list",
        "- dash",
        "+5 percent",
        "# no heading",
        "=== no line",
        "---",
        "a | b",
        "*stars* and _lines_",
        "`code`",
        "<b>tag</b> &amp; entity",
        "[a](b) ![c](d)",
        "back\\slash \\* end\\",
        "~~struck~~",
        "41.3 s",
        "：中文“引号”、（括号）。",
    ],
)
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    assert shown(escape(text)) == text
    assert shown(f"> {escape(text)}") == text
    assert shown(f"- {escape(text)}") == text
    assert shown(f"| a |\n| --- |\n| {escape(text)} |") == f"a {text}"


def test_a_decimal_at_the_start_is_left_readable() -> None:
    assert escape("41.3 percent (of 27)") == "41.3 percent (of 27)"


def test_each_paragraph_is_followed_by_its_translation(release: BilingualRelease) -> None:
    parts = render(release).decode().split("\n\n")
    source = parts.index(
        "> FUAS has treated 320,000 patients. It destroys tumours; Haifu Knife systems do so without bleeding."
    )
    assert parts[source + 1] == "FUAS已治疗3.2万名患者。它摧毁肿瘤；海扶刀系统无出血。"


def test_the_brief_comes_before_the_article(release: BilingualRelease) -> None:
    text = render(release).decode()
    assert text.startswith(
        "# FUAS summit opens\n\n# FUAS峰会开幕\n\n**Notice: draft, embedded model**\n\n**提示: 草稿，内置模型**\n"
    )
    assert text.index("FUAS治疗患者。\\[2, 3\\]") < text.index("## Article")


def test_each_shape_of_the_brief_has_a_heading_with_its_lengths(brief_release: BilingualRelease) -> None:
    text = render(brief_release).decode()
    assert [line for line in text.split("\n") if line.startswith("### ")] == [
        "### Headline · 标题 (66 characters · 17 字)",
        "### Standfirst · 导语 (11 words · 15 字)",
        "### Summary · 摘要 (29 words · 45 字)",
        "### Key points · 要点",
        "### Social post · 社交媒体 (110 characters · 30 字)",
        "### Not taken: 2 sentences that the article does not bear out · 未采用：2 句，原文无此依据",
    ]
    assert (
        "更多医院将采用这一方法。◇\\[3, 4\\]\n\n◇ written by a model (press-270m); supported by segments 3, 4" in text
    )
    assert "- Germany joined the summit.  \n  The article does not name Germany. 原文没有提到德国。" in text


def test_the_key_points_of_each_language_are_a_list_of_their_own(brief_release: BilingualRelease) -> None:
    tree = lxml.html.document_fromstring(MarkdownIt("commonmark").render(render(brief_release).decode()))
    heading = next(h for h in tree.iter("h3") if h.text_content().startswith("Key points"))
    first, second = heading.getnext(), heading.getnext().getnext()
    assert [(part.tag, len(part)) for part in (first, second)] == [("ul", 2), ("ul", 2)]


def test_a_faulty_sentence_of_article_and_brief_is_named_once(brief_release: BilingualRelease) -> None:
    text = render(brief_release).decode()
    report = text[: text.index("## Brief")]
    assert report.count("医生已在30个国家") == 1
    assert "- **3** (also in the brief 亦在简报中) Doctors have treated" in report


def test_what_the_memory_has_and_offers_is_in_the_notes(brief_release: BilingualRelease) -> None:
    text = render(brief_release).decode()
    assert text[text.index("## Notes · 备注") :].split("\n")[2:9] == [
        "- **2** 聚焦超声医学峰会周六在重庆开幕。",
        "  - From the memory (summit-2023.tmx) 来自记忆库（summit-2023.tmx）",
        "- **3** 医生已在30个国家用此法治疗3.2万名患者。",
        "  - In the memory, 87 % alike (summit-2023.tmx) 记忆库近似句，相似度 87 %（summit-2023.tmx）:  ",
        "    Doctors have treated 280,000 patients in 27 countries with this method.  ",
        "    医生已在27个国家用此法治疗28万名患者。",
        "- **4** 代表们希望更多医院采用这一方法。",
    ]


def test_kept_and_untranslated_blocks_say_so(release: BilingualRelease) -> None:
    text = render(release).decode()
    assert "> Boilerplate 固定文本 (Kept, not translated 保留原文，未翻译): All rights reserved." in text
    assert "> Contact 联系方式: Write to us.\n\n(Not translated yet 尚未翻译)" in text


def test_the_report_comes_first_with_sentence_translation_and_issues(release: BilingualRelease) -> None:
    text = render(release).decode()
    assert (
        "- **2** FUAS has treated 320,000 patients.  \n"
        "  FUAS已治疗3.2万名患者。\n"
        "  - ■ Error 错误: 320,000 is 3.2万 in the translation. 原文为320,000，译文为3.2万。 "
        "(suggested 建议改为: 32万)\n"
        "- **3** It destroys tumours;"
    ) in text
    assert text.index("## 2 of 5 sentences need a look · 5 句中有 2 句需要查看") < text.index("## Brief")


def test_notes_and_mends_come_after_the_article(release: BilingualRelease) -> None:
    text = render(release).decode()
    notes = text.index("## Notes · 备注")
    assert text.index("## Article") < notes < text.index("○ Note 备注: A semicolon was kept.")
    assert "- **3** 3 → 5 × 2: 5 became 3. 5误作3。" in text[text.index("## 3 faults mended without asking") :]


def test_a_table_counts_by_check(release: BilingualRelease) -> None:
    assert (
        "| Check 检查项 | Errors 错误 | Warnings 提醒 | Notes 备注 | Mended 已修正 |\n"
        "| --- | --: | --: | --: | --: |\n"
        "| Numbers 数字 | 1 |  |  | 2 |\n"
    ) in render(release).decode()


def test_terms_are_a_table_under_their_sum(release: BilingualRelease) -> None:
    assert (
        "须符合术语表：1 处初译即符合，1 处译后修正，1 处仍不符合。没有数字的术语不作要求。\n\n"
        "| Term 术语 | Translation 译文 | Field 领域 | As required 符合要求 | Sentences 句段 |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| Haifu Knife | 海扶刀® |  | ▲ 0 of 1 | ▲3 |\n"
        "| tumours | 肿瘤 | oncology | 1 of 1 | 3 |\n"
        "| break | 茶歇 | general | 1 of 1 | 4 |\n"
        "| Guests | 来宾 |  |  | 4 |\n"
    ) in render(release).decode()


def test_markup_in_the_text_stays_text(hostile_release: BilingualRelease, hostile_text: str) -> None:
    text = render(hostile_release).decode()
    assert "<script>" not in MarkdownIt("commonmark").render(text)
    assert shown(text).count(hostile_text) >= 12
