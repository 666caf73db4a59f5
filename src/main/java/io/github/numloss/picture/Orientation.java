package io.github.numloss.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * How a stored picture is turned to be looked at, as its EXIF data says (Exif 2.32, section 4.6.5:
 * 1 is upright, 2 to 4 are mirrored or upside down, 5 to 8 lie on a side).
 *
 * @param value 1 to 8
 */
record Orientation(int value) {
  private static final Orientation UPRIGHT = new Orientation(1);
  private static final int APP1 = 0xe1;
  private static final String EXIF = "Exif\0\0";

  /** Reads it; a picture that says nothing, or nothing of sense, is upright. */
  static Orientation of(PictureFormat format, byte[] bytes) {
    Optional<TiffDirectory> exif =
        switch (format) {
          case JPEG -> inJpeg(bytes);
          case PNG -> inChunks(bytes, 8, "eXIf");
          case TIFF -> TiffDirectory.in(bytes, 0, bytes.length);
          case WEBP -> inChunks(bytes, 12, "EXIF");
          case GIF, BMP -> Optional.empty();
        };
    long value = exif.map(fields -> fields.number(TiffDirectory.ORIENTATION, 0, 1)).orElse(1L);
    return value >= 1 && value <= 8 ? new Orientation((int) value) : UPRIGHT;
  }

  /** Says whether rows become columns. */
  boolean isOnSide() {
    return value > 4;
  }

  /** Gives where a stored pixel belongs, row by row, in the picture as it is looked at. */
  int place(int x, int y, int width, int height) {
    int right = width - 1 - x;
    int up = height - 1 - y;
    return switch (value) {
      case 2 -> y * width + right;
      case 3 -> up * width + right;
      case 4 -> up * width + x;
      case 5 -> x * height + y;
      case 6 -> x * height + up;
      case 7 -> right * height + up;
      case 8 -> right * height + y;
      default -> y * width + x;
    };
  }

  private static Optional<TiffDirectory> inJpeg(byte[] bytes) {
    return Jpeg.segments(bytes).stream()
        .filter(one -> one.marker() == APP1 && one.length() >= EXIF.length())
        .filter(one -> Bytes.isAt(bytes, one.start(), EXIF))
        .findFirst()
        .flatMap(
            one ->
                TiffDirectory.in(bytes, one.start() + EXIF.length(), one.length() - EXIF.length()));
  }

  /** Goes from chunk to chunk: PNG's have a checksum, WebP's an even length and the name first. */
  private static Optional<TiffDirectory> inChunks(byte[] bytes, int start, String name) {
    boolean isPng = name.equals("eXIf");
    ByteBuffer data =
        ByteBuffer.wrap(bytes).order(isPng ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    long place = start;
    while (place + 8 <= bytes.length) {
      int at = (int) place;
      long length = Integer.toUnsignedLong(data.getInt(isPng ? at : at + 4));
      long next = place + 8 + (isPng ? length + 4 : length + length % 2);
      if (Bytes.isAt(bytes, isPng ? at + 4 : at, name)) {
        int skipped = Bytes.isAt(bytes, at + 8, EXIF) ? EXIF.length() : 0;
        return place + 8 + length > bytes.length || length < skipped
            ? Optional.empty()
            : TiffDirectory.in(bytes, at + 8 + skipped, (int) length - skipped);
      }
      place = next;
    }
    return Optional.empty();
  }
}
