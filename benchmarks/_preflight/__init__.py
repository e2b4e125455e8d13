"""The parts of benchmarks/preflight.py: errors planted into correct pairs, and what is found of them."""
