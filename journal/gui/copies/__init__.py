"""Copies of the journal: when the last one was made, where they lie, and whether they would do."""
