"""Reading translations that people made: exchange files, tables and two texts into segments with their targets."""

from translator.reading.bitext.aligned import paired_text
from translator.reading.bitext.files import BILINGUAL, file_bytes, group, read_bitext, read_pairs
from translator.reading.bitext.texts import read_text_pair
from translator.reading.bitext.units import PairedText, Unit, build, same_language, side_languages

__all__ = [
    "BILINGUAL",
    "PairedText",
    "Unit",
    "build",
    "file_bytes",
    "group",
    "paired_text",
    "read_bitext",
    "read_pairs",
    "read_text_pair",
    "same_language",
    "side_languages",
]
