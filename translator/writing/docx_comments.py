"""Comments in a Word document: what the checks found, and what the translation memory offers."""

from __future__ import annotations

from typing import Any

from translator.release import Issue, Match, Segment
from translator.writing import matches, word, wording

_CHECKS = ("Checks 检查", "Ck")
_MEMORY = ("Memory 记忆库", "TM")


def add_issue(document: Any, runs: list[Any], issue: Issue) -> None:
    """What a check found, in both languages, as a comment on these runs."""
    words, shape = wording.SEVERITIES[issue.severity], wording.SHAPES[issue.severity]
    comment = _comment(document, runs, _CHECKS)
    word.add_text(comment.paragraphs[0], f"{shape} {words.en} ({issue.check}): {issue.message}", "en")
    word.add_text(comment.add_paragraph(), f"{words.zh}：{issue.message_zh}", "zh")
    if issue.fix is not None:
        word.add_text(comment.add_paragraph(), f"Suggested 建议改为: {issue.fix}", "zh")


def add_memory(document: Any, runs: list[Any], segment: Segment) -> None:
    """That the translation is from the memory, or a comment for each match that the memory offers for it."""
    if matches.used(segment):
        words = matches.origin(segment)
        comment = _comment(document, runs, _MEMORY)
        word.add_text(comment.paragraphs[0], words.en, "en")
        word.add_text(comment.add_paragraph(), words.zh, "zh")
    for match in matches.offered(segment):
        _add_match(_comment(document, runs, _MEMORY), match, segment)


def _add_match(comment: Any, match: Match, segment: Segment) -> None:
    words = matches.label(match)
    word.add_text(comment.paragraphs[0], words.en, "en")
    word.add_text(comment.add_paragraph(), words.zh, "zh")
    source = comment.add_paragraph()
    replaced = False
    for piece in matches.differences(match, segment):
        if replaced and piece.where == "segment":
            word.add_text(source, " ", "en")
        replaced = piece.where == "match"
        run = word.add_text(source, piece.text, "zh", underline="dotted" if piece.where == "segment" else None)
        run.font.strike = replaced or None
    word.add_text(comment.add_paragraph(), match.target, "zh").bold = True


def _comment(document: Any, runs: list[Any], author: tuple[str, str]) -> Any:
    return document.add_comment(runs, text="", author=author[0], initials=author[1])
