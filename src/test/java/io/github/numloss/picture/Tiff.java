package io.github.numloss.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Makes TIFF files, and the EXIF data that is made like them, byte by byte. */
public final class Tiff {
  private static final int SHORT = 3;
  private static final int LONG = 4;

  private Tiff() {}

  /** Makes a picture of 8 bits a pixel, uncompressed; photometric is 0 where zero is white. */
  public static byte[] grey(
      int orientation, int height, int width, int photometric, byte[] pixels) {
    int[][] fields = {
      {256, LONG, width},
      {257, LONG, height},
      {258, SHORT, 8},
      {259, SHORT, 1},
      {262, SHORT, photometric},
      {273, LONG, 8 + 2 + 10 * 12 + 4},
      {274, SHORT, orientation},
      {277, SHORT, 1},
      {278, LONG, height},
      {279, LONG, pixels.length}
    };
    return directory(ByteOrder.LITTLE_ENDIAN, fields, pixels);
  }

  /** Makes EXIF data that says an orientation alone. */
  public static byte[] exif(ByteOrder order, int orientation) {
    return directory(order, new int[][] {{274, SHORT, orientation}}, new byte[0]);
  }

  private static byte[] directory(ByteOrder order, int[][] fields, byte[] after) {
    ByteBuffer tiff = ByteBuffer.allocate(8 + 2 + fields.length * 12 + 4 + after.length);
    String mark = order == ByteOrder.LITTLE_ENDIAN ? "I" : "M";
    tiff.put((byte) mark.charAt(0)).put((byte) mark.charAt(0)).order(order);
    tiff.putShort((short) 42).putInt(8).putShort((short) fields.length);
    for (int[] field : fields) {
      tiff.putShort((short) field[0]).putShort((short) field[1]).putInt(1);
      if (field[1] == SHORT) {
        tiff.putShort((short) field[2]).putShort((short) 0);
      } else {
        tiff.putInt(field[2]);
      }
    }
    return tiff.putInt(0).put(after).array();
  }
}
