package io.github.numloss.io;

import io.github.numloss.check.Check;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands before the numbers of a NumPy file: their type and shape, written as a Python dict.
 * The format is that of numpy.lib.format.
 *
 * @param type the type of each element
 * @param isFortranOrder whether the first index runs fastest, rather than the last
 * @param shape the length of each dimension, outermost first
 */
record NpyHeader(NpyType type, boolean isFortranOrder, int[] shape) {
  static final int MAX_RANK = 8;

  /** The longest text that is read; numpy.load has the same limit. */
  static final int MAX_TEXT = 10_000;

  private static final byte[] MAGIC_AND_VERSION = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;

  /** NumPy leaves room for the first dimension to grow to this many digits. */
  private static final int GROWTH_DIGITS = 21;

  private static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;
  private static final Pattern DICT = Pattern.compile("\\{(.*)\\}\\s*+", Pattern.DOTALL);
  private static final Pattern FIELD =
      Pattern.compile(
          "\\s*+(['\"])(\\w++)\\1\\s*+:\\s*+('[^']*+'|\"[^\"]*+\"|True|False|\\([\\d,\\s]*+\\))"
              + "\\s*+(?:,\\s*+|$)");
  private static final Pattern STRUCTURED = Pattern.compile("['\"]descr['\"]\\s*+:\\s*+\\[");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,10}");

  /** Checks that a shape has just so many elements. */
  static void check(int[] shape, int elements) {
    Check.that(
        elements(shape) == elements,
        "shape %s needs another number of elements than %d",
        Arrays.toString(shape),
        elements);
  }

  private static int elements(int[] shape) {
    Check.that(
        shape.length <= MAX_RANK,
        "shape has %d dimensions, expected at most %d",
        shape.length,
        MAX_RANK);
    long elements = 1;
    for (int length : shape) {
      Check.that(length >= 0, "shape %s has a negative length", Arrays.toString(shape));
      elements *= length;
      Check.that(
          elements <= MAX_ELEMENTS,
          "shape %s has too many elements, expected at most %d",
          Arrays.toString(shape),
          MAX_ELEMENTS);
    }
    return (int) elements;
  }

  int elements() {
    return elements(shape);
  }

  /** Gives the number of bytes that the elements take. */
  long dataBytes() {
    return (long) elements() * type.bytes();
  }

  /** Gives the header of a file of version 1.0, the bytes that NumPy 2 writes. */
  byte[] toBytes() {
    String tuple =
        Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "))
            + (shape.length == 1 ? "," : "");
    int room = shape.length == 0 ? 0 : GROWTH_DIGITS - Integer.toString(shape[0]).length();
    String dict =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type.descr(), tuple)
            + " ".repeat(room);
    int before = MAGIC_AND_VERSION.length + Short.BYTES;
    // NumPy pads a header that is aligned already by a whole 64 bytes.
    int padding = ALIGNMENT - (before + dict.length() + 1) % ALIGNMENT;
    String text = dict + " ".repeat(padding) + "\n";
    return ByteBuffer.allocate(before + text.length())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC_AND_VERSION)
        .putShort((short) text.length())
        .put(text.getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  /**
   * Reads the dict.
   *
   * @throws IllegalArgumentException if it isn't one, or says something that is not read here
   */
  static NpyHeader parse(String text) {
    Fields fields = Fields.of(text);
    String descr = fields.descr();
    NpyHeader header =
        new NpyHeader(
            NpyType.of(descr.substring(1, descr.length() - 1)),
            fields.fortranOrder().equals("True"),
            shape(fields.shape()));
    elements(header.shape);
    return header;
  }

  /** The values of the dict, as they are written. */
  private record Fields(String descr, String fortranOrder, String shape) {
    static Fields of(String text) {
      Map<String, String> values = new HashMap<>();
      Matcher dict = DICT.matcher(text);
      boolean good = dict.matches();
      if (good) {
        String inside = dict.group(1);
        Matcher field = FIELD.matcher(inside);
        int end = 0;
        while (end < inside.length() && field.region(end, inside.length()).lookingAt()) {
          good &= values.put(field.group(2), field.group(3)) == null;
          end = field.end();
        }
        good &= end == inside.length() && values.size() == 3;
      }
      Fields fields =
          new Fields(
              values.getOrDefault("descr", ""),
              values.getOrDefault("fortran_order", ""),
              values.getOrDefault("shape", ""));
      Check.that(
          good && fields.areOfTheirKinds(),
          "header is \"%s\", expected a dict with descr, fortran_order and shape only%s",
          text.strip(),
          STRUCTURED.matcher(text).find()
              ? "; this is a structured array, save its fields as arrays of their own"
              : "");
      return fields;
    }

    private boolean areOfTheirKinds() {
      return descr.matches("['\"].*")
          && fortranOrder.matches("True|False")
          && shape.startsWith("(");
    }
  }

  private static int[] shape(String tuple) {
    String inside = tuple.substring(1, tuple.length() - 1).strip();
    List<String> lengths =
        new ArrayList<>(Arrays.stream(inside.split(",", -1)).map(String::strip).toList());
    boolean comma = lengths.size() > 1;
    if (lengths.get(lengths.size() - 1).isEmpty()) {
      lengths.remove(lengths.size() - 1);
    }
    boolean good = comma || lengths.isEmpty();
    for (String length : lengths) {
      good &= LENGTH.matcher(length).matches() && Long.parseLong(length) <= Integer.MAX_VALUE;
    }
    Check.that(
        good,
        "header field shape is %s, expected a tuple of lengths up to %d",
        tuple,
        Integer.MAX_VALUE);
    return lengths.stream().mapToInt(Integer::parseInt).toArray();
  }
}
