"""Every kind of planted error, by the groups whose recall has an aim."""

from __future__ import annotations

from . import additions, dates, institutions, marks, money, names, negation, numbers, omissions, wording
from .identifiers import changed_identifier
from .planting import Kind

AIMS: dict[str, float | None] = {
    "numbers": 0.95,
    "dates": 0.95,
    "money": 0.95,
    "identifiers": 0.95,
    "quotes": 0.95,
    "punctuation": 0.95,
    "omissions": 0.85,
    "negation": 0.85,
    "names": 0.80,
    "additions": None,
    "terms": None,
    "antonyms": None,
}
"""The least recall that is asked of a group; None where none was set."""

KINDS: tuple[Kind, ...] = (
    Kind("digit changed", "numbers", numbers.digit_changed),
    Kind("ten times, a tenth", "numbers", numbers.ten_times),
    Kind("number word changed", "numbers", numbers.number_word_changed),
    Kind("number dropped", "numbers", numbers.number_dropped),
    Kind("万, 亿, million lost", "numbers", numbers.scale_lost),
    Kind("万, 亿, million wrong", "numbers", numbers.scale_wrong),
    Kind("numbers swapped", "numbers", numbers.numbers_swapped),
    Kind("unit changed", "numbers", money.unit_changed),
    Kind("day shifted", "dates", dates.day_shifted),
    Kind("month shifted", "dates", dates.month_shifted),
    Kind("year shifted", "dates", dates.year_shifted),
    Kind("weekday shifted", "dates", dates.weekday_shifted),
    Kind("amount changed", "money", money.amount_changed),
    Kind("currency changed", "money", money.currency_changed),
    Kind("e-mail changed", "identifiers", changed_identifier("email")),
    Kind("URL changed", "identifiers", changed_identifier("url")),
    Kind("DOI changed", "identifiers", changed_identifier("doi")),
    Kind("trial number changed", "identifiers", changed_identifier("trial number")),
    Kind("telephone changed", "identifiers", changed_identifier("phone")),
    Kind("surname changed", "names", names.surname_changed),
    Kind("given name changed", "names", names.given_name_changed),
    Kind("place changed", "names", names.place_changed),
    Kind("institution changed", "names", institutions.institution_changed),
    Kind("name dropped", "names", names.name_dropped),
    Kind("clause dropped", "omissions", omissions.clause_dropped),
    Kind("sentence dropped", "omissions", omissions.sentence_dropped),
    Kind("clause repeated", "additions", additions.clause_repeated),
    Kind("sentence repeated", "additions", additions.sentence_repeated),
    Kind("sentence added", "additions", additions.sentence_added),
    Kind("negation removed", "negation", negation.negation_removed),
    Kind("negation added", "negation", negation.negation_added),
    Kind("antonym", "antonyms", wording.antonym),
    Kind("term replaced", "terms", wording.term_replaced),
    Kind("quote unclosed", "quotes", marks.quote_unclosed),
    Kind("quote unopened", "quotes", marks.quote_unopened),
    Kind("half-width comma", "punctuation", marks.half_width_comma),
    Kind("half-width mark", "punctuation", marks.half_width_mark),
    Kind("half-width brackets", "punctuation", marks.half_width_brackets),
    Kind("Chinese mark in English", "punctuation", marks.chinese_mark),
    Kind("final mark dropped", "punctuation", marks.final_mark_dropped),
    Kind("doubled mark", "punctuation", marks.doubled_mark),
    Kind("bracket unclosed", "punctuation", marks.bracket_unclosed),
    Kind("space before a mark", "punctuation", marks.space_before_mark),
    Kind("no space after a comma", "punctuation", marks.no_space_after_mark),
)
"""In the order in which they are told."""
