"""How long matching takes over a whole article, beside other ways of finding many terms in a text."""

from __future__ import annotations

import gc
import importlib.metadata
import importlib.util
import multiprocessing
import random
import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from _quality.bitext import EN_ZH, ZH_EN

from translator.glossary import Glossary, TermEntry, english, locating
from translator.glossary.entries import entry_id
from translator.glossary.glossary import Layer
from translator.reading.reader import read_file
from translator.reading.segments import cut
from translator.release import Direction

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
ARTICLES = {EN_ZH: SEEDS / "yangtze-summit-2025.en.txt", ZH_EN: SEEDS / "jialing-stroke-forum-2026.zh.txt"}
REPEATS = 20
SEED = 7

Find = Callable[[str], Sequence[object]]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a system took.

    load: seconds until it can search; memory: megabytes that the process grew by
    cold, warm: best and median of the passes, in milliseconds of processor time, with caches emptied before each
        and with caches filled
    matches: what it found, in all segments
    """

    load: float
    memory: float
    cold: tuple[float, float]
    warm: tuple[float, float]
    matches: int


def entries(size: int) -> list[TermEntry]:
    """So many term entries: the built-in ones first, then terms put together of their words, the same every time."""
    made = list(Glossary.builtin().entries)[:size]
    english_words = [words for e in made if len(words := e.en.split()) > 1]
    chinese = [e.zh for e in made if len(e.zh) >= 4 and e.zh.isalpha()]
    draw = random.Random(SEED)
    seen = {e.en for e in made}
    while len(made) < size:
        first, last = draw.choice(english_words), draw.choice(english_words)
        en = " ".join((*first[:-1], *last[draw.randrange(len(last)) :]))
        zh = draw.choice(chinese)[:-2] + draw.choice(chinese)[-draw.randint(2, 4) :]
        if en not in seen:
            seen.add(en)
            made.append(TermEntry(entry_id(en, zh), en, zh))
    return made


def this_software(made: list[TermEntry], direction: Direction) -> Find:
    """Glossary.find: lemmas, variants, longest match first."""
    glossary = Glossary([Layer(tuple(made), "speed")])
    glossary.find("", direction)
    return lambda text: glossary.find(text, direction)


def plain_search(made: list[TermEntry], direction: Direction) -> Find:
    """Each form looked for by str.find, in lower case, whole words only in English; nothing is settled."""
    forms = {form.lower() for form in _forms(made, direction)}
    whole = direction.source == "en"

    def find(text: str) -> list[tuple[int, str]]:
        text = text.lower()
        found = []
        for form in forms:
            at = text.find(form)
            while at >= 0:
                if not whole or not (
                    text[at - 1 : at].isalnum() or text[at + len(form) : at + len(form) + 1].isalnum()
                ):
                    found.append((at, form))
                at = text.find(form, at + 1)
        return found

    return find


def flashtext(made: list[TermEntry], direction: Direction) -> Find:
    """The package flashtext2: forms as written, whatever their capitals."""
    from flashtext2 import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=False)
    processor.add_keywords_from_iter(sorted(set(_forms(made, direction))))
    return lambda text: list(processor.extract_keywords(text))


def phrase_matcher(made: list[TermEntry], direction: Direction) -> Find:
    """SpaCy's PhraseMatcher over lower-case words (characters in Chinese); it returns overlapping matches too."""
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank(direction.source)
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("term", list(nlp.tokenizer.pipe(sorted(set(_forms(made, direction))))))
    return lambda text: list(matcher(nlp.make_doc(text)))


SYSTEMS = {
    "this software": (this_software, ""),
    "str.find": (plain_search, ""),
    "flashtext2": (flashtext, "flashtext2"),
    "spaCy PhraseMatcher": (phrase_matcher, "spacy"),
}


def print_speed(sizes: Sequence[int]) -> None:
    """Measure every system that is installed at each size, in a process of its own, and print the table."""
    print("Milliseconds of processor time a pass over the seed article: best, median of 20\n")
    print("| entries | direction | system | matches | caches empty | caches filled | load, s | load, MB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    context = multiprocessing.get_context("spawn")
    for size in sizes:
        for direction in (EN_ZH, ZH_EN):
            for name, (_, package) in SYSTEMS.items():
                if package and not importlib.util.find_spec(package):
                    continue
                with context.Pool(1) as pool:
                    f = pool.apply(measure, (name, size, direction))
                version = f" {importlib.metadata.version(package)}" if package else ""
                times = " | ".join(f"{best:.1f}, {median:.1f}" for best, median in (f.cold, f.warm))
                cells = f"{size:,} | {direction} | {name}{version} | {f.matches} | {times}"
                print(f"| {cells} | {f.load:.1f} | {f.memory:.0f} |", flush=True)


def measure(name: str, size: int, direction: Direction) -> Figures:
    """One system at one size over the seed article, sentence by sentence as the pipeline calls it."""
    texts = [segment.source for segment in cut(read_file(ARTICLES[direction]))]
    made = entries(size)
    gc.collect()
    before, started = _resident(), time.perf_counter()
    find = SYSTEMS[name][0](made, direction)
    load = time.perf_counter() - started
    gc.collect()
    memory = _resident() - before
    cold = [_pass(find, texts, empty=True) for _ in range(REPEATS)]
    warm = [_pass(find, texts, empty=False) for _ in range(REPEATS)]
    return Figures(load, memory, _summary(cold), _summary(warm), sum(len(find(text)) for text in texts))


def _pass(find: Find, texts: Sequence[str], empty: bool) -> float:
    if empty:
        for module in (english, locating):
            for function in vars(module).values():
                if hasattr(function, "cache_clear"):
                    function.cache_clear()
    started = time.process_time()
    for text in texts:
        find(text)
    return (time.process_time() - started) * 1000


def _summary(times: Sequence[float]) -> tuple[float, float]:
    return min(times), statistics.median(times)


def _forms(made: Sequence[TermEntry], direction: Direction) -> Iterator[str]:
    for e in made:
        yield from (
            (e.en, *e.variants_en, *e.abbr_en) if direction.source == "en" else (e.zh, *e.variants_zh, *e.abbr_zh)
        )


def _resident() -> float:
    """Megabytes of memory that the process holds (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0
