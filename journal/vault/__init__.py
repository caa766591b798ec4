"""The encrypted store: SQL lives here and nowhere else."""
