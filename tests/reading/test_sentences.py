import random
import time
from pathlib import Path

import pytest

from translator.reading.sentences import split_sentences

SEED = Path(__file__).parents[2] / "seeds" / "yangtze-summit-2025.en.txt"

# "|" stands where a sentence must end; nothing else may be cut.
ENGLISH = {
    "titles": "Prof. Li and Dr. Wang met Mr. Zhao and Ms. Qian in St. Louis.| Gen. Wu is on Main St.| The end.",
    "country": "The U.S. Food and Drug Administration agreed.| He left the U.S.| The U.N. Council met.",
    "number sign": "See Room No. 5 and Nos. 7 and 8 on p. 12 of Vol. 3.| The answer is No.| Nobody asked.",
    "latin": "Some organs, e.g. Liver and kidney, i.e. Two of them, vs. Heart alone.| Smith et al. (2020) agree.",
    "company": "Acme Inc. Chief Executive Li Wei and Fu Co. Ltd. President Wu met.| It is Acme Inc.| The deal is done.",
    "clock": "It opens at 9 a.m. Friday and ends at 5 p.m. Beijing time.| Come by 8 a.m.| Doctors start then.",
    "months": "On Jan. 5, Sept. 12 and Tues. 9 Dec. 2025 they met.| We met in Nov.| Doctors came.",
    "figures": "As shown in Fig. 3 and Figs. 4 and 5 (see Eq. 2) it heals.| See Fig. A for more.",
    "degrees": "Li Wei, M.D., Ph.D., chairs it.| She holds a Ph.D.| He is an M.D. Anderson fellow.",
    "decimals": "It rose 3.5 percent to 1,200.75 yuan.| 12 hospitals took part.| $5.5 million went to No. 3 hospital.",
    "initials": "J. K. Smith, George W. Bush and led by A. Kumar met J.R.R. Tolkien.| They talked.",
    "letters": "Patients with hepatitis B.| Vitamin C.| Group A.| Doctors agree.| You and I.| Nobody else knew.",
    "ellipsis": "We waited... and waited.| Then...| Nothing came.| It was … late.| So we left. . . . still.",
    "attribution": '"It is about dignity." she said.| "Is it safe?" Dr. Li asked.| "Who?" laughed Wu.| "Run!" he said.',
    "bare attribution": '"We won." Professor Xu Yongzhu said.| "We won."| Li said the team slept.',
    "quote first": 'He said, "This is our life’s work."| Next came lunch.| “It is.”| “Good.”| They left.',
    "quote inside": '"Blood buys time.| It does not mend a pelvis," said Li.| "Ask us later."',
    "spaced quote": "“We did the work. ”| Next came lunch.",
    "apostrophe": "She read 'My Worst Day.'| In it, five surgeons speak.",
    "brackets": "A few (Dr. Li. And others too.) came.| They came (why?) Monday.| He left.| (Photo/Li Wei)",
    "bracketed": "He left.| (It was late.| Nobody saw him.)| She stayed.",
    "numbers in a list": "1. Open the door.| 2. Close it.| (3) Sit down.| IV. Leave.",
    "address": "Visit www.example.com or write to a.b@c.org.| Read r.v2.pdf at http://a.b/c?d=e.F now.| Use v1.0.32.",
    "times": "Trains leave at 9.30 and 10:45.| Each takes 1.5 hours.",
    "exclamations": 'Stop!| Who goes there?!| "Help!!"| Nobody came.',
    "medical lower case": "It is safe.| mRNA vaccines work.| iPS cells too.| α-synuclein folds.| p53 stops it.",
    "notes": "It heals.[1]| The second trial agrees.[12]| Good.",
    "semicolon": "One is red; the other is blue: It is so.",
    "dateline": "XI'AN, Oct. 12 -- The summit opened.| SHANGHAI, Jan. 3 — It closed.",
    "state": "He lives in Springfield, Mass. Police came.| It is in Columbus, Ohio.| She went to Mass.| It rained.",
    "dash": "It ended. -- Li Wei",
    "wide marks": "他说。| It ended！| Good.",
    "continuing": "Yes... no. maybe so, he said.| Li (b. 1950) wrote it.",
}
CHINESE = {
    "marks": "会议开幕。|真的吗？|太好了！|他走了？！|再见",
    "semicolon": "一是快；二是好；三是省。|会议结束。",
    "ellipsis": "肝癌、肺癌、乳腺癌……这些疾病很常见。|他说：“让我想想……”|会议结束。|“我……”他说。",
    "speaker after": "“血能换来时间。”主持试验的医师说，“是的。”|他走了。|“好。”她笑着补充道。|“行吗？”他问。",
    "speaker before": "他说：“血能换来时间。|但接不好骨盆。”|她呼吁多建医院。|她说，“好。”|他表示同意。",
    "long quote": "“气一断，图像就断了。|所以我们造了它。”他说。|会议结束。",
    "verb with an object": "“等待就是治疗。”|年会共有940人参加，呼吁医保付费。|“请等等。”她呼吁。",
    "reaction": "“工厂攒的是零件。”|他的话引来一阵欢呼。|“请坐。”|没等他说完，大家都笑了。",
    "nested": "“她写道：‘别嫌我。’|于是我问自己。”冉一心说。|“常说‘再等等看’。”吕念祖说。",
    "phrase": "围绕“谁来负责？谁来买单？”展开讨论。|“谁来负责？”成为话题。|大家提出“怎么办？”的疑问。",
    "corner marks": "他说：「好。」|她说：『行！』|走了。",
    "title": "他读了《谁动了我的奶酪？》一书。|会议结束（图文无关）。|再见。",
    "brackets": "他来了（他说。又说。）以后。|会议结束。|（完）",
    "enumerations": "一、开会。|二、读书。|（一）写字。|1.走路。|2．睡觉。|（2）吃饭",
    "numbers": "增长3.5%，详见No.5和v1.0.32。|访问www.a.com/b?c=d或a.b@c.cn。|文件为a.docx。|时间10:30。",
    "half-width": "会议结束.|下一步是什么?|没人知道!|真的.",
    "straight quotes": '他说："好。"|她走了。|"行。"他说。|会议结束。',
    "unclosed": "他说：“这是转折点。|过去必须开刀。|如今不必。|他强调培训。|她说：“好。”|会议结束。",
    "unclosed phrase": "本次“峰会开幕了。|大家来了。|会议结束。",
    "notes": "疗效良好。[1]|第二项试验一致。|好。",
    "spaces": "会议结束。 |下一步开始。　|好。",
    "comma after": "“好。”，他说。|“行！”——他喊。",
}


def _cut(marked: str) -> list[str]:
    return [piece.strip() for piece in marked.split("|")]


@pytest.mark.parametrize("marked", ENGLISH.values(), ids=ENGLISH.keys())
def test_english_sentences_end_where_they_should(marked: str) -> None:
    assert split_sentences(marked.replace("|", ""), "en") == _cut(marked)


@pytest.mark.parametrize("marked", CHINESE.values(), ids=CHINESE.keys())
def test_chinese_sentences_end_where_they_should(marked: str) -> None:
    assert split_sentences(marked.replace("|", ""), "zh") == _cut(marked)


def test_unclosed_quotation_in_the_seed_article_does_not_swallow_the_paragraph() -> None:
    paragraph = next(p for p in SEED.read_text("utf-8").splitlines() if "Philippe Descamps, who" in p)
    assert [s[:20] for s in split_sentences(paragraph, "en")] == [
        "President of ISMIVS ",
        "Where surgery was on",
        "To ensure global ado",
    ]


def test_empty_line_ends_a_sentence_and_a_line_break_does_not() -> None:
    assert split_sentences("A heading\n\nThe first\nsentence. Next.", "en") == [
        "A heading",
        "The first\nsentence.",
        "Next.",
    ]


def test_mark_that_stands_alone_stays_with_the_sentence_before_it() -> None:
    assert split_sentences('He left. " * She stayed.', "en")[0].startswith("He left.")
    assert split_sentences("好。！", "zh") == ["好。！"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_but_white_space_is_lost(language: str) -> None:
    pick = random.Random(7)
    alphabet = [
        *" .!?…。！？；“”‘’「」『』\"'()（）《》[]:：,，\n\t\u3000aB1中说",
        "Dr.",
        "U.S.",
        "他说",
        "No. ",
        "3.5",
        "said ",
    ]
    for _ in range(3000):
        text = "".join(pick.choices(alphabet, k=pick.randint(0, 40)))
        pieces = split_sentences(text, language)  # type: ignore[arg-type]
        assert "".join("".join(pieces).split()) == "".join(text.split())
        position = 0
        for piece in pieces:
            assert piece
            assert piece == piece.strip()
            position = text.index(piece, position) + len(piece)


@pytest.mark.parametrize(
    "unit",
    ["word ", ".", "a. ", "“", "（。", "他说：“好。", '"A?" Li said. ', "? ☺ "],
)
def test_line_of_200_000_characters_takes_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    for language in ("en", "zh"):
        started = time.perf_counter()
        split_sentences(text, language)  # type: ignore[arg-type]
        assert time.perf_counter() - started < 10
