"""Before unlocking: a passphrase, Open, Help, and nothing else."""
