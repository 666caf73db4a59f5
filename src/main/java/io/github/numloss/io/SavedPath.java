package io.github.numloss.io;

import java.nio.file.Path;

/**
 * Paths in files: relative to the folder of the file, with slashes, so that they hold when both are
 * moved together; absolute only where there is no way from one to the other.
 */
public final class SavedPath {
  private SavedPath() {}

  /**
   * Gives a path as a file in a folder has it.
   *
   * @param folder the folder of the file
   * @param path the path, from the working directory if it is relative
   * @return the way from the folder to it
   */
  public static String relative(Path folder, Path path) {
    Path from = normal(folder);
    Path to = normal(path);
    Path way = from.getRoot().equals(to.getRoot()) ? from.relativize(to) : to;
    String separator = way.getFileSystem().getSeparator();
    return way.toString().isEmpty() ? "." : way.toString().replace(separator, "/");
  }

  /**
   * Gives the path that a file in a folder means.
   *
   * @param folder the folder of the file
   * @param saved the path in it
   * @return the absolute path
   * @throws java.nio.file.InvalidPathException if it is no path
   */
  public static Path resolve(Path folder, String saved) {
    return normal(folder).resolve(saved).normalize();
  }

  private static Path normal(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
