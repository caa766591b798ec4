"""The first run: three short questions, then the journal is there."""
