"""Shorter Chinese sentences that say part of what a sentence says, by leaving off whole clauses that stand apart."""

from __future__ import annotations

import re

_EVENT = r"(?:正式|隆重|成功|顺利)?(?:召开|举行|举办|开幕|闭幕|落幕|开赛|开班|揭牌|启动|发布|收官)"
# A date that only tells when: not "自…起", "截至…", "…是国际罕见病日", a part of a span or of a modifier.
_DATE = re.compile(
    r"(?<![自从至到截于在由是为前后月—\d])(?:(?:今年|去年|\d{4}年)?\d{1,2}月\d{1,2}日|\d{1,2}日|(?:本|上|下)?周[一二三四五六日])"
    r"(?:（[^）]*）)?(?:上午|下午|晚间|晚上|晚|凌晨|清晨|傍晚)?"
    rf"(?:，|(?=(?:在|于|{_EVENT}|推出|公布|宣布)(?!的)))"
)
_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)|\[[^\[\]]*\]")
# Clauses that set the scene for the main clause after them.
_LEADING = re.compile(
    r"(?:在[^，。；]{2,40}(?:上|期间|时|之际|现场)|[^，。；在]{0,14}(?:当天|期间|之际|之际|现场)|随着[^，。；]{2,40}"
    r"|据(?:悉|了解|介绍)|以[“\"][^”\"]*[”\"]为主题|日前|近日|目前)，"
)
_THEME = re.compile(r"以“[^”]*”为主题的")
_PREDICATE = re.compile(
    r"召开|举行|举办|开幕|闭幕|启动|启用|发布|成立|揭牌|揭幕|亮相|落幕|收官|开赛|开班|开展|开工|拉开帷幕|落下帷幕|出席|参会|参加|签署|签约"
    r"|获批|投用|投入使用|上市|获奖|当选|完成|实现|建成|建立|达到?|超过|增长|下降|降至|降低|提高|提升|缩短|增至|升至|减少|增加|推出|公布"
    r"|通过|宣布|呼吁|计划|齐聚|聚集|相聚|荣获|夺得|摘得|获得|赢得|引发|造成|导致|成为|采用|覆盖|服务|治疗|接受|纳入|招募|培训|吸引|设立"
    r"|将(?:于|在|为|继续|持续|陆续|首次|进一步|免费)|已|有望|可以|能够|需要|面临|占|有|是"
)
# A clause that ends so has its object in the next one.
_OPEN_END = re.compile(
    r"(?:显示|表示|指出|认为|称|说|介绍|透露|强调|发现|提出|预计|表明|呼吁|建议|提醒|坦言|要求|宣布|回顾|估算|测算|推算|判断|相信|主张|警告"
    r"|约定|规定|证实|证明|会上|会议上|论坛上|仪式上|活动上|者|包括|分别|例如|如|即|和|与|及|或|的|在|将|把|对|为|以|从|由|使|让|相比"
    r"|时|后|前|中|之际|以来|期间|下|里|起|方面|来说|而言)$"
)
_BAD_START = re.compile(
    r"虽|尽管|如果|假如|若|只要|只有|除非|即使|由于|因为?|为了?|随着|当|不仅|不但|无论|不管|与其|据|"
    r"根据|按照|对于|关于|在|自|从|作为|凭借|通过|经过|经"
)
_CONDITION = re.compile("如果|若|要是|一旦|只要|倘|既")
_COPULA = re.compile("是(?![为因由从在否])")
# A clause with one of these turns, limits or explains away the clause before it, and stays.
_BINDING = re.compile(
    r"但|却|不过|然而|除|并非|而非|而不是|尚未|尚|仅限|前提|否则|不含|如果|若|只有|据|说|表示|称|也?不|未|没有|无"
)
_VENUE = re.compile(rf"在(?P<place>[^，。；在]{{2,30}}?)(?P<verb>{_EVENT})")
_CITY = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}?省(?:会)?)?(?P<city>北京|上海|天津|重庆|香港|澳门|台北|广州|深圳|成都|武汉|杭州|南京|西安|郑州|长沙|沈阳|青岛|济南|大连"
    r"|厦门|福州|合肥|南昌|昆明|贵阳|南宁|海口|三亚|太原|石家庄|哈尔滨|长春|兰州|西宁|银川|乌鲁木齐|拉萨|呼和浩特|苏州|无锡|宁波|珠海)"
)
_MIN_HAN = 6


def shortenings(sentence: str) -> tuple[str, ...]:
    """The sentence without brackets and full stop, and shorter ones made from it, longest first.

    Each is one complete clause or more: dates, scene-setting clauses, themes, venues and closing clauses are left off
    whole, nothing is put in and no clause is cut inside. A clause that negates, limits or attributes the rest is
    never left off. sentence: without its dateline.
    """
    if not sentence.rstrip("”’』」 ").endswith(("。", "！")):
        return (_tidy(sentence),)
    clauses = [_tidy(_BRACKETS.sub("", sentence))]
    for pattern in (_DATE, _THEME, _LEADING):
        # A scene is left off only where it opens the sentence.
        text = clauses[-1]
        leading = pattern is _LEADING
        shorter = _tidy(pattern.sub("", text, count=1) if not leading or pattern.match(text) else text)
        if shorter != text and _complete(shorter):
            clauses.append(shorter)
    scene, dash, main = clauses[-1].partition("——")
    # After other dashes stands an apposition or an aside, never the news.
    if dash and re.search(rf"{_EVENT}(?:，|$)", main) and is_clause(main) and not _BINDING.search(scene):
        clauses.append(main)
    found = set(clauses)
    for clause in clauses:
        found.update(_without_tails(clause))
    for clause in tuple(found):
        found.update(_without_venue(clause))
    return tuple(sorted(found, key=lambda text: (-len(text), text)))


def lacks_subject(text: str) -> bool:
    """True where the text opens with its verb or a preposition, so that its subject stands before it."""
    return bool(_BAD_START.match(text) or _PREDICATE.match(text) or re.match(r"[以为让将助并共请与使]|提出|聚焦", text))


def is_clause(text: str) -> bool:
    """True where the text has a predicate of its own and its marks are paired; False means no more than "not sure"."""
    return _predicated(text) and _complete(text)


def _without_tails(text: str) -> list[str]:
    """The text cut before each comma or semicolon where a clause is complete and the rest only adds."""
    cuts: list[str] = []
    for match in re.finditer("[，；]", text):
        head, tail = text[: match.start()], text[match.end() :]
        if "：" not in head and is_clause(head) and not _BINDING.search(tail):
            cuts.append(head)
    return cuts


def _predicated(head: str) -> bool:
    """True where the last clause has a predicate of its own: one after its last 的, for before it may be a modifier."""
    if _BAD_START.match(head) or _CONDITION.search(head):
        return False
    *modifiers, last = re.split("，|——", head)[-1].split("的")
    # Right after 的 a verb is a noun: 新院区的启用.
    found = _PREDICATE.search(last, 1 if modifiers else 0)
    return bool(found) or any(_COPULA.search(part) for part in (*modifiers, last))


def _without_venue(text: str) -> list[str]:
    """An event's clause with its city in place of the venue, and with neither."""
    match = _VENUE.search(text)
    if not match or match.end() != len(text) or not text[: match.start()]:
        return []
    city = _CITY.match(match["place"])
    stem = text[: match.start()]
    variants = [f"{stem}在{city['city']}{match['verb']}"] if city else []
    return [variant for variant in (*variants, stem + match["verb"]) if _complete(variant)]


def _tidy(text: str) -> str:
    return re.sub(r"\s*\n\s*", "", text).strip(" \u3000，。；：、—").removesuffix("！")


def _complete(text: str) -> bool:
    pairs = all(text.count(a) == text.count(b) for a, b in ("“”", "‘’", "《》", "（）", "「」"))
    return pairs and len(text) >= _MIN_HAN and not _OPEN_END.search(text)
