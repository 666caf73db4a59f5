package io.github.numloss.source;

import io.github.numloss.io.DataException;
import io.github.numloss.picture.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The forms that data of one's own comes in. */
final class Formats {
  static final PictureReader PICTURES = new PictureReader(CacheFolder.ofUser());

  /** All of them; the first that accepts data reads it. */
  static final List<DataFormat> ALL =
      List.of(
          new IdxFormat(), new ArrayFormat(), new PictureFolder(PICTURES), new CsvFormat(PICTURES));

  private Formats() {}

  /**
   * Finds the form of data.
   *
   * @throws DataException if it has none
   */
  static DataFormat of(Path data) throws IOException {
    for (DataFormat format : ALL) {
      if (format.accepts(data)) {
        return format;
      }
    }
    if (Files.isDirectory(data) && ClassFolders.visible(data).isEmpty()) {
      throw new DataException(
          data, "it is empty, expected data: pictures, a table, arrays or IDX files");
    }
    for (Path file : Files.isDirectory(data) ? ClassFolders.visible(data) : List.<Path>of()) {
      if (Pictures.isNamedSo(ClassFolders.name(file))) {
        throw new DataException(
            data,
            "found pictures in it, such as %s, and nothing that says their values; put them into a"
                    .formatted(file.getFileName())
                + " folder for each value, whose name is the value, or write a table with the"
                + " columns picture and value");
      }
    }
    throw new DataException(
        data,
        "it is none of the forms of data that can be read: "
            + ALL.stream().map(DataFormat::description).collect(Collectors.joining(", ")));
  }
}
