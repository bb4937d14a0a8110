"""Writing pictures: pixels and nothing beside them."""

from io import BytesIO

import PIL.Image

from articles.darkroom.order import Size


def encode(picture: PIL.Image.Image, size: Size) -> bytes:
    """The picture in that size and format, without any metadata."""
    resized = picture.resize(
        (size.width, size.height), PIL.Image.Resampling.LANCZOS, reducing_gap=3.0
    )
    written = BytesIO()
    if size.format == "avif":
        # One thread each: several sizes are encoded at once.
        resized.save(written, "AVIF", quality=60, speed=7, max_threads=1)
    elif size.format == "webp":
        resized.save(written, "WEBP", quality=80, method=4)
    else:
        _on_white(resized).save(written, "JPEG", quality=85, optimize=True, progressive=True)
    return written.getvalue()


def encode_original(picture: PIL.Image.Image, *, is_exact: bool) -> tuple[str, bytes]:
    """The whole picture, and the ending of its file's name.

    What came without loss stays without loss, and so does transparency. A photograph becomes a JPEG of
    a quality that leaves nothing to be seen of it.
    """
    written = BytesIO()
    if is_exact or picture.mode == "RGBA":
        picture.save(written, "PNG", compress_level=4)
        return "png", written.getvalue()
    picture.save(written, "JPEG", quality=95, subsampling=0)
    return "jpg", written.getvalue()


def _on_white(picture: PIL.Image.Image) -> PIL.Image.Image:
    """JPEG has no transparency; white is what most people see behind a transparent logo."""
    if picture.mode != "RGBA":
        return picture
    paper = PIL.Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper
