"""The canvas draws the same every time, in letters that are there."""

import io
from pathlib import Path

import pytest
from PIL import Image

from journal.pictures.drawing import Canvas, Lettering, wrapped

FONTS = Path(__file__).parents[2] / "resources" / "fonts"


@pytest.fixture
def letters() -> Lettering:
    names = ("NotoSans-Regular.ttf", "NotoSansCJK-Regular.otf", "NotoEmoji-Regular.ttf")
    return Lettering([FONTS / name for name in names])


def drawn(letters: Lettering) -> Canvas:
    canvas = Canvas(320, 200, "#f6f5f2")
    canvas.fade(0, 0, 320, 60, "#204050", "#ffffff")
    canvas.box(10, 70, 100, 40, "#2c6e73", "#22262b", radius=7)
    canvas.oval(130, 70, 40, 40, "#b58a6a")
    canvas.shape([(190, 70), (230, 110), (180, 110)], "#8a5a00")
    canvas.stroke([(240, 70), (300, 110)], "#000000", 3)
    canvas.paragraph(10, 120, 300, "Вы не ответили. 画得很好 🦉", letters, 16, "#22262b")
    return canvas


def test_a_letter_comes_from_the_first_font_that_has_it(letters: Lettering) -> None:
    assert letters.only("é Вы ạ ł 画 🦉") == "é Вы ạ ł 画 🦉"
    assert letters.only("a رأ b") == "a  b"
    assert letters.width("画", 20) > letters.width("i", 20)


def test_without_fonts_there_are_letters_all_the_same() -> None:
    plain = Lettering()
    canvas = Canvas(100, 40)

    end = canvas.text(5, 5, "Abc", plain, 20, "#000000")

    assert end > 5
    assert Image.open(io.BytesIO(canvas.png())).getextrema() == ((0, 255),) * 3


def test_lines_are_no_wider_than_asked_with_spaces_or_without(letters: Lettering) -> None:
    lines = wrapped("Blocked on Monday. Back on Tuesday.\n真正的勒鲁在这里真正的勒鲁在这里", letters, 20, 140)

    assert len(lines) > 4
    assert all(letters.width(line, 20) <= 140 for line in lines)


def test_the_same_drawing_is_the_same_bytes(letters: Lettering) -> None:
    one, other = drawn(letters), drawn(Lettering([FONTS / "NotoSans-Regular.ttf"]))

    assert one.png() == drawn(letters).png()
    assert one.jpeg() == drawn(letters).jpeg()
    assert one.png() != other.png()


def test_what_is_drawn_can_be_read_back_exactly_from_a_png(letters: Lettering) -> None:
    canvas = drawn(letters)

    read = Image.open(io.BytesIO(canvas.png()))

    assert read.mode == "RGB"
    assert read.tobytes() == canvas.image.tobytes()


def test_a_canvas_is_placed_softened_shaded_and_grained(letters: Lettering) -> None:
    canvas = Canvas(400, 300, "#808080")
    canvas.place(drawn(letters), 20, 20, 160, 100, 6)
    before = canvas.png()

    canvas.soften(2.0)
    canvas.shade(0.5)
    canvas.grain(bytes(range(256)), 16, 0.1)

    assert canvas.png() != before


def test_a_photo_carries_when_and_with_what_it_was_taken(letters: Lettering) -> None:
    photo = Image.open(io.BytesIO(drawn(letters).jpeg(taken="2026:11:19 18:03:12", camera="Telephone 5")))

    exif = photo.getexif()
    assert exif[0x0110] == "Telephone 5"
    assert exif.get_ifd(0x8769)[0x9003] == "2026:11:19 18:03:12"
    assert not Image.open(io.BytesIO(drawn(letters).jpeg())).getexif()
