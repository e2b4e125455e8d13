"""Step 1: the corpus becomes pairs to train on (train.jsonl) and to watch the training with (dev.jsonl).

python models/press-270m/recipe/prepare.py
"""

from __future__ import annotations

import collections
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from recipe import Recipe, load_recipe, step_arguments

Record = dict[str, Any]


def main() -> None:
    given = step_arguments(__doc__).parse_args()
    recipe = load_recipe(given.recipe)
    given.work.mkdir(parents=True, exist_ok=True)
    for name, records in (("train", train_records(recipe)), ("dev", dev_records(recipe))):
        if not records:
            raise SystemExit(f"Nothing to make {name}.jsonl of: look at data in {given.recipe}.")
        write(given.work / f"{name}.jsonl", records)
        kinds = collections.Counter(record["kind"] for record in records)
        print(f"{name}: {', '.join(f'{count} {kind}' for kind, count in kinds.most_common())}")


def train_records(recipe: Recipe) -> list[Record]:
    """Every pair of the training part once, whole articles with their briefs, and the pairs of further files."""
    found = [record for release in releases(recipe.data.corpus, recipe.data.train) for record in of_release(release)]
    found += [record for file in recipe.data.pairs for record in of_file(Path(file))]
    return list({(r.get("en", r.get("text")), r.get("zh")): r for r in reversed(found)}.values())[::-1]


def dev_records(recipe: Recipe) -> list[Record]:
    """The first segments of each development release."""
    return [
        {"kind": "segment", "en": en, "zh": zh, "terms": []}
        for release in releases(recipe.data.corpus, recipe.data.dev)
        for en, zh in release["segments"][: recipe.data.dev_segments]
    ]


def releases(corpus: str, numbers: tuple[int, int]) -> Iterator[Record]:
    """The releases of all corpus files whose number is in the range, both ends included."""
    for file in sorted(Path(corpus).glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").rstrip("\n").split("\n"):
            release = json.loads(line)
            if numbers[0] <= int(release["id"].split("-")[1]) <= numbers[1]:
                yield release


def of_release(release: Record) -> Iterator[Record]:
    """The pairs of a release, each with the release's terms that stand in it, and its two articles."""
    groups = {
        "segment": release["segments"],
        "headline": [release["headline"]],
        "brief": [release["brief"]],
        "bullet": release["bullets"],
        "extra": release["extras"],
    }
    for kind, pairs in groups.items():
        for en, zh in pairs:
            terms = [t for t in release["terms"] if t[0].lower() in en.lower() and t[1] in zh]
            yield {"kind": kind, "en": en, "zh": zh, "terms": terms}
    for side, language in enumerate(("en", "zh")):
        yield {
            "kind": "article",
            "language": language,
            "text": "\n".join(pair[side] for pair in release["segments"]),
            "brief": release["brief"][side],
            "headline": release["headline"][side],
        }


def of_file(file: Path) -> Iterator[Record]:
    """The pairs of a TSV file. Exits with the number of a line that has no two columns."""
    try:
        lines = file.read_text(encoding="utf-8-sig").rstrip("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SystemExit(f"{file} cannot be read: {error}. It must be UTF-8 text.") from error
    for number, line in enumerate(lines, 1):
        columns = line.split("\t")
        if len(columns) < 2 or not all(column.strip() for column in columns[:2]):
            raise SystemExit(f"{file}, line {number}: expected English, a tab, Chinese.")
        yield {"kind": file.stem, "en": columns[0].strip(), "zh": columns[1].strip(), "terms": []}


def write(file: Path, records: list[Record]) -> None:
    """One JSON object a line."""
    file.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")


if __name__ == "__main__":
    main()
