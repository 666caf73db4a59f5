package io.github.numloss.picture;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The formats of pictures that are read, told by how a file begins, never by its name. */
enum PictureFormat {
  /** Deflate, its compression, makes at most 1032 bytes of one. */
  PNG(1032, "\u0089PNG\r\n\u001a\n"),
  /** It stays far below the ratio of PNG. */
  JPEG(1032, "\u00ff\u00d8\u00ff"),
  /** A code of 12 bits stands for less than 4096 pixels of a byte each. */
  GIF(2731, "GIF87a", "GIF89a"),
  /** Two bytes stand for at most 255 pixels. */
  BMP(1032, "BM"),
  /** One bit may stand for a row of any length (CCITT Group 4). */
  TIFF(0, "II*\0", "MM\0*"),
  /** A picture of one colour takes no bits a pixel. */
  WEBP(0, "RIFF????WEBP");

  private final int mostRatio;

  /** Never changed. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final String[] beginnings;

  PictureFormat(int mostRatio, String... beginnings) {
    this.mostRatio = mostRatio;
    this.beginnings = beginnings;
  }

  /** Finds the format of a file's bytes. */
  static Optional<PictureFormat> of(byte[] bytes) {
    return Arrays.stream(values())
        .filter(format -> Bytes.beginsWithAny(bytes, format.beginnings))
        .findFirst();
  }

  /** Gives how many bytes one byte of a file can unpack to at most, 0 if that has no end. */
  int mostRatio() {
    return mostRatio;
  }

  /** Gives the name that Java knows its decoder by. */
  String decoder() {
    return name().toLowerCase(Locale.ROOT);
  }
}
