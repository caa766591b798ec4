"""What comes out of a PDF again, by programs nobody here wrote, and by its own character maps."""

import io
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence

import pikepdf

from journal.report.typefaces import Typefaces


def as_text(pdf: bytes, *options: str) -> str:
    """What pdftotext makes of it; pages end with a form feed."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        found = subprocess.run(["pdftotext", *options, file.name, "-"], check=True, capture_output=True)
    return found.stdout.decode("utf-8")


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, its lines as they stand beside each other."""
    return as_text(pdf, "-layout").split("\f")[:-1]


def faults(pdf: bytes) -> list[str]:
    """What qpdf has to say against it."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return list(opened.check_pdf_syntax())


def exact_text(pdf: bytes) -> str:
    """Every character that is shown, in the order it was set, through the fonts' own maps; lines end with a newline."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return "".join("".join(_shown(page)) for page in opened.pages)


def operations(page: pikepdf.Page) -> Iterator[tuple[Sequence[pikepdf.Object], str]]:
    """What a page draws, step by step: operands and operator."""
    for step in pikepdf.parse_content_stream(page):
        yield list(step.operands), str(step.operator)


def _shown(page: pikepdf.Page) -> Iterator[str]:
    maps = {name: _characters(font) for name, font in page.Resources.Font.items()}
    font = ""
    for operands, operator in operations(page):
        if operator == "Tf":
            font = str(operands[0])
        elif operator == "Tj":
            codes = bytes(operands[0])
            yield "".join(maps[font].get(codes[at : at + 2], "") for at in range(0, len(codes), 2)) + "\n"


def _characters(font: pikepdf.Object) -> dict[bytes, str]:
    pairs = re.findall(rb"^<([0-9A-F]{4})> <([0-9A-F]+)>$", font.ToUnicode.read_bytes(), re.MULTILINE)
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs
    }


def without_space(text: str) -> str:
    """A text without what only parts it."""
    return re.sub(r"\s+", "", text)


def as_printed(text: str, faces: Typefaces) -> str:
    """What is to come out again of a text: characters no font has, or nobody could see, as U+XXXX; no white space.

    Without what may do its work unseen inside a cluster.
    """
    return comparable(
        "".join(_printed(each, faces) for each in re.sub(r"[\n\r\t\x85\u2028\u2029]", " ", text))
    )


def comparable(text: str) -> str:
    """A text without white space, and without what may be set as nothing or as a box, according to its neighbours."""
    return without_space(_WORKING.sub("", text))


_WORKING = re.compile(
    "[\u200b-\u200d\u180b-\u180f\ufe00-\ufe0f\U000e0020-\U000e007f]"
    "|U\\+(200[B-D]|180[B-F]|FE0[0-9A-F]|E00[2-7][0-9A-F])"
)


def _printed(character: str, faces: Typefaces) -> str:
    return character if faces.fallback(character) or character == " " else f"U+{ord(character):04X}"


def pictures(pdf: bytes) -> list[bytes]:
    """The decoded pixels of every picture in the file, in the order of the pages."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        images = (image for page in opened.pages for image in page.get_images().values())
        return [
            pikepdf.PdfImage(image).as_pil_image().tobytes()
            for image in images
            if isinstance(image, pikepdf.Stream)
        ]
