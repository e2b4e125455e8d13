"""Briefs: headline, standfirst, two or three sentences, three bullets and a social post made from an article."""

from translator.briefs.counterpart import Counterpart
from translator.briefs.limits import DEFAULT_LIMITS, Limits, Shape, size
from translator.briefs.story import story_segments
from translator.briefs.writing import Written, write_brief

__all__ = ["DEFAULT_LIMITS", "Counterpart", "Limits", "Shape", "Written", "size", "story_segments", "write_brief"]
