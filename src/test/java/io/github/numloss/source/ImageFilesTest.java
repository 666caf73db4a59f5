package io.github.numloss.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.numloss.data.Images;
import io.github.numloss.io.DataException;
import io.github.numloss.picture.Invert;
import io.github.numloss.picture.Preparation;
import io.github.numloss.picture.Preparer;
import io.github.numloss.picture.Tiff;
import io.github.numloss.picture.WebP;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageFilesTest {
  @TempDir private Path folder;

  private Path save(BufferedImage picture, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, format, bytes);
    // The name says nothing: only the content counts.
    return Files.write(folder.resolve("picture"), bytes.toByteArray());
  }

  private static BufferedImage grey(int height, int width, int... pixels) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setPixels(0, 0, width, height, pixels);
    return picture;
  }

  private static BufferedImage colours(int type, int... argb) {
    BufferedImage picture = new BufferedImage(argb.length, 1, type);
    picture.setRGB(0, 0, argb.length, 1, argb, 0, argb.length);
    return picture;
  }

  private static Images read(Path file, int height, int width, Invert invert) throws IOException {
    return ImageFiles.read(file, new Preparer(Preparation.AS_IT_IS, invert, height, width));
  }

  private static int[] unsigned(Images images) {
    int[] values = new int[images.bytes().length];
    Arrays.setAll(values, i -> Byte.toUnsignedInt(images.bytes()[i]));
    return values;
  }

  @Test
  void keepsGreyPixelsOfTheRightSizeAsTheyAre() throws IOException {
    Path file = save(grey(2, 3, 0, 1, 50, 128, 200, 255), "png");
    Images images = read(file, 2, 3, Invert.NO);
    assertThat(images.count()).isEqualTo(1);
    assertThat(unsigned(images)).containsExactly(0, 1, 50, 128, 200, 255);
  }

  @Test
  void changesBlackAndWhiteWhenAsked() throws IOException {
    Path file = save(grey(1, 3, 0, 100, 255), "png");
    assertThat(unsigned(read(file, 1, 3, Invert.YES))).containsExactly(255, 155, 0);
  }

  @Test
  void scalesSixteenBitsToEight() throws IOException {
    BufferedImage picture = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
    picture.getRaster().setPixels(0, 0, 3, 1, new int[] {0, 0x8080, 0xffff});
    Path file = save(picture, "png");
    assertThat(unsigned(read(file, 1, 3, Invert.NO))).containsExactly(0, 128, 255);
  }

  /** 0.299 R + 0.587 G + 0.114 B, rounded. */
  @Test
  void makesColoursGreyByTheirLuma() throws IOException {
    int type = BufferedImage.TYPE_INT_RGB;
    Path file = save(colours(type, 0xff0000, 0x00ff00, 0x0000ff, 0xffffff), "png");
    assertThat(unsigned(read(file, 1, 4, Invert.NO))).containsExactly(76, 150, 29, 255);
  }

  @Test
  void showsWhiteThroughWhatIsTransparent() throws IOException {
    int type = BufferedImage.TYPE_INT_ARGB;
    Path file = save(colours(type, 0x00000000, 0xff000000, 0x33000000), "png");
    assertThat(unsigned(read(file, 1, 3, Invert.NO))).containsExactly(255, 0, 204);
  }

  @Test
  void averagesTheAreaWhenShrinking() throws IOException {
    Path file = save(grey(2, 4, 0, 10, 100, 100, 20, 30, 200, 200), "png");
    assertThat(unsigned(read(file, 1, 2, Invert.NO))).containsExactly(15, 150);
  }

  /** Each new pixel covers one and a half old ones: (2·30 + 60) / 3 and (60 + 2·90) / 3. */
  @Test
  void weighsPixelsThatAreCutThrough() throws IOException {
    Path file = save(grey(1, 3, 30, 60, 90), "png");
    assertThat(unsigned(read(file, 1, 2, Invert.NO))).containsExactly(40, 80);
  }

  /** The middles of the new pixels lie at −1/4, 1/4, 3/4 and 5/4 of the old ones. */
  @Test
  void interpolatesWhenEnlarging() throws IOException {
    Path file = save(grey(1, 2, 0, 100), "png");
    assertThat(unsigned(read(file, 2, 4, Invert.NO)))
        .containsExactly(0, 25, 75, 100, 0, 25, 75, 100);
  }

  @Test
  void enlargesASinglePixel() throws IOException {
    Path file = save(grey(1, 1, 77), "png");
    assertThat(unsigned(read(file, 2, 2, Invert.NO))).containsOnly(77);
  }

  @Test
  void readsJpeg() throws IOException {
    int[] pixels = new int[64];
    Arrays.fill(pixels, 90);
    Path file = save(grey(8, 8, pixels), "jpg");
    assertThat(IntStream.of(unsigned(read(file, 8, 8, Invert.NO))))
        .hasSize(64)
        .allMatch(pixel -> pixel >= 88 && pixel <= 92);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "bmp", "tiff"})
  void readsWhatJavaReads(String format) throws IOException {
    Path file = save(colours(BufferedImage.TYPE_INT_RGB, 0xff0000, 0x00ff00, 0xffffff), format);
    assertThat(unsigned(read(file, 1, 3, Invert.NO))).containsExactly(76, 150, 255);
  }

  @Test
  void readsPagesThatAreWhiteWhereTheyAreZero() throws IOException {
    byte[] whiteIsZero = Tiff.grey(1, 2, 2, 0, new byte[] {0, (byte) 200, 55, (byte) 255});
    Path file = Files.write(folder.resolve("scan"), whiteIsZero);
    assertThat(unsigned(read(file, 2, 2, Invert.NO))).containsExactly(255, 55, 200, 0);
  }

  /** Two zeros begin an IDX file too; the names are those that people know the formats by. */
  @ParameterizedTest
  @CsvSource({
    "0000001c6674797068656963, HEIC",
    "00000018667479706d696631, HEIC",
    "0000001c6674797061766966, AVIF",
    "000001000100, ICO",
    "0000000c4a584c200d0a870a, JPEG XL",
    "ff0a0000, JPEG XL",
    "0000000c6a5020200d0a870a, JPEG 2000",
    "255044462d312e34, PDF",
    "3c3f786d6c3f3e3c737667, SVG",
    "000000206674797069736f6d, video",
    "38425053, Photoshop"
  })
  void namesAFormatThatIsNotRead(String hex, String name) throws IOException {
    byte[] bytes = Arrays.copyOf(HexFormat.of().parseHex(hex), 100);
    Path file = Files.write(folder.resolve("picture"), bytes);
    assertRefused(
        file, "it is a " + name + " file, which can't be read; convert it to PNG or JPEG");
  }

  @Test
  void saysWhatItReadsWhereNothingIsKnown() throws IOException {
    assertRefused(
        Files.writeString(folder.resolve("text"), "one two"),
        "its content is neither a picture (PNG, JPEG, GIF, BMP, TIFF or WebP) nor IDX; save it as"
            + " PNG");
    assertRefused(Files.createFile(folder.resolve("nothing")), "it is empty; get the file again");
  }

  private static void assertRefused(Path file, String problem) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(file, 1, 1, Invert.NO))
        .withMessage(file + ": " + problem);
  }

  @Test
  void findsThePicturesOfAFolderInTheOrderOfTheirNames() throws IOException {
    Path pictures = Files.createDirectories(folder.resolve("pictures/inside/more")).getParent();
    byte[] png = Files.readAllBytes(save(grey(1, 1, 0), "png"));
    for (String name : new String[] {"b.png", "10", "a.png", "B", ".hidden.png", "more/x.png"}) {
      Files.write(pictures.resolve(name), png);
    }
    Files.writeString(pictures.resolve("notes.txt"), "no picture");
    Files.createFile(pictures.resolve("empty.jpg"));
    assertThat(ImageFiles.picturesIn(pictures).stream().map(file -> file.getFileName().toString()))
        .containsExactly("10", "B", "a.png", "b.png", "empty.jpg");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ImageFiles.picturesIn(pictures.getParent()))
        .withMessage(
            pictures.getParent()
                + ": there are no pictures in it (PNG, JPEG, GIF, BMP, TIFF or WebP)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
  void refusesAPictureThatIsCutOffAnywhere(String format) throws IOException {
    byte[] whole = Files.readAllBytes(save(grey(2, 3, 0, 1, 50, 128, 200, 255), format));
    Path file = folder.resolve("cut");
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatExceptionOfType(DataException.class)
          .as("%d bytes", length)
          .isThrownBy(() -> read(file, 2, 3, Invert.NO));
    }
  }

  /** Nothing of such pictures is there but their header. */
  @ParameterizedTest
  @CsvSource({"100000, 100000", "1, 65536", "8001, 8000"})
  void refusesTooManyPixelsByTheHeaderAlone(int width, int height) throws IOException {
    byte[] header =
        ByteBuffer.allocate(17)
            .put(new byte[] {'I', 'H', 'D', 'R'})
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 0, 0, 0, 0})
            .array();
    CRC32 crc = new CRC32();
    crc.update(header);
    byte[] png =
        ByteBuffer.allocate(45)
            .putLong(0x89504e470d0a1a0aL)
            .putInt(13)
            .put(header)
            .putInt((int) crc.getValue())
            .putInt(0)
            .putLong(0x49454e44ae426082L)
            .array();
    Path file = Files.write(folder.resolve("huge.png"), png);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(file, 28, 28, Invert.NO))
        .withMessageContaining(
            String.format(Locale.ROOT, "it has %d x %d pixels, expected at most", width, height));
  }

  /** Some 8 million pixels of one byte each need 7.8 kB at least. */
  @Test
  void refusesMorePixelsThanItsBytesCanHold() throws IOException {
    byte[] png = Files.readAllBytes(save(grey(1, 1, 0), "png"));
    ByteBuffer.wrap(png).putInt(16, 4000).putInt(20, 2000);
    Path file = Files.write(folder.resolve("bomb.png"), png);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(file, 28, 28, Invert.NO))
        .withMessage(
            file
                + String.format(
                    Locale.ROOT,
                    ": it has 4000 x 2000 pixels, but its %d bytes can't hold so many; get the file again",
                    png.length));
  }

  /** Its decoder would go on for minutes over pixels that no byte stands for. */
  @Test
  void refusesAWebPThatClaimsMoreThanItHas() throws IOException {
    byte[] exif = {0, 0};
    byte[] webp = WebP.grey(9, 8, new byte[72], exif);
    ByteBuffer.wrap(webp)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(24, (short) 9000)
        .putShort(27, (short) 5000);
    Path file = Files.write(folder.resolve("bomb.webp"), webp);
    assertRefused(
        file,
        "its 9001 x 5001 pixels are too many for its "
            + webp.length
            + " bytes; get the file again, or save it as PNG");
  }

  /** A PNG of colour type 4, grey and alpha. */
  @Test
  void showsWhiteThroughTransparentGrey() throws IOException {
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            true,
            false,
            Transparency.TRANSLUCENT,
            DataBuffer.TYPE_BYTE);
    WritableRaster raster = model.createCompatibleWritableRaster(3, 1);
    raster.setPixels(0, 0, 3, 1, new int[] {10, 255, 10, 0, 155, 51});
    Path file = save(new BufferedImage(model, raster, false, null), "png");
    assertThat(Files.readAllBytes(file)[25]).isEqualTo((byte) 4);
    assertThat(unsigned(read(file, 1, 3, Invert.NO))).containsExactly(10, 255, 235);
  }
}
