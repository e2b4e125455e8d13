"""The parts of benchmarks/alignment.py: documents with known beads, peers to measure against, and the scores."""
