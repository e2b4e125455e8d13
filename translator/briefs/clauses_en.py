"""Whether a run of English words holds a finite verb of its own, judged without a parser and erring towards no."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_AUXILIARIES = _words(
    "is are was were has have had will would can could may might must should does do did remain remains remained "
    "become becomes became"
)
# Past tenses that are never participles.
_PAST_ONLY = _words(
    "rose fell grew began took gave drew went saw wrote spoke chose knew broke stole wore drove flew froze rode ate "
    "ran came sang swam overtook withdrew outgrew underwent threw shook woke"
)
_PAST_OR_PARTICIPLE = _words(
    "said told held met found cut set won led made put built brought sent kept left lost spent heard taught sold paid "
    "felt struck got swept bought fought hit let sought"
)
# A past tense before a preposition is a participle ("tumors treated with heat"), unless the verb takes no object.
_INTRANSITIVE = _words(
    "opened closed concluded ended convened gathered met arrived returned agreed debuted died walked roared commenced "
    "kicked converged descended assembled emerged appeared climbed dropped voted pledged vowed called argued insisted "
    "warned succeeded failed collapsed landed wrapped joined pleaded urged competed vied listened lined sailed"
)
_PRESENT = _words(
    "says shows plans aims calls offers hopes expects seeks needs makes gives takes opens covers means lets helps "
    "brings puts sets wants uses bans urges warns faces finds gets goes grows keeps launches leads marks reports "
    "runs stands supports works mirrors represents serves embodies reflects depends deserves harnesses allows "
    "requires validates provides include includes contains holds lies shares tells turns follows affects kills "
    "saves costs"
)
_SUBORDINATORS = _words("who which that whose where when what how why as if while whom because whether")
_DETERMINERS = _words(
    "a an the its their his her our my your this these those some any no every each all both many several most"
)
# What can only follow a finite verb as the start of its object or complement.
_OBJECT_STARTS = _DETERMINERS | _words(
    "that how what why more less fewer nearly about almost around roughly up to for one two three four five six seven "
    "eight nine ten half dozens hundreds thousands millions them him it us new"
)
_PARTICLES = _words("on off in out over down away from with by at into through under")
_TOKEN = re.compile(r"[\w’'.%$-]*\w[%]?|[,;:—–]")


def has_finite_verb(text: str) -> bool:
    """True where at least one finite verb stands outside every subordinate clause of the text.

    False means no more than "not sure": a clause whose verb is not recognised is left alone by the shortening rules.
    """
    tokens = _TOKEN.findall(text)
    verbs = sum(_is_finite(tokens, i) for i in range(len(tokens)))
    return verbs > sum(token.lower() in _SUBORDINATORS for token in tokens)


def _is_finite(tokens: list[str], i: int) -> bool:
    word = tokens[i]
    before = [token.lower() for token in tokens[max(0, i - 2) : i]]
    after = tokens[i + 1] if i + 1 < len(tokens) else ""
    last = before[-1] if before else ""
    if not word.islower() or last == "to" or not before:
        return False
    if word in _AUXILIARIES:
        return last not in _AUXILIARIES
    # "…, called TIDAL" and "…, convened by …" are participles.
    if last == ",":
        return word in _PAST_ONLY
    if any(token in _AUXILIARIES or token in ("be", "been", "being") for token in before) or last in _DETERMINERS:
        return False
    if word in _PAST_ONLY:
        return True
    if word in _PRESENT:
        return _starts_object(after)
    if word in _PAST_OR_PARTICIPLE or (word.endswith("ed") and len(word) > 4):
        return word in _INTRANSITIVE or (after.lower() not in ("to", "for", "up") and _starts_object(after))
    return False


def starts_with_verb(text: str) -> bool:
    """True where the text begins with a past tense and its object or complement, as a second predicate after "and"."""
    tokens = _TOKEN.findall(text)
    if len(tokens) < 2 or not tokens[0].islower():
        return False
    verb = tokens[0] in _PAST_ONLY | _PAST_OR_PARTICIPLE or tokens[0].endswith("ed")
    return verb and (_starts_object(tokens[1]) or tokens[1] in _PARTICLES)


def _starts_object(token: str) -> bool:
    return token.lower() in _OBJECT_STARTS or token[:1].isdigit() or token[:1].isupper()
