package io.github.numloss.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one element of an array is.
 *
 * @param kind the kind of number
 * @param bytes how many bytes it takes
 * @param order the order of these bytes; little-endian where there is but one
 */
record NpyType(Kind kind, int bytes, ByteOrder order) {
  static final NpyType FLOAT32 = new NpyType(Kind.FLOAT, Float.BYTES, ByteOrder.LITTLE_ENDIAN);
  static final NpyType UINT8 = new NpyType(Kind.UNSIGNED, Byte.BYTES, ByteOrder.LITTLE_ENDIAN);
  static final NpyType FLOAT64 = new NpyType(Kind.FLOAT, Double.BYTES, ByteOrder.LITTLE_ENDIAN);
  static final NpyType INT64 = new NpyType(Kind.INTEGER, Long.BYTES, ByteOrder.LITTLE_ENDIAN);

  private static final Pattern DESCR = Pattern.compile("([<>|])(b1|[ui][1248]|f[248])");

  /** The kinds of numbers, by NumPy's letters. */
  enum Kind {
    BOOLEAN('b'),
    UNSIGNED('u'),
    INTEGER('i'),
    FLOAT('f');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    private static Kind of(char letter) {
      return Arrays.stream(values())
          .filter(kind -> kind.letter == letter)
          .findFirst()
          .orElseThrow();
    }
  }

  /** Gives the type that a class of arrays holds. */
  static NpyType of(Class<? extends NpyArray> arrayClass) {
    if (arrayClass == NpyArray.FloatArray.class) {
      return FLOAT32;
    }
    if (arrayClass == NpyArray.ByteArray.class) {
      return UINT8;
    }
    if (arrayClass == NpyArray.LongArray.class) {
      return INT64;
    }
    throw new IllegalArgumentException("not a kind of array: " + arrayClass);
  }

  /** Gives the type that NumPy writes so. */
  static NpyType of(String descr) {
    Matcher matcher = DESCR.matcher(descr);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "header field descr is '%s'%s".formatted(descr, remedy(descr)));
    }
    int bytes = descr.charAt(2) - '0';
    if (bytes > 1 && descr.charAt(0) == '|') {
      throw new IllegalArgumentException(
          "header field descr is '%s', expected < or > before %s"
              .formatted(descr, matcher.group(2)));
    }
    Kind kind = Kind.of(descr.charAt(1));
    boolean isBig = bytes > 1 && descr.charAt(0) == '>';
    return new NpyType(kind, bytes, isBig ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  private static String remedy(String descr) {
    if (descr.endsWith("O")) {
      return ", Python objects, which are not unpickled, as that could run anything; expected"
          + " numbers: if all rows are equally long, save numpy.array(array.tolist(), dtype=float)";
    }
    if (descr.matches("[<>|][USa]\\d*+")) {
      return ", texts, expected numbers; save the number that each text stands for";
    }
    return ", expected numbers: b1, u1, u2, u4, u8, i1, i2, i4, i8, f2, f4 or f8; convert it with"
        + " array.astype";
  }

  /** Gives NumPy's name for it. */
  String descr() {
    char mark = bytes == 1 ? '|' : order == ByteOrder.BIG_ENDIAN ? '>' : '<';
    return String.format(Locale.ROOT, "%c%c%d", mark, kind.letter, bytes);
  }

  /** Takes the next number from a buffer of the type's order; a 64-bit integer is rounded. */
  double next(ByteBuffer buffer) {
    return switch (kind) {
      case BOOLEAN -> buffer.get() == 0 ? 0 : 1;
      case UNSIGNED ->
          switch (bytes) {
            case 1 -> Byte.toUnsignedInt(buffer.get());
            case 2 -> Short.toUnsignedInt(buffer.getShort());
            case 4 -> Integer.toUnsignedLong(buffer.getInt());
            default -> unsigned(buffer.getLong());
          };
      case INTEGER ->
          switch (bytes) {
            case 1 -> buffer.get();
            case 2 -> buffer.getShort();
            case 4 -> buffer.getInt();
            default -> buffer.getLong();
          };
      case FLOAT ->
          switch (bytes) {
            case 2 -> half(buffer.getShort());
            case 4 -> buffer.getFloat();
            default -> buffer.getDouble();
          };
    };
  }

  private static double unsigned(long bits) {
    // Half of it, with the last bit kept, is rounded as the whole would be.
    return bits >= 0 ? bits : 2.0 * ((bits >>> 1) | (bits & 1));
  }

  /** Gives a number of IEEE 754's binary16: 5 bits of exponent and 10 of fraction. */
  private static double half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double size =
        switch (exponent) {
          case 0 -> Math.scalb((double) fraction, -24);
          case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb((double) (fraction | 0x400), exponent - 25);
        };
    return bits < 0 ? -size : size;
  }
}
