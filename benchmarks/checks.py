"""How often the checks are wrong on human translations, and how many planted wrong numbers they find.

    python benchmarks/checks.py [--split train|dev|test] [--errors]

False alarms: every pair of the corpus is a good translation, so an issue on one is nearly always a false alarm.
Recall: one number in digits in the target of a segment is made wrong in one of four ways, and the checks must say
something that they did not say before. Left out are days that the English source tells only by the weekday (27日,
Wednesday). Tuning was done on "train" (releases 001-032).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from translator.checks import CHECKS
from translator.release import Direction, Segment

CORPUS = Path(__file__).parent.parent / "models" / "press-270m" / "corpus"
SPLITS = {"train": (1, 32), "dev": (33, 36), "test": (37, 40)}
DIRECTIONS = (Direction("en", "zh"), Direction("zh", "en"))
SEED = 7


@dataclass(frozen=True, slots=True)
class Pair:
    """A human translation; extra: a headline, key point, caption and so on, not a sentence of the text."""

    release: str
    en: str
    zh: str
    extra: bool

    def segment(self, direction: Direction) -> Segment:
        """The pair as a segment of this direction."""
        source, target = (self.en, self.zh) if direction.source == "en" else (self.zh, self.en)
        return Segment(self.release, 0, source, target, "human")


def read_pairs(split: str) -> Iterator[Pair]:
    """The pairs of one part of the corpus."""
    first, last = SPLITS[split]
    for file in sorted(CORPUS.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            release = json.loads(line)
            if first <= int(release["id"].split("-")[1]) <= last:
                for en, zh in release["segments"]:
                    yield Pair(release["id"], en, zh, extra=False)
                for en, zh in [release["headline"], *release["bullets"], *release["extras"]]:
                    yield Pair(release["id"], en, zh, extra=True)


def false_alarms(pairs: list[Pair], show: bool) -> None:
    print(f"\nFalse alarms: segments with an issue, of {len(pairs)} human translations in each direction\n")
    print(f"{'check':12} {'en-zh':>8} {'zh-en':>8} {'errors':>8} {'warnings':>8} {'notes':>8}   ms a segment")
    for name, check in CHECKS.items():
        flagged: Counter[Direction] = Counter()
        worst: Counter[str] = Counter()
        started = time.perf_counter()
        found = [(d, p, check(p.segment(d), d)) for d in DIRECTIONS for p in pairs]
        seconds = time.perf_counter() - started
        for direction, _, issues in found:
            flagged[direction] += bool(issues)
            severities = {issue.severity for issue in issues}
            worst.update([next((s for s in ("error", "warning", "note") if s in severities), "")])
        shares = [flagged[d] / len(pairs) for d in DIRECTIONS] + [
            worst[s] / len(found) for s in ("error", "warning", "note")
        ]
        print(f"{name:12} " + " ".join(f"{share:8.2%}" for share in shares) + f"   {seconds / len(found) * 1000:.3f}")
        if show:
            for direction, pair, issues in found:
                if issues:
                    print(f"    {pair.release} {direction}\n        {pair.en}\n        {pair.zh}")
                    print("\n".join(f"        [{i.severity}] {i.message}" for i in issues))


_NUMBER = re.compile(
    r"(?<![\w.,-])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\w,.-]*[A-Za-z@]|[,.]\d)"
    r"(?:(万|亿)| (million|billion)\b)?",
    re.ASCII,
)


def _change_digit(match: re.Match[str], chance: random.Random) -> str:
    at = chance.choice([i for i, c in enumerate(match[1]) if c.isdigit()])
    digits = [d for d in "123456789" if d != match[1][at]]
    return match[1][:at] + chance.choice(digits) + match[0][at + 1 :]


def _drop(match: re.Match[str], chance: random.Random) -> str:
    return ""


def _ten_times(match: re.Match[str], chance: random.Random) -> str:
    value = float(match[1].replace(",", "")) * 10
    whole = f"{value:,.6f}" if "," in match[1] else f"{value:.6f}"
    return whole.rstrip("0").rstrip(".") + match[0][len(match[1]) :]


def _lose_scale(match: re.Match[str], chance: random.Random) -> str | None:
    return match[1] if match[2] or match[3] else None


PLANTED: dict[str, Callable[[re.Match[str], random.Random], str | None]] = {
    "a digit changed": _change_digit,
    "number dropped": _drop,
    "ten times the number": _ten_times,
    "万, 亿, million, billion lost": _lose_scale,
}


def recall(pairs: list[Pair], show: bool) -> None:
    print("\nRecall: planted wrong numbers that the checks find\n")
    print(f"{'planted':32} {'en-zh':>16} {'zh-en':>16}")
    total: Counter[tuple[Direction, str]] = Counter()
    for name, plant in PLANTED.items():
        cells = []
        missed: list[tuple[Pair, str]] = []
        for direction in DIRECTIONS:
            chance = random.Random(SEED)
            planted = found = 0
            for pair in pairs:
                segment = pair.segment(direction)
                matches = [m for m in _NUMBER.finditer(segment.target) if not _weekday(segment, m)]
                wrong = [(m, w) for m in matches if (w := plant(m, chance)) is not None and w != m[0]]
                if not wrong:
                    continue
                match, text = chance.choice(wrong)
                target = segment.target[: match.start()] + text + segment.target[match.end() :]
                planted += 1
                if _issues(Segment("x", 0, segment.source, target), direction) - _issues(segment, direction):
                    found += 1
                else:
                    missed.append((pair, f"{direction} {match[0]} -> {text or 'nothing'}"))
            cells.append(f"{found / planted:7.2%} of {planted:5}")
            total.update({(direction, "planted"): planted, (direction, "found"): found})
        print(f"{name:32} " + " ".join(f"{cell:>16}" for cell in cells))
        if show:
            for pair, change in missed:
                print(f"    {pair.release} {change}\n        {pair.en}\n        {pair.zh}")
    shares = [f"{total[d, 'found'] / total[d, 'planted']:7.2%} of {total[d, 'planted']:5}" for d in DIRECTIONS]
    print(f"{'all':32} " + " ".join(f"{share:>16}" for share in shares))


def _weekday(segment: Segment, match: re.Match[str]) -> bool:
    """Whether the number is a day that the English source tells by the weekday: nobody can know it is wrong."""
    after, before = segment.target[match.end() : match.end() + 1], segment.target[match.start() - 1 : match.start()]
    return after == "日" and before != "月" and re.search(r"\b[A-Z][a-z]+day\b", segment.source) is not None


def _issues(segment: Segment, direction: Direction) -> set[str]:
    return {
        issue.message
        for name in ("numbers", "identifiers")
        for issue in CHECKS[name](segment, direction)
        if issue.severity != "note"
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=sorted(SPLITS), default="dev")
    parser.add_argument("--errors", action="store_true", help="list what the checks got wrong")
    arguments = parser.parse_args()
    pairs = list(read_pairs(arguments.split))
    sentences = [pair for pair in pairs if not pair.extra]
    print(f"Corpus, {arguments.split}: {len(sentences)} sentences, {len(pairs) - len(sentences)} headlines and extras")
    false_alarms(sentences, arguments.errors)
    false_alarms(pairs, show=False)
    recall(sentences, arguments.errors)


if __name__ == "__main__":
    main()
