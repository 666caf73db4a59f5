package io.github.numloss.source;

import io.github.numloss.io.DataException;
import io.github.numloss.io.NumberArray;
import io.github.numloss.io.NumberArrays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The arrays of a NumPy file, or of all {@code .npy} files of a folder, by their names. */
final class ArraySet implements AutoCloseable {
  private final Path path;
  private final Map<String, NumberArrays> arrays = new LinkedHashMap<>();
  private final Map<String, Path> files = new LinkedHashMap<>();
  private final List<NumberArrays> open = new ArrayList<>();

  private ArraySet(Path path) {
    this.path = path;
  }

  /**
   * Opens a file, or the files of a folder.
   *
   * @throws DataException if there are none, or one is none of NumPy's
   */
  static ArraySet open(Path path) throws IOException {
    ArraySet set = new ArraySet(path);
    try {
      for (Path file : Files.isDirectory(path) ? filesOf(path) : List.of(path)) {
        NumberArrays some = NumberArrays.open(file);
        set.open.add(some);
        for (String name : some.names()) {
          set.arrays.put(name, some);
          set.files.put(name, file);
        }
      }
    } catch (IOException e) {
      set.close();
      throw e;
    }
    return set;
  }

  /** Gives the files of a folder that end in .npy, in the order of their names. */
  static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".npy"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  /** Gives the names of the arrays. */
  Set<String> names() {
    return arrays.keySet();
  }

  /** Reads the header of an array that is there. */
  NumberArray get(String name) throws IOException {
    NumberArrays holder = arrays.get(name);
    if (holder == null) {
      throw new IllegalArgumentException("no such array: " + name);
    }
    return holder.get(name);
  }

  /** Gives the file that an array is in. */
  Path file(String name) {
    return files.getOrDefault(name, path);
  }

  /** Says what is wrong with the file or folder. */
  DataException fault(String problem) {
    return new DataException(path, problem);
  }

  @Override
  public void close() throws IOException {
    for (NumberArrays one : open) {
      one.close();
    }
  }
}
