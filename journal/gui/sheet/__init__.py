"""Sheets: what other programs put into dialogs lies in the window itself, and goes with it when the window hides."""
