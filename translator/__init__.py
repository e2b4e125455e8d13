"""Turns a press article in English or Chinese into a bilingual release, on your own machine.

    from translator import check_translation, translate_release
    release = translate_release(Path("article.txt"), to="zh")
    checked = check_translation(Path("memory.tmx"))

Importing this loads no model and touches no file; what works with models is imported when it is first named.
"""

from typing import TYPE_CHECKING, Any

from translator.bitext import Bead, Bitext
from translator.release import (
    Article,
    BilingualRelease,
    Block,
    Brief,
    BriefLine,
    Issue,
    Mend,
    Provenance,
    ReleaseError,
    Segment,
    Term,
)
from translator.settings import Settings, load_settings

if TYPE_CHECKING:
    from translator.aligning import Aligner, align
    from translator.checking import Checker, check_translation
    from translator.glossary import Glossary, TermEntry
    from translator.pipeline import Pipeline, file_name, read_file, read_text, render, translate_release
    from translator.recall import Memory

__all__ = [
    "Aligner",
    "Article",
    "Bead",
    "BilingualRelease",
    "Bitext",
    "Block",
    "Brief",
    "BriefLine",
    "Checker",
    "Glossary",
    "Issue",
    "Memory",
    "Mend",
    "Pipeline",
    "Provenance",
    "ReleaseError",
    "Segment",
    "Settings",
    "Term",
    "TermEntry",
    "align",
    "check_translation",
    "file_name",
    "load_settings",
    "read_file",
    "read_text",
    "render",
    "translate_release",
]


def __getattr__(name: str) -> Any:
    if name in ("Glossary", "TermEntry"):
        from translator import glossary

        return getattr(glossary, name)
    if name in ("Aligner", "align"):
        from translator import aligning

        return getattr(aligning, name)
    if name in ("Checker", "check_translation"):
        from translator import checking

        return getattr(checking, name)
    if name == "Memory":
        from translator import recall

        return getattr(recall, name)
    if name in __all__:
        from translator import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
