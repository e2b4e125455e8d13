"""Builds the built-in glossary from its sources: python -m translator.glossary.build."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from translator.glossary.candidates import read_bitext, read_corpus, read_house, read_tico19
from translator.glossary.enforcement import EN_ZH, ZH_EN, Usage, decide, decide_by_hand, is_worth_a_place, measure
from translator.glossary.entries import BOTH_WAYS, TermEntry
from translator.glossary.formats import write_entries
from translator.glossary.glossary import BUILTIN
from translator.glossary.merging import correct, finish, merge, read_corrections, settled
from translator.release import Direction

SOURCES = Path(__file__).parent / "sources"
CORPUS = Path(__file__).parents[2] / "models" / "press-270m" / "corpus"


def build(sources: Path = SOURCES, corpus: Path = CORPUS) -> tuple[list[TermEntry], list[str]]:
    """The entries of the built-in glossary, and a report on what is not enforced and how well the rest holds.

    sources: the folder of the term lists; corpus: the folder of the bilingual releases
    """
    corrections = read_corrections(sources / "corrections")
    candidates = [
        *read_house(sources / "medical-a.csv", "house-a"),
        *read_house(sources / "medical-b.csv", "house-b"),
        *read_house(sources / "medical-c.csv", "house-c"),
        *(e for file in sorted(sources.glob("tico19-*.csv")) for e in read_tico19(file)),
        *settled(list(read_corpus(corpus))),
    ]
    candidates = correct(candidates, corrections, merged=False)
    merged = merge([e for e in candidates if is_worth_a_place(e)])
    entries = finish(correct(merged, corrections, merged=True))
    usages = measure(entries, read_bitext(corpus))
    entries, reasons = decide(entries, usages)
    entries, by_hand = decide_by_hand(entries, corrections)
    reasons |= by_hand
    report = [f"{e.en} = {e.zh} ({e.source}): {reasons[e.id]}" for e in entries if e.id in reasons]
    report += [_line(entries, usages[direction], direction) for direction in (EN_ZH, ZH_EN)]
    return entries, report


def main() -> None:
    """Write data/medical.csv and print the report."""
    if not SOURCES.is_dir() or not CORPUS.is_dir():
        raise SystemExit("The sources of the glossary are not in the installed package. Build it in the repository.")
    entries, report = build()
    write_entries(entries, BUILTIN)
    print(*report, sep="\n")
    counts = Counter(e.source for e in entries)
    enforced = Counter((e.source, d) for e in entries for d in e.enforced)
    for source, n in counts.items():
        print(f"{source}: {n} entries, enforced", *(f"{d} {enforced[source, d]}" for d in BOTH_WAYS))


def _line(entries: Iterable[TermEntry], usages: dict[str, Usage], direction: Direction) -> str:
    """How often translators met the enforced entries of each source."""
    seen, met = Counter[str](), Counter[str]()
    for entry in entries:
        if str(direction) in entry.enforced and entry.id in usages:
            for source in (entry.source, "all"):
                seen[source] += usages[entry.id].seen
                met[source] += usages[entry.id].met
    return f"{direction}: " + ", ".join(f"{s} {met[s]}/{n} = {met[s] / n:.3f}" for s, n in sorted(seen.items()))


if __name__ == "__main__":
    main()
