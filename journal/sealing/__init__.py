"""Keys and sealed files: how the root key is kept, what is derived from it, and how originals lie on disk."""
