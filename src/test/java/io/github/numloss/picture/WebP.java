package io.github.numloss.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes lossless WebP files of two greys, bit by bit (RFC 9649, section 3). */
public final class WebP {
  private final byte[] bytes = new byte[1 << 16];
  private int bits;

  private WebP() {}

  /** Makes a picture of 0 and another grey, [height, width]; EXIF data may be none. */
  public static byte[] grey(int height, int width, byte[] pixels, byte[] exif) {
    byte[] image = chunk("VP8L", new WebP().image(height, width, pixels));
    byte[] content =
        exif.length == 0
            ? image
            : join(chunk("VP8X", extended(height, width)), image, chunk("EXIF", exif));
    return chunk("RIFF", join("WEBP".getBytes(StandardCharsets.US_ASCII), content));
  }

  private byte[] image(int height, int width, byte[] pixels) {
    int light = 0;
    for (byte pixel : pixels) {
      light = Math.max(light, Byte.toUnsignedInt(pixel));
    }
    put(0x2f, 8);
    put(width - 1, 14);
    put(height - 1, 14);
    // Neither alpha nor version, no transform, no cache of colours, no further codes.
    put(0, 4);
    put(0, 3);
    for (int colour = 0; colour < 3; colour++) {
      // A simple code of two symbols of eight bits.
      put(0b111, 3);
      put(0, 8);
      put(light, 8);
    }
    // Of one: alpha is always 255, and no distance is used.
    put(0b101, 3);
    put(255, 8);
    put(0b0001, 4);
    for (byte pixel : pixels) {
      put(pixel == 0 ? 0 : 0b111, 3);
    }
    return Arrays.copyOf(bytes, (bits + 7) / 8);
  }

  private void put(int value, int count) {
    for (int i = 0; i < count; i++, bits++) {
      bytes[bits / 8] |= (byte) ((value >> i & 1) << bits % 8);
    }
  }

  private static byte[] extended(int height, int width) {
    ByteBuffer data = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putInt(0x08);
    data.putShort((short) (width - 1)).put((byte) 0).putShort((short) (height - 1));
    return data.array();
  }

  private static byte[] chunk(String name, byte[] content) {
    ByteBuffer data = ByteBuffer.allocate(8 + content.length + content.length % 2);
    data.order(ByteOrder.LITTLE_ENDIAN).put(name.getBytes(StandardCharsets.US_ASCII));
    return data.putInt(content.length).put(content).array();
  }

  private static byte[] join(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    Arrays.stream(parts).forEach(all::put);
    return all.array();
  }
}
