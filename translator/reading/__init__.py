"""Reading: a file or a string into an Article of blocks, and an article into segments."""

from translator.reading.reader import SUFFIXES, read_bytes, read_file, read_text
from translator.reading.segments import cut

__all__ = ["SUFFIXES", "cut", "read_bytes", "read_file", "read_text"]
