"""A smaller copy of a picture, for a paper that has to stay under a size."""

import io

from PIL import Image

from journal.domain.pixels import Pixels
from journal.pictures.decoder import PaperJpeg


def smaller_copy(pixels: Pixels, quality: int) -> PaperJpeg:
    """These pixels as a JPEG, with some loss; `quality` from 1 to 95. Nothing else is in it."""
    out = io.BytesIO()
    picture = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)
    # Letters on a screen are told apart by colour too, so colour is not thinned out.
    picture.save(out, "JPEG", quality=quality, subsampling=0, optimize=True)
    return PaperJpeg(pixels.width, pixels.height, 3, 1, out.getvalue())
