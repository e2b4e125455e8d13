"""Checks translations that people made: from files or texts to a release with what an editor must look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from translator.checks import CHECKS
from translator.checks.examining import examine
from translator.checks.mending import with_fixes
from translator.embeddings import load_bilingual_embed
from translator.glossary import Glossary
from translator.glossary.house import glossary_files
from translator.reading.bitext import (
    PairedText,
    Unit,
    build,
    file_bytes,
    group,
    paired_text,
    read_bitext,
    read_text_pair,
    same_language,
    side_languages,
)
from translator.release import (
    BilingualRelease,
    Direction,
    Language,
    ReleaseError,
    Segment,
    join_sentences,
    other_language,
)
from translator.settings import Settings, load_settings
from translator.waiting import Listener, listened, paced
from translator.writing import REPORTS, WRITERS, render
from translator.writing.bitexts import json as bitexts
from translator.writing.json import load
from translator.writing.report import CHECK_NAMES, CheckLine, by_check, check_name

__all__ = [
    "FORMATS",
    "CheckLine",
    "Checked",
    "Checker",
    "by_check",
    "check_name",
    "check_names",
    "check_translation",
    "chosen_formats",
    "mended_text",
    "read_translation",
    "render",
]

FORMATS = (*WRITERS, *REPORTS)
"""What the report on a translation can be written as."""

MOST_COMPARED = 4000
"""Segments of a document whose meanings are compared: every one is compared with every other."""

Texts = tuple[str, str]
"""A source and its translation."""

Pairing = Callable[[Path, Path, Language | None], PairedText]
"""Two texts and the language of the first to the pairs of their sentences."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of one translation: a release with its issues, or the reason why it could not be read.

    label: the file or files, as the user named them
    places: where each segment stands, by its id ("zh.txt:12", "pairs.xlsx, row 3")
    error: one line that the user can act on, "" where all went well
    """

    label: str
    release: BilingualRelease | None = None
    places: dict[str, str] | None = None
    error: str = ""


class Checker:
    """Glossary and embeddings, loaded once and used for many translations. No engine is loaded.

    A translator need not know the built-in glossary: a term of it that a person rendered otherwise is a note, one of
    the house glossary or of settings.glossaries a warning.

    settings: those of a Pipeline, of which the glossaries count
    meaning: compare the meaning of source and translation, where the embedding model is installed and a document has
        at most MOST_COMPARED segments
    only, skip: names of checks whose issues are kept, or left out; empty for no choice
    workers: processes for a long document; more than one only in a program whose main module can be imported
    Raises ReleaseError for an unknown name of a check.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        meaning: bool = True,
        only: Sequence[str] = (),
        skip: Sequence[str] = (),
        workers: int = 1,
    ) -> None:
        self._settings = settings or load_settings()
        self._workers = workers
        self._only, self._skip = _known(only), _known(skip)
        files = glossary_files(self._settings)
        self._glossary = Glossary.load(files, builtin=self._settings.builtin_glossary)
        self._required = frozenset(entry.id for entry in Glossary.load(files, builtin=False).entries)
        embed = load_bilingual_embed() if meaning else None
        self._embed = paced(embed) if embed else None

    def check(self, release: BilingualRelease, listen: Listener = lambda step, done, of: None) -> BilingualRelease:
        """The release with its terms, issues and quality found anew; the translations stay as they are.

        listen: told a few times a second that it goes on; what it raises ends the work and comes out of here, where
        there is one worker
        """
        with listened(listen, ("checks", 0, len(release.segments))) as told:
            told("checks", 0, len(release.segments))
            return self._check(release)

    def _check(self, release: BilingualRelease) -> BilingualRelease:
        direction = release.direction
        sources = [segment.source for segment in release.segments]
        glossary = self._glossary.for_article(sources, direction, self._settings.abbreviations)

        def with_terms(segment: Segment) -> Segment:
            terms = glossary.find(segment.source, direction)
            found = (replace(t, target_span=glossary.locate(t, segment.target, direction.target)) for t in terms)
            return replace(segment, terms=tuple(found), issues=())

        embed = self._embed if len(release.segments) <= MOST_COMPARED else None
        found = [with_terms(segment) for segment in release.segments]
        segments = examine(found, direction, embed, self._settings.latin_spacing, self._workers)
        return replace(release, segments=tuple(map(self._chosen, segments)))

    def check_files(
        self, files: Sequence[Path], language: Language | None = None, pair: Pairing | None = None
    ) -> Iterator[Checked]:
        """What comes of each translation in the files, in order; one that cannot be read does not end the others.

        files: texts two by two, the original first, and files of both languages; language: the source's, None to find
        it out
        """
        for one in group(files):
            label = " → ".join(map(str, one))
            try:
                bitext = pair(*one, language) if pair and len(one) == 2 else _read(one, language)
                release = self.check(bitext.release)
            except ReleaseError as error:
                yield Checked(label, error=str(error))
            else:
                places = (segment.id for segment in release.segments)
                yield Checked(label, release, dict(zip(places, bitext.places, strict=True)))

    def _chosen(self, segment: Segment) -> Segment:
        issues = (i for i in segment.issues if (not self._only or i.check in self._only) and i.check not in self._skip)
        if segment.origin == "human":
            free = {term.span for term in segment.terms if term.entry not in self._required}
            issues = (
                replace(i, severity="note")
                if i.check == "terms" and i.severity == "warning" and i.source_span in free
                else i
                for i in issues
            )
        return replace(segment, issues=tuple(issues))


def check_translation(
    translation: Path | tuple[Path, Path] | tuple[str, str] | Sequence[Texts],
    source: Language | None = None,
    target: Language | None = None,
    *,
    name: str = "translation",
    meaning: bool = True,
    only: Sequence[str] = (),
    skip: Sequence[str] = (),
    **settings: Any,
) -> BilingualRelease:
    """What an editor must look at in a translation that somebody made.

    translation: pairs of a sentence and its translation; or two texts whose lines are paragraphs, or two paths; or the
        path of a file that holds both languages (see docs/checks.md)
    source, target: "en" and "zh" or the other way; None to find it out
    meaning, only, skip: see Checker; settings: any field of Settings
    Raises ReleaseError for what the user can mend: a file that cannot be read, texts that do not fit, a setting.
    """
    language = source or (other_language(target) if target else None)
    bitext = read_translation(translation, name, language)
    return Checker(load_settings(**settings), meaning, only, skip).check(bitext.release)


def read_translation(
    translation: Path | tuple[Path, Path] | tuple[str, str] | Sequence[Texts], name: str, language: Language | None
) -> PairedText:
    """What check_translation takes, read; language: the source's, None to find it out. Raises ReleaseError."""
    if isinstance(translation, Path):
        return _read((translation,), language)
    match tuple(translation):
        case (Path() as one, Path() as other):
            return _read((one, other), language)
        case (str() as text, str() as other_text):
            return read_text_pair(text, other_text, name, language)
    pairs: Sequence[Texts] = translation  # type: ignore[assignment]
    return _pairs(pairs, name, language)


def check_names() -> tuple[str, ...]:
    """The names that issues may bear."""
    return tuple(dict.fromkeys((*CHECKS, *CHECK_NAMES)))


def mended_text(release: BilingualRelease) -> str:
    """The translation with the sure fixes of its issues in it, a paragraph a line."""
    lines = []
    for index in range(len(release.article.blocks)):
        targets = [with_fixes(s, s.issues).target for s in release.block_segments(index)]
        lines.append(join_sentences([target for target in targets if target], release.target_language))
    return "\n".join(lines) + "\n"


def chosen_formats(names: str | None) -> tuple[str, ...]:
    """The formats in a list with commas between, "html" and "xlsx" for None. Raises ReleaseError for an unknown one."""
    if names is None:
        return ("html", "xlsx")
    chosen = tuple(dict.fromkeys(name.strip().lower() for name in names.split(",") if name.strip()))
    if unknown := [name for name in chosen if name not in FORMATS]:
        raise ReleaseError(f"Unknown format {', '.join(unknown)}. Choose from: {', '.join(FORMATS)}.")
    return chosen


def _known(names: Sequence[str]) -> frozenset[str]:
    if unknown := [name for name in names if name not in check_names()]:
        raise ReleaseError(f"Unknown check {', '.join(unknown)}. Choose from: {', '.join(check_names())}.")
    return frozenset(names)


def _read(files: tuple[Path, ...], language: Language | None) -> PairedText:
    if len(files) == 1 and files[0].suffix.lower() == ".json":
        data = file_bytes(files[0])
        if bitexts.is_bitext(data):
            return paired_text(bitexts.load(data, str(files[0])))
        try:
            release = load(data)
        except ReleaseError as error:
            raise ReleaseError(f"{files[0]}: {error}") from error
        return PairedText(release, tuple(f"{files[0]}, sentence {i}" for i in range(1, len(release.segments) + 1)))
    return read_bitext(files, language)


def _pairs(pairs: Sequence[Texts], name: str, language: Language | None) -> PairedText:
    found = side_languages(pairs)
    source = language or (found.source if found else None)
    if source is None:
        raise same_language(name)
    # A pair is given as source and translation, so a language that was named wrongly is no reason to turn it.
    if found and found.source != source:
        raise ReleaseError(f"{name}: the sources look like {found.source}, not like {source}. Turn the pairs round.")
    units = [Unit((pair,), f"{name}, pair {number}") for number, pair in enumerate(pairs, 1)]
    return build(name, Direction(source, other_language(source)), units)
