import pytest

from journal.capture.errors import CaptureUnavailable
from journal.capture.screens import Frame, HandedOver, develop, same_colour
from journal.domain.evidence import Box, Screen


def frame(pixels: bytes, width: int, height: int) -> Frame:
    return Frame(width, height, pixels, 0, 0, (Screen("one", 0, 0, width, height),), "test")


def test_a_frame_of_one_colour_says_which_as_red_green_blue():
    orange = bytes((0, 128, 255, 9))

    assert same_colour(frame(orange * 600, 30, 20)) == (255, 128, 0)


def test_a_black_frame_is_of_one_colour():
    assert same_colour(frame(bytes(4 * 600), 30, 20)) == (0, 0, 0)


def test_the_byte_without_meaning_makes_no_second_colour():
    pixels = bytes((1, 2, 3, 0, 1, 2, 3, 255)) * 300

    assert same_colour(frame(pixels, 30, 20)) == (3, 2, 1)


@pytest.mark.parametrize("pixel", [0, 1, 299, 598, 599])
@pytest.mark.parametrize("channel", [0, 1, 2])
def test_a_single_other_pixel_anywhere_is_seen(pixel, channel):
    pixels = bytearray(4 * 600)
    pixels[4 * pixel + channel] = 1

    assert same_colour(frame(bytes(pixels), 30, 20)) is None


def test_a_frame_of_one_pixel_is_of_one_colour():
    assert same_colour(frame(bytes((3, 2, 1, 0)), 1, 1)) == (1, 2, 3)


def test_a_screen_left_of_the_origin_lies_at_the_left_edge_of_the_image():
    left, right = Screen("left", -1280, -200, 1280, 1024), Screen("right", 0, 0, 1920, 1080)
    both = Frame(3200, 1280, b"", -1280, -200, (right, left), "test")

    assert both.box_of(left) == Box(0, 0, 1280, 1024)
    assert both.box_of(right) == Box(1280, 200, 1920, 1080)


def test_developing_keeps_every_pixel_and_what_was_known():
    import io

    from PIL import Image

    pixels = bytes(value for number in range(600) for value in (number % 256, number // 7 % 256, 90, 0))
    taken = frame(pixels, 30, 20)

    shot = develop(taken)

    picture = Image.open(io.BytesIO(shot.png), formats=["PNG"])
    assert (shot.width, shot.height) == picture.size == (30, 20)
    assert picture.convert("RGB").tobytes() == b"".join(
        bytes((pixels[at + 2], pixels[at + 1], pixels[at])) for at in range(0, len(pixels), 4)
    )
    assert (shot.screens, shot.backend, shot.one_colour) == (taken.screens, "test", None)


def numbered(width: int, height: int) -> bytes:
    return b"".join(bytes((at % 256, at // 256, 7, 0)) for at in range(width * height))


def test_a_part_of_a_frame_has_its_pixels_and_knows_where_it_lay():
    whole = Frame(30, 20, numbered(30, 20), -5, 10, (Screen("one", -5, 10, 30, 20),), "test")

    part = whole.cut(Box(4, 3, 2, 2))

    first = [3 * 30 + 4, 3 * 30 + 5, 4 * 30 + 4, 4 * 30 + 5]
    assert (part.width, part.height, part.x, part.y) == (2, 2, -1, 13)
    assert part.pixels == b"".join(bytes((at % 256, at // 256, 7, 0)) for at in first)


def test_a_part_that_reaches_beyond_the_frame_ends_with_it():
    whole = frame(numbered(30, 20), 30, 20)

    part = whole.cut(Box(-10, 15, 15, 100))

    assert (part.width, part.height, part.x, part.y) == (5, 5, 0, 15)
    assert len(part.pixels) == 4 * 25


@pytest.mark.parametrize("box", [Box(30, 0, 5, 5), Box(0, -9, 5, 9), Box(0, 0, 0, 5)])
def test_where_a_part_would_be_nothing_the_whole_is_kept(box):
    whole = frame(numbered(30, 20), 30, 20)

    assert whole.cut(box) is whole


def test_what_the_desktop_handed_over_is_kept_byte_for_byte_and_looked_at():
    import io

    from PIL import Image

    file = io.BytesIO()
    Image.new("RGBA", (30, 20), (0, 0, 0, 255)).save(file, "PNG")

    shot = develop(HandedOver(file.getvalue(), "portal"))

    assert (shot.png, shot.width, shot.height) == (file.getvalue(), 30, 20)
    assert (shot.screens, shot.backend, shot.one_colour) == ((), "portal", (0, 0, 0))


@pytest.mark.parametrize("file", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + bytes(40)])
def test_what_is_no_picture_is_refused(file):
    with pytest.raises(CaptureUnavailable):
        develop(HandedOver(file, "portal"))
