"""Persons, places and institutions: each name of one text has its equal in the other."""

from __future__ import annotations

import re
from collections.abc import Iterable

from translator.checks.naming.institutions import lost_words
from translator.checks.naming.pairing import pair_names
from translator.checks.naming.pinyin import cuts
from translator.checks.naming.places import PlaceName
from translator.checks.naming.tables import word_set
from translator.release import Direction, Issue, Segment, Severity, Span


def check_names(segment: Segment, direction: Direction) -> list[Issue]:
    """Issues for names without an equal on the other side.

    Error: both texts have a name without an equal, or a Chinese name reads otherwise. Warning: only one of them has.
    Names that the glossary knows (Segment.terms) are left to the check of terms.
    """
    english_first = direction.source == "en"
    english, chinese = (segment.source, segment.target) if english_first else (segment.target, segment.source)
    if not english.strip() or not chinese.strip():
        return []
    found = pair_names(english, chinese)
    known = [span for term in segment.terms if (span := term.span if english_first else term.target_span)]
    known_han = [span for term in segment.terms if (span := term.target_span if english_first else term.span)]
    report = _Report(english, chinese, english_first)
    issues: list[Issue] = []
    han = [name for name in found.lost_han if not _within(name.span, known_han)]
    for name, verdict in found.persons:
        if _within(verdict.latin, known) or verdict.outcome == "unknown":
            continue
        if verdict.outcome == "misread" and verdict.han:
            issues.append(report.misread(verdict.latin, name.span, verdict.han, verdict.expected))
            han = [n for n in han if not _within(n.span, [verdict.han])]
        elif verdict.outcome == "other" and verdict.han:
            issues.append(
                report.no_equal(verdict.latin, "error" if name.person and verdict.sure else "warning", verdict.han)
            )
            han = [n for n in han if not _within(n.span, [verdict.han])]
        elif name.person or han:
            partner = han.pop(0) if han else None
            issues.append(
                report.no_equal(verdict.latin, "error" if partner else "warning", partner.span if partner else None)
            )
    issues += [report.no_chinese_equal(name.span, "warning") for name in han]
    places = [p.span for p in found.lost_places if not _within(p.span, known)]
    places += [w.span for w in found.lost_words if is_place_in_pinyin(w.plain) and not _within(w.span, known)]
    han_places = [p for p in found.lost_han_places if not _within(p.span, known_han)]
    adjectives = {p.span for p in found.lost_places if _is_adjective(p) and not _begins_name(english[p.span[1] :])}
    for span in sorted(places):
        other = han_places.pop(0) if han_places else None
        alone: Severity = "note" if span in adjectives else "warning"
        issues.append(report.no_equal(span, "error" if other else alone, other.span if other else None))
    for word in lost_words(english, chinese):
        if not _within(word.span, [*known, *places]) and not any(
            _within(word.span, [p.span]) for p in found.named_places
        ):
            issues.append(report.no_equal(word.span, "warning", None))
    vague = not english_first or _is_vague(english)
    issues += [report.no_chinese_equal(p.span, "note" if vague else "warning") for p in han_places]
    return issues


def _is_vague(english: str) -> bool:
    """Whether an English text has a word by which it may mean a place that the Chinese names (the province, here)."""
    return not word_set("vague_places").isdisjoint(re.findall(r"[a-z]+", english.lower()))


def _begins_name(text: str) -> bool:
    """Whether a capital follows, so that an adjective before it is part of a name (Indian Institute)."""
    return re.match(r"\s[A-Z]", text) is not None


_ADJECTIVE = re.compile(r".{2,}(?:an|ese|ish|ch|ic|i|iss|Thai|Greek)")


def _is_adjective(place: PlaceName) -> bool:
    """Whether a place is named by an adjective, which may be part of a fixed expression (Japanese encephalitis)."""
    first = {known.english[0] for known in place.places if known.english}
    return place.text not in first and _ADJECTIVE.fullmatch(place.text) is not None


def is_place_in_pinyin(plain: str) -> bool:
    """Whether a word is the pinyin of two or three characters and long enough to be no chance."""
    return len(plain) > 3 and any(2 <= len(cut) <= 3 for cut in cuts(plain))


class _Report:
    """Words issues about a pair of texts, with the spans on the right sides."""

    def __init__(self, english: str, chinese: str, english_first: bool) -> None:
        self.english, self.chinese, self.english_first = english, chinese, english_first

    def no_equal(self, span: Span, severity: Severity, other: Span | None) -> Issue:
        words = self.english[slice(*span)]
        instead = self.chinese[slice(*other)] if other else ""
        return self._issue(
            severity,
            f"“{words}” has no equal in the Chinese" + (f", which has “{instead}”." if instead else "."),
            f"英文中的“{words}”在中文里没有对应的名称" + (f"，中文写的是“{instead}”。" if instead else "。"),
            span,
            other,
        )

    def no_chinese_equal(self, span: Span, severity: Severity) -> Issue:
        words = self.chinese[slice(*span)]
        return self._issue(
            severity,
            f"The name “{words}” has no equal in the English.",
            f"中文中的名称“{words}”在英文里没有对应。",
            None,
            span,
        )

    def misread(self, word: Span, whole: Span, han: Span, expected: str) -> Issue:
        words, name = self.english[slice(*word)], self.chinese[slice(*han)]
        return self._issue(
            "error",
            f"“{words}” does not read like {name}: it should be {expected}.",
            f"“{words}”与“{name}”读音不符，应为 {expected}。",
            whole,
            han,
            None if self.english_first else expected,
        )

    def _issue(
        self,
        severity: Severity,
        message: str,
        message_zh: str,
        english: Span | None,
        chinese: Span | None,
        fix: str | None = None,
    ) -> Issue:
        source, target = (english, chinese) if self.english_first else (chinese, english)
        return Issue("names", severity, message, message_zh, source, target, fix)


def _within(span: Span, others: Iterable[Span]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in others)
