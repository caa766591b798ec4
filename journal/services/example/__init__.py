"""One fictional case, always the same: what the demo shows, tests search and benchmarks multiply."""
