"""Finds which sentences of two texts that people wrote translate each other."""

from translator.alignment.aligner import align

__all__ = ["align"]
