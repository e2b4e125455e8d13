"""Turns a press article in English or Chinese into a bilingual release, on your own machine.

    from translator import translate_release
    release = translate_release(Path("article.txt"), to="zh")

Importing this loads no model and touches no file.
"""

from translator.pipeline import Pipeline, file_name, render, translate_release
from translator.release import (
    Article,
    BilingualRelease,
    Block,
    Brief,
    BriefLine,
    Issue,
    Provenance,
    ReleaseError,
    Segment,
    Term,
)
from translator.settings import Settings, load_settings

__all__ = [
    "Article",
    "BilingualRelease",
    "Block",
    "Brief",
    "BriefLine",
    "Issue",
    "Pipeline",
    "Provenance",
    "ReleaseError",
    "Segment",
    "Settings",
    "Term",
    "file_name",
    "load_settings",
    "render",
    "translate_release",
]
