"""Words that negate, in both languages, and how those of a text answer those of its translation."""
