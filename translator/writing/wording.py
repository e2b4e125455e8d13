"""What every format says of a release, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from translator.release import BilingualRelease, BlockKind, Issue, Language, Severity, join_sentences
from translator.writing.terms import TermLine, term_report, term_totals


class Words(NamedTuple):
    """The same words in English and Chinese."""

    en: str
    zh: str


BCP47: dict[Language, str] = {"en": "en", "zh": "zh-CN"}
"""Language tags for exchange formats; translation tools match on the region more often than on the script."""

LANGUAGES: dict[Language, Words] = {"en": Words("English", "英文"), "zh": Words("Chinese", "中文")}

KINDS: dict[BlockKind, Words] = {
    "headline": Words("Headline", "标题"),
    "subhead": Words("Subhead", "小标题"),
    "body": Words("Body", "正文"),
    "quote": Words("Quote", "引语"),
    "caption": Words("Caption", "图注"),
    "credit": Words("Credit", "署名"),
    "contact": Words("Contact", "联系方式"),
    "boilerplate": Words("Boilerplate", "固定文本"),
}

SEVERITIES: dict[Severity, Words] = {
    "error": Words("Error", "错误"),
    "warning": Words("Warning", "提醒"),
    "note": Words("Note", "备注"),
}

SHAPES: dict[Severity, str] = {"error": "■", "warning": "▲", "note": "○"}
"""A sign beside the colour, for those who do not see the colour and for black-and-white paper."""

KEPT = Words("Kept, not translated", "保留原文，未翻译")
NOTHING = Words("nothing", "无")
UNTRANSLATED = Words("Not translated yet", "尚未翻译")
GAP: dict[Language, str] = {"en": "[not translated yet]", "zh": "［尚未翻译］"}
EMPTY = Words("The article is empty", "文章为空")
REPAIRED = Words("put right after translation", "译后修正")
TERM_HEADS = (
    Words("Term", "术语"),
    Words("Translation", "译文"),
    Words("Field", "领域"),
    Words("As required", "符合要求"),
    Words("Sentences", "句段"),
)
"""The columns of the terms table."""


def severest(issues: tuple[Issue, ...]) -> Severity | None:
    """The gravest severity among the issues; None where there are none."""
    found = {issue.severity for issue in issues}
    return next((severity for severity in SEVERITIES if severity in found), None)


def is_kept(release: BilingualRelease, index: int) -> bool:
    """Whether a block was left in its own language: it has no segments, or is boilerplate without a translation."""
    segments = release.block_segments(index)
    return not segments or (release.article.blocks[index].kind == "boilerplate" and not any(s.target for s in segments))


def numbers(release: BilingualRelease) -> dict[str, int]:
    """The number, from 1, that every format calls a segment by; the key is its id."""
    return {segment.id: number for number, segment in enumerate(release.segments, 1)}


def warnings(release: BilingualRelease) -> tuple[str, ...]:
    """What was noticed in the article and on the way, each once."""
    return tuple(dict.fromkeys((*release.article.warnings, *release.warnings)))


def headline(release: BilingualRelease) -> tuple[str, str]:
    """The release's headline in the source and the target language; the file's name where there is none."""
    if release.brief:
        return release.brief.headline.source, release.brief.headline.target
    for index, block in enumerate(release.article.blocks):
        if block.kind == "headline":
            return paragraph(release, index)
    return release.article.name, ""


def paragraph(release: BilingualRelease, index: int) -> tuple[str, str]:
    """A block in the source and the target language; the target is "" where nothing of it is translated.

    A sentence that is not translated while others are is named in its place.
    """
    segments = release.block_segments(index)
    if not segments:
        return release.article.blocks[index].text, ""
    targets = [segment.target or GAP[release.target_language] for segment in segments]
    if not any(segment.target for segment in segments):
        targets = []
    return (
        join_sentences([segment.source for segment in segments], release.article.language),
        join_sentences(targets, release.target_language),
    )


def counts(release: BilingualRelease) -> tuple[Words, ...]:
    """The parts of the line that sums a release up; what to look at is in the report (report.verdict)."""
    terms = term_totals(term_report(release.segments))
    kept = sum(is_kept(release, index) for index in range(len(release.article.blocks)))
    missing = sum(not segment.target and not is_kept(release, segment.block) for segment in release.segments)
    segments = len(release.segments)
    brief = release.brief.lines if release.brief else ()
    lines = {(line.source, line.target) for line in brief if severest(line.issues) not in (None, "note")}
    known = [segment for segment in release.segments if segment.origin == "memory"]
    remembered = sum(bool(segment.matches) for segment in known)
    stock = len(known) - remembered
    parts = [Words(_count(segments, "segment"), f"{segments} 个句段")]
    if kept:
        parts.append(Words(f"{_count(kept, 'paragraph')} kept, not translated", f"{kept} 段保留原文"))
    if remembered:
        parts.append(Words(f"{remembered} from the memory", f"{remembered} 个来自记忆库"))
    if stock:
        parts.append(Words(_count(stock, "stock phrase"), f"{stock} 处套语"))
    if missing:
        parts.append(Words(f"{missing} not translated yet", f"{missing} 个尚未翻译"))
    if terms.required:
        met = terms.found + terms.repaired
        english = f" ({terms.repaired} put right)" if terms.repaired else ""
        chinese = f"（其中 {terms.repaired} 处经修正）" if terms.repaired else ""
        parts.append(
            Words(
                f"{met} of {_count(terms.required, 'term')} as the glossary says{english}",
                f"{terms.required} 处术语中 {met} 处符合术语表{chinese}",
            )
        )
    else:
        parts.append(Words("no terms from the glossary", "无术语表术语"))
    if lines:
        parts.append(Words(f"{_count(len(lines), 'line')} of the brief to look at", f"简报中 {len(lines)} 行需要查看"))
    return tuple(parts)


def term_sums(lines: Sequence[TermLine]) -> Words:
    """What stands above the terms table: how many terms were required and what became of them."""
    required, found, repaired, missed = term_totals(lines)
    said = Words("No term is required", "没有必须符合术语表的术语")
    if required:
        said = Words(
            f"{_count(required, 'term')} required: {found} as first written, {repaired} put right, {missed} missed",
            f"{required} 处术语须符合术语表：{found} 处初译即符合，{repaired} 处译后修正，{missed} 处仍不符合",
        )
    if required and not all(line.required for line in lines):
        said = Words(f"{said.en}. A term without a figure is not required", f"{said.zh}。没有数字的术语不作要求")
    return Words(f"{said.en}.", f"{said.zh}。")


def as_required(line: TermLine) -> str:
    """How many of an entry's mentions came out as required ("2 of 3"), with a warning's sign where one is missed.

    It is "" where none is required.
    """
    if not line.required:
        return ""
    sign = f"{SHAPES['warning']} " if line.missed else ""
    return f"{sign}{line.required - line.missed} of {line.required}"


def provenance(release: BilingualRelease) -> tuple[tuple[Words, str], ...]:
    """How the release was made, as pairs of a label and a value; empty where it is not known."""
    made = release.provenance
    if not made:
        return ()
    rows = [
        (Words("Engine", "引擎"), made.engine),
        (Words("Why this engine", "选择理由"), made.reason),
        (Words("Model", "模型"), made.model),
        (Words("Revision", "版本"), made.revision),
        (Words("Runtime", "运行环境"), made.runtime),
        (Words("Glossary", "术语表"), made.glossary),
        (Words("Brief", "简报"), release.brief.method if release.brief else ""),
        (Words("Software", "软件"), made.software),
        (Words("Time", "用时"), f"{made.seconds:.1f} s"),
    ]
    return tuple((label, value) for label, value in rows if value)


def notice(release: BilingualRelease) -> Words | None:
    """What every reader must be told of the engine, None where there is nothing."""
    made = release.provenance
    return Words(made.notice, made.notice_zh) if made and made.notice else None


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
