"""Terms that must be translated as the house says: entries, and what of them stands in a text."""

from translator.glossary.entries import TermEntry
from translator.glossary.glossary import Glossary

__all__ = ["Glossary", "TermEntry"]
