"""How much each sentence of an article is worth to a brief, and how much any two of them say the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translator.briefs.traits import Traits, sentence_traits
from translator.embeddings import Embed, lexical_embed
from translator.release import BriefLine, Issue, Language

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Array = NDArray[numpy.float32]

# One embedding costs tens of milliseconds of one core, so a long article's sentences are sifted without it first.
MOST_EMBEDDED = 16
# Characters of a sentence that are embedded: its topic shows in the first clauses, and time grows with length.
EMBEDDED_CHARACTERS: dict[Language, int] = {"en": 140, "zh": 50}
# Softmax temperature of LexRank's links. Cosines of E5 lie close together, so a plain threshold would link all.
TEMPERATURE = 0.05
DAMPING = 0.85

# Fitted by ridge regression on word overlap with the human briefs of every third corpus release of 001-036, in both
# languages, then rounded; the penalties for what cannot stand alone or is short are above the fit, by editorial rule.
LEAD, SECOND, EARLY = 1.4, 0.25, 0.3
CENTRALITY, TOPIC = 0.2, 0.25
NUMBERS, NAMES = 0.9, 0.2
SPEECH, FIRST_PERSON, QUESTION, ORPHAN, FRAGMENT = -0.6, -0.4, -0.6, -0.8, -1.0
TOO_SHORT = -1.0
# What a model wrote, and the article bears out, goes before the article's own words.
WRITTEN = 3.0
# The worst fault of a translation decides between sentences of about the same worth, and no more: an editor would
# rather mend the sentence that matters than publish one that says nothing.
FAULT = {"error": -0.6, "warning": -0.2, "note": 0.0}
# In words; a Chinese sentence has 1.8 汉字 for each word of its English.
SHORT = 10
HAN_A_WORD = 1.8
# A share of speech above which a sentence is a quotation and no statement of the article's.
MOSTLY = 0.5
# A sentence that only says that others follow.
_ANNOUNCING = re.compile(r"(?:如下|以下)[：:。]?$|[：:]$|\bas follows\.?$|\bwhat (?:happened|follows)\.?$")
_ENDINGS = (".", "!", "?", "。", "！", "？", "…")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence that may enter a brief.

    id: of its segment; source: as it stands in the article; bare: without the dateline
    position: its place among the article's sentences, from 0
    speech: share of it that is direct speech, 0 to 1
    cites: ids of the segments that say it; target: its translation, without the dateline, "" while there is none
    issues: what is wrong with the translation; writer: the model that wrote it, "" for the article's own words
    """

    id: str
    source: str
    bare: str
    position: int
    speech: float = 0.0
    cites: tuple[str, ...] = ()
    target: str = ""
    issues: tuple[Issue, ...] = ()
    writer: str = ""

    @property
    def line(self) -> BriefLine:
        """It as a line of a brief."""
        return BriefLine(self.bare, self.target, self.cites or (self.id,), self.issues, self.writer)


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence and what it is worth.

    score: higher is better; only differences within one article mean something
    sound: stands alone: no orphan, question, fragment, speech or first person
    """

    sentence: Sentence
    traits: Traits
    score: float
    sound: bool


def score_sentences(
    sentences: Sequence[Sentence], language: Language, topic: str, embed: Embed
) -> tuple[list[Scored], Array]:
    """The sentences worth looking at, in document order, and how much each says the same as each other one.

    topic: the headline, or the lead where there is none. At most MOST_EMBEDDED sentences come back; a longer article
    is sifted by the same score over character n-grams. The second value is a square array with 0 for two sentences no
    closer than the article's average pair and 1 for two that mean the same.
    """
    scored, similarity = _score(sentences, language, topic, lexical_embed if len(sentences) > MOST_EMBEDDED else embed)
    if len(sentences) <= MOST_EMBEDDED:
        return scored, similarity
    best = sorted(scored, key=lambda one: (-one.score, one.sentence.position))[:MOST_EMBEDDED]
    chosen = sorted((one.sentence for one in best), key=lambda sentence: sentence.position)
    return _score(chosen, language, topic, embed)


def _score(sentences: Sequence[Sentence], language: Language, topic: str, embed: Embed) -> tuple[list[Scored], Array]:
    import numpy

    limit = EMBEDDED_CHARACTERS[language]
    vectors = embed([sentence.bare[:limit] for sentence in sentences] + [topic[:limit]])
    cosines = numpy.clip(vectors[:-1] @ vectors[:-1].T, -1.0, 1.0)
    central = _standard(_lexrank(cosines))
    topical = _standard(vectors[:-1] @ vectors[-1])
    last = max(sentence.position for sentence in sentences)
    scored = []
    for index, sentence in enumerate(sentences):
        traits = sentence_traits(sentence.bare, language)
        score = CENTRALITY * float(central[index]) + TOPIC * float(topical[index])
        score += _surface(sentence, traits, language) + EARLY * (1 - sentence.position / max(1, last))
        scored.append(Scored(sentence, traits, round(score, 6), _sound(sentence, traits)))
    return scored, _sameness(cosines)


def _surface(sentence: Sentence, traits: Traits, language: Language) -> float:
    words = traits.length / (HAN_A_WORD if language == "zh" else 1)
    return (
        LEAD * (sentence.position == 0)
        + SECOND * (sentence.position == 1)
        + NUMBERS * min(traits.numbers, 3) / 3
        + NAMES * min(traits.names, 4) / 4
        + SPEECH * min(1.0, 2 * sentence.speech)
        + FIRST_PERSON * traits.first_person
        + QUESTION * traits.question
        + ORPHAN * (traits.orphan and sentence.position > 0)
        + FRAGMENT * (not _whole(sentence.bare))
        + TOO_SHORT * max(0.0, 1 - words / SHORT)
        + WRITTEN * bool(sentence.writer)
        + min((FAULT[issue.severity] for issue in sentence.issues), default=0.0)
    )


def _sound(sentence: Sentence, traits: Traits) -> bool:
    orphan = traits.orphan and sentence.position > 0
    voiced = traits.first_person or sentence.speech > MOSTLY
    announces = _ANNOUNCING.search(sentence.bare) is not None
    return not (orphan or voiced or traits.question or announces) and _whole(sentence.bare)


def _whole(text: str) -> bool:
    return text.rstrip("”\"’'」』）) ").endswith(_ENDINGS)


def _lexrank(cosines: Array) -> Array:
    """LexRank (Erkan & Radev 2004): the stationary distribution of a walk that goes from sentence to like sentence."""
    import numpy

    count = len(cosines)
    if count < 3:
        return numpy.full(count, 1 / count, dtype=numpy.float32)
    links = numpy.exp((cosines - cosines.max()) / TEMPERATURE)
    numpy.fill_diagonal(links, 0.0)
    links /= links.sum(axis=1, keepdims=True)
    rank = numpy.full(count, 1 / count)
    for _ in range(50):
        rank = DAMPING * (rank @ links) + (1 - DAMPING) / count
    return numpy.asarray(rank, dtype=numpy.float32)


def _standard(values: Array) -> Array:
    import numpy

    spread = float(values.std())
    if len(values) < 3 or spread < 1e-7:
        return numpy.zeros_like(values)
    return numpy.asarray((values - values.mean()) / spread, dtype=numpy.float32)


def _sameness(cosines: Array) -> Array:
    import numpy

    count = len(cosines)
    usual = float((cosines.sum() - numpy.trace(cosines)) / max(1, count * (count - 1))) if count > 2 else 0.0
    return numpy.asarray(numpy.clip((cosines - usual) / max(1e-6, 1 - usual), 0.0, 1.0), dtype=numpy.float32)
