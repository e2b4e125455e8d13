"""Errors of omission: a clause or a sentence that was left out, what remains being whole sentences."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from .clauses import Clause, clauses, sentences
from .planting import Case, Edit

# A clause that begins or ends so needs the one after it.
_LEANS_ZH = re.compile(
    r"^(?:如果|如|若|虽|尽管|由于|因|随着|为|当|据|根据|只要|只有|一旦|不仅|不但|除|自|通过|即使|即便|无论|不论|对于|对|按|与|以|在|从|"
    r"作为|既|要么|与其|之所以|凡|每当|经|用|把|将|相比|其中|同时|此外|目前|今年|去年|当天|同日|不是|并非|问题|关键)|"
    r"(?:后|时|中|上|下|前|来说|看来|介绍|说|表示|认为|指出|称|显示|发现|强调|提醒|透露|道|写道|的是|包括|后者|前者|不是|建议|要求|"
    r"提出|希望|宣布|证实|承认|呼吁|计划|解释|补充|[的和与或及、])$"
)
# A clause that begins so needs the one before it.
_NEEDS_ZH = re.compile(
    r"^(?:则|就|才|因此|所以|从而|其中|这|否则|这样|由此|以便|结果|它|不过|然而|其余|另|后者|前者|即|也就是|[”）》])"
)
_REPORTS_ZH = re.compile(r"(?:说|表示|介绍|指出|认为|称|补充道|强调|回忆道|写道|道|坦言|解释)$")


def clause_dropped(case: Case, chance: random.Random) -> Iterator[Edit]:
    """A clause is left out together with the mark before it; at least half of the text remains."""
    found = _dropped_zh(case.target) if case.language == "zh" else _dropped_en(case.target)
    for edit in found:
        if edit.end - edit.start <= len(case.target) / 2:
            yield edit


def sentence_dropped(case: Case, chance: random.Random) -> Iterator[Edit]:
    """One of the sentences is left out; at least half of the text remains, and every quotation stays whole."""
    parts = sentences(case.target, case.language)
    least = 8 if case.language == "zh" else 25
    for i, (start, end, text) in enumerate(parts):
        whole = text.count("“") == text.count("”") and text.count('"') % 2 == 0
        if len(parts) < 2 or not whole or not least <= end - start <= len(case.target) / 2:
            continue
        if i == 0 and text[:1] in '“"' and parts[1][2][:1] not in '“"':
            continue
        if i == 0:
            yield Edit(start, parts[1][0], "")
        else:
            yield Edit(parts[i - 1][1], end, "")


def _dropped_zh(text: str) -> Iterator[Edit]:
    found = clauses(text, "zh")
    for i, clause in enumerate(found):
        words = text[clause.start : clause.end]
        if i == 0 or clause.first or clause.opens or clause.before not in ("，", "；") or len(words) < 8:
            continue
        if not clause.after or clause.after not in "，；。！？" or _REPORTS_ZH.search(words) or _LEANS_ZH.search(words):
            continue
        before = text[found[i - 1].start : found[i - 1].end].lstrip("“")
        following = text[found[i + 1].start : found[i + 1].end] if i + 1 < len(found) and not clause.last else ""
        if found[i - 1].level + _opened(text, found[i - 1]) != clause.level:
            continue
        if len(before) < 6 or _LEANS_ZH.search(before) or _NEEDS_ZH.search(following):
            continue
        # After "；" a list goes on, and where its comma clauses end at "。" nothing hangs in the air.
        yield Edit(clause.start - len(clause.before), clause.end, "")


def _opened(text: str, clause: Clause) -> int:
    words = text[clause.start : clause.end]
    return sum(c in "“（《" for c in words) - sum(c in "”）》" for c in words)


_RELATIVE = r"(?:which|who|where|whose|when)\b"
_FINAL_EN = re.compile(
    rf"(?:{_RELATIVE}|(?:while|although|though|because|but|so|as|since|whereas|with|in part|even|after|before)\b|"
    r"(?!according)[a-z]+ing\b|[a-z]+ed (?:by|with|in|from|to)\b|"
    r"and (?=(?:\w+ ){1,6}(?:was|were|is|are|has|have|had|will|would|can|could|may|\w{3,}ed)\b))"
)
_LEANS_EN = re.compile(
    r"^\"?(?:If|When|Although|Though|After|Before|While|As|Because|Since|With|For|In|On|At|By|From|During|Until|Once|"
    r"Unless|Of|Under|Despite|Among|Over|To|Instead|"
    r"Unlike|Like|According|Asked|[A-Z][a-z]+ing|[A-Z][a-z]+ed)\b"
)
# Final clauses without a comma, and a second predicate of the same subject.
_UNMARKED = re.compile(
    r",?(?: largely| mainly| partly| just| only| simply| even)? "
    r"(?:because|so that|although|even though|unless|while|whereas) (?:\w+ ){2}[^,;:\"()]{12,}(?=[.;]$|[.;] )"
    r"|,? and (?:will|has|have|had|was|were|is|are|[a-z]{3,}ed) [^,;:\"()]{20,}(?=\.$|\. )"
)


def _dropped_en(text: str) -> Iterator[Edit]:
    found = clauses(text, "en")
    for i, clause in enumerate(found):
        words = text[clause.start : clause.end]
        if i == 0 or clause.first or clause.opens or len(words.split()) < 5 or clause.before.strip() not in (",", ";"):
            continue
        previous = text[found[i - 1].start : found[i - 1].end]
        start = clause.start - len(clause.before)
        leans = bool(_LEANS_EN.match(previous)) and found[i - 1].first
        if leans or len(previous.split()) < 3 or (found[i - 1].level != clause.level and not found[i - 1].opens):
            continue
        if clause.before.strip() == ";":
            if clause.last or clause.after.strip() == ";":
                yield Edit(start, clause.end, "")
        elif clause.last and _FINAL_EN.match(words) and not _listed(text, found, i):
            yield Edit(start, clause.end, "")
        elif re.match(_RELATIVE, words) and clause.after.strip() == "," and not _listed(text, found, i):
            following = text[clause.end + 1 :].lstrip()
            if re.match(
                r"(?:was|were|is|are|has|have|had|said|told|will|would|can|could|took|[a-z]+ed)\b", following
            ) and not re.search(r"\d$", previous):
                yield Edit(start, clause.end + 1, "")
    for match in _UNMARKED.finditer(text):
        sentence = max((s for s in sentences(text, "en") if s[0] <= match.start()), key=lambda s: s[0])
        head = text[sentence[0] : match.start()]
        if len(head.split()) >= 4 and head.count('"') % 2 == text[match.start() : sentence[1]].count('"') % 2:
            yield Edit(*match.span(), "")


def _listed(text: str, found: tuple[Clause, ...], i: int) -> bool:
    """Whether the clause seems to be the last of a list ("A, B, and C"), which would miss its "and"."""
    words = text[found[i].start : found[i].end]
    short = [c for c in found[max(0, i - 2) : i] if not c.first and len(text[c.start : c.end].split()) < 5]
    return words.startswith(("and ", "or ")) and (bool(short) or (i >= 2 and not found[i - 1].first))
