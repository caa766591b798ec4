"""Whether a copied text is the address of a page."""

import re

LONGEST = 2_048

_ADDRESS = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


def address_in(untrusted_text: str) -> str:
    """The address of a page, if the text is one and nothing else; empty otherwise."""
    text = untrusted_text.strip()
    return text if len(text) <= LONGEST and _ADDRESS.fullmatch(text) else ""
