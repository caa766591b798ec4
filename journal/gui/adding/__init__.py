"""Bringing in what others made: by dialog, by dropping, by pasting."""
