"""Whether the embedded model translates better when it is shown the sentence before, which it was not trained to see.

    python benchmarks/context.py --limit 80

Three prompts on the same segments of the development part, greedy, without terms: the plain one; one headed by the
sentence before; one headed by the sentence before and its translation, from a first pass. Each is scored by
benchmarks/quality.py, and the second and third are compared with the first.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from _quality.bitext import EN_ZH, ZH_EN, Pair, corpus_pairs, spread

from translator.engines.base import Request
from translator.engines.embedded import EmbeddedEngine, prompt
from translator.release import LANGUAGE_NAMES, Direction
from translator.settings import load_settings

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"
SPLIT = "dev"


class WithContext(EmbeddedEngine):
    """The engine with a line or two before its prompt."""

    translations: dict[str, str] | None = None

    def prompt(self, request: Request, direction: Direction) -> str:  # type: ignore[override]
        """The plain prompt, headed by what request.context asks for."""
        plain = prompt(request, direction)
        if not request.context:
            return plain
        source, target = (LANGUAGE_NAMES[language] for language in direction)
        if self.translations is None:
            return f"Context: {request.context}\n{plain}"
        return f"{source}: {request.context}\n{target}: {self.translations[request.context]}\n{plain}"


def hypotheses(engine: WithContext, pairs: Sequence[Pair], direction: Direction, context: str) -> list[str]:
    if context == "pair":
        before = list(dict.fromkeys(pair.before for pair in pairs if pair.before))
        first = engine.translate([Request(text) for text in before], direction)
        engine.translations = {text: h.text for text, h in zip(before, first, strict=True)}
    else:
        engine.translations = None
    requests = [Request(pair.source, (), pair.before if context != "none" else "") for pair in pairs]
    return [hypothesis.text for hypothesis in engine.translate(requests, direction)]


def score(texts: Sequence[str], pairs: Sequence[Pair], direction: Direction, context: str, limit: int | None) -> Path:
    """Writes the hypotheses at their places among all lines, and has quality.py score them."""
    lines = [""] * len(corpus_pairs(SPLIT, direction))
    for pair, text in zip(pairs, texts, strict=True):
        lines[pair.place] = text
    file, result = (RESULTS / f"context-{context}-{direction}.{ending}" for ending in ("txt", "json"))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    quality("--hypotheses", file, "--split", SPLIT, "--direction", direction, "--json", result, *limits(limit))
    return result


def limits(limit: int | None) -> list[str]:
    return ["--limit", str(limit)] if limit else []


def quality(*arguments: object) -> None:
    subprocess.run([sys.executable, str(HERE / "quality.py"), *map(str, arguments)], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, help="only so many segments in each direction")
    given = parser.parse_args()
    RESULTS.mkdir(exist_ok=True)
    engine = WithContext.load(load_settings(engine="embedded"))
    for direction in (EN_ZH, ZH_EN):
        pairs = spread(corpus_pairs(SPLIT, direction), given.limit)
        files = [
            score(hypotheses(engine, pairs, direction, context), pairs, direction, context, given.limit)
            for context in ("none", "line", "pair")
        ]
        quality("--compare", *files)


if __name__ == "__main__":
    main()
