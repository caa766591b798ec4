"""What left the journal and can still be read by anyone who finds it."""
