"""What can be seen on the face of one sentence that speaks for or against it in a brief."""

from __future__ import annotations

import re
from dataclasses import dataclass

from translator.lengths import text_length
from translator.release import Language

# Openings that point back at a sentence which the reader of a brief does not see.
_ORPHAN_EN = re.compile(
    r"""(?:he|she|it|they|his|her|hers|its|their|theirs|this|that|these|those|such|both|neither|either|none
    |however|but|and|so|yet|or|nor|still|then|thus|therefore|hence|moreover|furthermore|besides|also|instead|meanwhile
    |similarly|likewise|nevertheless|nonetheless|otherwise|consequently|accordingly|indeed|rather|again|here
    |another|others?|among\ (?:them|these|those)|of\ (?:them|these|those)|the\ (?:latter|former|same|two|pair|trio|rest)
    |in\ (?:addition|contrast|turn|response|particular|other\ words|short)|as\ (?:a\ result|such|well)|by\ contrast
    |for\ (?:example|instance|that|this|them)|on\ the\ other\ hand|at\ the\ same\ time|even\ so|after\ that
    |to\ (?:that|this)\ end|because\ of\ (?:this|that)|question:|answer:)(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
_ORPHAN_ZH = re.compile(
    r"""(?:据[^，。]{1,8}，|目前，)?(?:对此|其中|他|她|它|这|此|该|其(?!林)|但|不过|然而|因此|因而|所以|同时|与此同时|另外|另一|而(?!立之年)|并(?!购|发症)
    |随后|之后|例如|比如|譬如|为此|由此|据此|对于这|那(?!不勒斯|曲|霸)|也(?!门)|还(?!原)|则|上述|前者|后者|两者|双方|当时
    |总之|可见|反之|否则|于是|接着|相比之下|除此|此外|会上|会议还|论坛还|大会还|问：|答：)""",
    re.VERBOSE,
)
_PRONOUN_SPEAKER_EN = re.compile(
    r"\b(?:he|she|they)\s+(?:also\s+)?(?:said|says|added|noted|told|explained|stressed|pointed|argued|recalled|joked)\b"
)
_PRONOUN_SPEAKER_ZH = re.compile(r"[他她](?:们)?(?:说|表示|指出|认为|介绍|强调|补充|坦言|透露|回忆|笑|还)")
_FIRST_PERSON_EN = re.compile(r"\b(?:I|we|our|ours|my|us|me|We|Our|My)\b")
# "我国" and its like are how a Chinese newsroom writes "China's", not the writer's own voice.
_FIRST_PERSON_ZH = re.compile(r"我(?!国|省|市|区|县|校|院|军|党)|咱|俺")
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*|[一二两三四五六七八九十百千]+(?:万|亿|成)")
_NAME_EN = re.compile(r"(?<=[\w,;)’'\"”]\s)(?:[A-Z][\w'’&.-]*)(?:\s(?:of|for|the|and|on|&)?\s?[A-Z][\w'’&.-]*)*")
_NAME_ZH = re.compile(
    r"《[^》]+》|(?:大会|峰会|论坛|医院|大学|协会|学会|学院|中心|委员会|研究所|研究院|公司|联盟|基金会)"
)


@dataclass(frozen=True, slots=True)
class Traits:
    """Surface traits of a sentence.

    orphan: needs the sentence before it, by its first word or by a speaker who is only a pronoun
    first_person: somebody speaks in it as I or we
    question: it asks
    numbers, names: how many
    length: words in English, 汉字 in Chinese
    """

    orphan: bool
    first_person: bool
    question: bool
    numbers: int
    names: int
    length: int


def sentence_traits(text: str, language: Language) -> Traits:
    """The traits of one sentence, without its dateline."""
    zh = language == "zh"
    bare = text.lstrip("“\"'‘「『（( ")
    opening, speaker = (_ORPHAN_ZH, _PRONOUN_SPEAKER_ZH) if zh else (_ORPHAN_EN, _PRONOUN_SPEAKER_EN)
    return Traits(
        orphan=bool(opening.match(bare) or speaker.search(text)) or bare[:1].islower(),
        first_person=bool((_FIRST_PERSON_ZH if zh else _FIRST_PERSON_EN).search(text)),
        question=text.rstrip("”\"’' ").endswith(("?", "？")),
        numbers=len(_NUMBER.findall(text)),
        names=len((_NAME_ZH if zh else _NAME_EN).findall(text)),
        length=text_length(text, language),
    )
