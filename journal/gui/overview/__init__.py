"""What all of it adds up to: how often, since when, by whom."""
