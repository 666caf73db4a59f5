package io.github.numloss.io;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The arrays of a NumPy file, told by its content: one in {@code .npy}, any number in {@code .npz},
 * stored or deflated, of zip or zip64. Memory is taken only once as many bytes were seen as a
 * header claims.
 */
public final class NumberArrays implements AutoCloseable {
  private static final String SUFFIX = ".npy";
  private static final byte[] ZIP = {'P', 'K'};

  /** What an entry may always unpack to, however small it is. */
  private static final int UNPACKED_BYTES = 16 << 20;

  /** How often its own size a larger one may unpack to; deflate could do 1032. */
  private static final int MOST_RATIO = 100;

  private final Path file;
  private final @Nullable ZipFile zip;
  private final Map<String, ZipEntry> entries;

  private NumberArrays(Path file, @Nullable ZipFile zip, Map<String, ZipEntry> entries) {
    this.file = file;
    this.zip = zip;
    this.entries = entries;
  }

  /**
   * Says by a file's first bytes whether it is one of NumPy's, or a zip.
   *
   * @param file a file
   * @return whether it may be opened
   * @throws IOException if it can't be read
   */
  public static boolean accepts(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] start = stream.readNBytes(NpyReader.MAGIC.length);
      return Arrays.equals(start, NpyReader.MAGIC) || isZip(start);
    }
  }

  private static boolean isZip(byte[] start) {
    return start.length >= 2 && Arrays.equals(start, 0, 2, ZIP, 0, 2);
  }

  /**
   * Opens a file.
   *
   * @param file the file
   * @return its arrays; of a {@code .npy} file one, by the name of the file without that ending
   * @throws DataException if there is no such file, or it is none of NumPy's
   * @throws IOException if it can't be read
   */
  public static NumberArrays open(Path file) throws IOException {
    InputFile.requireFile(file);
    try (InputStream stream = Files.newInputStream(file)) {
      if (!isZip(stream.readNBytes(2))) {
        return new NumberArrays(file, null, Map.of());
      }
    } catch (NoSuchFileException e) {
      throw InputFile.missing(file, e);
    }
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
    } catch (ZipException | EOFException e) {
      throw damaged(file, e);
    }
    try {
      return new NumberArrays(file, zip, entries(file, zip));
    } catch (IOException e) {
      zip.close();
      throw e;
    }
  }

  private static Map<String, ZipEntry> entries(Path file, ZipFile zip) throws DataException {
    Map<String, ZipEntry> found = new LinkedHashMap<>();
    Enumeration<? extends ZipEntry> all = zip.entries();
    while (all.hasMoreElements()) {
      ZipEntry entry;
      try {
        entry = all.nextElement();
      } catch (IllegalArgumentException e) {
        throw new DataException(file, "the name of an entry is not UTF-8", e);
      }
      String name = stem(entry.getName());
      if (entry.getName().endsWith(SUFFIX) && found.put(name, entry) != null) {
        throw new DataException(file, "entry %s: is there twice".formatted(entry.getName()));
      }
    }
    if (found.isEmpty()) {
      throw new DataException(
          file,
          "found a zip file with no .npy entry, expected arrays as numpy.savez writes them; unpack"
              + " it if it holds other data");
    }
    return found;
  }

  private static String stem(String name) {
    return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }

  /**
   * Gives the names of the arrays.
   *
   * @return in the order of the file
   */
  public Set<String> names() {
    return zip == null
        ? Set.of(stem(String.valueOf(file.getFileName())))
        : Collections.unmodifiableSet(entries.keySet());
  }

  /**
   * Reads the header of an array.
   *
   * @param name one of the names
   * @return the array, which may be read until this is closed
   * @throws IllegalArgumentException if there is no such array
   * @throws DataException if it is no array of numbers, or not as long as it says
   * @throws IOException if it can't be read
   */
  public NumberArray get(String name) throws IOException {
    if (!names().contains(name)) {
      throw new IllegalArgumentException("no such array: " + name);
    }
    try {
      return new NumberArray(
          file,
          name,
          zip == null
              ? new NumberArray.Content(
                  () -> Files.newInputStream(file), "", Files.size(file), null)
              : content(zip, Objects.requireNonNull(entries.get(name))));
    } catch (ZipException | EOFException e) {
      throw damaged(file, e);
    }
  }

  private NumberArray.Content content(ZipFile from, ZipEntry entry) throws IOException {
    String where = "entry %s: ".formatted(entry.getName());
    NumberArray.Opener opener = () -> new Unpacked(file, from.getInputStream(entry));
    long size = entry.getSize();
    long packed = entry.getCompressedSize();
    boolean isStored = entry.getMethod() == ZipEntry.STORED;
    if (size < 0 || packed < 0 || packed > Files.size(file) || (isStored && size != packed)) {
      throw new DataException(
          file, where + "its sizes can't be those of this file; it is damaged, make it again");
    }
    if (size > Math.max(UNPACKED_BYTES, packed * MOST_RATIO)) {
      throw new DataException(
          file,
          String.format(
              Locale.ROOT,
              "%sit unpacks to %d bytes, which is over %d MiB and over %d times its %d bytes in the"
                  + " file; if they are meant, use numpy.savez in place of savez_compressed",
              where,
              size,
              UNPACKED_BYTES >> 20,
              MOST_RATIO,
              packed));
    }
    if (!isStored) {
      requireLength(opener, where, size);
    }
    return new NumberArray.Content(opener, where, size, entry.getCrc());
  }

  /** Unpacks an entry once without keeping it, as its size is but a claim. */
  private void requireLength(NumberArray.Opener opener, String where, long size)
      throws IOException {
    byte[] buffer = new byte[NpyReader.CHUNK];
    long found = 0;
    try (InputStream in = opener.open()) {
      int read;
      while (found <= size && (read = in.read(buffer)) > 0) {
        found += read;
      }
    }
    if (found != size) {
      throw new DataException(
          file,
          String.format(
              Locale.ROOT,
              "%sit unpacks to %s bytes, expected %d; the file is damaged, make it again",
              where,
              found > size ? "more" : Long.toString(found),
              size));
    }
  }

  private static DataException damaged(Path file, IOException e) {
    return new DataException(file, "is not a whole zip file: " + e.getMessage(), e);
  }

  @Override
  public void close() throws IOException {
    if (zip != null) {
      zip.close();
    }
  }

  /** The bytes of an entry, whose faults name the file. */
  private static final class Unpacked extends FilterInputStream {
    private final Path file;

    Unpacked(Path file, InputStream in) {
      super(in);
      this.file = file;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return super.read(target, offset, length);
      } catch (ZipException | EOFException e) {
        throw damaged(file, e);
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }
  }
}
