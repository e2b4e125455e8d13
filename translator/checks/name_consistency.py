"""One name, one form: a person is written the same way all through a document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from translator.checks.naming.han import names_with
from translator.checks.naming.latin import LatinName, latin_names
from translator.checks.naming.persons import ALIKE, family_readings, find_person, is_pinyin_name, parts_of
from translator.checks.naming.pinyin import letters, readings
from translator.checks.naming.romanization import given_characters, split_name
from translator.checks.naming.transliteration import sound
from translator.checks.naming.view import chinese_view
from translator.release import Direction, Issue, Segment, Span

_CANDIDATES = 3
"""Characters shown for a syllable of a given name."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """A name, or a part of one, in a segment: how each language writes it, and where the target does."""

    segment: int
    english: str
    chinese: str
    span: Span


def check_name_consistency(segments: Sequence[Segment], direction: Direction) -> list[tuple[int, Issue]]:
    """Issues with the index of their segment: a name written in two ways, and names whose characters need confirming.

    An error where most of the document writes a name otherwise, a warning where both ways are as frequent; the fix is
    the usual form. Into Chinese, each Chinese person's name gets one note: pinyin does not tell its characters.
    """
    into_chinese = direction.target == "zh"
    mentions = [m for i, segment in enumerate(segments) for m in _mentions(i, segment, into_chinese)]
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        key, form = (mention.english, mention.chinese) if into_chinese else (mention.chinese, mention.english)
        forms[key][form] += 1
    found: list[tuple[int, Issue]] = []
    for mention in mentions:
        key, form = (mention.english, mention.chinese) if into_chinese else (mention.chinese, mention.english)
        usual, count = forms[key].most_common(1)[0]
        if form != usual and not _same(form, usual):
            found.append((mention.segment, _inconsistent(form, usual, mention.span, count > forms[key][form])))
    usual_forms = {key: counted.most_common(1)[0][0] for key, counted in forms.items()}
    for i, segment in enumerate(segments):
        if into_chinese:
            found += [(i, issue) for issue in _family_alone(segment, usual_forms)]
        found += [(i, issue) for issue in _part_alone(segment, usual_forms, into_chinese)]
    if into_chinese:
        found += _confirmations(mentions)
    return sorted(found, key=lambda pair: pair[0])


def _mentions(index: int, segment: Segment, into_chinese: bool) -> list[_Mention]:
    """The full names of a segment that stand on both sides."""
    english, chinese = (segment.source, segment.target) if into_chinese else (segment.target, segment.source)
    if not english or not chinese:
        return []
    view = chinese_view(chinese)
    found: list[_Mention] = []
    for name in latin_names(english):
        if len(name.words) < 2:
            continue
        if is_pinyin_name(name):
            verdict = find_person(name, view)
            if verdict.outcome == "same" and verdict.heard:
                span = verdict.heard[0]
                han = chinese[slice(*span)]
                if split_name(han):
                    text = " ".join(w.text.removesuffix("'s").removesuffix("’s") for w in name.words)
                    found.append(_Mention(index, text, han, span if into_chinese else name.span))
        else:
            for word, part in parts_of(name, view):
                where = part.span if into_chinese else word.span
                found.append(_Mention(index, word.text, _trimmed(word.plain, part.text), where))
    return found


def _trimmed(plain: str, part: str) -> str:
    """The characters of a part that the word accounts for, without what clings to them."""
    start, end = sound(plain, part).span
    return part[start:end] or part


def _same(form: str, usual: str) -> bool:
    """Whether two forms differ only in what clings to one of them, or in spaces, hyphens and capitals."""
    return form in usual or usual in form or letters(form) == letters(usual) != ""


def _inconsistent(form: str, usual: str, span: Span, rarer: bool) -> Issue:
    return Issue(
        "names",
        "error" if rarer else "warning",
        f"“{form}” is written “{usual}” elsewhere in the text.",
        f"“{form}”在文中其他地方写作“{usual}”。",
        None,
        span,
        usual if rarer else None,
    )


def _family_alone(segment: Segment, usual: dict[str, str]) -> list[Issue]:
    """A Chinese name that stands for a family name (Guan said) and is none of those that the document has for it."""
    found: list[Issue] = []
    view = chinese_view(segment.target)
    for name in latin_names(segment.source):
        plain = name.words[0].plain
        if len(name.words) != 1 or plain not in family_readings():
            continue
        known = [han for latin, han in usual.items() if letters(latin.split()[0]) == plain and " " in latin]
        if not known or any(k in segment.target for k in known):
            continue
        wrong = [n for n in view.native if n.family in {k[: len(n.family)] for k in known} and n.text not in known]
        wrong = wrong or [
            n for k in known for n in names_with(k[: -len((split_name(k) or ("", k))[1])], segment.target)
        ]
        if wrong:
            sure = known[0] if len(known) == 1 else None
            found.append(
                Issue(
                    "names",
                    "error",
                    f"“{wrong[0].text}” is not the {name.words[0].text} of the rest of the text ({', '.join(known)}).",
                    f"“{wrong[0].text}”与文中其他地方的“{'、'.join(known)}”不符。",
                    name.span,
                    wrong[0].span,
                    sure,
                )
            )
    return found


def _part_alone(segment: Segment, usual: dict[str, str], into_chinese: bool) -> list[Issue]:
    """A foreign family name on its own that the document writes otherwise where it stands in full."""
    found: list[Issue] = []
    if into_chinese:
        view = chinese_view(segment.target)
        for name in latin_names(segment.source):
            form = usual.get(name.words[0].text)
            if len(name.words) != 1 or form is None or form in segment.target:
                continue
            score, where = view.best_run(name.words[0].plain)
            if where and score >= ALIKE and not _same(segment.target[slice(*where)], form):
                found.append(_inconsistent(segment.target[slice(*where)], form, where, True))
        return found
    for chinese, latin in usual.items():
        if " " in latin or len(chinese) < 3 or chinese not in segment.source or latin in segment.target:
            continue
        for name in latin_names(segment.target):
            word = name.words[-1]
            if (
                len(name.words) == 1
                and not word.common
                and word.text[0] == latin[0]
                and sound(word.plain, chinese).score >= ALIKE
            ):
                found.append(_inconsistent(word.text, latin, word.span, True))
    return found


def _confirmations(mentions: list[_Mention]) -> list[tuple[int, Issue]]:
    """One note for each Chinese person's name, at its first mention."""
    seen: set[str] = set()
    found: list[tuple[int, Issue]] = []
    for mention in mentions:
        parts = split_name(mention.chinese)
        if " " not in mention.english or parts is None or mention.english in seen:
            continue
        seen.add(mention.english)
        others = "，".join(filter(None, (_homophones(c) for c in parts[1])))
        found.append(
            (
                mention.segment,
                Issue(
                    "names",
                    "note",
                    f"“{mention.english}” is written {mention.chinese}, which the English cannot tell: please confirm"
                    + (f" (others read so too: {others})." if others else "."),
                    f"“{mention.english}”写作“{mention.chinese}”，英文无法确定用字，请核实"
                    + (f"（同音字：{others}）。" if others else "。"),
                    None,
                    mention.span,
                ),
            )
        )
    return found


def _homophones(character: str) -> str:
    """Other characters of given names that read the same."""
    sounds = readings(character)[:1]
    same = [c for c in sorted(given_characters()) if c != character and readings(c)[:1] == sounds]
    return "、".join(same[:_CANDIDATES])


__all__ = ["LatinName", "check_name_consistency"]
