"""Papers and folders that open only with a password of their own; the home of pikepdf and pyzipper."""
