"""What benchmarks/quality.py is made of: bitext in, hypotheses, metrics with intervals, results, comparisons."""
