package io.github.numloss.picture;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the segments of a JPEG file say before its coded pixels (ITU-T T.81, annex B). */
final class Jpeg {
  private static final int START_OF_SCAN = 0xda;
  private static final int END = 0xd9;
  private static final int APP14 = 0xee;
  private static final String ADOBE = "Adobe";
  private static final int TRANSFORM = 11;
  private static final int YCCK = 2;

  private Jpeg() {}

  /**
   * A segment.
   *
   * @param marker its kind
   * @param start where its content begins, behind its length
   * @param length how many bytes its content has
   */
  record Segment(int marker, int start, int length) {
    /** Says whether it begins a frame, and so tells the components. */
    boolean isFrame() {
      return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }
  }

  /** Goes from segment to segment, up to the first one of coded pixels. */
  static List<Segment> segments(byte[] bytes) {
    List<Segment> segments = new ArrayList<>();
    int place = 2;
    while (place + 4 <= bytes.length && bytes[place] == (byte) 0xff) {
      int marker = Byte.toUnsignedInt(bytes[place + 1]);
      if (marker == 0xff) {
        place++;
        continue;
      }
      int length = Byte.toUnsignedInt(bytes[place + 2]) << 8 | Byte.toUnsignedInt(bytes[place + 3]);
      if (marker == START_OF_SCAN
          || marker == END
          || length < 2
          || place + 2 + length > bytes.length) {
        break;
      }
      segments.add(new Segment(marker, place + 4, length - 2));
      place += 2 + length;
    }
    return segments;
  }

  /** Says whether a pixel has four inks: cyan, magenta, yellow and black. */
  static boolean hasInks(byte[] bytes) {
    return segments(bytes).stream()
        .filter(Segment::isFrame)
        .findFirst()
        .filter(frame -> frame.length() >= 6 && bytes[frame.start() + 5] == 4)
        .isPresent();
  }

  /**
   * Makes colours of inks. A file with Adobe's marker keeps how much ink there is <em>not</em>, and
   * has turned that into luma and chroma if the marker's transform is 2 (Adobe, "Supporting the DCT
   * Filters in PostScript Level 2", technical note 5116, section 18); one without it keeps the inks
   * as they are. A colour is what cyan, magenta or yellow lets through of what black does.
   */
  static BufferedImage colours(Raster stored, byte[] bytes) {
    Optional<Segment> adobe =
        segments(bytes).stream()
            .filter(one -> one.marker() == APP14 && one.length() > TRANSFORM)
            .filter(one -> Bytes.isAt(bytes, one.start(), ADOBE))
            .findFirst();
    boolean isYcck = adobe.isPresent() && bytes[adobe.get().start() + TRANSFORM] == YCCK;
    int width = stored.getWidth();
    BufferedImage picture =
        new BufferedImage(width, stored.getHeight(), BufferedImage.TYPE_INT_RGB);
    int[] inks = new int[4 * width];
    int[] row = new int[width];
    for (int y = 0; y < stored.getHeight(); y++) {
      stored.getPixels(stored.getMinX(), stored.getMinY() + y, width, 1, inks);
      for (int x = 0; x < width; x++) {
        int at = 4 * x;
        if (isYcck) {
          toInks(inks, at);
        }
        row[x] = 0;
        for (int i = 0; i < 3; i++) {
          int through = adobe.isPresent() ? inks[at + i] : 255 - inks[at + i];
          int light = adobe.isPresent() ? inks[at + 3] : 255 - inks[at + 3];
          row[x] = row[x] << 8 | (2 * through * light + 255) / 510;
        }
      }
      picture.setRGB(0, y, width, 1, row, 0, width);
    }
    return picture;
  }

  /** Turns luma and chroma of the light back, and gives what is missing of it (JFIF 1.02). */
  private static void toInks(int[] values, int at) {
    double luma = values[at];
    double blue = values[at + 1] - 128;
    double red = values[at + 2] - 128;
    values[at] = 255 - clamp(luma + 1.402 * red);
    values[at + 1] = 255 - clamp(luma - 0.344136 * blue - 0.714136 * red);
    values[at + 2] = 255 - clamp(luma + 1.772 * blue);
  }

  private static int clamp(double value) {
    return (int) Math.max(0, Math.min(255, Math.round(value)));
  }
}
