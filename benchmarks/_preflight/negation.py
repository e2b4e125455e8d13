"""Errors in polarity: a negation that gets lost, and one that nobody wrote."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache

from .listed import lookup, rows
from .planting import Case, Edit

# "not only", "not X but Y" and the like deny nothing; nor does a question that expects the answer yes.
_NO_DENIAL_EN = re.compile(
    r" (?:only|just|merely|simply|necessarily|least|to mention|because|so much|all|every|always)\b"
)
_AUXILIARY = r"(?:is|are|was|were|will|would|could|can|should|must|has|have|had|may|might|need)"
# Words that only stand in a negated clause would betray what was there.
_LEFT_OVER = re.compile(r"\b(?:at all|ever|anything|anybody|anymore|any|yet|either|nor|need|whatsoever)\b")
_UN = re.compile(
    r"\b(?:un(?=likely|changed|insured|treated|necessary|safe|available|affected|known|clear|common|able to|certain|"
    r"detected|diagnosed|willing|acceptable|reliable|stable|successful|published|related|harmed|injured|trained|paid|"
    r"vaccinated|controlled|approved)|non-(?=inferior|invasive|surgical|small|profit|commercial|medical|fatal|smoking|"
    r"emergency|steroidal|pharmacological|specific|randomized|communicable)|in(?=effective|complete|sufficient|adequate|"
    r"appropriate|accurate|accessible|visible|eligible|dependent))"
)
_NO = re.compile(r"(?<![\w-])[Nn]o ((?:[a-z]+-?[a-z]*,? ?){1,4})")
_NOT_AFTER_NO = re.compile(
    r"(?:longer|one|more|fewer|less|later|matter|doubt|sooner|better|earlier|different|other|use|end|way)\b"
)
_HEAD_ENDS = re.compile(
    r"\b(?:of|in|to|for|than|was|were|is|are|has|had|have|between|or|and|on|at|with|that|who|which|from|during|after|"
    r"by|as|but|if|when|while|would|could|will|can|should|about|within|among|behind|worth|since|under|over|left|may|might|"
    r"must|should|be|been|any)\b|,"
)
_MASS = frozenset(
    [
        "evidence",
        "information",
        "cost",
        "pain",
        "data",
        "treatment",
        "access",
        "fever",
        "bleeding",
        "money",
        "time",
        "room",
        "power",
        "water",
        "electricity",
        "news",
        "harm",
        "damage",
        "progress",
        "progression",
        "training",
        "equipment",
        "help",
        "internet",
        "anesthesia",
        "surgery",
        "radiation",
        "care",
        "disease",
        "improvement",
        "recurrence",
        "infection",
        "hemorrhage",
        "experience",
        "history",
        "work",
        "sense",
        "insurance",
    ]
)


def negation_removed(case: Case, chance: random.Random) -> Iterator[Edit]:
    """A negation is left out, and the verb or article after it is made to fit; not where it denies nothing."""
    if case.language == "zh":
        yield from _removed_zh(case.target, case.source)
        return
    for edit in _removed_en(case.target):
        rest = re.split(r"[,.;:]", case.target[edit.end :])[0]
        if not _LEFT_OVER.search(rest):
            yield edit


def _removed_en(text: str) -> Iterator[Edit]:
    for match in re.finditer(rf"\b({_AUXILIARY}) not\b", text):
        if not _no_denial(text, match.end()):
            yield Edit(match.start(), match.end(), match[1])
    positives = lookup("positive.en.tsv")
    for match in re.finditer(r"(?<![\w'])(?:" + "|".join(positives) + r")(?!\w)", text, re.I):
        positive = positives[match[0].lower()]
        if not _no_denial(text, match.end()):
            yield Edit(*match.span(), positive.capitalize() if match[0][0].isupper() else positive)
    for match in re.finditer(r"(?<![\w'])(does|did|do)(?: not|n't) ([a-z]+)\b", text):
        if not _no_denial(text, match.end(2) - len(match[2]) - 1):
            yield Edit(*match.span(), _inflected(match[1], match[2]))
    for match in re.finditer(rf"\b({_AUXILIARY}) never\b|\bnever (?=[a-z]+ed\b)", text):
        yield Edit(*match.span(), match[1] or "")
    for match in re.finditer(r"\b[Ww]ithout (?:any )?(?!ever|being|having|which|even|them|him|her|it\b)", text):
        if not re.search(r"\b(?:not|no|never|n't|nobody|none)\b[^.;]*$", text[: match.start()]):
            yield Edit(*match.span(), "With " if match[0][0] == "W" else "with ")
    for match in re.finditer(r"\b(?:[Nn]o longer )(?=[a-z])", text):
        yield Edit(*match.span(), "still ")
    for match in re.finditer(r"\b(?:Nobody|No one|nobody|no one)(?= [a-z])(?! else)", text):
        yield Edit(*match.span(), "Everyone" if match[0][0] == "N" else "everyone")
    for match in re.finditer(r"\b(?:None|none)(?= of (?:the|these|those|them|its|his|her|our)\b)", text):
        yield Edit(*match.span(), "All" if match[0][0] == "N" else "all")
    for match in _UN.finditer(text):
        before = re.search(r"\ban? $", text[: match.start()])
        article = ("an " if text[match.end()] in "aeio" else "a ") if before else ""
        yield Edit(before.start() if before else match.start(), match.end(), article)
    yield from _removed_no(text)


def _removed_no(text: str) -> Iterator[Edit]:
    for match in _NO.finditer(text):
        rest = match[1]
        if _NOT_AFTER_NO.match(rest):
            continue
        ends = _HEAD_ENDS.search(rest)
        phrase = (rest[: ends.start()] if ends else rest).rstrip()
        if not phrase or re.match(r"[^.;]{0,40}\bbut\b", text[match.start(1) + len(phrase) :]):
            continue
        head = phrase.split()[-1]
        plural = (head.endswith("s") and not head.endswith(("ss", "us", "sis"))) or head in _MASS
        article = "" if plural else "an " if phrase[0] in "aeio" else "a "
        if match[0][0] == "N":
            article = article.capitalize()
            phrase = phrase if article else phrase.capitalize()
        yield Edit(match.start(), match.start(1) + len(phrase), article + phrase)


def _no_denial(text: str, end: int) -> bool:
    clause = re.split(r"[.;?]", text[end:])[0]
    return bool(_NO_DENIAL_EN.match(text, end)) or bool(re.search(r"\bbut\b|; it|, it", clause[:80]))


def _inflected(auxiliary: str, verb: str) -> str:
    """The verb as it stands without "does not", "did not", "do not"."""
    if auxiliary == "do":
        return verb
    if auxiliary == "does":
        if verb in ("have", "do", "go"):
            return {"have": "has", "do": "does", "go": "goes"}[verb]
        if re.search(r"[^aeiou]y$", verb):
            return verb[:-1] + "ies"
        return verb + ("es" if re.search(r"(?:s|x|z|ch|sh)$", verb) else "s")
    irregular = lookup("irregular-verbs.en.tsv")
    if verb in irregular:
        return irregular[verb]
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ied"
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgmnpt]|(?:oc|re)cur|refer|permit|admit|commit|submit", verb):
        return verb + verb[-1] + "ed"
    return verb + ("d" if verb.endswith("e") else "ed")


@cache
def _removed_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), positive) for pattern, positive in rows("negation-removed.zh.tsv"))


def _denies_noun(english: str) -> bool:
    """Whether the source denies that there is something, rather than that something was done."""
    return not re.search(r"\b(?:not|never)\b|n't\b", english)


def _removed_zh(text: str, source: str) -> Iterator[Edit]:
    for pattern, positive in _removed_patterns():
        for match in pattern.finditer(text):
            if positive in ("", "有") and match[0] == "没有" and (positive == "有") != _denies_noun(source):
                continue
            if not _doubly_negated(text, match.start()):
                # 并不 loses 并 with its negation.
                start = match.start() - text[: match.start()].endswith("并")
                yield Edit(start, match.end(), positive)


def _doubly_negated(text: str, at: int) -> bool:
    """Whether the negation is one of two in its clause (并非没有, 无不, 非…不可), or denies nothing (是不是, 而是)."""
    before = re.split(r"[，。；：“”！？、]", text[:at])[-1]
    after = re.split(r"[。；！？]", text[at:])[0]
    clause = re.split(r"[，。；：”！？]", text[at:])[0]
    asked = (
        re.match(r"(.)[不没]\1", text[at - 1 : at + 2])
        or re.search(r"既[不无没]", text)
        or re.search(r"[吗呢]", clause)
        or re.search(r"为什么|谁|难道|何|怎", before)
    )
    two = re.search(r"[不没无未非][^一二]{0,6}$", before) or re.search(
        r"(?<!^)[不没无未](?!到|足|同|良|少)", clause[2:6]
    )
    strengthened = re.search(r"(?:从来?|绝|毫|根本|至今还?|再也|尚|丝毫|与其.*)$", before)
    contrast = re.search(r"[，；“]?而是|，是", after[:40]) and text[at : at + 2] in ("不是", "不在", "并非")
    return bool(asked or two or strengthened or contrast or before.endswith("而"))


_ADDED_EN = re.compile(
    r"(?<!should )(?<!would )(?<!could )(?<!may )(?<!might )(?<!must )(?<!to )"
    r"\b(?:is|are|was|were|will|would|could|can|should|must|has|have|had|may|might)"
    r"(?= (?:be |been )?[a-z]+(?:ed|ing|en)\b| be\b| (?:show|help|reach|open|receive|use|reduce|take|make|give|provide|"
    r"cover|become|continue|support|include|expand|increase)\b)"
)
_NEGATED_NEAR_EN = re.compile(
    r"\b(?:not|no|never|nor|neither|without|none|nobody|only|hardly|unable|unless|until)\b|n't\b", re.I
)


def negation_added(case: Case, chance: random.Random) -> Iterator[Edit]:
    """A negation that the source does not have stands at a verb; not in a clause that has one already."""
    if case.language == "en":
        for match in _ADDED_EN.finditer(case.target):
            clause = (
                re.split(r"[.;]", case.target[: match.start()])[-1] + re.split(r"[.;]", case.target[match.end() :])[0]
            )
            if not _NEGATED_NEAR_EN.search(clause):
                yield Edit(*match.span(), "cannot" if match[0] == "can" else match[0] + " not")
        return
    for pattern, negative in rows("negation-added.zh.tsv"):
        for match in re.finditer(pattern, case.target):
            before = re.split(r"[，。；：“”]", case.target[: match.start()])[-1]
            after = re.split(r"[，。；：“”]", case.target[match.start() :])[0]
            if not re.search(r"[不没无未非只仅才]", before + after):
                yield Edit(*match.span(), match.expand(negative))
