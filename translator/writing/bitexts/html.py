"""Aligned texts as one self-contained HTML page in which a person puts the alignment right."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import Any

from translator.bitext import Bitext
from translator.release import Language
from translator.writing.bitexts import labels, tmx, tsv
from translator.writing.bitexts.confidence import LEAST, LOOK_AT
from translator.writing.characters import xml_safe
from translator.writing.wording import BCP47, LANGUAGES, Words

_TAGS: dict[Language, str] = {"en": "en", "zh": "zh-Hans"}


def render(bitext: Bitext, least: float = LEAST) -> bytes:
    """The review table: a row a bead, to merge, split, move and confirm, and to save as TSV, TMX and JSON.

    least: confidence from which on a pair goes into the TMX that is saved
    It asks for nothing from outside, and its Content-Security-Policy lets only its own script run. Edits are kept in
    the browser under a hash of the alignment. `review.js` follows Bitext.merged, split, moved and confirmed.
    """
    import jinja2
    import msgspec

    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [jinja2.PackageLoader("translator.writing.bitexts"), jinja2.PackageLoader("translator.writing")]
        ),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: xml_safe(value) if type(value) is str else value,
    )
    script = _source(environment, "review.js")
    content = msgspec.json.encode(bitext)
    page = environment.get_template("review.html.jinja").render(
        bitext=bitext,
        labels=labels,
        counts=_counts(bitext),
        languages=[(_TAGS[code], LANGUAGES[code]) for code in bitext.direction],
        css=_source(environment, "release.css") + _source(environment, "review.css"),
        script=script,
        script_hash=b64encode(sha256(script.encode()).digest()).decode(),
        content=_in_script(content),
        config=_in_script(_config(bitext, least, sha256(content).hexdigest())),
    )
    return page.encode("utf-8")


def stem(bitext: Bitext) -> str:
    """The name of its files without their ending ("summit.en-zh.align")."""
    name = "".join("-" if c in '/\\:*?"<>|' or ord(c) < 32 else c for c in bitext.name)
    return f"{name}.{bitext.direction}.align"


def _config(bitext: Bitext, least: float, content: str) -> bytes:
    import msgspec
    from lxml import etree

    document = tmx.empty(bitext)
    etree.indent(document)
    empty = etree.tostring(document, xml_declaration=True, encoding="UTF-8").decode() + "\n"
    return msgspec.json.encode(
        {
            "stem": stem(bitext),
            "key": f"press-translator align {content[:32]}",
            "lookAt": LOOK_AT,
            "least": least,
            "tmx": empty,
            "heads": tsv.HEADS,
            "tags": [_TAGS[code] for code in bitext.direction],
            "codes": [BCP47[code] for code in bitext.direction],
            "gaps": ["" if code == "zh" else " " for code in bitext.direction],
            "messages": {name: [words.en, words.zh] for name, words in labels.MESSAGES.items()},
        }
    )


def _counts(bitext: Bitext) -> Words:
    sources, targets = len(bitext.sources), len(bitext.targets)
    one, other = (LANGUAGES[code] for code in bitext.direction)
    return Words(
        f"{sources} sentences in {one.en}, {targets} in {other.en}", f"{one.zh} {sources} 句，{other.zh} {targets} 句"
    )


def _source(environment: Any, name: str) -> Any:
    from markupsafe import Markup

    # ours, and inside <style> or <script>, where escaping would break it
    return Markup(environment.loader.get_source(environment, name)[0])


def _in_script(data: bytes) -> Any:
    from markupsafe import Markup

    # "</script>" and "<!--" would end or change the element, whatever stands around them
    text = data.decode().replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(text)
