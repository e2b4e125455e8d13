"""What was already translated and approved: today the stock phrases of press releases."""

from translator.memory.stock import StockPhrases

__all__ = ["StockPhrases"]
