"""The tables of benchmarks/preflight.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from _quality.tables import aligned

from .alarms import SEVERITIES, Alarms, Speed
from .detecting import Result
from .interval import wilson
from .kinds import AIMS, KINDS

Results = Mapping[str, Mapping[str, Sequence[Result]]]
"""By direction, by kind."""


def recall_table(results: Results) -> str:
    """One row a kind and one a group: how many were planted, and which share was found, in each direction and both."""
    rows = [["", *(f"{d} planted" for d in results), *(f"{d} found" for d in results), "both", "95 %", "error", "by"]]
    for group, aim in AIMS.items():
        kinds = [kind.name for kind in KINDS if kind.group == group]
        told = [[r for name in kinds for r in results[d].get(name, ())] for d in results]
        if not any(told):
            continue
        asked = f", asked for {aim:.2f}" if aim else ""
        rows.append([f"{group}{asked}", *_cells(told)])
        for name in kinds:
            told = [list(results[d].get(name, ())) for d in results]
            if any(told):
                rows.append([f"  {name}", *_cells(told)])
    return aligned(rows)


def _cells(told: Sequence[Sequence[Result]]) -> list[str]:
    both = [result for one in told for result in one]
    found = sum(r.found for r in both)
    low, high = wilson(found, len(both))
    by = Counter(check for r in both for check in {said.check for said in r.new})
    return [
        *(str(len(one)) for one in told),
        *(_share(sum(r.found for r in one), len(one)) for one in told),
        _share(found, len(both)),
        f"{low:.3f}-{high:.3f}",
        _share(sum(r.as_error for r in both), len(both)),
        " ".join(f"{check} {count}" for check, count in by.most_common(3)),
    ]


def _share(hits: int, of: int) -> str:
    return f"{hits / of:.3f}" if of else "-"


def alarm_table(found: Mapping[str, Alarms]) -> str:
    """One row a check: the segments that it speaks of, by severity and direction; the last row for all checks."""
    rows = [["segments with", *(f"{d} {severity}s" for severity in SEVERITIES for d in found)]]
    names = dict.fromkeys(name for a in found.values() for name, _ in a.by_check)
    for name in names:
        rows.append([name, *(_per(a.by_check[name, s], a) for s in SEVERITIES for a in found.values())])
    rows.append(["any check", *(_per(a.by_severity[s], a) for s in SEVERITIES for a in found.values())])
    return aligned(rows)


def _per(count: int, alarms: Alarms) -> str:
    return f"{count} ({count / alarms.segments:.2%})" if alarms.segments else "-"


def speed_table(found: Mapping[str, Speed]) -> str:
    """Seconds for a thousand segments, a column a direction."""
    rows = [["seconds for 1,000 segments that the checks have not seen before", *found]]
    rows.append(["all checks", *(f"{s.checks:.2f}" for s in found.values())])
    for name in dict.fromkeys(name for s in found.values() for name in s.by_check):
        rows.append([f"  {name}", *(f"{s.by_check[name]:.2f}" for s in found.values())])
    rows.append(["checks of whole releases", *(f"{s.across:.2f}" for s in found.values())])
    rows.append(["glossary look-up", *(f"{s.glossary:.2f}" for s in found.values())])
    rows.append(["wall time, two processes", *(f"{s.shared:.2f}" for s in found.values())])
    return aligned(rows)


def missed(results: Iterable[Result]) -> str:
    """The plantings that nothing was said of: what was done, and both texts."""
    told = []
    for result in results:
        if not result.found:
            planted = result.planted
            told.append(
                f"{planted.kind}  {planted.case.direction}  {planted.case.pair.id}  at {planted.place}\n"
                f"    {planted.before or 'nothing'} -> {planted.after or 'nothing'}\n"
                f"    {planted.source}\n    {planted.target}"
            )
    return "\n".join(told)


def told_alarms(found: Alarms, direction: str) -> str:
    """Every error and warning on a correct pair, the errors first."""
    return "\n".join(
        f"{severity}  {check}  {direction}  {segment.id}\n    {message}\n    {segment.source}\n    {segment.target}"
        for severity, check, message, segment in sorted(found.examples, key=lambda e: (SEVERITIES.index(e[0]), e[1]))
    )
