package io.github.numloss.data;

import io.github.numloss.io.DataException;
import io.github.numloss.io.InputFile;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Files of images, made into what a model takes: pictures of single digits, PNG or JPEG, and IDX.
 * Colours become grey by Rec. 601 luma; what is transparent shows white, as paper would; the whole
 * picture is scaled to the size asked for, whatever its own proportions. An EXIF orientation is not
 * applied.
 */
public final class ImageFiles {
  private static final int MOST_BYTES = 64 << 20;
  private static final long MOST_PIXELS = 64_000_000;
  private static final int LONGEST_SIDE = 65_535;

  /** The most that deflate, PNG's compression, can shrink its data; JPEG stays far below. */
  private static final int MOST_RATIO = 1032;

  private ImageFiles() {}

  /**
   * Reads one picture, or all images of an IDX file.
   *
   * @param file a PNG, JPEG or IDX file, the last also compressed with gzip, told by its content
   * @param height rows to scale to
   * @param width columns to scale to
   * @param invert whether black and white change places, as dark ink on white needs for a model
   *     that was trained on white on black
   * @return the images, at least one
   * @throws DataException if there is no such file, it isn't such a file, or a picture has more
   *     than 64 million pixels or a side beyond 65,535
   * @throws IllegalArgumentException if the size to scale to is impossible
   * @throws IOException if it can't be read
   */
  public static Images read(Path file, int height, int width, boolean invert) throws IOException {
    Images.requireSize(height, width);
    StoredFile stored = StoredFile.read(file, InputFile.MOST_BYTES);
    if (stored.isGzip() || isAt(stored.bytes(), 0, 0, 0)) {
      return scaled(file, Idx.images(stored), height, width, invert);
    }
    BufferedImage picture = decode(stored);
    byte[] pixels = new byte[height * width];
    float[] grey =
        Scaling.scale(grey(picture), picture.getHeight(), picture.getWidth(), height, width);
    store(grey, invert, pixels, 0);
    return new Images(1, height, width, pixels);
  }

  private static Images scaled(Path file, Images images, int height, int width, boolean invert)
      throws DataException {
    int size = images.height() * images.width();
    int newSize = height * width;
    long newPixels = (long) images.count() * newSize;
    if (newPixels > InputFile.MOST_BYTES) {
      throw new DataException(
          file,
          String.format(
              Locale.ROOT,
              "its %d images scaled to %d x %d have %d pixels, expected at most %d; split the file",
              images.count(),
              height,
              width,
              newPixels,
              InputFile.MOST_BYTES));
    }
    byte[] pixels = new byte[(int) newPixels];
    float[] grey = new float[size];
    for (int image = 0; image < images.count(); image++) {
      for (int i = 0; i < size; i++) {
        grey[i] = Byte.toUnsignedInt(images.pixels()[image * size + i]);
      }
      float[] scaled = Scaling.scale(grey, images.height(), images.width(), height, width);
      store(scaled, invert, pixels, image * newSize);
    }
    return new Images(images.count(), height, width, pixels);
  }

  private static void store(float[] grey, boolean invert, byte[] pixels, int start) {
    for (int i = 0; i < grey.length; i++) {
      int value = Math.round(grey[i]);
      pixels[start + i] = (byte) (invert ? 255 - value : value);
    }
  }

  private static BufferedImage decode(StoredFile file) throws DataException {
    if (file.bytes().length > MOST_BYTES) {
      throw new DataException(
          file.path(),
          String.format(
              Locale.ROOT,
              "found %d bytes, expected at most %d; save it as a smaller picture",
              file.bytes().length,
              MOST_BYTES));
    }
    ImageReader reader = ImageIO.getImageReadersByFormatName(format(file)).next();
    try (ImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file.bytes()))) {
      reader.setInput(stream, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      if ((long) width * height > MOST_PIXELS || Math.max(width, height) > LONGEST_SIDE) {
        throw new DataException(
            file.path(),
            String.format(
                Locale.ROOT,
                "it has %d x %d pixels, expected at most %d and no side beyond %d; make it smaller",
                width,
                height,
                MOST_PIXELS,
                LONGEST_SIDE));
      }
      if ((long) width * height * leastBits(reader) > 8L * MOST_RATIO * file.bytes().length) {
        throw new DataException(
            file.path(),
            String.format(
                Locale.ROOT,
                "it has %d x %d pixels, but its %d bytes can't hold so many; get the file again",
                width,
                height,
                file.bytes().length));
      }
      return reader.read(0);
    } catch (DataException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The decoders throw all kinds of unchecked exceptions on bad files.
      throw new DataException(
          file.path(),
          "the picture can't be decoded (%s); save it again as PNG".formatted(e.getMessage()),
          e);
    } finally {
      reader.dispose();
    }
  }

  /** Gives the bits of a pixel before it is compressed, at least. */
  private static int leastBits(ImageReader reader) throws IOException {
    ImageTypeSpecifier type = reader.getRawImageType(0);
    return type == null ? 1 : type.getColorModel().getPixelSize();
  }

  /**
   * Names the format. The decoders fill the rest of a cut-off picture, so its end must be there.
   */
  private static String format(StoredFile file) throws DataException {
    byte[] bytes = file.bytes();
    if (isAt(bytes, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
      if (last(bytes, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82) < 0) {
        throw cutOff(file);
      }
      return "png";
    }
    if (isAt(bytes, 0, 0xff, 0xd8, 0xff)) {
      int lastScan = last(bytes, 0xff, 0xda);
      if (last(bytes, 0xff, 0xd9) < lastScan) {
        throw cutOff(file);
      }
      return "jpeg";
    }
    throw new DataException(
        file.path(), "its content is neither PNG, JPEG nor IDX; save it as PNG");
  }

  private static DataException cutOff(StoredFile file) {
    return new DataException(file.path(), "the picture is cut off; get the file again");
  }

  /** Finds the last place of a pattern, −1 if it has none. */
  private static int last(byte[] bytes, int... pattern) {
    int place = bytes.length - pattern.length;
    while (place >= 0 && !isAt(bytes, place, pattern)) {
      place--;
    }
    return place;
  }

  private static boolean isAt(byte[] bytes, int place, int... pattern) {
    if (bytes.length - place < pattern.length) {
      return false;
    }
    for (int i = 0; i < pattern.length; i++) {
      if (Byte.toUnsignedInt(bytes[place + i]) != pattern[i]) {
        return false;
      }
    }
    return true;
  }

  private static float[] grey(BufferedImage picture) {
    int width = picture.getWidth();
    float[] grey = new float[picture.getHeight() * width];
    boolean isGrey = picture.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    int[] row = new int[width];
    for (int y = 0; y < picture.getHeight(); y++) {
      if (isGrey) {
        greyRow(picture, y, grey, y * width);
        continue;
      }
      picture.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int argb = row[x];
        float luma =
            0.299f * (argb >> 16 & 0xff) + 0.587f * (argb >> 8 & 0xff) + 0.114f * (argb & 0xff);
        grey[y * width + x] = onWhite(luma, (argb >>> 24) / 255f);
      }
    }
    return grey;
  }

  /** Takes grey samples as they are: getRGB takes them for linear light and makes them brighter. */
  private static void greyRow(BufferedImage picture, int y, float[] grey, int start) {
    Raster raster = picture.getRaster();
    ColorModel model = picture.getColorModel();
    float white = (1 << model.getComponentSize(0)) - 1;
    for (int x = 0; x < picture.getWidth(); x++) {
      float luma = raster.getSample(x, y, 0) * 255 / white;
      float opaque = model.hasAlpha() ? raster.getSample(x, y, 1) / white : 1;
      grey[start + x] = onWhite(luma, opaque);
    }
  }

  private static float onWhite(float luma, float opaque) {
    return 255 + (luma - 255) * opaque;
  }
}
