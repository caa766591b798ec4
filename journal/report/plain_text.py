"""The text of a file that claims no encoding: the likeliest reading, and its name, so that a reader can judge."""

import codecs

_MARKED = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)


def read_text(untrusted: bytes) -> tuple[str, str]:
    """The text and the encoding it was read in; what that has no character for becomes U+FFFD."""
    for mark, codec, name in _MARKED:
        if untrusted.startswith(mark):
            return untrusted[len(mark) :].decode(codec, "replace"), name
    try:
        return untrusted.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return untrusted.decode("windows-1252", "replace"), "Windows-1252"
