"""Journal: a private journal."""

__version__ = "0.1.0"
