from fractions import Fraction

import pytest

from translator.checks.quantities.comparing import Quantity
from translator.checks.quantities.numerals_en import read_english
from translator.checks.quantities.numerals_zh import read_chinese


def required(quantities: list[Quantity]) -> list[tuple[str, object]]:
    return [(q.kind, q.value) for q in quantities if q.severity in {"error", "warning"}]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三亿二千万", 320_000_000),
        ("3亿2000万", 320_000_000),
        ("二〇二五年", 2025),
        ("一百零五", 105),
        ("一百五十", 150),
        ("两千三百", 2300),
        ("1.2万亿", 1_200_000_000_000),
        ("20多万", 200_000),
        ("３２万", 320_000),
        ("五百强", 500),
        ("五百一十六万一千", 5_161_000),
        ("三点二亿", 320_000_000),
    ],
)
def test_chinese_numbers_have_their_value(text: str, value: int) -> None:
    assert required(read_chinese(text)) == [("number", Fraction(value))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two hundred and fifty", 250),
        ("three hundred thousand", 300_000),
        ("twenty-five", 25),
        ("1,234.5", Fraction("1234.5")),
        ("165-million-dollar", 165_000_000),
        ("the 187th", 187),
        ("the twenty-first", 21),
        ("sixteen thousand two hundred", 16_200),
        ("a quarter of a million", 250_000),
    ],
)
def test_english_numbers_have_their_value(text: str, value: int) -> None:
    assert [q.value for q in read_english(text)] == [Fraction(value)]


def test_spans_are_those_of_the_text_as_written() -> None:
    for text, read in (("The rate is 43 percent.", read_english), ("比例为４３％。", read_chinese)):
        (quantity,) = read(text)
        assert text[slice(*quantity.span)] in {"43 percent", "４３％"}
        assert quantity.value == Fraction(43, 100)


def test_dates_are_read_as_month_and_day() -> None:
    assert required(read_english("on Aug. 19, 2025")) == [("month", 8), ("day", 19), ("number", 2025)]
    assert required(read_chinese("2025年8月19日")) == [("number", 2025), ("month", 8), ("day", 19)]


def readings(quantities: list[Quantity], kind: str) -> list[object]:
    return [q.readings for q in quantities if q.kind == kind]


def test_a_time_with_its_half_of_the_day_has_one_reading_and_one_without_has_two() -> None:
    assert readings(read_english("at 4:31 p.m."), "time") == readings(read_chinese("16时31分"), "time") == [(991,)]
    assert readings(read_english("at 9:30"), "time") == [(570, 1290)]
    assert readings(read_chinese("9点半"), "time") == [(570,)]
    assert readings(read_chinese("下午2点至9点半"), "time") == [(840,), (570, 1290)]
    assert readings(read_english("at 12 a.m. and at noon"), "time") == [(0,), (720,)]


def test_parts_of_periods_have_one_name_in_both_languages() -> None:
    for english, chinese, name in (
        ("late 2024", "2024年底", "late"),
        ("early in June", "6月初", "early"),
        ("the second half", "下半年", "half 2"),
        ("the fourth quarter", "第四季度", "quarter 4"),
    ):
        assert [q.value for q in read_english(english) if q.kind == "period"] == [name]
        assert [q.value for q in read_chinese(chinese) if q.kind == "period"] == [name]


def test_digits_inside_addresses_are_no_quantities() -> None:
    assert read_english("Write to desk24@example.com or see https://example.org/2025/7") == []


def test_one_rule_s_words_are_not_read_again_by_another() -> None:
    assert [q.text for q in read_english("COVID-19 and PD-1")] == ["COVID-19", "PD-1"]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "万",
            "亿万",
            "零分之一",
            "0 hundredths",
            "十百千万亿",
            "1,200‰",
            "٣月",
            "½",
            "²",
            "5十多万",
            "99:99",
            "点五",
            "0分之0",
        ),
        *("9" * 5000, "九" * 5000, "1." + "3" * 5000, "A" + "1" * 5000, "a" * 5000, "İ1"),
    ],
)
def test_odd_strings_are_read_without_an_exception(text: str) -> None:
    read_chinese(text)
    read_english(text)
