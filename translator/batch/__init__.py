"""Many files: which there are, and each turned into a release without one costing the others."""

from translator.batch.plan import STDIN, Job, distinct, plan
from translator.batch.run import Outcome, run

__all__ = ["STDIN", "Job", "Outcome", "distinct", "plan", "run"]
