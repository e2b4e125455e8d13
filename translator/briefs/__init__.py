"""Briefs: a headline, two or three sentences and three bullets made from an article."""

from translator.briefs.embeddings import E5_NAME, Embed, lexical_embed, load_bilingual_embed, load_embed
from translator.briefs.extractive import extractive_brief
from translator.briefs.limits import DEFAULT_LIMITS, Limits, headline_length, text_length

__all__ = [
    "DEFAULT_LIMITS",
    "E5_NAME",
    "Embed",
    "Limits",
    "extractive_brief",
    "headline_length",
    "lexical_embed",
    "load_bilingual_embed",
    "load_embed",
    "text_length",
]
