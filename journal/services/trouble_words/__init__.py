"""What is said about errors, by what the person was doing."""
