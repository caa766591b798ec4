"""Pictures and PDF files for the tests, sound and hostile, all made here."""

import io
import struct
import zlib

from PIL import Image


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def scenery(width: int, height: int) -> Image.Image:
    """Different at every corner, smooth in between, so that JPEG leaves it nearly as it is."""
    across = Image.linear_gradient("L").transpose(Image.Transpose.ROTATE_90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (across, down, Image.new("L", (width, height), 40)))


def chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def png(
    width: int, height: int, *, depth: int = 8, colour: int = 2, interlace: int = 0, extra: bytes = b""
) -> bytes:
    """A black PNG of any size, small in the file."""
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    data = deflated_zeros((1 + (width * channels * depth + 7) // 8) * height)
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def png_chunks(data: bytes) -> list[bytes]:
    place, kinds = 8, []
    while place < len(data):
        kinds.append(data[place + 4 : place + 8])
        place += 12 + int.from_bytes(data[place : place + 4], "big")
    return kinds


def pdf(*objects: bytes) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    )


def stream(entries: bytes, body: bytes) -> bytes:
    return b"<<" + entries + b"/Length %d>>stream\n" % len(body) + body + b"\nendstream"


def pdf_pages(*contents: bytes, box: bytes = b"[0 0 200 100]") -> bytes:
    """One page for each piece of drawing instructions."""
    kids = b" ".join(b"%d 0 R" % (3 + 2 * number) for number in range(len(contents)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(contents))]
    for number, content in enumerate(contents):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox%b/Contents %d 0 R/Resources<<>>>>" % (box, 4 + 2 * number)
        )
        objects.append(stream(b"", content))
    return pdf(*objects)


def pdf_of_forms(depth: int, fan: int) -> bytes:
    """Drawings that call each other: fan to the power of depth."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
        stream(b"", b"/X Do"),
    ]
    for number in range(depth):
        calls = b"/X Do " * fan if number < depth - 1 else b"0 0 500 500 re f"
        form = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X %d 0 R>>>>" % (
            6 + number
        )
        objects.append(stream(form, calls))
    return pdf(*objects)


def deflated_zeros(count: int) -> bytes:
    """As zlib would write them, but at once, however many: one block is compressed and repeated."""
    block = zlib.compressobj(9, wbits=-15)
    megabyte = block.compress(bytes(2**20)) + block.flush(zlib.Z_FULL_FLUSH)
    rest = zlib.compressobj(9, wbits=-15)
    end = rest.compress(bytes(count % 2**20)) + rest.flush()
    checksum = (count % 65_521) << 16 | 1
    return b"\x78\xda" + megabyte * (count // 2**20) + end + checksum.to_bytes(4, "big")
