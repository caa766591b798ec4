"""A voicemail in which nobody speaks: MPEG-1 Layer III frames of silence, written by hand."""

_BITRATE, _SAMPLE_RATE, _SAMPLES = 32_000, 44_100, 1152
_HEADER = 0xFFFB10C4
"""Sync, MPEG-1, Layer III, no checksum, 32 kbit/s, 44.1 kHz, mono, marked as an original."""
_PADDED = 0x200


def voicemail(seconds: int, title: str) -> bytes:
    """So many seconds of silence, with the title in an ID3 tag in front."""
    frames = seconds * _SAMPLE_RATE // _SAMPLES
    return _tag(title) + b"".join(_frame(number) for number in range(frames))


def _frame(number: int) -> bytes:
    """Side information of zeros says that no sound is coded. Padding keeps the bit rate exact on the whole."""
    share = _SAMPLES // 8 * _BITRATE
    length = share * (number + 1) // _SAMPLE_RATE - share * number // _SAMPLE_RATE
    padded = length > share // _SAMPLE_RATE
    header = _HEADER | (_PADDED if padded else 0)
    return header.to_bytes(4, "big") + bytes(length - 4)


def _tag(title: str) -> bytes:
    text = b"\x03" + title.encode("utf-8")
    frame = b"TIT2" + _synchsafe(len(text)) + b"\0\0" + text
    return b"ID3\x04\0\0" + _synchsafe(len(frame)) + frame


def _synchsafe(number: int) -> bytes:
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))
