"""What the HTML standard says of elements: which hold no words, which no sentence runs across, which end others."""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _names("area base basefont bgsound br col embed frame hr img input link meta param source track wbr")
"""Elements without content or end tag."""
RAW = _names("iframe noembed noframes plaintext script style textarea xmp")
"""Elements whose content holds no tags, and no words that are ours to translate; a slash does not close them."""
BLOCKS = _names(
    """address article aside audio blockquote body br button canvas caption center col colgroup datalist dd details
    dialog dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html
    iframe legend li link listing main map math menu meta nav noscript object ol optgroup option output p param picture
    plaintext pre script search section select slot source style summary svg table tbody td template textarea tfoot th
    thead title tr track ul video xmp"""
)
"""Elements that no sentence runs across."""
KEPT = _names("audio canvas code iframe kbd listing math object plaintext pre samp script style svg textarea video xmp")
"""Elements whose words are not translated: code, and what only some browsers show."""
ENDS_AT = {
    "p": _names(
        """address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1
        h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section table ul"""
    ),
    "li": _names("li"),
    "dt": _names("dt dd"),
    "dd": _names("dt dd"),
    "option": _names("option optgroup"),
    "tr": _names("tr tbody tfoot"),
    "td": _names("td th tr tbody tfoot"),
    "th": _names("td th tr tbody tfoot"),
}
"""Start tags that end an open element whose end tag may be left out."""
