"""The dateline: the place, date and agency that open a news story."""

from __future__ import annotations

import re

from translator.reading.dates import DATE

BRACKETED = r"\([^()]{2,60}\)|/[^/]{2,40}/"
CAPITALS = r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de'\u2019.-]+"
TITLE = r"[A-Z\u00c0-\u00de][\w'\u2019.-]*"
LITTLE = r"(?:the|of|de|del|do|da|la|le|el|al|sur|am|an der)"
PLACE = rf"{TITLE}(?: (?:{LITTLE} )?{TITLE}){{0,4}}"
# Words that open a sentence and are no place: "Yes -- We can".
NO_PLACE = (
    r"(?:The|A|An|Yes|No|But|And|So|Today|Now|Then|Here|This|That|These|It|We|He|She|They|In|On|At|For|With|After|Before"
    r"|When|While|Why|How|What|Who|EMBARGOED|UPDATED?|CORRECTED|EXCLUSIVE)\b"
)

AGENCY_ZH = (
    r"(?:据)?(?:新华社|新华网|中新社|中新网|中国新闻网|人民网|央视网|央广网|光明网|中国网|中国日报网?|法新社|路透社|美联社|"
    r"本报|本网|本刊|本台|本社|[\u4e00-\u9fff]{2,6}(?:日报|晚报|早报|晨报|时报|都市报|新闻网|通讯社|电视台|客户端))"
)
DATE_ZH = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日"
BYLINE_ZH = (
    r"\s*[(\uff08][^()\uff08\uff09]{0,12}(?:记者|通讯员|实习生|特派员|编译|报道员)[^()\uff08\uff09]{0,40}[)\uff09]"
)
# What makes a longer word of 电: "6月21日电话会议" is no dateline.
NOT_WIRE = r"(?![话视影子脑台商网动力信气器梯池站车波报邮])"


def find_dateline(text: str) -> str | None:
    """The dateline that the paragraph opens with, exactly as it stands there with its dash; None where there is none.

    "CHONGQING, May 16 --", "Chongqing\u2014", "BEIJING (Xinhua) --", "新华社重庆5月16日电（记者 林悦）".
    """
    return _chinese(text) or _english(text)


def _chinese(text: str) -> str | None:
    place = r"[\u4e00-\u9fff\u00b7/]{0,20}?"
    wire = rf"(?:专?电{NOT_WIRE}|讯(?!问)|消息)"
    found = re.match(
        rf"(?:【[^】]{{1,12}}】)?(?:"
        rf"(?:{AGENCY_ZH}\s?{place}\s?{DATE_ZH}{wire}|{place}{DATE_ZH}(?:专?电|讯)(?=[\s(（:：]|$))(?:{BYLINE_ZH})?\s?[:：]?"
        rf"|(?:{AGENCY_ZH}|[\u4e00-\u9fff\u00b7]{{2,12}})讯(?:{BYLINE_ZH}|(?=\s|[:：]))[:：]?"
        rf"|{AGENCY_ZH}(?:消息|电)(?:{BYLINE_ZH})?\s?[:：，]?(?<=[:：，)）])"
        rf"|{place}{DATE_ZH}\s?/[^/]{{2,12}}/\s?(?:--|\u2014+)"
        rf")",
        text,
    )
    return found[0].strip() if found else None


def _english(text: str) -> str | None:
    found = re.match(
        rf"\(?(?P<place>{PLACE}(?:(?:, |/)(?:the )?{PLACE}){{0,2}}?)"
        rf"(?P<more>(?:(?:,| \u2013| -| \||;)? ?(?:{DATE}|{BRACKETED}))*)\)?"
        r"(?P<dash>(?:\s*(?:--+|\u2014|\u2013)|\s+-(?=\s)|:)\s*)(?P<rest>.*)",
        text,
    )
    if found is None or re.match(NO_PLACE, found["place"]):
        return None
    capitals = re.match(rf"{CAPITALS}(?:[ ,/]|$)", found["place"]) is not None
    story = found["rest"]
    opens = not story or re.match(r"[\"\u201c'\u2018(]?[A-Z\u00c0-\u00de0-9]", story) is not None
    if not opens or (found["dash"].strip() == ":" and not re.search(r"\d", found["more"])):
        return None
    if not found["more"]:
        # A title-case word before a dash may be any noun; a place is followed by a sentence, not by an aside in dashes.
        aside = re.match(r".{0,80}?(?:\u2014|--)", story) is not None
        if (not capitals and aside) or len(found["place"].split()) > 4:
            return None
    return text[: found.start("dash")] + found["dash"].rstrip()
