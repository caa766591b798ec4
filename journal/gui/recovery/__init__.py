"""The way back into a journal that does not open: what is wrong, the words, a copy, what can still be read."""
