"""From the bytes of an inspected file to pixels that are upright, in sRGB and without notes."""

from io import BytesIO

import PIL.Image
from PIL import (
    AvifImagePlugin,
    ImageCms,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from articles.darkroom.container import Container, CutShort

# Pillow imports its parts when they are needed, and a confined process can't import any more. Notes
# of cameras have the form of a TIFF file, and several pictures in one JPEG are a format of their own.
AT_HAND = (
    AvifImagePlugin,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)
PIL.Image.preinit()

_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
_SIXTEEN_BIT_GREY = {"I", "I;16", "I;16B", "I;16L", "I;16N"}


def decode(data: bytes, container: Container) -> PIL.Image.Image:
    """The first picture of the file in mode RGB or RGBA; raises `CutShort` for damaged pixels."""
    try:
        picture = _decoded(data, container)
    except MemoryError:
        raise
    except Exception as error:
        # A decoder that is given damaged bytes raises whatever its authors did not foresee.
        raise CutShort from error
    picture.info = {}
    return picture


def _decoded(data: bytes, container: Container) -> PIL.Image.Image:
    with PIL.Image.open(BytesIO(data), formats=[container.format]) as opened:
        if opened.size != (container.width, container.height):
            raise CutShort
        return _in_srgb(ImageOps.exif_transpose(opened))


def _in_srgb(picture: PIL.Image.Image) -> PIL.Image.Image:
    """The colours as a screen shows them, since the profile that explains them is left out."""
    profile = picture.info.get("icc_profile")
    if picture.mode in _SIXTEEN_BIT_GREY:
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    if picture.mode not in {"RGB", "CMYK", "L"}:
        picture = picture.convert(mode)
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(picture, source, _SRGB, outputMode=mode)
        except (ImageCms.PyCMSError, OSError):
            # A profile that is damaged or for another kind of colours explains nothing.
            converted = None
        picture = converted or picture
    return picture.convert(mode)
