"""Journals as earlier versions of the program wrote them; `python -m tests.services.older FILE.zip` makes one more."""
