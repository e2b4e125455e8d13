"""Every word of the form's frame and its first tab, in English and Chinese."""

from __future__ import annotations

from dataclasses import dataclass, field

from translator.release import Language


@dataclass(frozen=True, slots=True)
class Words:
    """What the form says in one language; {names} in braces are filled in.

    works: what the list of works says (static/works.js)
    """

    title: str
    tagline: str
    other_language: str
    other_language_label: str
    skip: str
    translate: str
    align: str
    glossary: str
    batch: str

    article: str
    paste: str
    paste_info: str
    paste_example: str
    files: str
    files_info: str
    direction: str
    direction_found: str
    english_to_chinese: str
    chinese_to_english: str
    engine: str
    engine_both: str
    engine_plain: str
    engine_draft: str
    engine_fetch: str
    engine_missing: str

    options: str
    glossaries: str
    house_none: str
    house_some: str
    terms: str
    terms_info: str
    terms_example: str
    upload: str
    upload_info: str
    brief: str
    brief_info: str

    go: str
    started_many: str
    nothing: str
    too_long: str
    busy: str
    no_session: str
    term_wrong: str
    glossary_wrong: str
    file_gone: str
    files_too_large: str

    works: dict[str, str] = field(default_factory=dict)


ENGLISH = Words(
    title="Bilingual release",
    tagline="A press article in, its translation beside it, ready to check and publish. "
    "Everything is computed on this machine.",
    other_language="中文",
    other_language_label="切换为中文界面",
    skip="Skip to the form",
    translate="Translate",
    align="Align",
    glossary="Glossary",
    batch="Batch",
    article="New release",
    paste="Paste the article",
    paste_info="English or Chinese, up to {characters} characters. The headline first, then a blank line between "
    "paragraphs.",
    paste_example="Hospital opens stroke center\n\nThe hospital opened a stroke center on Friday ...",
    files="Or give files",
    files_info="Text, Markdown, HTML or Word (.docx), up to {megabytes} MB. Each file becomes a release of its own.",
    direction="Direction",
    direction_found="Found from the text",
    english_to_chinese="English to Chinese",
    chinese_to_english="Chinese to English",
    engine="{direction}: {what}",
    engine_both="Both directions: {what}",
    engine_plain="the Marian model, a full translation engine. Check what is marked, then publish.",
    engine_draft="a small draft model. Every sentence needs an editor.",
    engine_fetch="For better sentences, ask your technician to run on this machine: {command}",
    engine_missing="no model can translate yet. {what}",
    options="Glossary and brief",
    glossaries="The built-in glossary ({builtin} entries) and {house} are used.",
    house_none="the house glossary (empty so far; the Glossary tab fills it)",
    house_some="the house glossary ({house} entries)",
    terms="Terms of this article",
    terms_info="One a line: English = 中文. They come before every glossary.",
    terms_example="stroke center = 卒中中心",
    upload="Another glossary for this article",
    upload_info="CSV, TSV, Excel (.xlsx) or TBX, up to {megabytes} MB. It comes before the house glossary.",
    brief="Write a brief as well",
    brief_info="Headline, standfirst, key points and a social post, in both languages.",
    go="Translate",
    started_many="{count} articles are in the queue. The first one is shown; the others are under “Your releases”.",
    nothing="There is no article yet. Paste one, or give a file.",
    too_long="{name}: the article has {length} characters, and {characters} are allowed here. Cut it into parts.",
    busy="Too many articles wait for the model already. Try again in a few minutes.",
    no_session="Your browser did not keep the cookie by which this page knows your releases. Allow cookies for this "
    "address and reload the page.",
    term_wrong="Terms of this article, line {line}: “{text}” is no term. Write it as: English = 中文.",
    glossary_wrong="The glossary cannot be used. {what}",
    files_too_large="Too large: {names}. Up to {megabytes} MB can be given at once.",
    file_gone="{name}: the file is not here any more. Give it again.",
    works={
        "title": "Your releases ({count})",
        "kept": "Kept on this machine for {hours} hours after you last opened them, then deleted. "
        "They belong to this browser; other users do not see them.",
        "waiting": "waits",
        "waiting_behind": "waits, {before} before it",
        "working": "is being translated",
        "done": "done",
        "failed": "failed",
        "stopped": "stopped",
        "shown": "shown below",
        "remove": "Remove",
        "remove_which": "Remove “{name}”",
        "really": "Really remove",
        "removed": "“{name}” was removed.",
    },
)

CHINESE = Words(
    title="双语新闻稿",
    tagline="输入新闻稿，即得逐句对照的译文，核改后即可发布。全部在本机运算，稿件不外传。",
    other_language="English",
    other_language_label="Switch to the English interface",
    skip="跳到表单",
    translate="翻译",
    align="对齐",
    glossary="术语表",
    batch="批量",
    article="新建双语稿",
    paste="粘贴原稿",
    paste_info="中文或英文，不超过 {characters} 字符。标题放在首行，段落之间空一行。",
    paste_example="我校附属医院卒中中心揭牌\n\n5月16日，附属医院卒中中心正式揭牌……",
    files="或上传文件",
    files_info="支持纯文本、Markdown、HTML 和 Word（.docx），不超过 {megabytes} MB；每个文件各成一篇双语稿。",
    direction="翻译方向",
    direction_found="自动识别",
    english_to_chinese="英译中",
    chinese_to_english="中译英",
    engine="{direction}：{what}",
    engine_both="两个方向：{what}",
    engine_plain="使用 Marian 翻译模型。请核对标出之处，再行发布。",
    engine_draft="使用小型草稿模型，译文须逐句审校。",
    engine_fetch="如需更好的译文，请技术人员在本机运行：{command}",
    engine_missing="尚无可用的翻译模型。{what}",
    options="术语与简报",
    glossaries="已启用内置术语表（{builtin} 条）和{house}。",
    house_none="本单位术语表（尚无词条，可在“术语表”页添加）",
    house_some="本单位术语表（{house} 条）",
    terms="本稿专用术语",
    terms_info="每行一条，写作：English = 中文。优先于所有术语表。",
    terms_example="stroke center = 卒中中心",
    upload="本稿另用的术语表",
    upload_info="支持 CSV、TSV、Excel（.xlsx）和 TBX，不超过 {megabytes} MB；优先于本单位术语表。",
    brief="同时撰写简报",
    brief_info="包括标题、导语、要点和社交媒体短文，中英文各一份。",
    go="开始翻译",
    started_many="{count} 篇稿件已进入队列。下方显示第一篇，其余见“我的双语稿”。",
    nothing="尚无原稿。请粘贴文字或上传文件。",
    too_long="{name}：全文 {length} 字符，超过 {characters} 字符的上限。请分成几部分。",
    busy="排队的稿件过多，请过几分钟再试。",
    no_session="浏览器未保存本页用来识别您稿件的 Cookie。请允许本地址使用 Cookie，然后刷新页面。",
    term_wrong="本稿专用术语第 {line} 行：“{text}”不是术语。请写作：English = 中文。",
    glossary_wrong="术语表无法使用。{what}",
    files_too_large="文件过大：{names}。一次最多上传 {megabytes} MB。",
    file_gone="{name}：文件已不存在，请重新上传。",
    works={
        "title": "我的双语稿（{count}）",
        "kept": "保存在本机，自最近一次打开起保留 {hours} 小时，之后自动删除。仅限本浏览器查看，其他用户看不到。",
        "waiting": "排队中",
        "waiting_behind": "排队中，前面还有 {before} 篇",
        "working": "翻译中",
        "done": "已完成",
        "failed": "失败",
        "stopped": "已停止",
        "shown": "正在下方显示",
        "remove": "删除",
        "remove_which": "删除《{name}》",
        "really": "确认删除",
        "removed": "《{name}》已删除。",
    },
)

_WORDS: dict[Language, Words] = {"en": ENGLISH, "zh": CHINESE}


def words(language: Language) -> Words:
    """What the form says in a language."""
    return _WORDS[language]
