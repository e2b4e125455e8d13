"""Briefs: a headline, two or three sentences and three bullets made from an article."""

from translator.briefs.extractive import extractive_brief
from translator.briefs.limits import DEFAULT_LIMITS, Limits, headline_length, text_length

__all__ = [
    "DEFAULT_LIMITS",
    "Limits",
    "extractive_brief",
    "headline_length",
    "text_length",
]
