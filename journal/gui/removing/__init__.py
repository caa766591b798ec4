"""Removing for good: what would go is said first, the passphrase is asked for, and copies can be renewed after."""
