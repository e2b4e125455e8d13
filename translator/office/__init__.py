"""What every face of one process shares: the pipeline and its queue, the works of each owner, edits and their checks."""
