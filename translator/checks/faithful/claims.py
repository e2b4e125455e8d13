"""What a sentence denies and what it says for certain, against what the article denies and leaves open."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from translator.checks.faithful.passage import Passage, Word, word_list
from translator.checks.faithful.verdict import Fault
from translator.checks.polarity.cues import read_cues
from translator.release import Language, Span

_SCOPE = 4
_BEFORE = 3
"""So many telling words behind a cue are what it speaks of."""
_SAME = 0.75
"""How surely a text must have a word for the two to speak of the same."""
LESS = 0.15
"""How much less of a clause another may have and still be what it was written from."""
LEAST = 0.3
"""The share of a clause that another must have to be what it was written from."""
SOURCE = 0.4
"""The share of a clause that the clause must have from which a denial or a plan may have been left out."""
_DONE_ZH = re.compile("已|了(?![解不])|曾")
_DONE_EN = re.compile(r"\b(?:was|were|has|have|had|did)\b", re.IGNORECASE)

Rarity = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that denies something or leaves it open; scope, before: the telling words behind it and before it."""

    text: str
    span: Span
    sure: bool
    scope: tuple[Word, ...]
    before: tuple[Word, ...] = ()


def negation_faults(sentence: Passage, article: Sequence[Passage], rare: Rarity) -> Iterator[Fault]:
    """A fault for each clause that denies what the article affirms or does not speak of, and the other way round."""
    told = [clause for passage in article for clause in passage.clauses]
    for clause in sentence.clauses:
        ours = denials(clause)
        sure = [cue for cue in ours if cue.sure]
        if sure:
            scope = [word for cue in sure for word in cue.scope]
            common = {cue.text.lower() for cue in ours if not cue.sure}

            def denies(other: Passage, scope: Sequence[Word] = scope, common: Collection[str] = common) -> bool:
                cues = [cue for cue in denials(other) if cue.text.lower() not in common]
                near = {word.key for cue in cues for word in (*cue.before, *cue.scope)}
                # In Chinese the two may be cut into words differently.
                shared = any(w.key in near or any(w.key in key or key in w.key for key in near) for w in scope)
                return bool(cues) and (not scope or shared)

            if not _rests_on(clause, told, rare, denies):
                said = f"“{sure[0].text}”"
                yield Fault(
                    "negation", sure[0].text, f"The article does not deny this: {said}.", f"原文没有否定：{said}。"
                )
        elif not ours and (denied := _only_with(clause, told, rare, lambda other: denials(other))):
            yield Fault("negation", denied, f"The article denies this: “{denied}”.", f"原文此处为否定：“{denied}”。")


def modality_faults(sentence: Passage, article: Sequence[Passage], rare: Rarity) -> Iterator[Fault]:
    """A fault for each clause that says for certain what the article supposes or plans, or tells it as done."""
    told = [clause for passage in article for clause in passage.clauses]
    under = {clause for passage in article for clause in _after_coming(passage)}
    softened, ours = bool(cues("softer", sentence)), set(_after_coming(sentence))
    for clause in sentence.clauses:
        if clause in ours or cues("hedges", clause) or cues("coming", clause):
            continue
        done = _done(clause)
        if cues("later", clause) and any(done(word) for word in clause.content):
            later = cues("later", clause)[0].text
            reason = f"It tells as done what is to come: “{later}”."
            yield Fault("modality", later, reason, f"将来的事（{later}）说成了已经完成。")
            return

        def open_(other: Passage, done: Callable[[Word], bool] = done) -> Sequence[Cue]:
            coming = list(cues("coming", other))
            if other in under:
                coming.append(Cue("", (0, 0), True, other.content))
            coming = [replace(cue, scope=told) for cue in coming if (told := _from(done, cue.scope))]
            return coming if softened else [*cues("hedges", other), *coming]

        if words := _only_with(clause, told, rare, open_):
            reason = f"The article leaves this open or to come: “{words}”."
            yield Fault("modality", words, reason, f"原文此处只是可能或计划：“{words}”。")
            return


def _from(done: Callable[[Word], bool], scope: Sequence[Word]) -> tuple[Word, ...]:
    """Of what stands behind a cue, the first word that is told as done and those that follow it."""
    first = next((i for i, word in enumerate(scope) if done(word)), len(scope))
    return tuple(scope[first : first + _SCOPE])


def _after_coming(passage: Passage) -> Iterator[Passage]:
    """The clauses that a word such as "will" in a clause before them sets in time to come.

    One that says that it is done is not among them: 将采用新规则，决赛已举行.
    """
    coming = False
    for clause in passage.clauses:
        if coming and not (clause.language == "zh" and "已" in clause.text):
            yield clause
        coming = coming or bool(cues("coming", clause))


def _done(clause: Passage) -> Callable[[Word], bool]:
    """Whether a clause tells of an action as done, by the form of its verb."""
    if clause.language == "zh":
        return lambda verb: bool(_DONE_ZH.search(clause.text))
    if _DONE_EN.search(clause.text):
        return lambda verb: True
    past = word_list("past", "en")

    def done(verb: Word) -> bool:
        forms = [clause.text[slice(*word.span)].lower() for word in clause.words if word.key == verb.key]
        return any(form.endswith("ed") or form in past for form in forms)

    return done


def _rests_on(clause: Passage, told: Sequence[Passage], rare: Rarity, fits: Callable[[Passage], bool]) -> bool:
    """Whether a clause of the article that fits has about as much of a clause as the best that does not fit."""
    with_it = max((overlap(clause, other, rare) for other in told if fits(other)), default=0.0)
    without = max((overlap(clause, other, rare) for other in told if not fits(other)), default=0.0)
    return with_it >= max(LEAST, without - LESS)


def _only_with(
    clause: Passage, told: Sequence[Passage], rare: Rarity, found: Callable[[Passage], Sequence[Cue]]
) -> str:
    """The cue and its scope of the article's clause that a clause was written from, where it speaks of that scope.

    "" where a clause without such a cue has about as much of it.
    """
    ranked = [(overlap(clause, other, rare), other) for other in told]
    best, source = max(ranked, key=lambda pair: pair[0], default=(0.0, clause))
    if best < SOURCE:
        return ""
    for cue in found(source):
        spoken = [word for word in cue.scope if clause.has(word) >= _SAME]
        first = cue.text == "" or clause.has(cue.scope[0]) >= _SAME if cue.scope else False
        if not cue.sure or not first or 2 * len(spoken) < len(cue.scope):
            continue
        plain = max((share for share, other in ranked if other is not source and not found(other)), default=0.0)
        if plain < best - LESS:
            return source.text[cue.span[0] : max(word.span[1] for word in cue.scope[:3])]
    return ""


def overlap(clause: Passage, other: Passage, rare: Rarity) -> float:
    """Which share of a clause's telling words another has, rare ones counting most, 0 to 1."""
    total = common = 0.0
    for word in clause.content:
        weight = rare.get(word.key, 1.0)
        total += weight
        common += weight * other.has(word)
    return common / total if total else 0.0


@lru_cache(maxsize=4096)
def denials(passage: Passage) -> tuple[Cue, ...]:
    """The words of a text that deny."""
    return tuple(
        _cue(passage, cue.text, cue.span, cue.kind == "strong" and not cue.labels)
        for cue in read_cues(passage.text, passage.language)
        if cue.kind in {"strong", "firm", "weak"} and "only" not in cue.labels
    )


@lru_cache(maxsize=8192)
def cues(name: str, passage: Passage) -> tuple[Cue, ...]:
    """The words of a text that a list of data/faithful.toml has: "hedges", "coming", "softer"."""
    found = _pattern(name, passage.language).finditer(passage.text)
    return tuple(_cue(passage, match[0], match.span(), True, name == "coming") for match in found)


@cache
def _pattern(name: str, language: Language) -> re.Pattern[str]:
    joined = "|".join(sorted(word_list(name, language), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])", re.IGNORECASE) if language == "en" else re.compile(joined)


def _cue(passage: Passage, text: str, span: Span, sure: bool, whole: bool = False) -> Cue:
    behind, before = passage.content_in((span[1], len(passage.text))), passage.content_in((0, span[0]))
    return Cue(text, span, sure, behind if whole else behind[:_SCOPE], before[-_BEFORE:])
