"""The left of the window: the standing filters, and the people behind what happened."""
