package io.github.numloss.picture;

import java.util.List;
import java.util.Optional;

/**
 * A format that people take for a picture's, and that is not read.
 *
 * @param name what it is called
 * @param beginnings how its files begin, '?' being any byte
 */
record OtherFormat(String name, String... beginnings) {
  private static final int SVG_START = 1024;

  private static final List<OtherFormat> KNOWN =
      List.of(
          new OtherFormat("AVIF", "????ftypavif", "????ftypavis"),
          new OtherFormat("HEIC", "????ftyphei", "????ftyphev", "????ftypmif1", "????ftypmsf1"),
          new OtherFormat("Canon raw", "????ftypcrx "),
          new OtherFormat("video", "????ftyp", "\u001aE\u00df\u00a3", "RIFF????AVI "),
          new OtherFormat("ICO", "\0\0\u0001\0"),
          new OtherFormat("CUR", "\0\0\u0002\0"),
          new OtherFormat("JPEG XL", "\u00ff\n", "\0\0\0\fJXL "),
          new OtherFormat("JPEG 2000", "\0\0\0\fjP  ", "\u00ffO\u00ffQ"),
          new OtherFormat("PDF", "%PDF"),
          new OtherFormat("PostScript", "%!PS", "\u00c5\u00d0\u00d3\u00c6"),
          new OtherFormat("Photoshop", "8BPS"),
          new OtherFormat("BigTIFF", "II+\0", "MM\0+"),
          new OtherFormat("OpenEXR", "v/1\u0001"),
          new OtherFormat("QOI", "qoif"),
          new OtherFormat(
              "Netpbm", "P1\n", "P2\n", "P3\n", "P4\n", "P5\n", "P6\n", "P7\n", "P5 ", "P6 "),
          new OtherFormat("FITS", "SIMPLE  ="));

  /** Finds the name of the format of a file's bytes. */
  static Optional<String> name(byte[] bytes) {
    Optional<String> known =
        KNOWN.stream()
            .filter(format -> Bytes.beginsWithAny(bytes, format.beginnings))
            .map(OtherFormat::name)
            .findFirst();
    return known.isEmpty() && isSvg(bytes) ? Optional.of("SVG") : known;
  }

  /** Looks for the element svg in what begins like XML. */
  private static boolean isSvg(byte[] bytes) {
    if (!Bytes.beginsWithAny(bytes, "<", "\u00ef\u00bb\u00bf<", "\n<", " <")) {
      return false;
    }
    for (int place = 0; place < Math.min(bytes.length, SVG_START); place++) {
      if (Bytes.isAt(bytes, place, "<svg")) {
        return true;
      }
    }
    return false;
  }
}
