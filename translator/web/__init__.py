"""The web form: articles in, their bilingual releases shown, edited and ready to download."""

from __future__ import annotations

from translator.web.form import LANGUAGES, build, mount
from translator.web.page import STATIC

__all__ = ["LANGUAGES", "STATIC", "build", "mount"]
