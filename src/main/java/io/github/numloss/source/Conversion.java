package io.github.numloss.source;

import io.github.numloss.io.AtomicFiles;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * What came of writing data in another form.
 *
 * @param examples how many were written
 * @param losses what the other form can't keep, sentences without full stops
 */
public record Conversion(int examples, List<String> losses) {
  /** Copies the list. */
  public Conversion {
    losses = List.copyOf(losses);
  }

  /** Writes data in a place where nothing is. */
  static Conversion of(Path source, DataToConvert data, DataForm form, Path out)
      throws IOException {
    Path from = source.toAbsolutePath().normalize();
    if (Files.isDirectory(from) && out.toAbsolutePath().normalize().startsWith(from)) {
      throw new DataException(
          out, "it lies in the folder that is read, expected another; name one outside of it");
    }
    requireNone(out);
    switch (form) {
      case IDX -> writeFolder(out, data, new IdxWriter());
      case PICTURES -> writeFolder(out, data, new PictureWriter());
      case CSV -> writeFile(out, data, new CsvWriter(','));
      case TSV -> writeFile(out, data, new CsvWriter('\t'));
      case NPZ -> writeFile(out, data, new ArrayWriter());
    }
    return new Conversion(data.count(), List.copyOf(data.losses()));
  }

  private static void writeFolder(Path out, DataToConvert data, DataWriter<Path> writer)
      throws IOException {
    AtomicFiles.writeFolderOfMany(
        out, folder -> describe(folder.resolve(Description.FILE), writer.write(folder, data)));
  }

  /** Writes what is said of a file just before the file gets its name. */
  private static void writeFile(Path out, DataToConvert data, DataWriter<OutputStream> writer)
      throws IOException {
    Path described = Description.ofFile(out);
    requireNone(described);
    boolean done = false;
    try {
      AtomicFiles.writeFile(out, stream -> describe(described, writer.write(stream, data)));
      done = true;
    } finally {
      if (!done) {
        Files.deleteIfExists(described);
      }
    }
  }

  private static void requireNone(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(path.toString());
    }
  }

  private static void describe(Path file, Description description) throws IOException {
    if (!description.equals(Description.NONE)) {
      Json.write(file, description);
    }
  }
}
