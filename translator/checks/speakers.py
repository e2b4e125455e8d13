"""What somebody said is said by the same person on both sides: names and pronouns beside verbs of speech."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from translator.checks.quotations import read_quotations
from translator.release import Direction, Issue, Language, Segment, Span

_VERB_EN = re.compile(
    r"\b(?:said|says|told|added|adds|noted|notes|explained|stressed|recalled|warned|warns|argued|observed|remarked|"
    r"asked|replied|pointed out|emphasi[sz]ed|commented|wrote|recounted|concluded|insisted|admitted|joked|laughed|"
    r"acknowledged|according to)\b"
)
_VERB_ZH = re.compile(
    r"说|表示|指出|介绍|认为|强调|(?<=[他她])称|告诉|坦言|解释|补充|回忆|透露|提醒|呼吁|写道|问道|笑道|直言|感慨|坦承|谈到"
)
_PRONOUN_EN = re.compile(r"\b(he|she)(?:\s+\w+ly)?\s+$", re.IGNORECASE)
_PRONOUN_AFTER_EN = re.compile(r"\s+(he|she)\b")
_PRONOUN_ZH = re.compile(r"(?<!其)(?:^|(?<=[，。！？；：“”、\s]))([他她])(?!们)[^他她，。！？；：“”]{0,4}$")
_PERSONS_EN = {
    "he": re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE),
    "she": re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE),
}
_PERSONS_ZH = {"he": re.compile(r"(?<!其)他(?!们)"), "she": re.compile(r"她(?!们)")}
# From a verb to the name behind it: titles and small words (said study author Karen Lindegaard), but no preposition.
_UP_TO_NAME = re.compile(
    r"\s(?:(?!(?:that|in|at|of|from|for|by|with|to|on|when|while|as|about)\b)(?:[a-z][\w'-]*|Dr\.?|Prof(?:essor|\.)?|Mr\.?|"
    r"Mrs\.?|Ms\.?|Academician|President|Minister|Director)\s){0,6}$"
)
_SENTENCE_END_EN = re.compile(r"(?<![A-Z])(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bProf)(?<!\bMrs)[.!?;]\s|\"")
_CLAUSE_END_ZH = re.compile(r"[。！？；“”\"]")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A verb of speech and where its speaker is named.

    verb: its place; speaker: the part of the text that names who speaks (in English the name, in Chinese all of the
    sentence before the verb), None where that cannot be told; pronoun: "he" or "she" where one stands at the verb
    """

    verb: Span
    speaker: Span | None
    pronoun: str = ""


def check_speakers(segment: Segment, direction: Direction) -> list[Issue]:
    """Words given to another person of the sentence than in the source, or to a man in place of a woman.

    Names that are missing altogether are the matter of another check.
    """
    english, chinese = segment.source, segment.target
    if direction.source == "zh":
        english, chinese = chinese, english
    if not _VERB_EN.search(english) or not _VERB_ZH.search(chinese):
        return []
    spoken_en, spoken_zh = attributions(english, "en"), attributions(chinese, "zh")
    found = (*_pronouns(english, chinese, spoken_en, spoken_zh), *_exchanged(english, chinese, spoken_en, spoken_zh))
    return [_issue(*spans, direction=direction, what=what) for spans, what in found]


def attributions(text: str, language: Language) -> list[Attribution]:
    """The verbs of speech outside quotations, in order, each with its speaker where that can be told."""
    outside = list(text)
    for start, end in read_quotations(text, language).pairs:
        outside[start + 1 : end - 1] = " " * (end - start - 2)
    blanked = "".join(outside)
    return list(_english(blanked) if language == "en" else _chinese(blanked))


def _english(text: str) -> Iterator[Attribution]:
    from translator.checks.naming.latin import latin_names

    names = [name.span for name in latin_names(text) if name.person or len(name.words) > 1]
    edge = 0
    for match in _VERB_EN.finditer(text):
        start, end = match.span()
        pronoun = _PRONOUN_EN.search(text, max(edge, start - 20), start) or _PRONOUN_AFTER_EN.match(text, end)
        if pronoun:
            yield Attribution((start, end), None, pronoun[1].lower())
            continue
        after = [name for name in names if name[0] > end and _UP_TO_NAME.fullmatch(text, end, name[0])]
        begin = max((m.end() for m in _SENTENCE_END_EN.finditer(text, 0, start)), default=0)
        before = [name for name in names if begin <= name[0] and name[1] <= start]
        speaker = after[0] if after and match[0] != "told" else before[0] if len(before) == 1 else None
        yield Attribution((start, end), speaker)
        edge = end


def _chinese(text: str) -> Iterator[Attribution]:
    for match in _VERB_ZH.finditer(text):
        start, end = match.span()
        begin = max((m.end() for m in _CLAUSE_END_ZH.finditer(text, 0, start)), default=0)
        pronoun = _PRONOUN_ZH.search(text, 0, start)
        speaker = {"他": "he", "她": "she"}[pronoun[1]] if pronoun else ""
        yield Attribution((start, end), None if speaker else (begin, start), speaker)


Found = tuple[tuple[Span | None, Span | None], str]


def _pronouns(
    english: str, chinese: str, spoken_en: list[Attribution], spoken_zh: list[Attribution]
) -> Iterator[Found]:
    """He at a verb of speech on one side and she on the other, or nothing but she in all of the other text."""
    at_en, at_zh = [a for a in spoken_en if a.pronoun], [a for a in spoken_zh if a.pronoun]
    said_en, said_zh = {a.pronoun for a in at_en}, {a.pronoun for a in at_zh}
    some_en = {kind for kind, pattern in _PERSONS_EN.items() if pattern.search(english)}
    some_zh = {kind for kind, pattern in _PERSONS_ZH.items() if pattern.search(chinese)}
    for one, other in ((said_en, said_zh), (said_zh, some_en), (said_en, some_zh)):
        if one and other and not one & other:
            verb_en, verb_zh = (at_en or spoken_en)[:1], (at_zh or spoken_zh)[:1]
            yield (verb_en[0].verb if verb_en else None, verb_zh[0].verb if verb_zh else None), "pronoun"
            return


def _exchanged(
    english: str, chinese: str, spoken_en: list[Attribution], spoken_zh: list[Attribution]
) -> Iterator[Found]:
    """A speaker of the English whose name stands in the Chinese, but where another name of the English speaks."""
    named = [a.speaker for a in spoken_en if a.speaker]
    regions = [a.speaker for a in spoken_zh if a.speaker]
    if not named or not regions:
        return
    from translator.checks.naming.latin import latin_names
    from translator.checks.naming.persons import find_person
    from translator.checks.naming.view import chinese_view

    names = [name for name in latin_names(english) if name.person or len(name.words) > 1]
    if len(names) < 2:
        return
    view = chinese_view(chinese)
    heard = {name.span: find_person(name, view).heard for name in names}
    for i, speaker in enumerate(named):
        places = heard.get(speaker, ())
        own = regions[i : i + 1] if len(named) == len(regions) else regions
        if not places or not own or any(_inside(place, region) for place in places for region in own):
            continue
        for other, where in heard.items():
            taken = [region for place in where for region in own if other != speaker and _inside(place, region)]
            if taken and not set(where) & set(places):
                yield (speaker, taken[0]), "name"
                break


def _inside(place: Span, region: Span) -> bool:
    return region[0] <= place[0] and place[1] <= region[1]


def _issue(in_english: Span | None, in_chinese: Span | None, direction: Direction, what: str) -> Issue:
    source, target = (in_english, in_chinese) if direction.source == "en" else (in_chinese, in_english)
    if what == "pronoun":
        message, message_zh = "A man speaks on one side and a woman on the other.", "说话人性别与原文不一致（他/她）。"
    else:
        message, message_zh = "Another person speaks here than in the source.", "说话人与原文不一致。"
    return Issue("speakers", "error" if what == "pronoun" else "warning", message, message_zh, source, target)
