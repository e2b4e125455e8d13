"""Which paragraphs are contact lines or boilerplate (cookie, privacy and copyright notices, release stamps)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "notices.toml"
"""The shapes of notices, as patterns for a whole paragraph."""

MAX_NOTICE = 400
"""Characters. A longer paragraph tells a story, whatever it mentions."""

NAVIGATION = (
    r"(?i:home|site ?map|contact(?: us)?|about(?: us)?|accessibility|privacy(?: policy)?|cookies?(?: policy| settings)?"
    r"|terms(?: of (?:use|service)| (?:and|&) conditions)?|legal(?: notice)?|imprint|careers"
    r"|newsletter|log ?in|search|faqs?)"
    r"|首页|网站地图|联系我们|关于我们|无障碍浏览|隐私(?:政策|声明)|使用条款|法律声明|加入我们|登录|注册"
)

EMAIL = r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
WEB = r"(?:https?://|www\.)[^\s，。；（）()]+"
PHONE = r"(?<![\d.])(?:\+?\(?\d{1,4}\)?[\s-]?)?\(?\d{2,4}\)?[\s-]?\d{3,4}[\s-]?\d{3,4}(?!\d)"


def is_boilerplate(text: str) -> bool:
    """Whether the paragraph is a notice of the publisher and not part of the story."""
    if len(text) > MAX_NOTICE or _reports(text):
        return False
    return any(re.fullmatch(pattern, text) for pattern in _shapes()["boilerplate"]) or _is_navigation(text)


def is_contact(text: str) -> bool:
    """Whether the paragraph tells whom to write to or call, or is an address and nothing else.

    An address inside a sentence of the story does not make it one.
    """
    if len(text) > MAX_NOTICE or _reports(text):
        return False
    return any(re.fullmatch(pattern, text) for pattern in _shapes()["contact"]) or _is_address(text)


def has_address(text: str) -> bool:
    """Whether an e-mail address, a web address or a telephone number stands in the text."""
    return re.search(f"{EMAIL}|{WEB}|{PHONE}", text) is not None


def is_contact_heading(text: str) -> bool:
    """Whether the paragraph announces contact lines without giving one: "Media contact:", "联系人：", "联系方式"."""
    heading = (
        r"(?i:(?:\w+ ){0,3}contacts?|contact (?:us|information|details)|(?:media|press) (?:relations|[ie]nquiries))"
    )
    return (
        re.fullmatch(rf"(?:{heading}|\S{{0,8}}(?:联系人|联系方式|联络人|联络方式|媒体联系|联系我们))\s*[:：]?", text)
        is not None
    )


def _is_address(text: str) -> bool:
    rest = re.sub(f"{EMAIL}|{WEB}|{PHONE}", "", text)
    return rest != text and not re.search(r"\w", re.sub(r"(?i)\b(?:or|and|ext|at)\b|或|转|及", "", rest))


def _is_navigation(text: str) -> bool:
    items = [item.strip() for item in re.split(r"[|｜\u00b7\u2022/]", text.rstrip(".。"))]
    return len(items) > 1 and sum(re.fullmatch(NAVIGATION, item) is not None for item in items) * 2 > len(items)


def _reports(text: str) -> bool:
    # A notice speaks for itself; a story tells what somebody said or ruled.
    spoken = r"\b(?:said|says|told|added|ruled|warned|warns|explained|announced|urged|wrote)\b"
    spoken_zh = r"[说称道][，：:。]|呼吁|认为|表示(?!您|你|同意)|指出|强调|裁定|判决|透露[，：。]"
    return re.search(f"{spoken}|{spoken_zh}", text) is not None


@cache
def _shapes() -> dict[str, list[str]]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))
