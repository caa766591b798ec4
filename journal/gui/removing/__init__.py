"""Removing entries and files for good."""
