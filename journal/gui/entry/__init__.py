"""The entry: what is known of one thing that happened, as it is read and as it is written."""
