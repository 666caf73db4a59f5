package io.github.numloss.source;

import static java.util.Comparator.comparing;

import io.github.numloss.data.Images;
import io.github.numloss.data.Pixels;
import io.github.numloss.io.DataException;
import io.github.numloss.io.InputFile;
import io.github.numloss.picture.GreyPicture;
import io.github.numloss.picture.Pictures;
import io.github.numloss.picture.Preparer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Files of images, made into what a model takes: pictures of one thing each, and IDX. */
public final class ImageFiles {
  private static final int START_BYTES = 1024;

  private ImageFiles() {}

  /**
   * Reads one picture, or all images of an IDX file, of which nothing is changed but the size.
   *
   * @param file a picture or an IDX file, the last also compressed with gzip, told by its content
   * @param preparer makes pictures into images
   * @return the images, at least one
   * @throws DataException if there is no such file, it isn't such a file, or a picture has more
   *     than 64 million pixels or a side beyond 65,535
   * @throws IllegalArgumentException if the size of the images is impossible
   * @throws IOException if it can't be read
   */
  public static Images read(Path file, Preparer preparer) throws IOException {
    Images.requireSize(preparer.height(), preparer.width());
    return images(StoredFile.read(file, InputFile.MOST_BYTES), preparer);
  }

  /**
   * Reads the same from a stream, to its end.
   *
   * @param stream the stream
   * @param name what it is called in messages
   * @param preparer makes pictures into images
   * @return the images, at least one
   * @throws DataException as for a file
   * @throws IllegalArgumentException if the size of the images is impossible
   * @throws IOException if it can't be read
   */
  public static Images read(InputStream stream, Path name, Preparer preparer) throws IOException {
    Images.requireSize(preparer.height(), preparer.width());
    byte[] start = stream.readNBytes(START_BYTES);
    int most = isIdx(start) ? InputFile.MOST_BYTES : Pictures.MOST_BYTES;
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(start), stream);
    return images(StoredFile.read(whole, most, name), preparer);
  }

  /**
   * Finds the pictures of a folder, not of those inside it: files that are pictures by their
   * content or by their name, but for hidden ones.
   *
   * @param folder the folder
   * @return the files by their names, in the order of their characters
   * @throws DataException if there is none
   * @throws IOException if the folder or a file can't be read
   */
  public static List<Path> picturesIn(Path folder) throws IOException {
    List<Path> pictures = new ArrayList<>();
    try (Stream<Path> inside = Files.list(folder)) {
      for (Path file :
          inside.sorted(comparing(Path::getFileName, comparing(Path::toString))).toList()) {
        if (Files.isRegularFile(file) && !Files.isHidden(file) && isPicture(file)) {
          pictures.add(file);
        }
      }
    }
    if (pictures.isEmpty()) {
      throw new DataException(
          folder, "there are no pictures in it (%s)".formatted(Pictures.FORMATS));
    }
    return pictures;
  }

  private static boolean isPicture(Path file) throws IOException {
    if (Pictures.isNamedSo(file.getFileName().toString())) {
      return true;
    }
    try (InputStream stream = Files.newInputStream(file)) {
      return Pictures.isPicture(stream.readNBytes(START_BYTES));
    } catch (AccessDeniedException e) {
      return false;
    }
  }

  private static Images images(StoredFile stored, Preparer preparer) throws IOException {
    if (isIdx(stored.bytes())) {
      return resized(stored.path(), Idx.images(stored), preparer);
    }
    byte[] image = preparer.read(stored.path(), stored.bytes());
    return new Images(
        1, preparer.height(), preparer.width(), preparer.channels(), Pixels.of(image));
  }

  /** Two zeros begin an IDX file, but also a few pictures. */
  private static boolean isIdx(byte[] start) {
    return StoredFile.isGzip(start)
        || (start.length >= 2 && start[0] == 0 && start[1] == 0 && !Pictures.isPicture(start));
  }

  private static Images resized(Path file, Images images, Preparer preparer) throws DataException {
    int size = images.height() * images.width();
    int newSize = preparer.height() * preparer.width();
    long newPixels = (long) images.count() * newSize;
    if (newPixels > InputFile.MOST_BYTES) {
      throw new DataException(
          file,
          String.format(
              Locale.ROOT,
              "its %d images scaled to %d x %d have %d pixels, expected at most %d; split the file",
              images.count(),
              preparer.height(),
              preparer.width(),
              newPixels,
              InputFile.MOST_BYTES));
    }
    byte[] pixels = new byte[(int) newPixels];
    byte[] all = images.bytes();
    for (int image = 0; image < images.count(); image++) {
      float[] grey = new float[size];
      for (int i = 0; i < size; i++) {
        grey[i] = Byte.toUnsignedInt(all[image * size + i]);
      }
      byte[] resized = preparer.resize(new GreyPicture(images.height(), images.width(), grey));
      System.arraycopy(resized, 0, pixels, image * newSize, newSize);
    }
    return new Images(images.count(), preparer.height(), preparer.width(), pixels);
  }
}
