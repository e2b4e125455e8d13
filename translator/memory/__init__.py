"""What was already translated and approved: stock phrases of press releases, and the user's translation memory."""

from translator.memory.database import memory_path
from translator.memory.offering import Matcher, Offer
from translator.memory.stock import StockPhrases
from translator.memory.store import Tally, TranslationMemory, open_where_exists
from translator.memory.units import NewUnit, Unit

__all__ = [
    "Matcher",
    "NewUnit",
    "Offer",
    "StockPhrases",
    "Tally",
    "TranslationMemory",
    "Unit",
    "memory_path",
    "open_where_exists",
]
