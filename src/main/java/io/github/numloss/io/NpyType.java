package io.github.numloss.io;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The element types that are read and written, by NumPy's names. */
enum NpyType {
  FLOAT32("<f4", Float.BYTES, NpyArray.FloatArray.class),
  UINT8("|u1", Byte.BYTES, NpyArray.ByteArray.class),
  INT64("<i8", Long.BYTES, NpyArray.LongArray.class);

  final String descr;
  final int bytes;
  private final Class<? extends NpyArray> arrayClass;

  NpyType(String descr, int bytes, Class<? extends NpyArray> arrayClass) {
    this.descr = descr;
    this.bytes = bytes;
    this.arrayClass = arrayClass;
  }

  /** Gives the type that a class of arrays holds. */
  static NpyType of(Class<? extends NpyArray> arrayClass) {
    return Arrays.stream(values())
        .filter(type -> type.arrayClass == arrayClass)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not a kind of array: " + arrayClass));
  }

  /** Gives the type that NumPy writes so. */
  static NpyType of(String descr) {
    return Arrays.stream(values())
        .filter(type -> type.descr.equals(descr))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "header field descr is '%s', expected one of %s"
                        .formatted(
                            descr,
                            Arrays.stream(values())
                                .map(type -> type.descr)
                                .collect(Collectors.joining("', '", "'", "'")))));
  }
}
