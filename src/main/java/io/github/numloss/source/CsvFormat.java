package io.github.numloss.source;

import io.github.numloss.data.Learned;
import io.github.numloss.io.DataException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A table of text, whatever separates its columns; or a folder of tables whose names say what each
 * is for, such as {@code train.csv} and {@code test.csv}.
 */
final class CsvFormat implements DataFormat {
  private static final int SAMPLE_BYTES = 4096;

  private final PictureReader pictures;

  CsvFormat(PictureReader pictures) {
    this.pictures = pictures;
  }

  @Override
  public String description() {
    return "a table (CSV or TSV), or a folder of train.csv and test.csv";
  }

  @Override
  public boolean accepts(Path data) throws IOException {
    return Files.isDirectory(data) ? !tables(data).isEmpty() : isText(data);
  }

  /** Tells text by its start: no byte of it is 0, nor any other that no text has. */
  static boolean isText(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    byte[] start;
    try (InputStream stream = Files.newInputStream(file)) {
      start = stream.readNBytes(SAMPLE_BYTES);
    }
    if (StoredFile.isGzip(start)) {
      try (InputStream stream = new GZIPInputStream(Files.newInputStream(file))) {
        start = stream.readNBytes(SAMPLE_BYTES);
      } catch (ZipException | EOFException e) {
        return false;
      }
    }
    return isText(start);
  }

  /** Tells text by its start, uncompressed. */
  static boolean isText(byte[] start) {
    boolean isUtf16 = start.length > 1 && (start[0] & 0xff) + (start[1] & 0xff) == 0x1fd;
    return isUtf16
        || new String(start, StandardCharsets.ISO_8859_1)
            .chars()
            .allMatch(here -> here >= ' ' || (here >= '\t' && here <= '\r'));
  }

  /** Finds the tables of a folder by their names' endings. */
  static List<Path> tables(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(CsvFormat::isNamedSo).filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Tells a table by the ending of its name. */
  static boolean isNamedSo(Path file) {
    return name(file).matches(".*[.][ct]sv(?:[.]gz)?");
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }

  @Override
  public DataReader open(Path data, Description description, @Nullable Learned learned)
      throws IOException {
    Map<Part, Path> files = new EnumMap<>(Part.class);
    for (Path file : Files.isDirectory(data) ? tables(data) : List.of(data)) {
      Part part = Files.isDirectory(data) ? part(file) : Part.ALL;
      Path before = files.put(part, file);
      if (before != null) {
        throw new DataException(
            data,
            "found the tables %s and %s, expected one, or names that say what each is for, such as"
                    .formatted(before.getFileName(), file.getFileName())
                + " train.csv and test.csv; name the one that is meant in place of the folder");
      }
    }
    return new CsvData(data, description, learned, files, pictures);
  }

  private static Part part(Path file) {
    for (String word : name(file).split("[^a-z0-9]+", -1)) {
      Part part = Part.of(word);
      if (part != null) {
        return part;
      }
    }
    return Part.ALL;
  }
}
