import re

from translator.reading.segments import cut
from translator.release import Article, Block


def _article(*blocks: tuple[str, str], language: str = "en") -> Article:
    return Article("text", language, tuple(Block(kind, text) for kind, text in blocks))  # type: ignore[arg-type]


def test_body_and_caption_are_cut_while_headline_subhead_and_credit_are_whole() -> None:
    article = _article(
        ("headline", "Is it safe? Doctors say yes."),
        ("body", "It is. We know."),
        ("subhead", "Stop! Look."),
        ("caption", "Guests talk. (Photo/Li Wei)"),
        ("credit", "Photo: A. Li. Text: B. Wu."),
    )
    assert [(s.block, s.source) for s in cut(article)] == [
        (0, "Is it safe? Doctors say yes."),
        (1, "It is."),
        (1, "We know."),
        (2, "Stop! Look."),
        (3, "Guests talk."),
        (3, "(Photo/Li Wei)"),
        (4, "Photo: A. Li. Text: B. Wu."),
    ]


def test_chinese_article_is_cut_by_chinese_rules() -> None:
    segments = cut(_article(("body", "会议开幕。“很好。”他说。"), language="zh"))
    assert [s.source for s in segments] == ["会议开幕。", "“很好。”他说。"]


def test_id_depends_on_the_sentence_only() -> None:
    before = cut(_article(("body", "One. Two.")))
    after = cut(_article(("headline", "New"), ("body", "Something else. Two.")))
    assert before[1].id == after[2].id
    assert re.fullmatch(r"s[0-9a-f]{8}", before[1].id)
    assert cut(_article(("body", "The summit opened.")))[0].id == "sb651cd9f"


def test_repeated_sentence_gets_a_numbered_id() -> None:
    segments = cut(_article(("body", "Yes. No. Yes."), ("quote", "Yes.")))
    first = segments[0].id
    assert [s.id for s in segments if s.source == "Yes."] == [first, f"{first}-2", f"{first}-3"]
    assert len({s.id for s in segments}) == len(segments)


def test_empty_blocks_make_no_segments() -> None:
    assert cut(_article(("headline", " "), ("body", ""))) == ()
