package io.github.numloss.untrusted;

import io.github.numloss.data.DataOptions;
import io.github.numloss.io.AtomicFiles;
import io.github.numloss.source.Datasets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder of anything, made of a text: a line for each file with its path, and behind = its
 * content with | for the ends of lines, without which it is a picture. A path that ends in / is a
 * folder's.
 */
final class Structure {
  private static final int MOST_FILES = 12;
  private static final int MOST_PATH = 200;

  private Structure() {}

  /** Makes the folder beside the text's file, and reads it as data. */
  static void read(Path file) throws IOException {
    Path folder = file.resolveSibling("structure");
    if (Files.exists(folder)) {
      AtomicFiles.delete(folder);
    }
    Files.createDirectories(folder);
    List<String> lines =
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    for (String line : lines.subList(0, Math.min(MOST_FILES, lines.size()))) {
      int end = line.indexOf('=');
      make(
          folder,
          end < 0 ? line : line.substring(0, end),
          end < 0
              ? Seeds.picture()
              : line.substring(end + 1).replace('|', '\n').getBytes(StandardCharsets.UTF_8));
    }
    new Datasets(folder).loadForTest(folder.toString(), DataOptions.NONE, null);
  }

  private static void make(Path folder, String path, byte[] content) {
    try {
      Path file = folder.resolve(path.length() > MOST_PATH ? "long" : path).normalize();
      if (!file.startsWith(folder)) {
        return;
      }
      if (path.endsWith("/")) {
        Files.createDirectories(file);
      } else {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
      }
    } catch (FileSystemException | InvalidPathException e) {
      // There is something else at this place, or no file can have such a name.
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
