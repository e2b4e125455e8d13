"""Every number that a press release uses is equal in both languages, however it is written."""

from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from translator.checks.numbers import check_numbers
from translator.checks.quantities import Quantity, compare, read_quantities
from translator.checks.quantities.numerals_en import read_english
from translator.checks.quantities.numerals_zh import read_chinese
from translator.release import Direction, Segment

QUICK = settings(max_examples=120, deadline=None)
ONES = [
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SHARES = {3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth", 10: "tenth"}
MONTHS = [
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
SCALES_EN = ((10**3, "thousand"), (10**6, "million"), (10**9, "billion"), (10**12, "trillion"))
SCALES_ZH = ((10**4, "万"), (10**8, "亿"), (10**12, "万亿"))
HAN = "零一二三四五六七八九"
CASES = [(Direction("en", "zh"), True), (Direction("zh", "en"), False)]


def in_english_words(n: int) -> str:
    if n < 20:
        return ONES[n - 1]
    if n < 100:
        return TENS[n // 10 - 2] + ("-" + ONES[n % 10 - 1] if n % 10 else "")
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= scale:
            head, rest = divmod(n, scale)
            return f"{in_english_words(head)} {name}" + (f" {in_english_words(rest)}" if rest else "")
    raise AssertionError(n)


def in_han(n: int) -> str:
    """The Chinese numeral below 10**12, with 零 where a place is skipped."""
    for scale, name in ((10**8, "亿"), (10**4, "万")):
        if n >= scale:
            head, rest = divmod(n, scale)
            return in_han(head) + name + (("零" if rest < scale // 10 else "") + in_han(rest) if rest else "")
    text, skipped = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // unit % 10
        if digit:
            text += ("零" if skipped and text else "") + HAN[digit] + name
        skipped = not digit
    return text.removeprefix("一") if 10 <= n < 20 else text


def decimal(value: Fraction) -> str:
    """The decimal form of a fraction that ends within eight places."""
    whole, rest = divmod(value.numerator * 10**8 // value.denominator, 10**8)
    return f"{whole}.{rest:08}".rstrip("0").rstrip(".")


def alarms(english: str, chinese: str) -> set[str]:
    found: set[str] = set()
    for direction, from_english in CASES:
        pair = (english, chinese) if from_english else (chinese, english)
        found |= {i.severity for i in check_numbers(Segment("s", 0, *pair), direction)}
    return found - {"note"}


def assert_equal(english: str, chinese: str) -> None:
    assert alarms(english, chinese) == set(), (english, chinese)


def assert_different(english: str, chinese: str) -> None:
    assert alarms(english, chinese), (english, chinese)


round_amounts = st.integers(2, 999).map(lambda n: n * 10**6)
amounts = st.one_of(st.integers(2, 200), st.integers(2, 10**5), st.integers(2, 10**13), round_amounts)


@st.composite
def english_forms(draw: st.DrawFn, n: int) -> str:
    forms = [f"{n:,}", str(n) if n < 10**10 else f"{n:,}"]
    if n < 10**9:
        forms.append(in_english_words(n))
    forms += [f"{decimal(Fraction(n, s))} {name}" for s, name in SCALES_EN if n >= s and n * 100 % s == 0]
    return draw(st.sampled_from(forms))


@st.composite
def chinese_forms(draw: st.DrawFn, n: int) -> str:
    # Eleven digits in a row are a telephone number.
    forms = [str(n) if n < 10**10 else f"{n:,}", f"{n:,}"]
    if 10 < n < 10**12:
        forms.append(in_han(n))
    forms += [f"{decimal(Fraction(n, s))}{name}" for s, name in SCALES_ZH if n >= s and n * 10000 % s == 0]
    if n >= 10**8 and n % 10**8 and not n % 10**4:
        forms.append(f"{n // 10**8}亿{n % 10**8 // 10**4}万")
    return draw(st.sampled_from(forms))


@QUICK
@given(st.data(), amounts)
def test_an_amount_is_equal_in_every_form_of_both_languages(data: st.DataObject, n: int) -> None:
    english, chinese = data.draw(english_forms(n)), data.draw(chinese_forms(n))
    assert_equal(f"It reached {english} people in all.", f"总计惠及{chinese}人。")


@QUICK
@given(st.data(), amounts, amounts)
def test_another_amount_is_found_different(data: st.DataObject, n: int, other: int) -> None:
    if n == other or {n, other} & {n * 10**3, n * 10**6, n * 10**9}:
        return
    english, chinese = data.draw(english_forms(n)), data.draw(chinese_forms(other))
    assert_different(f"It reached {english} people in all.", f"总计惠及{chinese}人。")


@QUICK
@given(st.integers(1, 10**7), st.sampled_from([10, 100]))
def test_decimals_are_equal_and_one_that_differs_in_the_last_place_is_not(n: int, places: int) -> None:
    value = decimal(Fraction(n, places))
    other = decimal(Fraction(n + 1, places))
    assert_equal(f"It weighed {value} kilograms.", f"重{value}公斤。")
    if value not in {"1", "0"} or other not in {"1", "0"}:
        assert_different(f"It weighed {value} kilograms.", f"重{other}公斤。")


@QUICK
@given(
    st.integers(0, 10**5),
    st.sampled_from(["{}%", "{} percent", "{} per cent"]),
    st.sampled_from(["{}%", "{}％", "百分之{}"]),
)
def test_percentages_are_equal_and_another_is_not(n: int, en: str, zh: str) -> None:
    value, other = decimal(Fraction(n, 100)), decimal(Fraction(n + 100, 100))
    assert_equal(f"It rose by {en.format(value)} in all.", f"共增长{zh.format(value)}。")
    assert_different(f"It rose by {en.format(value)} in all.", f"共增长{zh.format(other)}。")


@QUICK
@given(st.integers(2, 99), st.integers(1, 9))
def test_percentages_in_chinese_numerals_are_equal(n: int, tenth: int) -> None:
    assert_equal(f"It rose by {n} percent.", f"增长百分之{in_han(n)}。")
    assert_equal(f"It rose by {n}.{tenth} percent.", f"增长百分之{in_han(n)}点{in_han(tenth)}。")
    assert_equal(f"It took {n // 10 * 10 or 10} percent.", f"占{in_han(n // 10 or 1)}成。")


@QUICK
@given(st.integers(1, 200))
def test_ordinals_are_equal(n: int) -> None:
    ending = "th" if 10 < n % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    assert_equal(f"It was the {n}{ending} congress.", f"这是第{n}届大会。")
    assert_equal(f"It was the {n}{ending} congress.", f"这是第{in_han(n)}届大会。")
    assert_different(f"It was the {n + 1}{'th' if n > 20 else ''} congress.", f"这是第{in_han(n)}届大会。")


@QUICK
@given(st.integers(3, 20), st.data())
def test_fractions_are_equal_and_another_is_not(denominator: int, data: st.DataObject) -> None:
    numerator = data.draw(st.integers(1, min(9, denominator - 1)))
    chinese = f"{in_han(denominator)}分之{in_han(numerator)}"
    if name := SHARES.get(denominator):
        english = f"{ONES[numerator - 1]}-{name}{'s' if numerator > 1 else ''}"
        assert_equal(f"It covers {english} of the land.", f"占土地的{chinese}。")
        other = f"{in_han(denominator + 1)}分之{in_han(numerator)}"
        assert_different(f"It covers {english} of the land.", f"占土地的{other}。")
    assert_equal(f"It hits {numerator} in {denominator} children.", f"{chinese}的儿童患病。")
    assert_equal(f"It hits {numerator} in {denominator} children.", f"每{denominator}名儿童中有{numerator}名患病。")


ENGLISH_DATES = (
    "{name} {d}, {y}",
    "{short}. {d}, {y}",
    "{d} {name} {y}",
    "{y}-{m:02}-{d:02}",
    "{y}/{m}/{d}",
    "{d} of {name} {y}",
)
CHINESE_DATES = (
    "{y}年{m}月{d}日",
    "{y}-{m:02}-{d:02}",
    "{y}/{m}/{d}",
    "{han_y}年{han_m}月{han_d}日",
    "{y}年{m:02}月{d:02}日",
)


@QUICK
@given(
    st.dates(date(1990, 1, 1), date(2049, 12, 31)),
    st.sampled_from(ENGLISH_DATES),
    st.sampled_from(CHINESE_DATES),
)
def test_dates_are_equal_and_one_that_is_shifted_is_not(day: date, en: str, zh: str) -> None:
    y, m, d = day.year, day.month, day.day
    spelled = {
        "han_y": "".join("〇" if c == "0" else HAN[int(c)] for c in str(y)),
        "han_m": in_han(m),
        "han_d": in_han(d),
    }
    name = MONTHS[m - 1]
    english = f"It opened on {en.format(y=y, m=m, d=d, name=name, short=name[:3])} in Basel."
    assert_equal(english, f"会议于{zh.format(y=y, m=m, d=d, **spelled)}在巴塞尔开幕。")
    next_day, next_month = d % 28 + 1, m % 12 + 1
    if next_day not in {d, m}:
        assert_different(english, f"会议于{y}年{m}月{next_day}日在巴塞尔开幕。")
    if next_month != d:
        assert_different(english, f"会议于{y}年{next_month}月{d}日在巴塞尔开幕。")
    assert_different(english, f"会议于{y + 1}年{m}月{d}日在巴塞尔开幕。")


@given(st.sampled_from(range(7)), st.sampled_from(range(7)), st.sampled_from(["周", "星期", "礼拜"]))
def test_weekdays_are_equal_only_to_themselves(day: int, other: int, prefix: str) -> None:
    english, chinese = f"It opens on {WEEKDAYS[day]}.", f"会议{prefix}{'一二三四五六日'[other]}开幕。"
    assert bool(alarms(english, chinese)) == (day != other)


@QUICK
@given(st.integers(0, 23), st.integers(0, 59), st.integers(0, 2))
def test_times_are_equal_in_both_clocks_and_the_other_half_of_the_day_is_not(hour: int, minute: int, form: int) -> None:
    half = "a.m." if hour < 12 else "p.m."
    english = f"The bus leaves at {hour % 12 or 12}:{minute:02} {half} on time."
    word = "凌晨" if hour < 6 else "上午" if hour < 12 else "下午" if hour < 18 else "晚上"
    twelve = hour % 12 or 12
    chinese = (f"{hour}时{minute}分", f"{hour}:{minute:02}", f"{word}{hour if hour < 13 else hour - 12}点{minute}分")
    if not (form == 2 and hour in {0, 12}):
        assert_equal(english, f"班车{chinese[form]}准时发车。")
    wrong = "下午" if hour < 12 else "上午"
    if hour not in {0, 12}:
        assert_different(english, f"班车{wrong}{twelve}点{minute}分准时发车。")


SIGNS = [
    *"0123456789万亿千百十零〇一二两三九半几余多成分之点年月日号周时",
    *"%‰½¼²³٣०０９①㈠Ⅳ,.，．+-−—~:：/第倍约个岁$¥",
]
WORDS = ["one ", "twenty-", "hundred ", "million ", "a ", "half ", "May ", "p.m. ", "th ", "of ", "in ", "İ", " "]
messy = st.lists(st.sampled_from(SIGNS) | st.sampled_from(WORDS) | st.characters(), max_size=30).map("".join)


def spans_are_sound(quantities: list[Quantity], text: str) -> None:
    edge = 0
    for quantity in quantities:
        start, end = quantity.span
        assert edge <= start < end <= len(text)
        edge = end
        assert text[start:end] == quantity.text
        for part in quantity.parts:
            assert start <= part.span[0] < part.span[1] <= end
            assert text[slice(*part.span)] == part.text


@settings(max_examples=600, deadline=None)
@given(messy, messy)
def test_any_string_is_read_and_compared_without_an_exception(one: str, other: str) -> None:
    spans_are_sound(read_english(one), one)
    spans_are_sound(read_chinese(other), other)
    compare(read_quantities(one, "en"), read_quantities(other, "zh"))
    for direction in (Direction("en", "zh"), Direction("zh", "en")):
        check_numbers(Segment("s", 0, one, other), direction)
