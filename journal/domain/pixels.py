"""A picture ready to be shown: rows of red, green and blue bytes without gaps."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pixels:
    """`rgb` holds width x height x 3 bytes; the original's own size stands beside it, in pixels."""

    width: int
    height: int
    rgb: bytes
    original_width: int
    original_height: int
