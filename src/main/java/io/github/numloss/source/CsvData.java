package io.github.numloss.source;

import io.github.numloss.data.Examples.SourceFile;
import io.github.numloss.data.FeatureColumns;
import io.github.numloss.data.Features;
import io.github.numloss.data.Images;
import io.github.numloss.data.Inputs;
import io.github.numloss.data.Learned;
import io.github.numloss.data.Pixels;
import io.github.numloss.source.Croissant.Records;
import io.github.numloss.source.CsvColumns.PixelSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tables of examples, or one whose rows say what they are for, read when it is first asked for. */
final class CsvData implements DataReader {
  private final Path data;
  private final Description description;
  private final @Nullable Learned learned;
  private final Map<Part, Path> files;
  private final PictureReader reader;
  private final Map<Part, Table> tables = new EnumMap<>(Part.class);
  private final Map<Part, TablePictures> pictures = new EnumMap<>(Part.class);

  /** A table that was read. */
  private record Table(Path path, CsvTable rows, SourceFile file) {}

  CsvData(
      Path data,
      Description description,
      @Nullable Learned learned,
      Map<Part, Path> files,
      PictureReader reader) {
    this.data = data;
    this.description = description;
    this.learned = learned;
    this.files = files;
    this.reader = reader;
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
              path,
              CsvReader.read(file, TableDescription.of(description, learned).like(features(part))),
              new SourceFile(String.valueOf(path.getFileName()), file.sha256()));
      tables.put(part, known);
    }
    return known;
  }

  /** Gives the features of the table that is learned, which all others have to have. */
  private List<String> features(Part part) throws IOException {
    Part first = files.containsKey(Part.TRAIN) ? Part.TRAIN : files.keySet().iterator().next();
    CsvTable all = part == first ? null : table(first).rows();
    return all == null || all.features() == null ? List.of() : all.columns().inputNames();
  }

  /** Gives what the rows of the only table are for, or null if it does not say. */
  private Part @Nullable [] split() throws IOException {
    return files.size() == 1 && files.containsKey(Part.ALL) ? table(Part.ALL).rows().parts() : null;
  }

  private Table tableWith(Part part) throws IOException {
    return table(split() == null ? part : Part.ALL);
  }

  /** Gives which rows of its table a part has. */
  private int[] rows(Part part) throws IOException {
    Part[] split = split();
    IntStream all = IntStream.range(0, tableWith(part).rows().count());
    return (split == null ? all : all.filter(i -> split[i] == part)).toArray();
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
  public List<SourceFile> pictures(Part part) throws IOException {
    return tableWith(part).rows().pictures() == null
        ? List.of()
        : List.of(ownPictures(part).file());
  }

  @Override
  public void describe(Croissant croissant) throws IOException {
    for (Map.Entry<Part, Path> entry : files.entrySet()) {
      CsvTable rows = table(entry.getKey()).rows();
      Path path = entry.getValue();
      boolean isTsv = String.valueOf(path.getFileName()).matches("(?i).*[.]tsv([.]gz)?");
      String file = croissant.addFile(path, isTsv ? "text/tab-separated-values" : "text/csv");
      Records records = croissant.addRecords(entry.getKey());
      CsvColumns columns = rows.columns();
      addColumn(records, file, columns, columns.value(), "sc:Float", "what is to be learned");
      addColumn(records, file, columns, columns.weight(), "sc:Float", "how much an example counts");
      addColumn(records, file, columns, columns.split(), "sc:Text", "what an example is for");
      addColumn(records, file, columns, columns.group(), "sc:Text", "what examples have in common");
      addColumn(records, file, columns, columns.picture(), "sc:Text", "the path of a picture");
      for (int input : columns.inputs()) {
        String type = rows.pixels() == null ? "sc:Float" : "sc:Integer";
        addColumn(records, file, columns, input, type, null);
      }
    }
    for (Part part : parts()) {
      if (tableWith(part).rows().pictures() != null) {
        ownPictures(part).describe(croissant, tableWith(part).path());
      }
    }
  }

  private static void addColumn(
      Records records,
      String file,
      CsvColumns columns,
      int column,
      String type,
      @Nullable String text) {
    if (column >= 0) {
      records.addColumn(file, columns.names().get(column), type, text);
    }
  }

  private TablePictures ownPictures(Part part) throws IOException {
    TablePictures known = pictures.get(part);
    if (known == null) {
      Table table = tableWith(part);
      known = TablePictures.find(reader, table.path(), table.rows(), part, rows(part));
      pictures.put(part, known);
    }
    return known;
  }

  /** Gives the part that settles the size of pictures, never what is tested on. */
  private Part learned() throws IOException {
    Set<Part> parts = parts();
    return parts.contains(Part.TRAIN) ? Part.TRAIN : parts.iterator().next();
  }

  @Override
  public RawExamples read(Part part) throws IOException {
    Table table = tableWith(part);
    CsvTable all = table.rows();
    int[] rows = rows(part);
    Inputs inputs;
    List<SourceFile> read = new ArrayList<>(List.of(table.file()));
    if (all.pictures() == null) {
      inputs = inputs(all);
      inputs = rows.length == all.count() ? inputs : inputs.view(rows);
    } else {
      inputs =
          ownPictures(part)
              .read(
                  reader,
                  PictureReader.preparer(data, description, ownPictures(learned()).survey()));
      read.addAll(pictures(part));
    }
    int[] lines = all.lines();
    String start = files.size() == 1 ? "line " : table.path().getFileName() + ", line ";
    IntFunction<String> place = i -> start + lines[rows[i]];
    return new RawExamples(
        inputs,
        Arrays.stream(rows).mapToDouble(i -> all.targets()[i]).toArray(),
        weights(all, rows),
        groups(all, rows),
        place,
        read);
  }

  /** Gives what the model takes of a table without paths of pictures. */
  static Inputs inputs(CsvTable table) {
    PixelSize size = table.columns().size();
    if (table.pixels() != null && size != null) {
      return new Images(
          table.count(), size.height(), size.width(), size.channels(), Pixels.of(table.pixels()));
    }
    if (table.features() != null) {
      List<String> names = table.columns().inputNames();
      return new Features(
          table.count(), names.size(), table.features(), new FeatureColumns(names, List.of()));
    }
    throw new IllegalStateException("a table without inputs");
  }

  private static float @Nullable [] weights(CsvTable table, int[] rows) {
    float[] all = table.weights();
    if (all == null) {
      return null;
    }
    float[] some = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      some[i] = all[rows[i]];
    }
    return some;
  }

  private static String @Nullable [] groups(CsvTable table, int[] rows) {
    String[] all = table.groups();
    return all == null ? null : Arrays.stream(rows).mapToObj(i -> all[i]).toArray(String[]::new);
  }
}
