"""The line that says a capture was kept."""
