"""What a stranger reads: the dated log on paper, set and written as PDF while it is being read."""
