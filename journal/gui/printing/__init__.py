"""Printing: what goes on paper, for whom, and how it will look."""
