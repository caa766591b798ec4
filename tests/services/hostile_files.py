"""Files as somebody makes them who wants to do harm, and files as bad luck leaves them; all made here.

Run as `python -m tests.services.hostile_files JOURNAL FILES`: a process that adds the files in FILES, shows each of
them in two sizes, prints them all, and says as JSON what came of it and what it cost.
"""

import gzip
import io
import json
import resource
import struct
import sys
import time
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

from tests.services.looking import verified

SVG = (
    b"<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>"
    b"<image xlink:href='file:///canary-of-journal'/><image href='//canary.invalid/share/x.png'/></svg>"
)
HTML = b"<!DOCTYPE html><img src='file:///canary-of-journal'><script src='//canary.invalid/x.js'></script>"
ACTIVE_PDF = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>"
    b"/AA<</O<</S/Launch/F(/bin/sh)>>>>>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/AA<</O<</S/URI/URI(file:///canary-of-journal)>>>>>>"
    b"endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF"
)
TRACKER = (
    b"From: a@example.net\nTo: b@example.org\nSubject: =?utf-8?b?%b?=\nMIME-Version: 1.0\n"
    b"Content-Type: text/html\n\n<img src='file:///canary-of-journal'><img src='//canary.invalid/x.gif'><p>Hello</p>"
)


def hostile_files() -> dict[str, bytes]:
    """Names and contents, none of them larger than a few megabytes."""
    from tests.pictures import samples

    png, bomb = samples.png(40, 30), samples.png(40_000, 40_000, depth=1, colour=0)
    jpeg = samples.saved(samples.scenery(64, 48), "JPEG")
    gif, tiff = samples.saved(samples.scenery(8, 8), "GIF"), samples.saved(samples.scenery(8, 8), "TIFF")
    webp, bmp = samples.saved(samples.scenery(8, 8), "WEBP"), samples.saved(samples.scenery(8, 8), "BMP")
    pdf = samples.pdf_pages(b"0 0 50 50 re f")
    return {
        # One thing under the name of another
        "svg.png": SVG, "svg.jpg": b"<?xml version='1.0'?><!DOCTYPE svg>" + SVG, "svgz.svg": _gzip(SVG),
        "page.png": HTML, "page.gif": b"GIF89a" + HTML, "page.pdf": HTML, "program.jpg": b"MZ" + bytes(900),
        "program.png": b"\x7fELF\x02\x01\x01" + bytes(900), "script.png": b"#!/bin/sh\nrm -rf ~\n",
        "link.lnk": b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0F" + bytes(80),
        "address.url": b"[InternetShortcut]\nURL=file:///canary-of-journal\nIconFile=\\\\canary.invalid\\s\\x.ico\n",
        "start.desktop": b"[Desktop Entry]\nType=Application\nExec=/bin/sh\nIcon=/canary-of-journal\n",
        "pdf.png": pdf, "png.pdf": png, "active.pdf": ACTIVE_PDF, "postscript.jpg": b"%!PS\n(/etc/passwd)(r)file\n",
        "magick.mvg": b"push graphic-context\nimage over 0,0 0,0 'label:@/canary-of-journal'\n",
        "entities.xml": b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///canary-of-journal'>]><x>&e;</x>",
        "laughs.xml": _laughs(),
        "stylesheet.xml": b"<?xml version='1.0'?><?xml-stylesheet href='//canary.invalid/x'?><x/>",
        # Two things at once
        "png+page.png": png + HTML, "page+png.html": HTML + png, "jpeg+zip.jpg": jpeg + _zip({"x": b"x"}),
        "gif+script.gif": gif + b"*/alert(1)//", "pdf+png.pdf": pdf + png, "png+pdf.png": png + pdf,
        "png+words.png": samples.png(4, 4, extra=samples.chunk(b"tEXt", b"x\0<img src=file:///canary-of-journal>")),
        "png+profile.png": samples.png(4, 4, extra=samples.chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(10**6)))),
        # Too much of it
        "bomb.png": bomb, "bomb in the words.png": samples.png(4, 4, extra=_text_bomb()),
        "bomb.zip": _zip({f"{n}": bytes(10**6) for n in range(4)}),
        "zip in zip.zip": _zip({"in.zip": _zip({"x": b""})}),
        "slip.zip": _zip({"../../canary": b"x", "/etc/canary": b"x"}), "bomb.gz": _gzip(bytes(10**6)),
        "bomb.pdf": samples.pdf_pages(b"q " * 200_000), "wide.pdf": samples.pdf_pages(b"", box=b"[0 0 9e9 9e9]"),
        "deep.pdf": samples.pdf_of_forms(30, 2), "nested.json": b"[" * 20_000, "nested.html": b"<b>" * 10_000,
        "one line.txt": b"x" * 200_000, "lines.txt": b"\n" * 20_000, "piles.txt": ("o" + "\u0301" * 99_999).encode(),
        "mail bomb.eml": _mail_bomb(400), "headers.eml": b"From: a\nTo: b\n" + b"Received: x\n" * 20_000 + b"\nx",
        # Cut short or bent
        "cut.png": png[: len(png) // 2], "cut.jpg": jpeg[:200], "cut.gif": gif[:30], "cut.tif": tiff[:40],
        "cut.webp": webp[:20], "cut.bmp": bmp[:60], "cut.pdf": pdf[:100], "cut.zip": _zip({"x": b"x"})[:20],
        "only a head.png": png[:8], "only a head.jpg": b"\xff\xd8\xff", "only a head.pdf": b"%PDF-",
        "no size.png": _sized(samples.png(1, 1), 0, 0), "huge.png": _sized(samples.png(1, 1), 2**31 - 1, 2**31 - 1),
        "loop.pdf": b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>"
        b"endobj\ntrailer<</Root 1 0 R/Size 3>>\n%%EOF",
        "loop.tif": b"II*\0\x08\0\0\0\0\0\x08\0\0\0", "loop.gif": gif[:-1] * 300,
        "bent.jpg": _bent(jpeg), "bent.png": _bent(png),
        "bent.webp": _bent(webp), "bent.tif": _bent(tiff), "bent.gif": _bent(gif), "bent.bmp": _bent(bmp),
        "nothing": b"", "one byte": b"\0", "zeros.png": bytes(5000), "noise.jpg": _noise(5000),
        "utf16.txt": "a\ud7ff".encode("utf-16"),
        "half.txt": b"\xed\xa0\xbd broken \xff\xfe", "nul.txt": b"a\0b\0" * 100,
        "escape.txt": b"\x1b]0;title\x07\x1b[2J",
        "tracker.eml": TRACKER,
        "endless.eml": b"From: a\nTo: b\nContent-Type: multipart/mixed; boundary=x\n\n--x\n" * 50,
        "office.docx": _zip({"[Content_Types].xml": b"<x/>", "word/document.xml": _laughs()}),
        "video.mp4": b"\0\0\0\x18ftypisom" + bytes(99), "sound.mp3": b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + bytes(99),
        # Names
        "a\nb.txt": b"1", "\u202egnp.exe": b"MZ", "\u200b": b"2", "-rf": b"3", "{0} %s {name}.txt": b"4",
        "<img src=file:canary>.png": png, "CON": b"5", "nul.txt.": b"6", "x" * 255: b"7", "o" + "\u0301" * 120: b"8",
        "a:b|c?.txt": b"9", "...": b"10", "tab\t\x1b[31m.txt": b"11", "&amp;&lt;.txt": b"12",
    }  # fmt: skip


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data)


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def _laughs() -> bytes:
    lines = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    return f"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY l0 'ha'>{lines}]><x>&l9;</x>".encode()


def _text_bomb() -> bytes:
    from tests.pictures import samples

    return samples.chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(60_000_000), 9))


def _mail_bomb(depth: int) -> bytes:
    heads = (b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth))
    return b"From: a\nTo: b\nSubject: x\n" + b"".join(heads) + b"\nhello"


def _sized(png: bytes, width: int, height: int) -> bytes:
    head = b"IHDR" + struct.pack(">II", width, height) + png[24:29]
    return png[:12] + head + zlib.crc32(head).to_bytes(4, "big") + png[33:]


def _bent(data: bytes) -> bytes:
    bent = bytearray(data)
    for place in range(len(data) // 2, len(data), 3):
        bent[place] ^= 0x55
    return bytes(bent)


def _noise(length: int) -> bytes:
    import random

    return b"\xff\xd8\xff\xe0" + random.Random(7).randbytes(length)


def _report(folder: Path, files: Path) -> dict[str, object]:
    from PIL import Image

    from journal.domain.errors import JournalError
    from journal.domain.evidence import Method
    from journal.domain.folder import JournalFolder
    from journal.domain.printing import PrintWish, Reader
    from journal.services.wording import Wording
    from tests.fakes import FakeClock
    from tests.services.conftest import surroundings
    from tests.services.quick import quick_journal

    opened: list[str] = []
    Image.open = lambda *args, **named: opened.append(repr(args))  # type: ignore[assignment]  # nobody may call it
    journal = quick_journal(JournalFolder(folder), surroundings(FakeClock()))
    added = journal.add_files(sorted(files.iterdir()), Method.FILE, _on).result()
    shown: dict[str, str] = {}
    slowest = 0.0
    for subject in added.evidence:
        evidence = journal.piece(subject).result().evidence
        for side in (200, 900):
            began = time.monotonic()
            try:
                journal.pictures.picture(subject, side, side, False).result()
                told = "shown"
            except JournalError as error:
                trouble = Wording().wrong(error)
                told = f"{type(error).__name__}: {trouble.what} {trouble.next_step}"
            slowest = max(slowest, time.monotonic() - began)
            shown[evidence.name] = told
    draft = journal.start_draft(None, added.evidence).result()
    journal.keep_draft(replace(draft, incident=replace(draft.incident, headline="All of them"))).result()
    paper = journal.paperwork.print_log(PrintWish(Reader.POLICE), Wording(), _on).result()
    paper.save(folder.parent / "printed.pdf")
    pages = paper.pages
    paper.discard()
    kept = [journal.piece(subject).result().evidence for subject in added.evidence]
    hashes = {evidence.name: evidence.original.sha256 for evidence in kept}
    verdict = verified(journal).verdict.name
    journal.close()
    return {
        "hashes": hashes,
        "refused": [one.name for one in added.refused],
        "shown": shown,
        "slowest": slowest,
        "pages": pages,
        "verdict": verdict,
        "decoded_here": [*opened, *(["pypdfium2"] if "pypdfium2" in sys.modules else [])],
        "own_kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        "children_kib": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
    }


def _on(_done: int, _total: int) -> bool:
    return True


if __name__ == "__main__":
    print(json.dumps(_report(Path(sys.argv[1]), Path(sys.argv[2]))))
