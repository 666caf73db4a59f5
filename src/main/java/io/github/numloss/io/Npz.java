package io.github.numloss.io;

import io.github.numloss.check.Check;
import io.github.numloss.io.NpyArray.FloatArray;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Named float32 arrays in one file, as numpy.savez writes them and numpy.load reads them.
 *
 * <p>The entries are stored, not deflated: trained weights shrink by less than a tenth, deflated
 * bytes differ from one zlib to the next, and what is stored can't unpack to more than the file
 * has.
 */
public final class Npz {
  static final String SUFFIX = ".npy";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]++(?:[-./][A-Za-z0-9_]++)*+");
  private static final int MAX_NAME = 200;

  private Npz() {}

  /**
   * Writes a file, whole or not at all; the same arrays in the same order give the same bytes.
   *
   * @param file the file, replaced if it exists
   * @param arrays the arrays by name, in the order of the map; a name is letters, digits and
   *     underscores, with single dots, hyphens or slashes between them, at most 200 characters
   * @throws IllegalArgumentException if a name is another
   * @throws IOException if it can't be written
   */
  public static void write(Path file, Map<String, FloatArray> arrays) throws IOException {
    for (String name : arrays.keySet()) {
      Check.that(isName(name), "not a name for an array: '%s'", name);
    }
    AtomicFiles.writeFile(
        file,
        stream -> {
          NpzWriter npz = new NpzWriter(stream);
          for (Map.Entry<String, FloatArray> array : arrays.entrySet()) {
            FloatArray numbers = array.getValue();
            npz.addFloats(array.getKey(), numbers.shape(), numbers.values());
          }
          npz.finish();
        });
  }

  /**
   * Reads a file. Memory is taken only for bytes that are there, and checksums are compared.
   *
   * @param file the file
   * @return the arrays by name, in the order of the file
   * @throws DataException if there is no such file, or it isn't a zip of stored float32 arrays with
   *     names as {@link #write} takes; the message names the entry
   * @throws IOException if it can't be read
   */
  public static Map<String, FloatArray> read(Path file) throws IOException {
    InputFile.requireFile(file);
    Map<String, FloatArray> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
      long left = Files.size(file);
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = next(file, entries);
        String name = name(file, entry);
        // Entries may claim the same bytes of the file; together they can't have more than it.
        left -= entry.getSize();
        if (left < 0) {
          throw fault(file, entry, "the entries up to it are larger than the file");
        }
        if (arrays.putIfAbsent(name, array(file, zip, entry)) != null) {
          throw fault(file, entry, "is there twice");
        }
      }
    } catch (NoSuchFileException e) {
      throw InputFile.missing(file, e);
    } catch (ZipException | EOFException e) {
      throw new DataException(file, "is not a whole zip file: " + e.getMessage(), e);
    }
    return arrays;
  }

  private static ZipEntry next(Path file, Enumeration<? extends ZipEntry> entries)
      throws DataException {
    try {
      return entries.nextElement();
    } catch (IllegalArgumentException e) {
      throw new DataException(file, "the name of an entry is not UTF-8", e);
    }
  }

  private static FloatArray array(Path file, ZipFile zip, ZipEntry entry) throws IOException {
    CRC32 crc = new CRC32();
    FloatArray array;
    try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), crc)) {
      array =
          new NpyReader(file, "entry %s: ".formatted(entry.getName()), in, entry.getSize())
              .read(FloatArray.class);
    }
    if (crc.getValue() != entry.getCrc()) {
      throw fault(
          file,
          entry,
          String.format(
              Locale.ROOT,
              "its checksum is %08x, expected %08x; the file is damaged, make it again",
              crc.getValue(),
              entry.getCrc()));
    }
    return array;
  }

  private static String name(Path file, ZipEntry entry) throws DataException {
    String path = entry.getName();
    String name = path.endsWith(SUFFIX) ? path.substring(0, path.length() - SUFFIX.length()) : "";
    if (!isName(name)) {
      throw fault(file, entry, "expected a name of letters, digits and single ._-/, then .npy");
    }
    if (entry.getMethod() != ZipEntry.STORED || entry.getCompressedSize() != entry.getSize()) {
      throw fault(file, entry, "is compressed, expected a stored one; use numpy.savez");
    }
    return name;
  }

  /** Says whether an array may be called so. */
  static boolean isName(String name) {
    return name.length() <= MAX_NAME && NAME.matcher(name).matches();
  }

  private static DataException fault(Path file, ZipEntry entry, String problem) {
    return new DataException(file, "entry %s: %s".formatted(entry.getName(), problem));
  }
}
