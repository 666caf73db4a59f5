package io.github.numloss.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The first directory of fields of a TIFF file, or of EXIF data, which are made alike (TIFF 6.0,
 * section 2). It is read by hand, since libraries for it unpack and keep much more than the few
 * numbers that are wanted; here nothing is taken on the data's word.
 */
final class TiffDirectory {
  static final int STRIP_OFFSETS = 273;
  static final int ORIENTATION = 274;
  static final int SAMPLES = 277;
  static final int STRIP_BYTES = 279;
  static final int TILE_WIDTH = 322;
  static final int TILE_HEIGHT = 323;
  static final int TILE_OFFSETS = 324;
  static final int TILE_BYTES = 325;

  private static final int HEADER_BYTES = 8;
  private static final int ENTRY_BYTES = 12;
  private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};
  private static final int SHORT = 3;
  private static final int LONG = 4;

  private final ByteBuffer data;
  private final int first;
  private final int entries;

  private TiffDirectory(ByteBuffer data, int first, int entries) {
    this.data = data;
    this.first = first;
    this.entries = entries;
  }

  /** Finds the directory in data that begins at a place and has so many bytes. */
  static Optional<TiffDirectory> in(byte[] bytes, int start, int length) {
    if (length < HEADER_BYTES) {
      return Optional.empty();
    }
    ByteBuffer data = ByteBuffer.wrap(bytes, start, length).slice();
    data.order(data.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long place = Integer.toUnsignedLong(data.getInt(4));
    if (data.getShort(2) != 42 || place < HEADER_BYTES || place + 2 > length) {
      return Optional.empty();
    }
    int entries = Short.toUnsignedInt(data.getShort((int) place));
    int first = (int) place + 2;
    return (long) first + (long) entries * ENTRY_BYTES > length
        ? Optional.empty()
        : Optional.of(new TiffDirectory(data, first, entries));
  }

  /** Says whether the data of every field lies within the bytes. */
  boolean isWhole() {
    for (int i = 0; i < entries; i++) {
      long bytes = bytes(entry(i));
      if (bytes > 4 && Integer.toUnsignedLong(data.getInt(entry(i) + 8)) + bytes > data.limit()) {
        return false;
      }
    }
    return true;
  }

  /** Gives how many numbers a field has, 0 if it is not there. */
  int count(int tag) {
    int entry = find(tag);
    return entry < 0 ? 0 : (int) Math.min(countAt(entry), data.limit());
  }

  /** Gives a number of a field of whole ones; a usual one if it is not there. */
  long number(int tag, int index, long usual) {
    int entry = find(tag);
    if (entry < 0 || index >= countAt(entry)) {
      return usual;
    }
    int type = data.getShort(entry + 2);
    int width = type == SHORT ? 2 : 4;
    if (type != SHORT && type != LONG) {
      return usual;
    }
    long place = bytes(entry) <= 4 ? entry + 8 : Integer.toUnsignedLong(data.getInt(entry + 8));
    place += (long) index * width;
    if (place + width > data.limit()) {
      return usual;
    }
    return type == SHORT
        ? Short.toUnsignedLong(data.getShort((int) place))
        : Integer.toUnsignedLong(data.getInt((int) place));
  }

  private int entry(int index) {
    return first + index * ENTRY_BYTES;
  }

  private int find(int tag) {
    for (int i = 0; i < entries; i++) {
      if (Short.toUnsignedInt(data.getShort(entry(i))) == tag) {
        return entry(i);
      }
    }
    return -1;
  }

  private long countAt(int entry) {
    return Integer.toUnsignedLong(data.getInt(entry + 4));
  }

  private long bytes(int entry) {
    int type = Short.toUnsignedInt(data.getShort(entry + 2));
    return countAt(entry) * (type < TYPE_BYTES.length ? TYPE_BYTES[type] : 1);
  }
}
