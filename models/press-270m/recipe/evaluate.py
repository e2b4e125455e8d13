"""Step 5: how well the exported model translates, and whether it does so better than the published one.

    python models/press-270m/recipe/evaluate.py
    python models/press-270m/recipe/evaluate.py --split test

Both run through benchmarks/quality.py on the same sentences; its comparison says which differences are significant.
"""

from __future__ import annotations

import subprocess
import sys

from recipe import HERE, load_recipe, need, step_arguments

QUALITY = HERE.parents[2] / "benchmarks" / "quality.py"


def main() -> None:
    parser = step_arguments(__doc__)
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--limit", type=int, help="only so many segments in each direction")
    parser.add_argument("--rank", type=int, help="which export, instead of export.rank")
    given = parser.parse_args()
    rank = given.rank or load_recipe(given.recipe).export.rank
    own = need(given.work / f"export-{rank}", "export.py")
    common = ["--engine", "embedded", "--split", given.split]
    common += ["--limit", str(given.limit)] if given.limit else []
    files = []
    for name, adapter in (("published", ""), (f"export-{rank}", own)):
        files.append(str(given.work / f"quality-{given.split}-{name}.json"))
        quality(*common, "--setting", f"adapter={adapter}", "--json", files[-1])
    quality("--compare", *files)


def quality(*arguments: str) -> None:
    """Runs benchmarks/quality.py; exits as it does when it fails."""
    code = subprocess.call([sys.executable, str(QUALITY), *arguments])
    if code:
        raise SystemExit(code)


if __name__ == "__main__":
    main()
