"""Writes pictures of many kinds, and what Pillow reads in them, to picture/colours.json.

NumPy where Pillow can't: averages of areas, which it takes by whole pixels; 16 bits a colour, which it cuts to 8 in
place of rounding them; YCCK, which it reads but does not write; and inks without Adobe's marker, which it takes for
inverted all the same.
"""

import base64
import io
import json
import pathlib
import struct
import zlib

import numpy
from PIL import Image, ImageOps

OUT = pathlib.Path(__file__).resolve().parents[1] / "resources/io/github/numloss/picture/colours.json"
HEIGHT, WIDTH = 9, 13
Y, X = numpy.mgrid[0:HEIGHT, 0:WIDTH]
RGB = numpy.stack([X * 20, Y * 28, (X + Y) * 12], -1).astype(numpy.uint8)
GREY = (X * 11 + Y * 14).astype(numpy.uint8)
ALPHA = (255 - X * 21).astype(numpy.uint8)
RGBA = numpy.dstack([RGB, ALPHA])
WHITE = (255, 255, 255, 255)
cases = []


def file(image, kind, **options):
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def on(image, colour=WHITE):
    """Lays an image on a colour."""
    rgba = image.convert("RGBA")
    return numpy.asarray(Image.alpha_composite(Image.new("RGBA", rgba.size, colour), rgba).convert("RGB"))


def case(name, content, pixels, tolerance=0, fit="stretch", background=None):
    pixels = numpy.rint(numpy.asarray(pixels)).astype(numpy.uint8)
    if pixels.ndim == 2:
        pixels = pixels[..., None]
    cases.append({
        "name": name, "file": base64.b64encode(content).decode(), "fit": fit, "background": background,
        "height": pixels.shape[0], "width": pixels.shape[1], "channels": pixels.shape[2], "tolerance": tolerance,
        "pixels": base64.b64encode(pixels.tobytes()).decode()})


def read(name, content, tolerance=0):
    """A picture as Pillow reads it, laid on white."""
    case(name, content, on(Image.open(io.BytesIO(content))), tolerance)


def shrunk(values, height, width):
    """The average of the area, of each pixel cut into as many as make both sizes whole."""
    small = values.repeat(height, 0).repeat(width, 1).astype(float)
    return small.reshape(height, values.shape[0], width, values.shape[1], -1).mean((1, 3))


def png16(values):
    """Sixteen bits a colour, without a filter."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in values)
    kinds = {2: 0, 3: 2, 4: 6}
    header = struct.pack(">IIBBBBB", values.shape[1], values.shape[0], 16, kinds[values.ndim if values.ndim == 2 else
                                                                                values.shape[2]], 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def inks(planes, transform):
    """JPEG of four planes as they are, with Adobe's marker of a transform or without it."""
    data = bytearray(file(Image.fromarray(255 - planes, "CMYK"), "JPEG", quality=100, subsampling=0))
    place = data.find(b"Adobe")
    if transform is None:
        del data[place - 4:place - 2 + data[place - 2] * 256 + data[place - 1]]
    else:
        data[place + 11] = transform
    return bytes(data)


def main():
    rgb, rgba = Image.fromarray(RGB), Image.fromarray(RGBA)
    read("PNG", file(rgb, "PNG"))
    case("PNG with transparency on white", file(rgba, "PNG"), on(rgba), 1)
    case("PNG with transparency on orange", file(rgba, "PNG"), on(rgba, (255, 128, 0, 255)), 1, background="#ff8000")
    case("PNG whose transparency is kept", file(rgba, "PNG"), RGBA)
    case("PNG whose transparency is full", file(rgb, "PNG"), numpy.dstack([RGB, GREY * 0 + 255]))
    case("grey PNG", file(Image.fromarray(GREY), "PNG"), GREY)
    case("grey PNG in colours", file(Image.fromarray(GREY), "PNG"), numpy.dstack([GREY] * 3))
    grey_alpha = Image.merge("LA", [Image.fromarray(GREY), Image.fromarray(ALPHA)])
    read("grey PNG with transparency", file(grey_alpha, "PNG"), 1)
    table = rgb.quantize(7)
    read("PNG with a table", file(table, "PNG"))
    read("PNG with a table, one colour of it transparent", file(table, "PNG", transparency=3))
    read("PNG with a transparent colour", file(rgb, "PNG", transparency=tuple(int(v) for v in RGB[2, 3])))
    read("PNG of one bit", file(Image.fromarray(GREY).convert("1"), "PNG"))
    deep = numpy.stack([X * 5000 + 77, Y * 7000 + 99, (X + Y) * 3000 + 150], -1)
    case("PNG of 16 bits", png16(deep), numpy.rint(deep / 257))
    case("PNG of 16 bits with transparency", png16(numpy.dstack([deep, 65535 - X * 5000])),
         numpy.rint(numpy.dstack([deep, 65535 - X * 5000]) / 257))
    case("grey PNG of 16 bits", png16(deep[..., 0]), numpy.rint(deep[..., 0] / 257))

    read("JPEG", file(rgb, "JPEG", quality=95, subsampling=0), 4)
    read("progressive JPEG", file(rgb, "JPEG", quality=95, subsampling=0, progressive=True), 4)
    case("grey JPEG", file(Image.fromarray(GREY), "JPEG", quality=95),
         Image.open(io.BytesIO(file(Image.fromarray(GREY), "JPEG", quality=95))), 2)
    cmyk = numpy.stack([X * 20, Y * 28, (X + Y) * 12, X * 9], -1).astype(numpy.uint8)
    read("JPEG of inks", inks(255 - cmyk, 0), 4)
    # libjpeg makes of YCCK the inks 255 - RGB, which Adobe inverts: luma and chroma are then of CMY as it is.
    ycc = numpy.asarray(Image.fromarray(cmyk[..., :3]).convert("YCbCr"))
    read("JPEG of luma, chroma and black", inks(numpy.dstack([ycc, 255 - cmyk[..., 3]]), 2), 5)
    black = 255 - cmyk[..., 3:].astype(float)
    case("JPEG of inks without Adobe's marker", inks(cmyk, None), numpy.rint((255. - cmyk[..., :3]) * black / 255), 4)
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x112] = orientation
        turned = file(rgb, "PNG", exif=exif)
        case(f"PNG of orientation {orientation}", turned, ImageOps.exif_transpose(Image.open(io.BytesIO(turned))))
    exif = Image.Exif()
    exif[0x112] = 6
    turned = file(rgb, "JPEG", quality=95, subsampling=0, exif=exif)
    case("JPEG of orientation 6", turned, ImageOps.exif_transpose(Image.open(io.BytesIO(turned))), 4)

    other = Image.fromarray(255 - RGB).quantize(9)
    case("GIF of two pictures", file(rgb.quantize(9), "GIF", save_all=True, append_images=[other]),
         rgb.quantize(9).convert("RGB"))
    read("BMP", file(rgb, "BMP"))
    read("BMP with a table", file(table, "BMP"))
    read("WebP without loss", file(rgb, "WEBP", lossless=True))
    # Of greys: decoders differ in how they enlarge the colours, which are stored at half the size.
    read("WebP", file(Image.fromarray(numpy.dstack([GREY] * 3)), "WEBP", quality=95), 3)
    case("WebP with transparency kept", file(rgba, "WEBP", lossless=True, exact=True), RGBA)
    read("TIFF", file(rgb, "TIFF"))
    read("TIFF packed by LZW", file(rgb, "TIFF", compression="tiff_lzw"))
    read("TIFF packed as ZIP", file(rgb, "TIFF", compression="tiff_adobe_deflate"))
    case("TIFF with transparency kept", file(rgba, "TIFF"), RGBA)
    case("grey TIFF of 16 bits", file(Image.fromarray(deep[..., 0].astype(numpy.uint16)), "TIFF"),
         numpy.rint(deep[..., 0] / 257))

    case("shrunk", file(rgb, "PNG"), shrunk(RGB, 4, 5), 1)
    case("shrunk by whole numbers", file(rgb.crop((0, 0, 12, 9)), "PNG"), rgb.crop((0, 0, 12, 9)).resize((4, 3), Image.BOX), 1)
    opaque = RGBA[..., 3:] / 255.
    alpha = shrunk(opaque, 4, 5)
    case("shrunk with transparency", file(rgba, "PNG"),
         numpy.dstack([shrunk(RGB * opaque, 4, 5) / alpha, alpha * 255]).round(), 1)
    case("enlarged", file(rgb, "PNG"), rgb.resize((20, 18), Image.BILINEAR), 1)
    wide = numpy.asarray(rgb.resize((20, 9), Image.BILINEAR))
    case("shrunk in height, enlarged in width", file(rgb, "PNG"), shrunk(wide, 4, 20), 1)
    case("cropped", file(rgb, "PNG"), shrunk(RGB[:, 2:11], 4, 4), 1, fit="crop")
    case("cropped grey", file(Image.fromarray(GREY), "PNG"), shrunk(GREY[:, 2:11, None], 4, 4), 1, fit="crop")
    padded = numpy.zeros((13, 13, 4), numpy.uint8)
    padded[2:11] = RGBA
    case("padded with what is transparent", file(rgba, "PNG"), padded, fit="pad")
    framed = RGB.copy()
    framed[[0, -1], :] = (10, 200, 30)
    framed[:, [0, -1]] = (10, 200, 30)
    padded = numpy.full((13, 13, 3), (10, 200, 30), numpy.uint8)
    padded[2:11] = framed
    case("padded with the colour of the border", file(Image.fromarray(framed), "PNG"), padded, fit="pad")
    OUT.write_text(json.dumps(cases, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
