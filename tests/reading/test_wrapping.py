import textwrap

from translator.reading.wrapping import split_paragraphs

FIRST = (
    "CHONGQING, June 21 -- The 2025 Yangtze Summit of Minimally Invasive and Noninvasive Medicine opened on Saturday, "
    "and it drew more than 500 experts who explore medical technologies that preserve organs."
)
SECOND = (
    "The agenda spanned 16 keynote lectures across gynecology, oncology, neuroscience, and rehabilitation, plus "
    "specialized forums on nursing innovation, outpatient management, and hospital quality."
)
CHINESE = "2025长江微创与无创医学峰会21日在重庆市渝北区开幕，来自全球的500余名专家学者参会，围绕妇科、肿瘤等领域交流。"


def test_a_line_is_a_paragraph() -> None:
    assert split_paragraphs(f"{FIRST}\n{SECOND}\nPhoto/Qihai Deng") == [FIRST, SECOND, "Photo/Qihai Deng"]


def test_lines_of_a_hard_wrapped_file_are_joined() -> None:
    text = "Summit opens\n\n" + "\n\n".join(textwrap.fill(p, 72) for p in (FIRST, SECOND))
    assert split_paragraphs(text) == ["Summit opens", FIRST, SECOND]


def test_hard_wrapped_chinese_is_joined_without_spaces() -> None:
    lines = [CHINESE[i : i + 20] for i in range(0, len(CHINESE), 20)]
    text = "峰会开幕\n\n" + "\n".join(lines) + "\n\n" + "\n".join(lines)
    assert split_paragraphs(text) == ["峰会开幕", CHINESE, CHINESE]


def test_indented_paragraphs_of_a_wrapped_file_are_set_apart() -> None:
    text = "\n".join(textwrap.fill(p, 72, initial_indent="    ") for p in (FIRST, SECOND))
    assert split_paragraphs(text) == [FIRST, SECOND]


def test_address_lines_in_a_wrapped_file_stay_apart() -> None:
    text = (
        "\n\n".join(textwrap.fill(p, 72) for p in (FIRST, SECOND))
        + "\n\nMedia contact: Jane Doe\nTel: +86 23 5555 0100\n"
    )
    assert split_paragraphs(text) == [FIRST, SECOND, "Media contact: Jane Doe", "Tel: +86 23 5555 0100"]


def test_long_lines_between_blank_lines_are_never_joined() -> None:
    text = f"Summit opens\n\n{FIRST}\n{SECOND}\n\n{SECOND}\n{FIRST}\n"
    assert split_paragraphs(text) == ["Summit opens", FIRST, SECOND, SECOND, FIRST]


def test_a_sentence_a_line_is_not_taken_for_wrapping() -> None:
    lines = [
        "The summit opened in Chongqing on Saturday.",
        "More than 500 experts came from abroad.",
        "It will close on Monday.",
    ]
    assert split_paragraphs("Summit\n\n" + "\n".join(lines)) == ["Summit", *lines]


def test_blank_lines_and_indents_leave_nothing_behind() -> None:
    assert split_paragraphs("\n  \n    重庆讯 开幕。\n\n\n    闭幕。\n") == ["重庆讯 开幕。", "闭幕。"]
