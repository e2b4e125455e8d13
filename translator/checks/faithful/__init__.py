"""Whether an article says what a sentence of its brief says: the gate that every written brief must pass."""

from translator.checks.faithful.evidence import Evidence
from translator.checks.faithful.verdict import Fault, FaultKind, Verdict

__all__ = ["Evidence", "Fault", "FaultKind", "Verdict"]
