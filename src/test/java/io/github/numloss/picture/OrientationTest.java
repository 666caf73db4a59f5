package io.github.numloss.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The stored rows are written by hand after Exif 2.32, section 4.6.5: 6, say, has the visual right
 * as its first row and the visual top as its first column. All stand for the rows 123 and 456.
 */
final class OrientationTest {
  private static final float[] UPRIGHT = {40, 80, 120, 160, 200, 240};
  private static final Path FILE = Path.of("picture");
  private static final byte[] EXIF_MARK = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  /** Gives the greys of rows such as "36/25/14", 40 for each number. */
  private static byte[] greys(String rows) {
    String numbers = rows.replace("/", "");
    byte[] greys = new byte[numbers.length()];
    for (int i = 0; i < greys.length; i++) {
      greys[i] = (byte) (40 * (numbers.charAt(i) - '0'));
    }
    return greys;
  }

  private static void assertUpright(byte[] file, double tolerance) throws IOException {
    GreyPicture picture = Pictures.decode(FILE, file, Ink.ANY, null);
    assertThat(picture.height()).isEqualTo(2);
    assertThat(picture.width()).isEqualTo(3);
    for (int i = 0; i < UPRIGHT.length; i++) {
      assertThat((double) picture.pixels()[i]).isCloseTo(UPRIGHT[i], within(tolerance));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 123/456", "2, 321/654", "3, 654/321", "4, 456/123",
    "5, 14/25/36", "6, 36/25/14", "7, 63/52/41", "8, 41/52/63"
  })
  void isObeyed(int value, String stored) throws IOException {
    int width = stored.indexOf('/');
    int height = 6 / width;
    byte[] greys = greys(stored);
    assertUpright(Tiff.grey(value, height, width, 1, greys), 0);
    byte[] exif = Tiff.exif(ByteOrder.BIG_ENDIAN, value);
    assertUpright(withChunk(encode("png", height, width, greys), exif), 0);
    byte[] little = join(EXIF_MARK, Tiff.exif(ByteOrder.LITTLE_ENDIAN, value));
    assertUpright(withSegment(encode("jpg", height, width, greys), little), 20);
  }

  /** A picture of two greys: WebP is written here with no more. */
  @ParameterizedTest
  @CsvSource({
    "1, 500/050", "2, 005/050", "3, 050/005", "4, 050/500",
    "5, 50/05/00", "6, 00/05/50", "7, 00/50/05", "8, 05/50/00"
  })
  void isObeyedInWebP(int value, String stored) throws IOException {
    int width = stored.indexOf('/');
    byte[] exif = Tiff.exif(ByteOrder.LITTLE_ENDIAN, value);
    byte[] file = WebP.grey(6 / width, width, greys(stored), exif);
    GreyPicture picture = Pictures.decode(FILE, file, Ink.ANY, null);
    assertThat(picture.width()).isEqualTo(3);
    assertThat(picture.pixels()).containsExactly(200, 0, 0, 0, 200, 0);
  }

  @Test
  void isUprightWhereItMakesNoSense() throws IOException {
    byte[] png = encode("png", 2, 3, greys("123/456"));
    for (int value : new int[] {0, 9, 60000}) {
      assertUpright(withChunk(png, Tiff.exif(ByteOrder.BIG_ENDIAN, value)), 0);
    }
    byte[] exif = Tiff.exif(ByteOrder.BIG_ENDIAN, 6);
    for (int length = 0; length < exif.length - 4; length++) {
      assertUpright(withChunk(png, Arrays.copyOf(exif, length)), 0);
    }
  }

  private static byte[] encode(String format, int height, int width, byte[] greys)
      throws IOException {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setDataElements(0, 0, width, height, greys);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, format, bytes);
    return bytes.toByteArray();
  }

  /** Puts a chunk eXIf after the header. */
  private static byte[] withChunk(byte[] png, byte[] exif) {
    byte[] named = join("eXIf".getBytes(StandardCharsets.US_ASCII), exif);
    CRC32 sum = new CRC32();
    sum.update(named);
    byte[] chunk =
        ByteBuffer.allocate(named.length + 8)
            .putInt(exif.length)
            .put(named)
            .putInt((int) sum.getValue())
            .array();
    return join(Arrays.copyOf(png, 33), chunk, Arrays.copyOfRange(png, 33, png.length));
  }

  /** Puts a segment APP1 after the start. */
  private static byte[] withSegment(byte[] jpeg, byte[] content) {
    byte[] head = {(byte) 0xff, (byte) 0xe1, 0, (byte) (content.length + 2)};
    return join(Arrays.copyOf(jpeg, 2), head, content, Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  private static byte[] join(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    Arrays.stream(parts).forEach(all::put);
    return all.array();
  }
}
