package io.github.numloss.source;

import io.github.numloss.data.Examples.SourceFile;
import io.github.numloss.data.Features;
import io.github.numloss.data.Images;
import io.github.numloss.data.Inputs;
import io.github.numloss.data.Pixels;
import io.github.numloss.io.DataException;
import io.github.numloss.source.CsvColumns.PixelSize;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
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

  @Override
  public String description() {
    return "a table (CSV or TSV), or a folder of train.csv and test.csv";
  }

  @Override
  public boolean accepts(Path data) throws IOException {
    return Files.isDirectory(data) ? !tables(data).isEmpty() : isText(data);
  }

  /** Tells text by its start: no byte of it is 0, nor any other that no text has. */
  private static boolean isText(Path file) throws IOException {
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
    boolean isUtf16 = start.length > 1 && (start[0] & 0xff) + (start[1] & 0xff) == 0x1fd;
    return isUtf16
        || new String(start, StandardCharsets.ISO_8859_1)
            .chars()
            .allMatch(here -> here >= ' ' || (here >= '\t' && here <= '\r'));
  }

  /** Finds the tables of a folder by their names' endings. */
  private static List<Path> tables(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> name(file).matches(".*[.][ct]sv(?:[.]gz)?"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }

  @Override
  public DataReader open(Path data, Description description) throws IOException {
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
    return new Reader(data, files, TableDescription.of(description));
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

  /** Tables that are read when they are first asked for. */
  private static final class Reader implements DataReader {
    private final Path data;
    private final Map<Part, Path> files;
    private final TableDescription description;
    private final Map<Part, Table> tables = new EnumMap<>(Part.class);

    private record Table(CsvTable table, SourceFile file) {}

    Reader(Path data, Map<Part, Path> files, TableDescription description) {
      this.data = data;
      this.files = files;
      this.description = description;
    }

    private Table table(Part part) throws IOException {
      Table known = tables.get(part);
      if (known == null) {
        Path path = files.get(part);
        if (path == null) {
          throw new IllegalArgumentException("no table of " + part);
        }
        CsvFile file = CsvFile.open(path);
        known =
            new Table(
                CsvReader.read(file, description),
                new SourceFile(String.valueOf(path.getFileName()), file.sha256()));
        tables.put(part, known);
      }
      return known;
    }

    /** Gives what the rows of the only table are for, or null if it does not say. */
    private Part @Nullable [] split() throws IOException {
      return files.size() == 1 && files.containsKey(Part.ALL)
          ? table(Part.ALL).table().parts()
          : null;
    }

    @Override
    public Set<Part> parts() throws IOException {
      Part[] split = split();
      return split == null ? files.keySet() : EnumSet.copyOf(Arrays.asList(split));
    }

    @Override
    public List<Path> files(Part part) throws IOException {
      Path own = files.get(part);
      return own == null ? List.copyOf(files.values()) : List.of(own);
    }

    @Override
    public RawExamples read(Part part) throws IOException {
      Part[] split = split();
      Table table = table(split == null ? part : Part.ALL);
      RawExamples all = examples(table);
      return split == null
          ? all
          : all.view(IntStream.range(0, split.length).filter(i -> split[i] == part).toArray());
    }

    private RawExamples examples(Table read) throws DataException {
      CsvTable table = read.table();
      int[] lines = table.lines();
      return new RawExamples(
          inputs(table),
          table.targets(),
          table.weights(),
          table.groups(),
          i -> "line " + lines[i],
          List.of(read.file()));
    }

    private Inputs inputs(CsvTable table) throws DataException {
      PixelSize size = table.columns().size();
      if (table.pixels() != null && size != null) {
        return new Images(
            table.count(), size.height(), size.width(), size.channels(), Pixels.of(table.pixels()));
      }
      if (table.features() != null) {
        List<String> names = table.columns().inputNames();
        return new Features(table.count(), names.size(), table.features(), names);
      }
      throw new DataException(
          data,
          "its examples are names of pictures, which can't be read from a table yet; put the pictures"
              + " into a folder for each value, such as 7.5/one.png");
    }
  }
}
