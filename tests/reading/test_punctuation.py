import pytest

from translator.reading.punctuation import count_sentences, ends_sentence, is_quotation, unpaired_quote


@pytest.mark.parametrize(
    "text", ["It opened.", 'He said "yes."', "峰会开幕。", "“开幕了！”", "Why?", "（完。）", "and so on…"]
)
def test_a_final_mark_ends_a_sentence(text: str) -> None:
    assert ends_sentence(text)


@pytest.mark.parametrize(
    "text", ["Summit opens", "峰会开幕", "Talks in the U.S.", "Haifu Co.", "“Haifu Cup”", "Background:"]
)
def test_without_a_final_mark_no_sentence_ends(text: str) -> None:
    assert not ends_sentence(text)


@pytest.mark.parametrize(
    "text",
    [
        '"This is a turning point for us all."',
        "“这是一个历史性的转折点。”",
        "“We now offer solutions.” \u2014 Philippe Descamps",
    ],
)
def test_a_paragraph_that_is_all_quotation_is_one(text: str) -> None:
    assert is_quotation(text)


@pytest.mark.parametrize(
    "text",
    [
        '"This is good," he said. "It is very good."',
        '"Haifu Cup"',
        "“这是转折点。”他说，“我们有了方案。”",
        'He said: "This is a turning point."',
        "“A turning point for us”, he said.",
    ],
)
def test_a_paragraph_with_a_speaker_inside_or_a_title_is_no_quotation(text: str) -> None:
    assert not is_quotation(text)


@pytest.mark.parametrize(
    "text",
    ['"Yes," he said. "No."', "“开幕‘重磅’”", 'the 12" tube', "It\u2019s the doctors\u2019 day", "「甲『乙』丙」", ""],
)
def test_paired_marks_are_right(text: str) -> None:
    assert unpaired_quote(text) is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('He said: "This is it.', "has no partner"),
        ("他说：“这是转折点。", "opened and never closed"),
        ("这是转折点。”他说。", "never opened"),
        ("「甲』乙", "never opened"),
    ],
)
def test_a_mark_without_its_partner_is_named(text: str, fault: str) -> None:
    assert fault in (unpaired_quote(text) or "")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two. Three.", 3),
        ("Dr. Lin spoke at 3.5 p.m. of it.", 1),
        ("一句。两句！", 2),
        ("No mark", 1),
        ("一句。半句", 2),
    ],
)
def test_sentences_are_counted(text: str, count: int) -> None:
    assert count_sentences(text) == count
