"""Values, rules and record types of a journal: standard library only, no input or output."""
