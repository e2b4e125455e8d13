"""Characters that both languages write in two widths."""

from __future__ import annotations

HALF_WIDTH = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
"""For str.translate: full-width forms to half-width ones, one character to one, so that spans stay true."""
