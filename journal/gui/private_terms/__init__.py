"""What the other person must not learn: the list of it, and what is done where it stands in a paper."""
