"""How much of a foreign picture is let in, and how much comes out."""

MAX_FILE_BYTES = 256 * 2**20
"""Encoded bytes of one picture. PDF files are read in parts and may be larger."""

MAX_PIXELS = 100_000_000
"""What a picture may declare, width x height."""

MAX_DECODED_BYTES = 256 * 2**20
"""What its decoded form may take in memory."""

MAX_WORKING_BYTES = 420 * 2**20
"""Decoded form and what a progressive JPEG needs beside it."""

MAX_SHOWN_PIXELS = 40_000_000
"""What one answer may hold: an A4 page at 600 dots per inch fits."""

MAX_TEXT_BYTES = 4 * 2**20
"""What the text of one page may take; a page this program makes has a few thousand."""

MAX_SIDE = 65_535
MAX_PDF_PAGES = 1_000_000
MAX_PDF_BYTES = 2**32 - 1

CHILD_ADDRESS_SPACE = 2**30
CHILD_DATA_BYTES = 560 * 2**20
"""Keeps the child below 600 MB in memory, code and libraries included."""

CHILD_CPU_SECONDS = 20
"""For one request."""
