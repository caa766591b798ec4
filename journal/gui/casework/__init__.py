"""What surrounds the entries: turning points, and what the person says of themselves."""
