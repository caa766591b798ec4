"""The verbs: what the program can do, without SQL and without a window."""
