"""Shorter English sentences that say part of what a sentence says, by leaving off whole phrases that stand apart."""

from __future__ import annotations

import re
from collections.abc import Callable

from translator.briefs.clauses_en import has_finite_verb, starts_with_verb

_MONTH = r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]*)\.?"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATE_OF_MONTH = rf"{_MONTH}\s+\d{{1,2}}(?:\s*(?:-|–|to)\s*\d{{1,2}})?(?:,\s*\d{{4}})?"
_DAY = rf"(?:{_WEEKDAY}(?:,?\s+{_MONTH}\s+\d{{1,2}})?|{_DATE_OF_MONTH})"
_PERIOD = rf"""(?:{_DAY}
    |(?:(?:early|late|mid)[\s-]|the\s+(?:end|beginning|start)\s+of\s+)?(?:{_MONTH}(?:\s+\d{{4}})?|\d{{4}})
    |the\s+(?:past|last|next|coming|same|following)\s+[\w\s-]{{0,20}}?(?:day|week|month|year|decade)s?)"""
_LEADING_TIME = re.compile(
    rf"(?:(?:On|In|By|Since|During|Over|From|As\s+of|At|Late|Early)\s+{_PERIOD}|(?:Last|This)\s+(?:year|week|month|{_WEEKDAY}))"
    r",\s+",
    re.VERBOSE,
)
_LEADING_PARTICIPLE = re.compile(
    r"(?:Seated|(?:Co-)?[Hh]osted|(?:Co-)?[Oo]rganized|Held|Founded|Themed|Sponsored|Attended|Drafted|Located|"
    r"(?!Excluding|Including|Assuming|Depending|Following|Barring|Considering|Adjusting|During)[A-Z]\w+ing)\b"
    r"[^,]{3,120},\s+(?=(?:a|an|the|more|over|about|nearly|\d[\d,.]*)\s)"
    r"|With\s+[^,]{3,120},\s+(?=(?:a|an|the)\s)"
)
_DATE = re.compile(
    rf"(?:,?(?:\s+(?:early|late))?\s+on\s+{_DAY}|\s+{_WEEKDAY})(?:\s+(?:morning|afternoon|evening|night))?(?=\s|,|$|\.)"
)
_BRACKETS = re.compile(r"\s*\([^()]*\)|\s*\[[^\[\]]*\]")
_PLACE_APPOSITIVE = re.compile(
    r",\s+(?:(?:the\s+)?capital\s+(?:city\s+)?of\s+[^,]+|(?:(?:north|south|east|west|central)\w*\s+)?China[’']s\s+[^,]+"
    r"|[A-Z][\w\s-]+\s(?:Province|Region|Municipality|County|District|Prefecture))(?:,|(?=$))"
)
_INNER_RELATIVE = re.compile(
    r",\s+(?:who|which|whose|where)\s[^,]*,\s+(?=(?:is|are|was|were|has|have|had|will|[a-z]+ed)\s)"
)
_DASH_PAIR = re.compile(r"\s*(?:—|–|\s--)\s*([^—–]+?)\s*(?:—|–|--\s)\s*")
_DASH_TAIL = re.compile(r"\s*(?:—|\s–|\s--)\s*[^—–]*$")
_SECOND_NAME = re.compile(
    r"\s+&\s+(?:[A-Z][\w’'-]*|of|the|for|and|on|in)(?:\s+(?:[A-Z][\w’'-]*|of|the|for|and|on|in))*(?=\s+[a-z])"
)
# What may follow a comma and be left off: it adds to a clause that is complete without it.
_DROPPABLE_TAIL = re.compile(
    r"(?!excluding|assuming|depending|nothing|something|anything|everything)(?:[a-z]\w*ing\b|with\s|which\s|who\s|whose\s|where\s|when\s|as\s|while\s|after\s"
    r"|before\s|including\s[^,]*$|compared\s+(?:with|to)\b|up\s+from|down\s+from|the\s+(?:first|largest|highest|lowest|biggest|most|latest)\b(?!.*,)"
    r"|(?:the\s+)?equivalent\b|an?\s(?!.*,)|attended\s+by|organized\s+by|hosted\s+by|themed\s|so\s+that\s|and\s|\d[\d.,]*\s+of\s+(?:them|whom|which)\b)"
)
# A part that holds one of these turns, limits or attributes what stands before it, and stays.
_BINDING = re.compile(
    r"\b(?:but|unless|except|although|though|however|only\s+if|not|without|despite|whereas|said|says|according\s+to"
    r"|argued|warned|told|claimed|estimated|if|cannot|only|no|none|nothing|never|neither|nor|few|hardly|no\s+more\s+than|no\s+less\s+than|at\s+(?:least|most))\b"
)
_EVENT_VERB = re.compile(
    r"\b((?:has\s+|was\s+|were\s+)?(?:opened|closed|concluded|ended|began|convened|kicked\s+off|commenced|got\s+under\s+way"
    r"|held|launched|released|unveiled|published|inaugurated|gathered|met|assembled|converged))\b(?:\s+here)?"
    r"((?:\s+(?:in|at|on|during|for|with|under|by|from|to|before|as|after|when)\s|,\s).*)?$"
)
# These say little without a place.
_NEEDS_PLACE = re.compile(r"\b(?:gathered|met|assembled|converged|(?<!was )(?<!were )convened)$")
_TIME_CLAUSE = re.compile(r"\s+(?:as|when|while|after|before)\s+(?=(?:an?|the|its|their|his|her|[A-Z\d][\w-]*)\s)")
_IN_CITY = re.compile(r"\bin\s+((?:[A-Z][\w-]*(?:[’'](?!s\b)\w+)?)(?:\s+[A-Z][\w-]*(?:[’'](?!s\b)\w+)?)*)")
_BAD_START = re.compile(
    r"(?:\w+\s+){0,3}(?:after|before|when|since|until)\b|(?:What|How|Why|Who|Where|Which|Would|Could|Is|Are|Do|Does|Can)\b"
    r"|(?:When|While|If|Although|Though|As|Because|After|Before|Once|Until|Unless|Whereas|Since|Among|Unlike|Despite|With)\b"
)
_BAD_END = re.compile(
    r"\bas\s+\w+$|\b(?:a|an|the|of|in|on|at|to|for|with|by|from|and|or|but|that|who|which|as|than|into|over|is|are|was|were|has|have|had"
    r"|said|says|show|showed|shows|found|its|their|his|her|not|between)$",
    re.IGNORECASE,
)
_MIN_WORDS = 4

_Rule = Callable[[str], str]


def shortenings(sentence: str) -> tuple[str, ...]:
    """The sentence without brackets and full stop, and shorter ones made from it, longest first.

    Each is a complete clause: dates, leading adverbials, relative and participial clauses, appositions and
    coordinated second names are left off whole, nothing is put in and no phrase is cut inside. A part that negates,
    limits or attributes the rest is never left off. sentence: without its dateline.
    """
    if not sentence.rstrip("”\"’' ").endswith((".", "!")):
        return (_tidy(sentence),)
    clauses = [_tidy(_BRACKETS.sub("", sentence))]
    for rule in _RULES:
        shorter = _tidy(rule(clauses[-1]))
        if shorter != clauses[-1] and _complete(shorter):
            clauses.append(shorter)
    found = set(clauses)
    for clause in clauses:
        found.update(_without_tails(clause))
    for clause in tuple(found):
        found.update(_event_only(clause))
        found.update(_named_in_time_clause(clause))
    # In this order a fuller form that fits comes before a barer one.
    found.update([_bare(clause) for clause in found] + [_headlinese(clause) for clause in found])
    return tuple(sorted(found, key=lambda text: (-len(text), text)))


def _sub(pattern: re.Pattern[str], replacement: str = "") -> _Rule:
    return lambda text: pattern.sub(replacement, text)


def _leading(pattern: re.Pattern[str]) -> _Rule:
    def rule(text: str) -> str:
        match = pattern.match(text)
        if not match:
            return text
        rest = text[match.end() :]
        # The part before the next comma must be a clause, or the adverbial was the start of a list.
        return rest if has_finite_verb(rest.split(", ")[0]) else text

    return rule


def _inner_relative(text: str) -> str:
    match = _INNER_RELATIVE.search(text)
    if not match:
        return text
    joined = f"{text[: match.start()]} {text[match.end() :]}"
    return joined if has_finite_verb(joined) and not _BINDING.search(match.group()) else text


def _without_dash_tail(text: str) -> str:
    match = _DASH_TAIL.search(text)
    if not match or _BINDING.search(match.group()) or not has_finite_verb(text[: match.start()]):
        return text
    return text[: match.start()]


_RULES: tuple[_Rule, ...] = (
    _sub(_DATE),
    _leading(_LEADING_TIME),
    _sub(_PLACE_APPOSITIVE),
    _sub(_DASH_PAIR, " "),
    _leading(_LEADING_PARTICIPLE),
    _inner_relative,
    _without_dash_tail,
    _sub(_SECOND_NAME),
)


def _without_tails(text: str) -> list[str]:
    """The text cut before each comma, semicolon, time clause or second predicate, if what stands there is a clause."""
    cuts: list[tuple[str, str]] = []
    for match in re.finditer(r"[,;]\s+", text):
        head, tail = text[: match.start()], text[match.end() :]
        in_list = (tail.startswith("and ") and "," in head) or re.search("[;:]", head)
        if (match.group()[0] == ";" or _DROPPABLE_TAIL.match(tail)) and not in_list:
            cuts.append((head, tail))
    for match in _TIME_CLAUSE.finditer(text):
        head, tail = text[: match.start()], text[match.end() :]
        if has_finite_verb(tail) and not re.search("[;:]", head):
            cuts.append((head, tail))
    for match in re.finditer(r"\s+and\s+", text):
        head, tail = text[: match.start()], text[match.end() :]
        if starts_with_verb(tail) and not re.search("[,;:]", head):
            cuts.append((head, tail))
    heads = [(_tidy(head), tail) for head, tail in cuts]
    return [head for head, tail in heads if not _BINDING.search(tail) and _complete(head) and has_finite_verb(head)]


def _event_only(text: str) -> list[str]:
    """A clause whose verb tells that an event opened, was held or was published: with the city only, and bare."""
    match = _EVENT_VERB.search(text)
    if not match:
        return []
    subject, stem, rest = text[: match.start(1)], text[: match.end(1)], match.group(2) or ""
    # A comma before the verb, or a second verb on either side, means that the event's verb is not the main one.
    if subject.rstrip().endswith(",") or not has_finite_verb(stem) or has_finite_verb(subject) or has_finite_verb(rest):
        return []
    if _BINDING.search(rest):
        return []
    city = _IN_CITY.search(rest)
    variants = [f"{stem} in {city.group(1)}"] if city else []
    if not _NEEDS_PLACE.search(stem):
        variants.append(stem)
    return [variant for variant in variants if _complete(variant)]


def _named_in_time_clause(text: str) -> list[str]:
    """The clause after "as", "when" or "after" that tells of something named: a fact of its own."""
    found: list[str] = []
    for match in _TIME_CLAUSE.finditer(text):
        clause = _tidy(text[match.end() :])
        named = re.match(r"(?:The|A|An)\s+(?:\d{4}\s+)?[A-Z]", clause)
        if named and "," not in clause and has_finite_verb(clause) and _complete(clause):
            found += [clause, *_event_only(clause), *_without_tails(clause)]
    return found


def _headlinese(text: str) -> str:
    """The clause without its first article and without "was" before a verb of opening, as headlines are written."""
    return re.sub(r"\b(?:was|were)\s+(?=(?:held|launched|released|unveiled|published|inaugurated)\b)", "", _bare(text))


def _bare(text: str) -> str:
    bare = re.sub(r"^(?:The|An?)\s+", "", text)
    return bare[:1].upper() + bare[1:]


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip(" ,;:—–-")
    text = re.sub(r"\s+([,.;])", r"\1", text)
    if text.endswith(".") and not re.search(r"\b(?:[A-Z]|Inc|Ltd|Co|Corp|Jr|Sr|a\.m|p\.m)\.$", text):
        text = text[:-1]
    return text[:1].upper() + text[1:] if re.match(r"[a-z]+\b", text) else text


def _complete(text: str) -> bool:
    balanced = text.count("(") == text.count(")") and text.count("“") == text.count("”") and text.count('"') % 2 == 0
    return balanced and len(text.split()) >= _MIN_WORDS and not _BAD_START.match(text) and not _BAD_END.search(text)
