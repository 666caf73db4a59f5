package io.github.numloss.source;

import io.github.numloss.data.Examples.SourceFile;
import io.github.numloss.data.Images;
import io.github.numloss.io.DataException;
import io.github.numloss.picture.Preparer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Pictures that the rows of a table name, by paths from the table's folder. A picture that several
 * rows name is read once.
 *
 * @param name what a result's provenance calls them
 * @param survey what each is
 * @param indices which of these each row has
 */
record TablePictures(String name, PictureSurvey survey, int[] indices) {
  /**
   * Looks at pictures without decoding them.
   *
   * @param part what they are for
   * @param rows the rows of the table that are wanted
   * @throws DataException if one is missing, lies elsewhere or is no picture; the message has the
   *     line or the picture
   */
  static TablePictures find(PictureReader reader, Path table, CsvTable all, Part part, int[] rows)
      throws IOException {
    Path folder = Objects.requireNonNullElse(table.getParent(), Path.of(""));
    String column = all.columns().names().get(all.columns().picture());
    String[] written = Objects.requireNonNull(all.pictures());
    Map<String, Integer> known = new LinkedHashMap<>();
    int[] indices = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      // Windows writes \ where all others, and Windows too, understand /.
      String path = written[rows[i]].replace('\\', '/');
      Integer before = known.get(path);
      if (before == null) {
        String problem = problem(folder, path);
        if (problem != null) {
          throw new DataException(
              table,
              String.format(
                  Locale.ROOT,
                  "line %d, column '%s': found '%s', %s",
                  all.lines()[rows[i]],
                  column,
                  written[rows[i]],
                  problem));
        }
        before = known.size();
        known.put(path, before);
      }
      indices[i] = before;
    }
    String word = part == Part.ALL ? "all" : part.name().toLowerCase(Locale.ROOT);
    return new TablePictures(
        String.format(Locale.ROOT, "%s (%d pictures)", word, known.size()),
        reader.survey(
            folder, part.name() + " of " + table.getFileName(), new ArrayList<>(known.keySet())),
        indices);
  }

  private static @Nullable String problem(Path folder, String path) {
    Path relative;
    try {
      relative = Path.of(path);
    } catch (InvalidPathException e) {
      return "expected a picture's path (%s)".formatted(e.getReason());
    }
    if (relative.isAbsolute() || relative.normalize().startsWith("..")) {
      return "which leads out of the table's folder, expected a picture in or below it; move the"
          + " table";
    }
    return Files.exists(folder.resolve(relative))
        ? null
        : "but there is no such picture, expected a path from the table's folder";
  }

  /** Gives what stands for all of them in a result's provenance. */
  SourceFile file() {
    return new SourceFile(name, survey.listHash());
  }

  /** Adds the pictures to metadata. */
  void describe(Croissant croissant, Path table) {
    Path folder = Objects.requireNonNullElse(table.getParent(), Path.of(""));
    List<String> paths = IntStream.range(0, survey.count()).mapToObj(survey::path).toList();
    Set<String> patterns =
        paths.stream()
            .map(path -> path.substring(0, path.lastIndexOf('/') + 1) + "*" + ending(path))
            .collect(Collectors.toCollection(TreeSet::new));
    croissant.addPictures(folder, paths, patterns, "pictures", survey.listHash());
  }

  private static String ending(String path) {
    int point = path.lastIndexOf('.');
    return point > path.lastIndexOf('/') ? path.substring(point) : "";
  }

  /** Makes an image of each row's picture. */
  Images read(PictureReader reader, Preparer preparer) throws IOException {
    Images images = reader.read(survey, preparer);
    return survey.count() == indices.length ? images : images.view(indices);
  }
}
