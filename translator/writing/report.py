"""The preflight report: what an editor must look at, by sentence and by check, as every format shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from translator.release import BilingualRelease, Issue, Mend, Segment
from translator.writing.brief import new_issues
from translator.writing.wording import Words

CHECK_NAMES: dict[str, Words] = {
    "omission": Words("Not translated", "未译"),
    "coverage": Words("Omission and addition", "漏译与增译"),
    "meaning": Words("Meaning", "语义"),
    "numbers": Words("Numbers", "数字"),
    "money": Words("Money", "金额"),
    "units": Words("Units", "单位"),
    "number_order": Words("Order of numbers", "数字次序"),
    "approximation": Words("More than, nearly", "约数"),
    "trends": Words("Rise and fall", "增减"),
    "identifiers": Words("Addresses and codes", "网址与编号"),
    "names": Words("Names", "人名与机构名"),
    "terms": Words("Terms", "术语"),
    "negation": Words("Negation", "否定"),
    "opposites": Words("Opposites", "反义"),
    "language": Words("Language", "语言"),
    "script": Words("Traditional characters", "繁体字"),
    "markup": Words("Markup", "标记"),
    "repetition": Words("Repetition", "重复"),
    "quotes": Words("Quotations", "引号"),
    "speakers": Words("Speakers", "说话人"),
    "typography": Words("Typography", "标点与排版"),
    "style": Words("House style", "体例"),
    "consistency": Words("Consistency", "前后一致"),
    "brief": Words("Brief", "简报"),
    "length": Words("Length", "长度"),
    "faithfulness": Words("Not in the article", "原文无据"),
    "engine": Words("Engine", "引擎"),
    "checks": Words("Checks that failed", "检查未完成"),
}
"""What a check is called in the report; one that is not here goes by its own name."""

CHECK_HEADS = (
    Words("Check", "检查项"),
    Words("Errors", "错误"),
    Words("Warnings", "提醒"),
    Words("Notes", "备注"),
    Words("Mended", "已修正"),
)
"""The columns of the table by check."""

FIRST = 8
"""Sentences shown at once; the others are folded away where a format can fold."""


@dataclass(frozen=True, slots=True)
class CheckLine:
    """How often a check found something in a release; mended: what it put right without asking."""

    check: str
    errors: int
    warnings: int
    notes: int
    mended: int

    @property
    def words(self) -> Words:
        """What the check is called."""
        return check_name(self.check)

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """The figures in the order of CHECK_HEADS."""
        return self.errors, self.warnings, self.notes, self.mended


class Group(NamedTuple):
    """Mends of one sentence that say the same, and how often they do."""

    segment: Segment
    mend: Mend
    times: int


def check_name(check: str) -> Words:
    """What a check is called in the report."""
    return CHECK_NAMES.get(check, Words(check, check))


def by_check(*releases: BilingualRelease) -> tuple[CheckLine, ...]:
    """A line for each check that found or mended something, the one with the most errors, then warnings first."""
    found = Counter((issue.check, issue.severity) for release in releases for issue in _issues(release))
    mends = Counter(mend.check for release in releases for segment in release.segments for mend in segment.mends)
    names = dict.fromkeys([*(check for check, _ in found), *mends])
    lines = [
        CheckLine(name, found[name, "error"], found[name, "warning"], found[name, "note"], mends[name])
        for name in names
    ]
    return tuple(sorted(lines, key=lambda line: [-count for count in line.counts]))


def mended(release: BilingualRelease) -> tuple[Group, ...]:
    """What was put right without asking, in the order of the sentences."""
    return tuple(
        Group(segment, mends[0], len(mends)) for segment in release.segments for mends in _alike(segment.mends)
    )


def grave(issues: tuple[Issue, ...]) -> tuple[Issue, ...]:
    """The issues without the notes, the errors first."""
    return tuple(sorted((i for i in issues if i.severity != "note"), key=lambda i: i.severity != "error"))


def checked(release: BilingualRelease) -> int:
    """How many sentences could need a look: all but those that are kept in their own language."""
    translated = {segment.block for segment in release.segments if segment.target}
    blocks = release.article.blocks
    return sum(s.block in translated or blocks[s.block].kind != "boilerplate" for s in release.segments)


def verdict(release: BilingualRelease) -> Words:
    """The report in a line: "3 of 27 sentences need a look"."""
    look, of = len(release.to_look_at), checked(release)
    if not of:
        return Words("No sentence to check", "没有可检查的句子")
    if not look:
        return Words(
            f"None of {of} sentences needs a look" if of > 1 else "The sentence needs no look", f"{of} 句均无需查看"
        )
    need = "needs" if look == 1 else "need"
    return Words(f"{look} of {_count(of, 'sentence')} {need} a look", f"{of} 句中有 {look} 句需要查看")


def more(worst: Sequence[Segment]) -> Words:
    """How many sentences come after the FIRST."""
    return Words(f"{len(worst) - FIRST} more", f"另有 {len(worst) - FIRST} 句")


def mends_line(release: BilingualRelease) -> Words | None:
    """How much was mended without asking, None where nothing was."""
    count = sum(len(segment.mends) for segment in release.segments)
    return Words(f"{_count(count, 'fault')} mended without asking", f"已自动修正 {count} 处") if count else None


def quality_in_percent(segment: Segment) -> str:
    """The estimate as a reader sees it ("43 %"), "" where there is none."""
    return "" if segment.quality is None else f"{round(100 * segment.quality)} %"


def _alike(mends: tuple[Mend, ...]) -> list[list[Mend]]:
    groups: dict[tuple[str, str, str], list[Mend]] = {}
    for mend in mends:
        groups.setdefault((mend.check, mend.before, mend.after), []).append(mend)
    return list(groups.values())


def _issues(release: BilingualRelease) -> Iterator[Issue]:
    for segment in release.segments:
        yield from segment.issues
    for line in new_issues(release):
        yield from line.issues


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
