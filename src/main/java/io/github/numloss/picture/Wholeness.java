package io.github.numloss.picture;

import static io.github.numloss.picture.TiffDirectory.STRIP_BYTES;
import static io.github.numloss.picture.TiffDirectory.STRIP_OFFSETS;
import static io.github.numloss.picture.TiffDirectory.TILE_BYTES;
import static io.github.numloss.picture.TiffDirectory.TILE_OFFSETS;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Whether a picture's end is there: the decoders fill the rest of one that was cut off. */
final class Wholeness {
  private static final int TRAILER = 0x3b;
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;

  private Wholeness() {}

  /** Says whether all of a picture is there, as far as its marks and lengths tell. */
  static boolean isWhole(PictureFormat format, byte[] bytes) {
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return switch (format) {
      case PNG -> Bytes.last(bytes, "IEND\u00aeB`\u0082") >= 0;
      case JPEG -> Bytes.last(bytes, "\u00ff\u00d9") >= Bytes.last(bytes, "\u00ff\u00da");
      case GIF -> isWholeGif(bytes);
      case BMP -> bytes.length >= 26 && isLongEnough(bytes, 0, data.getInt(2));
      case TIFF -> isWholeTiff(bytes);
      case WEBP -> isLongEnough(bytes, 8, data.getInt(4));
    };
  }

  private static boolean isLongEnough(byte[] bytes, int start, int unsignedLength) {
    return bytes.length >= start + Integer.toUnsignedLong(unsignedLength);
  }

  /** Goes over header, blocks and their pieces to the mark of the end. */
  private static boolean isWholeGif(byte[] bytes) {
    int place = 13 + (bytes.length > 10 ? tableBytes(bytes[10]) : 0);
    while (place < bytes.length && bytes[place] != TRAILER) {
      if (bytes[place] == EXTENSION) {
        place = afterPieces(bytes, place + 2);
      } else if (bytes[place] == IMAGE && place + 10 < bytes.length) {
        place = afterPieces(bytes, place + 11 + tableBytes(bytes[place + 9]));
      } else {
        return false;
      }
    }
    return place < bytes.length;
  }

  /** Gives the bytes of the table of colours that a byte of flags tells of. */
  private static int tableBytes(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }

  private static int afterPieces(byte[] bytes, int start) {
    int place = start;
    while (place < bytes.length && bytes[place] != 0) {
      place += 1 + Byte.toUnsignedInt(bytes[place]);
    }
    return place + 1;
  }

  private static boolean isWholeTiff(byte[] bytes) {
    return TiffDirectory.in(bytes, 0, bytes.length)
        .filter(TiffDirectory::isWhole)
        .filter(
            fields ->
                arePiecesThere(fields, bytes, STRIP_OFFSETS, STRIP_BYTES)
                    && arePiecesThere(fields, bytes, TILE_OFFSETS, TILE_BYTES))
        .isPresent();
  }

  private static boolean arePiecesThere(
      TiffDirectory fields, byte[] bytes, int offsets, int lengths) {
    for (int i = 0; i < fields.count(offsets); i++) {
      long offset = fields.number(offsets, i, bytes.length);
      if (offset >= bytes.length || offset + fields.number(lengths, i, 0) > bytes.length) {
        return false;
      }
    }
    return true;
  }
}
