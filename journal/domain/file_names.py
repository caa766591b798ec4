"""What a copy of somebody else's file may be called: a name no system stumbles over, and none that deceives."""

import unicodedata

LONGEST_BYTES = 100
_FORBIDDEN = '<>:"|?*/\\'
_RESERVED = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{port}{number}" for port in ("COM", "LPT") for number in range(10)),
}
_FALLBACK = "file"


def safe_file_name(untrusted_name: str) -> str:
    """Return a name valid on Windows, macOS and Linux, at most 100 bytes of UTF-8, never empty.

    Control and format characters, turned-around text and line breaks are dropped, the ending is kept where it fits.
    """
    shown = "".join(letter for letter in unicodedata.normalize("NFC", untrusted_name) if _is_plain(letter))
    shown = " ".join(shown.replace("\u00a0", " ").split()).strip(" .")
    stem, dot, ending = shown.rpartition(".")
    if not dot or len(ending.encode()) > 16:
        stem, ending = shown, ""
    if stem.split(".")[0].strip().upper() in _RESERVED:
        stem = f"_{stem}"
    suffix = f".{ending}" if ending else ""
    stem = _cut(stem, LONGEST_BYTES - len(suffix.encode())).strip(" .")
    return (stem or _FALLBACK) + suffix


def _is_plain(letter: str) -> bool:
    return (
        letter not in _FORBIDDEN
        and unicodedata.category(letter)[0] != "C"
        and unicodedata.category(letter)
        not in (
            "Zl",
            "Zp",
        )
    )


def _cut(text: str, most_bytes: int) -> str:
    return text.encode()[: max(most_bytes, 0)].decode("utf-8", "ignore")
