"""Covering what is private in pictures before the other person may see them."""
