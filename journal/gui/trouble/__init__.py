"""Telling what went wrong, with a next step; never an error as the program sees it."""
