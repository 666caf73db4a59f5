package io.github.numloss.source;

import io.github.numloss.io.DataException;
import java.io.IOException;
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
    throw new DataException(
        data,
        "it is none of the forms of data that can be read: "
            + ALL.stream().map(DataFormat::description).collect(Collectors.joining(", ")));
  }
}
