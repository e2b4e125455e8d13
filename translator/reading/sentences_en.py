"""Where English sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.reading.brackets import Brackets

_END = re.compile(r"[.!?…。！？]++(?:[\"”’')\]}»]|\[\d{1,3}\])*+")
_SPACE = re.compile(r"\s*+")
_QUOTES = "\"”’'»"
_OPENERS = "\"“‘'([{«¿¡"
_WORD_EDGE = re.compile(r"[\s(\[{\"“‘'—–/]")
_FIRST_WORD = re.compile(r"[^\W_]++")
_NEVER_OPENS = frozenset(",;:.)]}?!…-–—。！？")
_WINDOW = 48
_QUOTE_WINDOW = 600


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


_TITLES = _words(
    "prof dr mr mrs ms mx messrs mmes st mt ft gen sen rep gov rev hon lt col capt sgt maj cmdr adm pres amb supt insp"
    " assoc asst"
)
_MONTHS = _words("jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat")
_BEFORE_NUMBERS = _words("no nos fig figs eq eqs vol vols ch sec sect ref refs p pp ext tel rm al")
_NEVER_LAST = _words("vs v cf viz approx ca eg ie e.g i.e a.k.a")
_MAY_BE_LAST = _words("inc ltd co corp bros plc llc jr sr esq dept univ assn intl natl ave blvd rd sq hosp acad inst")
_STATES = _words(
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn"
    " tex va vt wash wis wyo ont que"
)
_CLOCK = frozenset(["a.m", "p.m"])
_AFTER_CLOCK = _words(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August"
    " September October November December Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Beijing Eastern Pacific"
    " Central Mountain EST EDT ET CST CET GMT UTC PST PT BST"
)
_STARTERS = _words(
    "The This That These Those There They He She It We You I In On At By For From With After Before When While Although"
    " As If But And Or So However Meanwhile Its His Her Their Our My A An Since During Some Many Most All Both Each Not"
    " What Who How Why Where Such Another Other Several Under Among Despite Because Then Now Here Once Only Also"
    " More"
)
_LABELLED_BY_LETTER = _words(
    "vitamin hepatitis type group class plan grade stage category phase influenza appendix table figure exhibit room"
    " gate block building arm cohort section part schedule coenzyme protein level version option strain area zone"
    " hall"
)
_DOTTED = re.compile(r"(?:[A-Za-z][a-z]?\.)+[A-Za-z]{1,2}")
_ENUMERATOR = re.compile(r"[\"“(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})")
_SAID = (
    r"(?:(?:Dr|Prof|Mr|Mrs|Ms)\.\s)?(?:[A-Z][\w.'’-]*+\s){1,4}"
    r"(?:said|says|asked|asks|added|noted|recalled|explained|told|replied|answered|shouted|wondered|quipped|joked)\b"
)
_ATTRIBUTION = re.compile(_SAID)
_BARE_ATTRIBUTION = re.compile(_SAID + r"[.,;:]")


def english_boundaries(text: str) -> Iterator[int]:
    """Offsets after which a new sentence begins, the end of the text left out.

    A full stop after an abbreviation ends a sentence only where the next word could not go on from it; a quotation
    is cut at its inner sentences, but not from the words that say who spoke; brackets inside a sentence are whole.
    """
    brackets = Brackets(text)
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        gap = _SPACE.match(text, end)
        follow = gap.end() if gap else end
        if text.startswith("”", follow) and text.rfind("“", max(start, end - _QUOTE_WINDOW), end) >= 0:
            end = follow + 1
            gap = _SPACE.match(text, end)
            follow = gap.end() if gap else end
        if follow == len(text):
            return
        if follow == end and not set("。！？") & set(match.group()):
            continue
        if _ends(text, match, start, end, follow, brackets):
            yield end
            start = follow


def _ends(text: str, match: re.Match[str], start: int, end: int, follow: int, brackets: Brackets) -> bool:
    """Whether the sentence that began at `start` ends at `end`, where the next words begin at `follow`."""
    opened = brackets.around(end)
    if opened is not None and opened > start:
        return False
    after = text[follow : follow + _WINDOW]
    word = after.lstrip(_OPENERS)
    if not word or after[0] in _NEVER_OPENS or _goes_on_in_lower_case(word):
        return False
    mark = match.group().rstrip(_QUOTES + ")]}0123456789[")
    closers = match.group()[len(mark) :]
    if mark == "." and not _full_stop_ends(
        text[max(start, match.start() - _WINDOW) : match.start()], word, after[0], closers
    ):
        return False
    if mark[-1] in "?!" and closers == ")" and not text.startswith("(", start):
        return False
    return not (any(c in _QUOTES for c in closers) and _is_attributed_next(text, mark, start, match.start(), follow))


def _goes_on_in_lower_case(word: str) -> bool:
    """Whether a following word is lower case; mRNA, iPS or p53 may well begin a sentence, and so may a Greek letter."""
    first = _FIRST_WORD.match(word)
    return first is not None and first.group().islower() and first.group().isalpha() and not "α" <= word[0] <= "ω"


def _full_stop_ends(sentence: str, word: str, opener: str, closers: str) -> bool:
    """Whether one full stop after the sentence (its last characters) ends it, where `word` comes next."""
    if not closers and _ENUMERATOR.fullmatch(sentence):
        return False
    words = _WORD_EDGE.split(sentence)
    last, before = words[-1], words[-2] if len(words) > 1 else ""
    dotted = _DOTTED.fullmatch(last)
    name = last.lower() if dotted else last.rpartition(".")[2].lower()
    capital = last[:1].isupper()
    first = _FIRST_WORD.match(word)
    next_word = first.group() if first else ""
    if name in _NEVER_LAST and last != "V":
        return False
    if name in _TITLES and capital:
        # "on Main St. The" against "in St. Louis"
        return name == "st" and next_word in _STARTERS
    if name in _MONTHS and capital:
        return not next_word[:1].isdigit()
    if name in _BEFORE_NUMBERS:
        return not (next_word[:1].isdigit() or opener == "(" or (len(next_word) == 1 and name != "no"))
    if name in _CLOCK:
        return next_word not in _AFTER_CLOCK and opener != "("
    initial = len(last) == 1 and capital and not _is_letter_label(last, before)
    known = name in _MAY_BE_LAST or (name in _STATES and capital and before.endswith(","))
    if not (dotted or initial or known):
        return True
    if any(c in _QUOTES for c in closers):
        return True
    return not closers and ((opener in '"“‘' and not initial) or (opener != "(" and next_word in _STARTERS))


def _is_letter_label(letter: str, before: str) -> bool:
    """Whether a single capital is a label (hepatitis B), a unit (37 C) or the pronoun I, not the initial of a name."""
    return before.lower() in _LABELLED_BY_LETTER or before[-1:].isdigit() or (letter == "I" and before.islower())


def _is_attributed_next(text: str, mark: str, start: int, stop: int, follow: int) -> bool:
    """Whether the words after a closed quotation only say who spoke ("Is it safe?" Dr. Li asked)."""
    said = _BARE_ATTRIBUTION if mark[-1] in ".…" else _ATTRIBUTION
    if not said.match(text, follow):
        return False
    floor = max(start, stop - _QUOTE_WINDOW)
    opening = max(text.rfind('"', floor, stop), text.rfind("“", floor, stop))
    if opening < 0:
        return True
    first = _SPACE.match(text, start)
    return first is not None and first.end() == opening
