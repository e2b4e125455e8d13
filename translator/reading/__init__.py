"""Reading: a file or a string into an Article of blocks, and an article into segments."""

from translator.reading.dateline import find_dateline
from translator.reading.reader import SUFFIXES, read_bytes, read_file, read_text
from translator.reading.segments import cut
from translator.reading.sentences import split_sentences

__all__ = ["SUFFIXES", "cut", "find_dateline", "read_bytes", "read_file", "read_text", "split_sentences"]
