"""Which of Gradio's own addresses the form needs; the others are not served."""

from __future__ import annotations

import re

_FORM = re.compile(r"/(?:en|zh)(?:/.*)?", re.DOTALL)
# Gradio would also fetch what is at any address of the web for whoever asks (/gradio_api/file=https://...), pass
# requests on, run a function without the queue, and tell what its functions are.
_NEEDED = re.compile(
    r"/(?:en|zh)(?:/(?:config/?|theme\.css|favicon\.ico|robots\.txt|(?:assets|static|svelte)/[^?]+"
    r"|gradio_api/(?:queue/join|queue/data|upload|upload_progress|startup-events|reset/?|cancel|app_id/?"
    r"|heartbeat/[\w-]+|file=/[^:]+))?)?"
)


def is_closed(path: str) -> bool:
    """Whether a path is one of the form that its page does not need."""
    return bool(_FORM.fullmatch(path)) and not _NEEDED.fullmatch(path)
