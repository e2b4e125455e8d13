"""The gate of briefs: how many planted errors it finds, kind by kind, and how many sentences of people it lets pass.

Sentences that people wrote: the briefs, bullets and headlines of the corpus, each judged against its own article's
sentences (the article's headline is not among them). One error is planted in such a sentence, or, for names, of which
briefs have few, in a sentence of the article. An error counts as found where the gate refuses the sentence for any
reason; "reason" is the share that it refuses for a reason of that kind. Intervals are Wilson's, 95%.

    python benchmarks/faithfulness.py [--split test] [--numbers 33-34] [--words-only] [--show KIND]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from statistics import mean

from _briefs.spoiling import LANGUAGES, Doc, kinds, plantings, read_docs
from _preflight.interval import wilson
from _quality.bitext import SPLITS

from translator.checks.faithful import Evidence, Verdict
from translator.embeddings import Embed, load_bilingual_embed, remembered
from translator.glossary import Glossary
from translator.release import Direction, other_language


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=SPLITS, default="test")
    parser.add_argument("--numbers", help="only releases of these numbers, as 33-34")
    parser.add_argument("--words-only", action="store_true", help="without embedding")
    parser.add_argument("--show", help="print the sentences of this kind that pass, or 'refused': those of people")
    given = parser.parse_args()
    first, _, last = (given.numbers or "0-99").partition("-")
    docs = read_docs(set(SPLITS[given.split]) & set(range(int(first), int(last or first) + 1)))
    glossary = Glossary.builtin()
    embed = None if given.words_only else load_bilingual_embed()
    judge = Judge(docs, glossary, remembered(embed) if embed else None)
    print(f"{given.split}: {len(docs) // 2} releases in two languages; embedding: {'E5' if embed else 'none'}\n")
    accepted(docs, judge, given.show)
    print()
    recall(docs, judge, given.show)


class Judge:
    """The gate over many articles."""

    def __init__(self, docs: Sequence[Doc], glossary: Glossary, embed: Embed | None) -> None:
        """Take each article as evidence."""
        self._evidence = {(doc.release, doc.language): self._of(doc, glossary, embed) for doc in docs}
        self.seconds: list[float] = []

    @staticmethod
    def _of(doc: Doc, glossary: Glossary, embed: Embed | None) -> Evidence:
        direction = Direction(doc.language, other_language(doc.language))
        return Evidence(
            doc.segments,
            doc.language,
            embed,
            lambda text: frozenset(t.entry for t in glossary.find(text, direction) if t.enforced),
        )

    def __call__(self, doc: Doc, text: str) -> Verdict:
        """What the gate says of a sentence."""
        started = time.perf_counter()
        verdict = self._evidence[doc.release, doc.language].verdict(text)
        self.seconds.append(time.perf_counter() - started)
        return verdict


def accepted(docs: Sequence[Doc], judge: Judge, show: str | None) -> None:
    """Prints how many sentences of people pass."""
    print("sentences of people | lang | passed  |    n | refused for")
    for kind in ("brief", "bullet", "headline", "sentence"):
        for language in LANGUAGES:
            lines = [
                (doc, line)
                for doc in docs
                if doc.language == language
                for line in (*doc.lines, *doc.sentences)
                if line.kind == kind
            ]
            verdicts = [(judge(doc, line.text), line.text) for doc, line in lines]
            reasons: dict[str, int] = {}
            for verdict, text in verdicts:
                for reason in {fault.kind for fault in verdict.faults}:
                    reasons[reason] = reasons.get(reason, 0) + 1
                if show == "refused" and verdict.faults and kind != "sentence":
                    print("   ", text, [f"{fault.kind}: {fault.reason}" for fault in verdict.faults])
            told = ", ".join(f"{reason} {n}" for reason, n in sorted(reasons.items(), key=lambda pair: -pair[1]))
            print(f"{kind:19} | {language}   | {mean(v.supported for v, _ in verdicts):6.1%} | {len(lines):4} | {told}")
    print(f"seconds a verdict, the embedding of new text included: {mean(judge.seconds):.4f}")


def recall(docs: Sequence[Doc], judge: Judge, show: str | None) -> None:
    """Prints how many planted errors are refused."""
    print("planted error         | lang | refused | 95% interval |   n | for this reason")
    for name, (reason, plant) in kinds(docs).items():
        for language in LANGUAGES:
            planted = plantings(name, plant, [doc for doc in docs if doc.language == language])
            if not planted:
                continue
            verdicts = [judge(doc, text) for doc, _, text in planted]
            hits, of = sum(not v.supported for v in verdicts), len(planted)
            right = sum(any(fault.kind == reason for fault in v.faults) for v in verdicts)
            low, high = wilson(hits, of)
            print(f"{name:21} | {language}   | {hits / of:6.1%}  | {low:5.1%}-{high:6.1%} | {of:3} | {right / of:6.1%}")
            if show == name:
                for (_, line, text), verdict in zip(planted, verdicts, strict=True):
                    if verdict.supported:
                        print("   ", text, "\n       <<", line)


if __name__ == "__main__":
    main()
