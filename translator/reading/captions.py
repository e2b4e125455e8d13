"""Captions and credits: which paragraphs go with a picture, who took it, who wrote the story."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from translator.reading.dates import DATE
from translator.reading.punctuation import count_sentences, ends_sentence

MAX_CAPTION = 350
MAX_CAPTION_ZH = 160
MAX_CAPTION_SENTENCES = 3

Trailing = Literal["picture", "byline", "end"]


class Tail(NamedTuple):
    """What stands at the end of a paragraph and is not part of it: where it starts, and what it is."""

    start: int
    what: Trailing


PICTURE = r"(?:photo(?:graph)?|image|picture|pic|graphic|infographic|illustration|screenshot|video)s?"
MAKER = (
    r"(?:text|story|words|(?:contributing |staff )?report(?:er|ing|ed)?s?|writer|written|author|byline"
    r"|correspondents?|contributors?"
    r"|photographers?|photography|(?:data )?sources?|credits?|courtesy|filmed|translated|translator)"
)
PARTICLES = frozenset(
    ["the", "of", "and", "for", "in", "by", "with", "at", "de", "da", "del", "la", "van", "von", "der", "al", "bin"]
)
"""Small words inside names of people and offices."""

AGENCY = r"(?:Xinhua|VCG|CFP|CNSphoto|CGTN|iChongqing|AFP|AP|Reuters|EPA|Getty Images|China Daily|CNS|CRI|IC)"

# Inside brackets at the end of a paragraph, in English: "(Photo/Qihai Deng)", "(File photo)", "[Photo by Li/Xinhua]".
BRACKETED_PICTURE = (
    rf"(?:AP |AFP |file |handout |stock |archive |courtesy )?{PICTURE}"
    r"(?:\s*[:/\uff1a]\s*.+|\s+(?:by|from|via|courtesy|credits?|provided|supplied|taken by|source)\b.*)?",
    r"(?:[\w-]+ ){0,2}handout|(?:courtesy|credits?|source)\s*[:/\uff1a].+|courtesy of .+",
    rf"{AGENCY}\s*(?:/\s*.+|photo)",
)
# The same in Chinese: "（摄影/邓启海）", "（安克·勃兰特 摄）", "（公司供图）", "（资料图）".
BRACKETED_PICTURE_ZH = (
    r"(?:摄影|摄像|图|图片|照片|图源|图片来源|照片来源|来源|供图|制图|插图|视频)(?:\s*[/／:：|｜]\s*|\s+).+",
    r".*(?:(?<![拍统航])摄|供图|制图|绘图|[/／]\s*图|资料图片?|资料照片?|效果图|示意图|视频截图|截图|[航翻]拍)",
    r"(?:图片|照片|图)由.{1,24}(?:提供|拍摄)",
    r"(?:受访者|受访单位|医院|主办方|组委会|大会|会务组|公司|企业|单位|本人|家属|院方|校方)提供",
    r"(?:视觉中国|图虫创意|新华社发|新华社|中新社|新华网|人民网|人民视觉)\s*(?:[/／]?\s*.{0,12})",
)
BYLINE_ZH = r"(?:\S{0,12}?(?:首席|特约|见习|实习)?(?:记者|通讯员|实习生|特约撰稿人))\s*[:：/／]?\s*"
NAME_ZH = r"[\u4e00-\u9fff\u3400-\u4dbf]{1,8}(?:\s?[\u00b7\u2022.]\s?[\u4e00-\u9fff]{1,8}){0,3}"
JOB_ZH = r"(?:通讯员|记者|实习生|文|图|摄影|摄影报道|报道|文/图|文、图|摄|编辑|文字|校对|责编|视频|制图)"
NAMES_ZH = rf"{NAME_ZH}(?:[\s、，/／]+(?:{JOB_ZH}[\s:：/／]*)?(?:{NAME_ZH})?){{0,8}}"

LABEL = r"(?:photo caption|caption|photos?|images?|pictured|pictures?|above|below)\s*[:\uff1a]\s*"
FIGURE = r"(?:figure|fig\.?|photo|picture)\s*\d+[a-z]?\s*[.:\uff1a]\s+\S"
CAPTION = (
    rf"(?i:{FIGURE}).*",
    r"(?i:photo caption|caption)\s*[:\uff1a].+",
    r"Photos? shows? .+",
    r"(?i:(?:This|The|An?|Undated|File|Aerial|Combo|Combined|Panoramic) ){0,3}(?i:photo(?:graph)?|picture)s?"
    r" (?:taken|released) (?:on|by|in) .+ shows? .+",
    r"图为(?!了|此|何|什么).+",
    r"(?:上|下|左|右|本|资料|组)图(?:[为是：:]|（|\().+",
    r"图\s*[\d一二三四五六七八九十]{1,3}\s*(?:[:：.．、]|\s).+",
    r"(?:图片?说明|图说|图注|照片说明|照片|图片|配图)\s*[:：].+",
    r"这(?:是|组|张)[^。]{0,12}日[^。]{0,24}拍摄的.+",
)
"""Shapes that only captions have. A bare sentence below a picture looks like any other; the markup must say it."""

CREDIT = (
    r"(?:撰\s*文|采写|撰稿|作者|供稿(?:单位)?|通讯员|摄\s*影(?:报道)?|摄像|摄|图|文|文图|图文|文字|文字整理"
    r"|制图|设计|漫画|供图|图源|图片来源|照片来源|图片|来源|资料来源|数据来源|稿件来源|新闻来源|信息来源|稿源|译者|翻译)\s*[:：/／|｜]\s*[^。！？]{1,40}",
    r"(?:文|图)\s*[/／、]\s*(?:图|文|摄影)\s*[:：]?\s*.{1,30}",
    rf"(?!图为)(?:[^\s。，！？]{{1,10}}\s*)?{NAME_ZH}(?:\s+{NAME_ZH})?\s*[/／]?\s*(?:(?<![拍统航])摄|供图)",
    r"(?:图文|图片|照片|活动照片|文图|以上图片|本文图片|文内图片)(?:均)?"
    r"(?:由.{1,24}(?:提供|拍摄)|来自.{1,24}|为.{0,16}(?:提供|拍摄|供图))。?",
    r"(?:\S{2,8})供图",
    r"(?:发布时间|发布日期|更新时间|日期|时间)?\s*[:：]?\s*(?:19|20)\d\d\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}"
    r"\s*日?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?(?:\s+\S.{0,60})?",
    r"(?i:(?:published|updated|posted|last updated|date|release date)\s*(?:on|at)?\s*[: ]"
    r"\s*(?=.*(?:\d:\d\d|(?:19|20)\d\d)).{4,60})",
)


def is_caption(text: str) -> bool:
    """Whether the paragraph has the shape of a caption by itself: "图为…", "Figure 2. …", "Photo: Doctors gather …"."""
    if not _fits_caption(text):
        return False
    if any(re.fullmatch(pattern, text) for pattern in CAPTION):
        return True
    label = re.match(f"(?i:{LABEL})", text)
    return label is not None and not _is_name(text[label.end() :])


def is_credit(text: str) -> bool:
    """Whether the whole paragraph says who took the pictures or wrote the story, from where, or on which day."""
    if len(text) > 120:
        return False
    inner = re.fullmatch(r"[(\uff08\[【](.+)[)\uff09\]】]", text)
    if inner and (_is_picture_credit(inner[1]) or re.fullmatch(BYLINE_ZH + NAMES_ZH, inner[1])):
        return True
    bare = inner[1] if inner else text
    if any(re.fullmatch(pattern, bare) for pattern in CREDIT) or re.fullmatch(DATE, bare):
        return True
    if re.fullmatch(BYLINE_ZH + NAMES_ZH, bare) and re.search(r"(?:记者|通讯员|实习生|撰稿人)(?:\s*[:：/／]|\s)", bare):
        return True
    return _is_english_credit(bare)


def find_tail(text: str) -> Tail | None:
    """The picture credit, byline or end mark that a paragraph ends with, after at least some words of its own."""
    bracket = re.search(r"\s*[(\uff08\[【]([^()\uff08\uff09\[\]【】]{1,100})[)\uff09\]】][.。]?$", text)
    if bracket and bracket.start() > 0:
        inner = bracket[1].strip()
        if _is_picture_credit(inner):
            return Tail(bracket.start(), "picture")
        if re.fullmatch(BYLINE_ZH + NAMES_ZH, inner):
            return Tail(bracket.start(), "byline")
        if re.fullmatch(r"完|(?i:end|enditem)", inner):
            return Tail(bracket.start(), "end")
    return _bare_tail(text)


def heads_caption(text: str) -> bool:
    """Whether words before a picture credit are short enough for a caption; a longer paragraph is body."""
    return _fits_caption(text)


def _bare_tail(text: str) -> Tail | None:
    labelled = re.search(
        rf"(?<=[.!?\"\u201d\u2019)])\s+(?i:{PICTURE}|credit)(?i: credits?)?"
        r"(?:\s*[:/]\s*|\s+(?:by|courtesy of|provided by)\s+)([^.!?]{2,60})\.?$",
        text,
    )
    if labelled and _is_name(labelled[1]):
        return Tail(labelled.start(), "picture")
    slash = re.search(r"(?<=[.!?\"\u201d\u2019)])\s*/\s*([A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3})$", text)
    if slash:
        return Tail(slash.start(), "picture")
    chinese = re.search(
        rf"(?<=[。！？”）])\s*(?:\S{{2,10}}(?:记者|通讯员)\s*)?(?:新华社发\s*)?{NAME_ZH}(?:\s+{NAME_ZH})?\s*[/／]?\s*"
        r"(?:(?<![拍统航])摄|供图|摄影)$"
        r"|(?<=[。！？”）\s])\s*(?:摄影|图|图片来源|图源|供图|文)\s*[:：/／]\s*[^。，！？\s]{2,20}(?:\s[^。，！？\s]{2,10})?$"
        r"|(?<=[。！？”）])\s*(?:图片|照片|图)(?:均)?由[^。，]{1,24}(?:提供|拍摄)。?$",
        text,
    )
    if chinese is None and text.startswith("图为"):
        chinese = re.search(rf"\s+(?:\S{{2,10}}记者\s*)?{NAME_ZH}\s*[/／]?\s*摄$", text)
    return Tail(chinese.start(), "picture") if chinese and chinese.start() > 0 else None


def _is_picture_credit(inner: str) -> bool:
    return any(re.fullmatch(f"(?i:{pattern})", inner) for pattern in BRACKETED_PICTURE) or (
        len(inner) <= 48 and any(re.fullmatch(pattern, inner) for pattern in BRACKETED_PICTURE_ZH)
    )


def _is_english_credit(text: str) -> bool:
    who = re.fullmatch(
        rf"(?i:{PICTURE})(?i:(?: and (?:text|words))?(?: credits?)?)"
        r"(?:\s*[:/\uff1a]\s*|\s+(?i:by|courtesy of|provided by|from|via)\s+)(.+?)\.?"
        rf"|(?i:{MAKER})(?i:(?: and {PICTURE}| by| &| editing)*)\s*(?:[:/\uff1a]|(?i:(?<=\bby)|(?<=\bof)))\s*(.+?)\.?"
        r"|(?:By|BY) (.+)",
        text,
    )
    if who is None:
        return (
            re.fullmatch(
                rf"(?i:{PICTURE})\b[\w' -]{{0,40}} (?:taken|provided|supplied|shot) by [\w' -]{{2,40}}\.?", text
            )
            is not None
        )
    name = next(group for group in who.groups() if group)
    return _is_byline(name) if text[:2].lower() == "by" else _is_name(name)


def _is_name(text: str) -> bool:
    """Whether the words can name a person or an office: "Anke Brandt", "hospital archive", "the forum organizers"."""
    if re.search(r"[!?\u3002\uff01\uff1f]|\b(?:is|are|was|were|may|must|will|can|has|have|shows?)\b", text):
        return False
    if re.search(r"[\u4e00-\u9fff]", text):
        return len(text) <= 24 and not ends_sentence(text)
    if ";" in text:
        return len(text) <= 80
    words = re.findall(r"[^\s,/&]+", text)
    if text.lower().startswith("the "):
        return len(words) <= 7
    return 0 < len(words) <= 3 or (len(words) <= 12 and all(w in PARTICLES or not w[0].islower() for w in words))


def _is_byline(text: str) -> bool:
    """Whether every word after "By" is capitalised, as names and offices are."""
    words = [word for word in re.findall(r"[^\s,/&|()]+", text) if word not in PARTICLES]
    return 0 < len(words) <= 12 and all(not word[0].islower() for word in words) and not ends_sentence(text)


def _fits_caption(text: str) -> bool:
    limit = MAX_CAPTION_ZH if re.search(r"[\u4e00-\u9fff]{8}", text) else MAX_CAPTION
    return len(text) <= limit and count_sentences(text) <= MAX_CAPTION_SENTENCES
