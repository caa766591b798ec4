"""What is on the screen, with its provenance: the only home of mss."""
