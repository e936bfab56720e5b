"""Benchmarks: `python -m tests.bench` prints them. They are never part of the test run, and assert no time."""
