"""The parts of benchmarks/briefs.py."""
