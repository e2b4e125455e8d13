from fractions import Fraction

from translator.checks.quantities.comparing import Quantity, compare


def number(value: int, at: int = 0, **given: object) -> Quantity:
    return Quantity(Fraction(value), (at, at + 1), str(value), **given)  # type: ignore[arg-type]


def test_equal_quantities_are_paired_one_to_one_in_the_order_of_the_source() -> None:
    source, target = [number(5, 0), number(7, 2)], [number(7, 0), number(5, 2)]
    assert compare(source, target).pairs == ((source[0], target[1]), (source[1], target[0]))


def test_a_number_told_twice_on_one_side_is_not_left_over() -> None:
    assert compare([number(5, 0), number(5, 2)], [number(5)]).missing == ()


def test_a_number_told_more_often_on_one_side_is_a_surplus_but_a_date_is_none() -> None:
    twice = [number(43, 0), number(43, 9)]
    assert compare(twice[:1], twice).surplus_target == (twice[1],)
    assert compare(twice, twice[:1]).surplus_source == (twice[1],)
    days = [Quantity(Fraction(6), (at, at + 1), "6", "day") for at in (0, 9)]
    assert compare(days, days[:1]).surplus_source == ()


def test_loose_quantities_may_match_but_are_never_missing() -> None:
    assert compare([number(2, severity=None)], []).missing == ()
    assert compare([number(2)], [number(2, severity=None)]).missing == ()


def test_another_reading_counts_as_equal() -> None:
    assert compare([number(2, also=(Fraction(3),))], [number(3)]).extra == ()


def test_a_whole_that_is_told_in_parts_is_not_missing_and_only_the_lost_part_is() -> None:
    whole = Quantity(Fraction(1, 14), (0, 9), "1 in 14", parts=(number(1, 0), number(14, 5)))
    assert compare([whole], [number(14, 0), number(1, 5)]).missing == ()
    assert compare([whole], [number(1, 0)]).missing == (whole,)
    ratio = Quantity(Fraction(271), (0, 4), "4:31", "time", parts=(number(4, 0), number(31, 2)))
    assert compare([ratio], [number(4, 0)]).missing == (ratio.parts[1],)


def test_a_percent_sign_may_be_left_to_a_neighbour_but_not_dropped() -> None:
    percent = [Quantity(Fraction(n, 100), (n, n + 1), f"{n}%", "percent") for n in (41, 62)]
    assert compare(percent, [number(41, 0), percent[1]]).missing == ()
    assert compare([percent[0]], [number(41, 0)]).missing == (percent[0],)


def test_a_month_equals_only_a_month() -> None:
    june = Quantity(Fraction(6), (0, 4), "June", "month")
    assert compare([june], [number(6)]).missing == (june,)
