package io.github.numloss.picture;

import io.github.numloss.io.DataException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** Decodes pictures: PNG, JPEG, GIF, BMP, TIFF and WebP, the first of several in a file. */
public final class Pictures {
  /** The most bytes that a picture's file may have. */
  public static final int MOST_BYTES = 64 << 20;

  /** The formats that are read, for sentences. */
  public static final String FORMATS = "PNG, JPEG, GIF, BMP, TIFF or WebP";

  private static final long MOST_PIXELS = 64_000_000;
  private static final int LONGEST_SIDE = 65_535;

  /** Four bytes as it is decoded, and four as it is turned, at the usual most. */
  static final int BYTES_A_PIXEL = 8;

  /** What a picture of a format without a ratio may always unpack to, however few its bytes are. */
  private static final long UNPACKED_BYTES = 16 << 20;

  /** How often its own size a larger one may unpack to. */
  private static final long MOST_RATIO = 4096;

  private static final Pattern NAME =
      Pattern.compile(
          "(?i).*\\.(png|jpe?g|jpe|jfif|gif|bmp|dib|tiff?|webp|hei[cf]|avif|ico|jxl|jp2)");

  private Pictures() {}

  /**
   * Says whether a file is a picture, of a format that is read or of another one that is known.
   *
   * @param start the file's first bytes, 1024 or all
   * @return whether it is
   */
  public static boolean isPicture(byte[] start) {
    return PictureFormat.of(start).isPresent() || OtherFormat.name(start).isPresent();
  }

  /**
   * Says whether a file's name is a picture's.
   *
   * @param name the name
   * @return whether it ends as those of pictures do
   */
  public static boolean isNamedSo(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * Decodes a picture, turned as its EXIF orientation says. Colours become grey by Rec. 601 luma.
   *
   * @param file where it comes from, for messages
   * @param bytes the file's content
   * @param ink the colour of what is drawn in the images that a model has learned; where there is
   *     some, what is transparent shows black behind light ink, and white else
   * @param background what it shows instead, if that is said
   * @return the picture
   * @throws DataException if it is none, is cut off, can't be decoded, or has more than 64 million
   *     pixels, a side beyond 65,535, or more pixels than Java has memory for
   */
  public static GreyPicture decode(
      Path file, byte[] bytes, Ink ink, @Nullable Background background) throws DataException {
    PictureFormat format = whole(file, bytes);
    return Grey.of(decode(file, format, bytes), Orientation.of(format, bytes), ink, background);
  }

  /** Decodes a picture in colours in the same way, of 3 channels on a background or of 4. */
  static ColourPicture decodeColours(Path file, byte[] bytes, int channels, Background background)
      throws DataException {
    PictureFormat format = whole(file, bytes);
    return ColourPicture.of(
        decode(file, format, bytes), Orientation.of(format, bytes), channels, background);
  }

  private static PictureFormat whole(Path file, byte[] bytes) throws DataException {
    PictureFormat format = format(file, bytes);
    if (bytes.length > MOST_BYTES) {
      throw new DataException(
          file,
          String.format(
              Locale.ROOT,
              "found %d bytes, expected at most %d; save it as a smaller picture",
              bytes.length,
              MOST_BYTES));
    }
    if (!Wholeness.isWhole(format, bytes)) {
      throw new DataException(file, "the picture is cut off; get the file again");
    }
    return format;
  }

  /**
   * Tells what a picture is without decoding it.
   *
   * @param file where it comes from, for messages
   * @param bytes the file's content
   * @return its size as it is looked at, and whether it is grey
   * @throws DataException if it is no picture, is cut off, has no header that makes sense, or is
   *     too large
   */
  public static PictureFacts facts(Path file, byte[] bytes) throws DataException {
    PictureFormat format = whole(file, bytes);
    boolean isOnSide = Orientation.of(format, bytes).isOnSide();
    return opened(
        file,
        format,
        bytes,
        reader -> {
          int width = reader.getWidth(0);
          int height = reader.getHeight(0);
          ImageTypeSpecifier type = reader.getRawImageType(0);
          boolean isGrey = type != null && PictureFacts.isGrey(type.getColorModel());
          boolean hasAlpha = type == null || type.getColorModel().hasAlpha();
          return isOnSide
              ? new PictureFacts(width, height, isGrey, hasAlpha)
              : new PictureFacts(height, width, isGrey, hasAlpha);
        });
  }

  private static PictureFormat format(Path file, byte[] bytes) throws DataException {
    Optional<PictureFormat> format = PictureFormat.of(bytes);
    if (format.isPresent()) {
      return format.get();
    }
    Optional<String> other = OtherFormat.name(bytes);
    throw new DataException(
        file,
        other.isPresent()
            ? "it is a %s file, which can't be read; convert it to PNG or JPEG"
                .formatted(other.get())
            : bytes.length == 0
                ? "it is empty; get the file again"
                : "its content is neither a picture (%s) nor IDX; save it as PNG"
                    .formatted(FORMATS));
  }

  /** Takes something from a decoder. */
  private interface Taking<T> {
    T from(ImageReader reader) throws IOException;
  }

  private static BufferedImage decode(Path file, PictureFormat format, byte[] bytes)
      throws DataException {
    BufferedImage picture =
        opened(
            file,
            format,
            bytes,
            reader ->
                format == PictureFormat.JPEG && Jpeg.hasInks(bytes)
                    ? Jpeg.colours(reader.readRaster(0, null), bytes)
                    : reader.read(0));
    if (!new Samples(picture).canBeRead()) {
      throw new DataException(
          file, "its grey is not of 8 or 16 bits without a sign; save it as PNG of 8 bits");
    }
    return picture;
  }

  private static <T> T opened(Path file, PictureFormat format, byte[] bytes, Taking<T> taking)
      throws DataException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format.decoder()).next();
    try (ImageInputStream stream = new EndingStream(bytes)) {
      reader.setInput(stream, true, true);
      requireSize(file, format, bytes, reader);
      return taking.from(reader);
    } catch (DataException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The decoders throw all kinds of unchecked exceptions on bad files.
      throw new DataException(
          file,
          "the picture can't be decoded (%s); save it again as PNG".formatted(e.getMessage()),
          e);
    } finally {
      reader.dispose();
    }
  }

  private static void requireSize(Path file, PictureFormat format, byte[] bytes, ImageReader reader)
      throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if (width < 1 || height < 1) {
      throw new DataException(
          file,
          String.format(
              Locale.ROOT,
              "it has %d x %d pixels, expected at least one; get the file again",
              width,
              height));
    }
    if ((long) width * height > MOST_PIXELS || Math.max(width, height) > LONGEST_SIDE) {
      throw new DataException(
          file,
          String.format(
              Locale.ROOT,
              "it has %d x %d pixels, expected at most %d and no side beyond %d; make it smaller",
              width,
              height,
              MOST_PIXELS,
              LONGEST_SIDE));
    }
    requireMemory(file, width, height);
    long unpacked = (long) width * height * leastBits(reader) / 8;
    if (format.mostRatio() == 0) {
      if (unpacked > Math.max(UNPACKED_BYTES, MOST_RATIO * bytes.length)
          || !areTilesSmall(format, bytes)) {
        throw new DataException(
            file,
            String.format(
                Locale.ROOT,
                "its %d x %d pixels are too many for its %d bytes; get the file again, or save it as"
                    + " PNG",
                width,
                height,
                bytes.length));
      }
    } else if (unpacked > (long) format.mostRatio() * bytes.length) {
      throw new DataException(
          file,
          String.format(
              Locale.ROOT,
              "it has %d x %d pixels, but its %d bytes can't hold so many; get the file again",
              width,
              height,
              bytes.length));
    }
  }

  private static void requireMemory(Path file, int width, int height) throws DataException {
    long needed = (long) width * height * BYTES_A_PIXEL;
    long most = Runtime.getRuntime().maxMemory() / 4 * 3;
    if (needed > most) {
      throw new DataException(
          file,
          String.format(
              Locale.ROOT,
              "its %d x %d pixels need %d MB of memory, and Java may use %d; make it smaller, or give"
                  + " Java more",
              width,
              height,
              needed >> 20,
              most >> 20));
    }
  }

  /** Gives the bits of a pixel before it is compressed, at least. */
  private static int leastBits(ImageReader reader) throws IOException {
    ImageTypeSpecifier type = reader.getRawImageType(0);
    return type == null ? 1 : type.getColorModel().getPixelSize();
  }

  /** A tile is unpacked whole, however small the picture is. */
  private static boolean areTilesSmall(PictureFormat format, byte[] bytes) {
    return format != PictureFormat.TIFF
        || TiffDirectory.in(bytes, 0, bytes.length)
            .filter(
                fields ->
                    fields.number(TiffDirectory.TILE_WIDTH, 0, 0)
                            * fields.number(TiffDirectory.TILE_HEIGHT, 0, 0)
                        <= MOST_PIXELS / Math.max(1, fields.number(TiffDirectory.SAMPLES, 0, 1)))
            .isPresent();
  }
}
