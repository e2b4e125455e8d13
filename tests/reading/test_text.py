import codecs

import pytest

from translator.reading.text import decode, decode_as
from translator.release import ReleaseError

ENGLISH = "Chongqing\u2014On June 21, the summit opened in Chongqing\u2019s Yubei District.\nFUAS \u201cworks\u201d.\n"
CHINESE = "2025长江微创与无创医学峰会在渝开幕\n来自全球的500余名专家参会。\n"


@pytest.mark.parametrize("text", [ENGLISH, CHINESE, "峰会开幕", "重庆6月21日电", "聚焦超声消融手术（FUAS）"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"])
def test_the_encodings_of_a_press_office_are_told_apart(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("text", [ENGLISH, CHINESE, "重庆峰会21日开幕。"])
@pytest.mark.parametrize(("mark", "encoding"), [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")])
def test_utf_16_of_both_orders_is_read_with_and_without_its_mark(text: str, mark: bytes, encoding: str) -> None:
    assert decode(mark + text.encode(encoding), "a.txt") == text
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("text", ["联通", "双盲", "学徒", "转录", "多肽药物", "先兆子痫", "髋臼"])
def test_a_few_characters_of_gb_18030_are_no_rare_letters_of_utf_8(text: str) -> None:
    assert decode(text.encode("gb18030"), "a.txt") == text


def test_four_byte_characters_of_gb_18030_are_read() -> None:
    text = "患者姓名为\u3447某某，来自重庆市。"
    assert decode(text.encode("gb18030"), "a.txt") == text


def test_western_quotes_and_accents_are_not_taken_for_chinese() -> None:
    text = (
        "Chongqing\u2019s hospital isn\u2019t new \u2014 people of the upper Mara\u00f1\u00f3n know \u201cFUAS\u201d."
    )
    assert decode(text.encode("cp1252"), "a.txt") == text


def test_english_with_chinese_quotes_in_gb_18030_is_not_taken_for_western() -> None:
    text = "The \u201cHaifu Cup\u201d drew 150 experts \u2014 and many guests."
    assert decode(text.encode("gb18030"), "a.txt") == text


def test_traditional_chinese_in_big5_is_read() -> None:
    text = "重慶醫科大學附屬醫院的專家參加了國際醫學高峰會，討論無創手術的發展。"
    assert decode(text.encode("big5"), "a.txt") == text


def test_damaged_utf_8_is_an_error_that_says_where() -> None:
    data = (CHINESE * 3).encode("utf-8")
    at = len(CHINESE.split("\n")[0].encode()) + 1
    with pytest.raises(ReleaseError, match=r"a\.txt: the UTF-8 text is damaged at byte 51, line 2"):
        decode(data[:at] + b"\xff" + data[at:], "a.txt")


def test_damaged_utf_16_with_a_mark_is_an_error() -> None:
    with pytest.raises(ReleaseError, match="damaged"):
        decode(codecs.BOM_UTF16_LE + "峰会".encode("utf-16-le") + b"\x00", "a.txt")


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x00\x01\x02\x03" * 200, b"\x7fELF\x02\x01\x01" + bytes(64)])
def test_binary_content_is_an_error(data: bytes) -> None:
    with pytest.raises(ReleaseError, match=r"a\.txt: this is a binary file"):
        decode(data, "a.txt")


def test_a_stray_zero_byte_does_not_make_a_text_binary() -> None:
    assert decode(ENGLISH.encode() + b"\0", "a.txt") == ENGLISH


def test_declared_names_are_widened_and_wrong_ones_refused() -> None:
    assert decode_as("朱镕基".encode("gbk"), "gb2312") == "朱镕基"
    assert decode_as(b"it\x92s", "iso-8859-1") == "it\u2019s"
    assert decode_as("峰会".encode(), "ascii-extended") is None
    assert decode_as("峰会".encode("gbk"), "utf-8") is None
