"""Which paragraphs are contact lines or boilerplate (cookie, privacy and copyright notices, release stamps)."""

from __future__ import annotations

import re

MAX_NOTICE = 400
"""Characters. A longer paragraph tells a story, whatever it mentions."""

# Each pattern names the shape of a notice, not its topic: news about cookies, copyright or privacy speaks of them in
# the third person and stays body.
BOILERPLATE = (
    # Stamps of a release, and marks of its end.
    r"(?i:for immediate release|immediate release|embargoe?d? (?:until|till)\b.*|under embargo.*|not for release.*)",
    r"(?:-+\s*)?(?i:ends?|enditem|30)(?:\s*-+)|ENDS?|Enditem|#(?:\s*#){2,}|[*\uff0a](?:\s*[*\uff0a]){2,}|[-_=\u2014]{3,}",
    r"[(\uff08]\s*(?:完|(?i:end))\s*[)\uff09]|(?:即时|立即)发布|.{0,30}前不得(?:发布|公开)|.{0,12}新闻通稿",
    # Cookies.
    r"(?i:by continuing (?:to (?:browse|use)|your (?:visit|browsing))\b.*\b(?:you|we|our)\b.*)",
    r"(?i:(?:this|our) (?:web ?site|site|page|portal)\b.{0,40}\b(?:uses?|stores?|sets?|places?)\b.*\bcookies?\b.*)",
    r"(?i:we (?:only |also |and our partners )*(?:use|keep|set|store|place|rely on)\b[^.]*\bcookies\b.*)",
    r"(?i:(?:accept|reject|allow|decline|manage|customi[sz]e|change)\b[\w ,/]*\bcookies?(?: \w+)?(?: ?[/|].*)?[.]?)",
    r"(?i:(?:your )?cookie (?:settings|preferences|policy|notice|consent|choices|statement)\b(?:\s*[:|/].*)?)",
    r"继续(?:浏览|使用|访问).*(?:您|本(?:网)?站|我们).*",
    r"(?:本(?:网)?站|本页面|本网页|我们|为了?)[^。]*(?i:cookies?).*(?:您|我们|语言偏好|所必需|必要|注册|运行|保留|数据|体验).*",
    r"(?:接受|拒绝|管理|全部接受).{0,8}(?i:cookies?).{0,30}|(?i:cookies?)\s*(?:设置|偏好|政策|声明|通知|选项).{0,40}",
    # Privacy and terms, as a line of links or an address to the visitor.
    r"(?i:(?:manage )?your privacy choices|(?:our )?privacy (?:policy|notice|statement)|terms (?:of|and) (?:use|service|conditions))[.]?",
    r"(?i:privacy: we\b.*|this site is protected by\b.*|terms of use updated\b.*|we (?:will|do) not (?:share|sell) your\b.*)",
    r"(?:管理)?您的隐私选项|隐私(?:政策|声明|说明)(?:[:：|｜].*)?|本(?:网)?站受.{0,20}保护.*|使用条款(?:更新.*)?|我们不会.{0,20}您的.*邮箱.*",
    # Copyright and reuse.
    r"(?:copyright\s*)?(?:\u00a9|\([cC]\)\s*(?:19|20)\d\d).*|(?i:copyright)\s+(?:(?:19|20)\d\d|\u00a9|\([cC]\)).*",
    r"(?i:copyright (?:(?:is )?reserved|belongs|remains|is held|in (?:the|this|all))\b.*|.{0,60}\ball rights reserved\b.{0,120})",
    r"(?i:.*\b(?:may not be reproduced|no (?:reproduction|reuse|part of this)|reproduction (?:permitted|requires|is (?:prohibited|permitted)))\b.*)",
    r"(?i:.*\b(?:please|must) (?:credit|cite|acknowledge) the (?:source|organi[sz]ers?)\b.*)",
    r"(?i:(?:all )?(?:images|pictures|photos|photographs|text|video footage)(?: on this page| of minors)?"
    r" (?:may be (?:used|quoted)|released for editorial use|are protected)\b.*|image rights\b.*)",
    r"(?:[^。，]{0,24})?(?:版权所有(?![者人权])|著作权所有|版权归[^。，；]{1,30}所有).*",
    r".*(?:转载|引用|使用).{0,6}(?:请|须|需|应).{0,3}注明.{0,20}|.*(?:请|须|需|应)注明(?:来源|出处|转载自).{0,20}",
    r".*未经.{0,16}(?:授权|许可|同意|允许).{0,8}(?:不得|禁止|请勿|严禁).{0,8}(?:转载|复制|使用|引用|摘编|发布).*",
    r"(?:严禁|禁止|谢绝|不得)(?:擅自)?转载.*|(?:照片|图片|插图|影像)(?:版权|转载).*",
    r".*[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]ICP(?:备|证).*|.*(?:公安备案|公网安备).*",
    # Disclaimers, desk roles, and the furniture of a web page.
    r"(?i:disclaimer)\s*[:.\u2014-].*|(?i:disclaimer)|免责声明.*|(?:特别)?声明[:：].*|(?i:views expressed\b.{0,40}\bare\b.*)",
    r"(?i:(?:the )?(?:information|material|content) on this (?:web ?site|site|page)\b.*)|本(?:网)?站(?:所载|所有).*",
    r"(?i:(?:(?:managing |duty |web |copy |executive )?editor(?: in charge| on duty)?s?|edited by|proofread(?:er| by))\s*[:：].{1,80})",
    r"[(\uff08\[【]?\s*(?:(?:责任|值班|执行|本期|文字|网络|美术)?编\s?辑|责\s?编|编审|审\s?[核校读]|校\s?对|监\s?制|终\s?审|一审|二审|三审|主编)\s*[:：/／丨|].{1,60}",
    r"(?i:advertisement|sponsored content|read more|related (?:articles|stories|news)|share this (?:article|story|page)|back to top)\s*:?",
    r"(?i:(?:follow|like|find) us on\b.{0,80}|sign up (?:for|to) (?:our|the)\b.{0,80}newsletter.{0,40})[.!]?",
    r"(?:相关(?:阅读|新闻|链接|报道|推荐)|延伸阅读|分享到|返回顶部|打印本页|关闭窗口|更多精彩.*|扫码关注.*|扫一扫.{0,30}|关注我们.*|【?纠错】?)[:：]?",
)

NAVIGATION = (
    r"(?i:home|site ?map|contact(?: us)?|about(?: us)?|accessibility|privacy(?: policy)?|cookies?(?: policy| settings)?|terms"
    r"(?: of (?:use|service)| (?:and|&) conditions)?|legal(?: notice)?|imprint|careers|newsletter|login|log in|search|faqs?)"
    r"|首页|网站地图|联系我们|关于我们|无障碍浏览|隐私(?:政策|声明)|使用条款|法律声明|加入我们|登录|注册"
)

# One word of a person or an office in front: "Media contact:", "Conference secretariat, contact:".
CONTACT = (
    r"(?i:(?:for |all )?(?:[\w&'\u2019./-]+ ){0,4}(?:contacts?|inquiries|enquiries|queries|hotline|helpline))"
    r"(?i:(?: us| persons?| details| information| points?)?)\s*[:：].*",
    r"(?i:(?:media |press |investor |news )?contacts?|contact (?:us|information|details)|media (?:relations|inquiries|enquiries))",
    r"(?i:(?:tel(?:ephone)?|phone|fax|mobile|cell|e-?mail|hotline|web(?:site)?|address|wechat|whatsapp)\s*[.]?\s*[:：]).{3,}",
    r"(?i:for (?!many\b|some\b|most\b)[^.;:]{3,90}?,? (?:please|kindly) (?:feel free to )?(?:contact|e-?mail|call|write|visit|reach|dial|use|get in touch|see)\b.*)",
    r"(?i:for (?!many\b|some\b|most\b)[^.;:]{3,90}, (?:contact|e-?mail|write to|reach)\s.*)",
    r"(?i:for (?!many\b|some\b|most\b)[^.;:]{3,90},? (?:call|dial|visit|see)(?= (?:the|our|us at|us on|https?:|www\.|\+?\(?\d)|\s*[:：]).*)",
    r"(?i:for (?:more|further|additional|full) (?:information|details)\b.{0,200})",
    r"(?i:(?:got|have) (?:a story|questions?|any questions?)\b.{0,20}\? (?:e-?mail|contact|write|call|reach)\b.*)",
    r"(?i:(?:please )?(?:contact|e-?mail|call|write to|reach|dial|get in touch with) (?=.*(?:@|\d{4}|www\.|https?:)).*)",
    r"(?:[^\s。，；！？“”：:]{0,20})?(?:联系人|联络人|联系方式|联络方式|联系电话|联络电话|联系邮箱|联络邮箱|联系地址|媒体联系|媒体联络|新闻联络|咨询电话|咨询热线|服务热线|热线)\s*[:：].+",
    r"(?:联系人|联系方式|媒体联系人?|媒体联络|联系我们|媒体垂询|新闻联络)",
    r"(?:[^\s。，；！？“”：:]{0,12})?(?:咨询(?:时间)?|垂询)\s*[:：].+",
    r"(?:电\s?话|手机|传真|邮\s?箱|电子邮[件箱]|电邮|地址|网\s?址|官网|微信(?:公众号)?|邮编|E-?mail|Tel)\s*[:：].{3,}",
    r"如[需有欲][^。]{0,30}(?:咨询|采访|了解|更多|信息|详情|索取|授权|预订|报名|疑问|问题|垂询|连线|意见|合作)[^。]{0,20}(?:请|可|须|敬请|欢迎).{0,60}",
    r"如需[^。]{0,24}请(?:致电|发送?邮件|电邮|拨打).{1,60}",
    r"(?:[^。，]{2,16}咨询|采访)请[^。]{0,16}(?:联系|拨打|致电|发邮件)[^。]{1,40}。?",
    r"(?:欢迎|敬请|请)(?:致电|拨打|垂询|来电|来函).{0,60}",
    r"(?:更多信息|详情|欲知详情|了解更多)[^。]{0,10}(?:请|可)(?:访问|联系|致电|登录|咨询|浏览|参阅|见).{1,80}",
)

EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
WEB = r"(?:https?://|www\.)[^\s，。；（）()]+"
PHONE = r"(?<![\d.])(?:\+?\(?\d{1,4}\)?[\s-]?)?\(?\d{2,4}\)?[\s-]?\d{3,4}[\s-]?\d{3,4}(?!\d)"


def is_boilerplate(text: str) -> bool:
    """Whether the paragraph is a notice of the publisher and not part of the story."""
    if len(text) > MAX_NOTICE or _quotes_speech(text):
        return False
    return any(re.fullmatch(pattern, text) for pattern in BOILERPLATE) or _is_navigation(text)


def is_contact(text: str) -> bool:
    """Whether the paragraph tells whom to write to or call, or is an address and nothing else.

    An address inside a sentence of the story does not make it one.
    """
    if len(text) > MAX_NOTICE or _quotes_speech(text):
        return False
    return any(re.fullmatch(pattern, text) for pattern in CONTACT) or _is_address(text)


def has_address(text: str) -> bool:
    """Whether an e-mail address, a web address or a telephone number stands in the text."""
    return re.search(f"{EMAIL}|{WEB}|{PHONE}", text) is not None


def is_contact_heading(text: str) -> bool:
    """Whether the paragraph announces contact lines without giving one: "Media contact:", "联系人：", "联系方式"."""
    heading = r"(?i:(?:\w+ ){0,3}contacts?|contact (?:us|information|details)|(?:media|press) (?:relations|inquiries|enquiries))"
    return re.fullmatch(rf"(?:{heading}|\S{{0,8}}(?:联系人|联系方式|联络人|联络方式|媒体联系|联系我们))\s*[:：]?", text) is not None


def _is_address(text: str) -> bool:
    rest = re.sub(f"{EMAIL}|{WEB}|{PHONE}", "", text)
    return rest != text and not re.search(r"\w", re.sub(r"(?i)\b(?:or|and|ext|at)\b|或|转|及", "", rest))


def _is_navigation(text: str) -> bool:
    items = [item.strip() for item in re.split(r"[|｜\u00b7\u2022/]", text.rstrip(".。"))]
    return len(items) > 1 and sum(re.fullmatch(NAVIGATION, item) is not None for item in items) * 2 > len(items)


def _quotes_speech(text: str) -> bool:
    # A notice addresses the reader itself; it never reports what somebody said.
    return re.search(r'["\u201c\u201d]', text) is not None and re.search(
        r"\b(?:said|says|told|added)\b|[说称表示指出道][，：:。]", text
    ) is not None
