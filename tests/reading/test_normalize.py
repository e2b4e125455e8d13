import pytest

from translator.reading.normalize import join_lines, normalize_text, single_spaced


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\x85", "\u2028", "\u2029", "\x0b", "\x0c"])
def test_every_line_end_becomes_a_newline(end: str) -> None:
    assert normalize_text(f"one{end}two") == "one\ntwo"


@pytest.mark.parametrize(
    "sign", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u202a", "\x00", "\x08", "\x7f"]
)
def test_what_cannot_be_seen_is_removed(sign: str) -> None:
    assert normalize_text(f"ultra{sign}sound") == "ultrasound"


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\u2003", "\u205f"])
def test_odd_spaces_become_plain_ones(space: str) -> None:
    assert normalize_text(f"320{space}000") == "320 000"


def test_the_ideographic_space_becomes_a_plain_one() -> None:
    assert single_spaced(normalize_text("\u3000\u3000重庆5月14日电\u3000北美")) == "重庆5月14日电 北美"


def test_text_is_composed_but_never_folded() -> None:
    assert normalize_text("Setu\u0301bal") == "Set\u00fabal"
    assert normalize_text("（ＦＵＡＳ）m²\ufb01①％") == "（ＦＵＡＳ）m²\ufb01①％"


def test_lone_surrogates_are_dropped() -> None:
    assert normalize_text("a\ud800b") == "ab"


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["the summit", "opened"], "the summit opened"),
        (["峰会在", "重庆开幕。"], "峰会在重庆开幕。"),
        (["采用FUAS", "技术"], "采用FUAS技术"),
        (["a cross-", "disciplinary dialogue"], "a cross-disciplinary dialogue"),
        (["the dataset\u2014", "the largest"], "the dataset\u2014the largest"),
        (["the dataset \u2014", "the largest"], "the dataset \u2014 the largest"),
        (["June 21 --", "The summit"], "June 21 -- The summit"),
        (["one", "", "two"], "one two"),
    ],
)
def test_lines_join_as_their_language_writes_them(lines: list[str], joined: str) -> None:
    assert join_lines(lines) == joined
