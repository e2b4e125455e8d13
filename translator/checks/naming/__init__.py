"""Reads names in both languages and tells which Latin name and which Chinese name are the same."""
