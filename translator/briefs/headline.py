"""The headline of a brief: the article's own where it fits, otherwise a clause of one of its sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from translator.briefs import labels_en, shorten_en, shorten_zh
from translator.briefs.scoring import Scored
from translator.embeddings import lexical_embed
from translator.lengths import headline_length
from translator.release import BriefLine, Language

# Where a headline may end: what follows adds to a headline that is complete without it.
_ENGLISH_BREAK = re.compile(
    r"[,;]\s+(?=(?:[a-z]\w*ing|with|as|after|while|and|amid)\b)|;\s+|\s+(?:[—–]|--)\s+|\s+(?=(?:as|after|while|amid)\s)"
    r"|(?:(?<=\bopens)|(?<=\bcloses)|(?<=\bends)|(?<=\bconcludes))\s+(?=with\s)"
)
_AFTER_CITY = re.compile(r"\bin\s+[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,2}(?=\s+(?:to|with|over)\s)")
_CHINESE_BREAK = re.compile(r"[\s\u3000；;]+|——|，")
# "as safe as weeks on a drip" may not end at "as safe".
_OPEN_END = re.compile(r"\b(?:as\s+\w+|is|are|was|were|be|to|of|in|for)$")
# Before a colon these say whose words follow.
_SPEAKER = re.compile(
    r"\b(?:conference|congress|forum|summit|statement|media|advisory|bulletin|report|study|trial|analysis|experts?|says?)$"
    r"|\bconsensus\b|(?:大会|论坛|峰会|会议|专家|媒体|提示|报告|研究|分析|试验|组织|声明|公告)$"
)
_COLON = re.compile(r"[:：]\s*")
# A part that turns or attributes what stands before it may not be left off.
_TURN = re.compile(r"\b(?:but|yet|not|unless|except|if|says?|said|finds?|shows?|hears?|told)\b|但|却|不|未|除|称")
# Words by which a clause leans on one that a reader of the headline does not see.
_LEANING = re.compile(
    r"\b(?:also|likewise|too|then|there|it|they|them|he|she|his|her|their|this|these|such)\b|[也还他她它此该]|其中|当天|同时",
    re.I,
)

CANDIDATES = 8
# Characters of a sentence above which its clauses are not looked for: it is a table or a list, not a sentence.
LONGEST_SHORTENED = 1000
# Worth of a clause beside the worth of its sentence: likeness to the topic in standard deviations, and the share of the
# room that it uses.
LIKENESS, FULLNESS = 0.5, 1.0


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    one: Scored


def own_headlines(text: str, language: Language, most: int) -> list[str]:
    """The article's headline and the parts of it that are headlines by themselves, the longest first, within a limit.

    most: characters in English, 汉字 in Chinese
    """
    return [part for part in _parts(text.strip(), language) if headline_length(part, language) <= most]


def derived_headlines(scored: Sequence[Scored], topic: str, language: Language, most: int) -> list[BriefLine]:
    """Clauses of sentences, shortened by the rules of their language and within a limit, the best first.

    Sentences that cannot stand alone are tried last, then the names in them. Empty where nothing fits.
    """
    fitting = [
        _Candidate(clause, one)
        for one in sorted(scored, key=lambda one: (_tier(one), -one.score, one.sentence.position))
        for clause in [c for c in _clauses(one, language) if headline_length(c, language) <= most][:1]
    ]
    ranked = []
    for tier in sorted({_tier(one.one) for one in fitting}):
        ranked += _ranked([one for one in fitting if _tier(one.one) == tier], topic, language, most)
    if not fitting and language == "en" and (named := _name(scored, most)):
        ranked = [named]
    return [BriefLine(one.text, cites=one.one.sentence.line.cites) for one in ranked]


def shortest_clause(scored: Sequence[Scored], language: Language) -> BriefLine:
    """The shortest clause there is, whole: where nothing fits, no phrase is ever cut."""
    clauses = [(headline_length(c, language), c, one) for one in scored for c in _clauses(one, language)]
    _, clause, one = min(clauses, key=lambda found: found[:2])
    return BriefLine(clause, cites=one.sentence.line.cites)


def _tier(one: Scored) -> int:
    """0 for a sentence that stands alone, 1 for one that leans on another, 2 for speech and questions."""
    voiced = one.sentence.speech > 0.2 or one.traits.first_person or one.traits.question
    return 0 if one.sound else 1 + voiced


def _clauses(one: Scored, language: Language) -> list[str]:
    """What can be a headline of one sentence, the fullest first; of the lead also the event that it names."""
    bare = one.sentence.bare
    if len(bare) > LONGEST_SHORTENED:
        return [bare]
    if language == "zh":
        found = list(shorten_zh.shortenings(bare))
    else:
        found = list(shorten_en.shortenings(bare))
        if one.sentence.position == 0:
            found += labels_en.event_names(bare)
    return [clause for clause in found if any(map(str.isalnum, clause))] or [bare]


def _name(scored: Sequence[Scored], limit: int) -> _Candidate | None:
    """The longest name in the first sentence that has one: a label is better than a headline over the limit."""
    for one in scored:
        name = labels_en.longest_name(one.sentence.bare)
        if name and len(name) <= limit:
            return _Candidate(name, one)
    return None


def _ranked(candidates: list[_Candidate], topic: str, language: Language, limit: int) -> list[_Candidate]:
    if len(candidates) == 1:
        return candidates
    # A dozen short clauses: n-grams tell them apart as well as the embedding does, in no time.
    vectors = lexical_embed([candidate.text for candidate in candidates[:CANDIDATES]] + [topic])
    likeness = vectors[:-1] @ vectors[-1]
    spread = max(float(likeness.std()), 1e-6)

    def worth(index: int) -> float:
        text = candidates[index].text
        fullness = min(1.0, 2 * headline_length(text, language) / limit)
        near = (float(likeness[index]) - float(likeness.mean())) / spread
        return round(candidates[index].one.score + LIKENESS * near + FULLNESS * fullness, 6)

    def leaning(index: int) -> bool:
        return _LEANING.search(candidates[index].text) is not None

    order = sorted(range(len(likeness)), key=lambda index: (leaning(index), -worth(index), index))
    return [candidates[index] for index in order] + candidates[CANDIDATES:]


def _parts(text: str, language: Language) -> list[str]:
    """The headline and its parts that can stand alone: the whole, then what opens a part, then what closes it."""
    halves = _COLON.split(text, maxsplit=1)
    both = len(halves) == 2 and all(len(half) > (5 if language == "zh" else 20) for half in halves)
    openings: set[str] = set(halves[:1] if _SPEAKER.search(halves[0]) else halves) if both else set()
    closings: set[str] = set()
    for whole in (text, *openings):
        for end, start in _breaks(whole, language):
            if not _TURN.search(whole[end:]):
                openings.add(whole[:end])
                if language == "zh" and not shorten_zh.lacks_subject(whole[start:]):
                    closings.add(whole[start:])
    ranked = [
        part.strip(" ,;，；") for parts in (openings, closings) for part in sorted(parts, key=lambda p: (-len(p), p))
    ]
    return [text, *(part[:1].upper() + part[1:] for part in ranked if _stands(part, language))]


def _breaks(text: str, language: Language) -> list[tuple[int, int]]:
    """Where the headline may be parted: the end of what stands before, the start of what comes after."""
    if language == "zh":
        return [match.span() for match in _CHINESE_BREAK.finditer(text)]
    return [match.span() for match in _ENGLISH_BREAK.finditer(text)] + [
        (match.end(), match.end()) for match in _AFTER_CITY.finditer(text)
    ]


def _stands(part: str, language: Language) -> bool:
    if language == "zh":
        return shorten_zh.is_clause(part)
    balanced = part.count("“") == part.count("”") and part.count("(") == part.count(")") and part.count('"') % 2 == 0
    return balanced and len(part.split()) >= 4 and not _OPEN_END.search(part)
