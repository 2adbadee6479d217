"""Measurements of what the package promises: all with ``make benchmark``, one with ``python -m benchmarks roles``."""
