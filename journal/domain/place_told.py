"""Whether a file says where it was made: cameras and phones write the place into pictures, films and sound."""

import re
import struct

_WRITTEN_OUT = re.compile(
    rb"GPSLatitude"  # XMP, in pictures and PDF files
    rb"|com\.apple\.quicktime\.location\.ISO6709"
    rb"|\xa9xyz.{4}[+-][0-9]{1,3}\.[0-9]"  # the same in films and sound of other makers: ISO 6709
    rb"|loci\0\0\0\0",  # 3GPP TS 26.244, 8.2
    re.DOTALL,
)
_EXIF = re.compile(rb"II\*\0|MM\0\*")
"""How the form begins in which cameras tell (TIFF 6.0), in whatever it is wrapped: JPEG, PNG, WebP, HEIC."""

_GPS_TAG = 0x8825
_LATITUDE, _LONGITUDE = 2, 4
_MOST_ENTRIES = 1_000


def tells_place(data: bytes) -> bool:
    """Whether these bytes of a file hold a latitude and a longitude. None that is found proves that there is none."""
    if _WRITTEN_OUT.search(data):
        return True
    return any(_has_gps(data, found.start()) for found in _EXIF.finditer(data))


def _has_gps(data: bytes, start: int) -> bool:
    order = "<" if data[start : start + 1] == b"I" else ">"
    for tag, value in _entries(data, start, order, _u32(data, start + 4, order)):
        if tag == _GPS_TAG:
            told = {each for each, _ in _entries(data, start, order, value)}
            return {_LATITUDE, _LONGITUDE} <= told
    return False


def _entries(data: bytes, start: int, order: str, offset: int) -> list[tuple[int, int]]:
    """The tags of a directory, with what stands as their value; none where there is no directory."""
    place = start + offset
    if place + 2 > len(data):
        return []
    (count,) = struct.unpack_from(f"{order}H", data, place)
    if not 0 < count <= _MOST_ENTRIES or place + 2 + 12 * count > len(data):
        return []
    found = struct.iter_unpack(f"{order}HHII", data[place + 2 : place + 2 + 12 * count])
    return [(tag, value) for tag, _, _, value in found]


def _u32(data: bytes, place: int, order: str) -> int:
    if place + 4 > len(data):
        return len(data)
    (value,) = struct.unpack_from(f"{order}I", data, place)
    return int(value)
