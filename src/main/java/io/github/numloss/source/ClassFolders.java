package io.github.numloss.source;

import io.github.numloss.io.DataException;
import io.github.numloss.picture.Pictures;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Folders whose names are class values, with the pictures of each class in them.
 *
 * @param paths the pictures, relative to a folder above and with slashes, in the order of their
 *     characters
 * @param values the class value of each
 */
record ClassFolders(List<String> paths, double[] values) {
  private static final int START_BYTES = 1024;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  /** What systems leave in folders. */
  private static final Set<String> LEFT =
      Set.of("thumbs.db", "desktop.ini", "__macosx", "$recycle.bin");

  /** A picture and its class value. */
  private record Found(String path, double value) {}

  /**
   * Finds the pictures.
   *
   * @param top the folder that paths are relative to
   * @param folders the folders, in it or in one of it, that hold a folder for each class
   * @param named the values of folders whose names are no numbers
   * @throws DataException if a folder's name means no value, two mean the same, or there is
   *     something else than pictures
   */
  static ClassFolders in(Path top, List<Path> folders, Map<String, Double> named)
      throws IOException {
    List<Found> all = new ArrayList<>();
    for (Path folder : folders) {
      Map<Double, Path> classes = new HashMap<>();
      for (Path inside : visible(folder)) {
        if (!Files.isDirectory(inside)) {
          requireNoPicture(inside);
          continue;
        }
        double value = value(inside, named);
        Path other = classes.putIfAbsent(value, inside);
        if (other != null && !named.containsKey(name(inside))) {
          throw new DataException(
              inside,
              "its name means the same value as that of %s; put their pictures into one folder"
                  .formatted(name(other)));
        }
        addPictures(top, inside, value, all);
      }
      if (classes.isEmpty()) {
        throw new DataException(
            folder, "there are no folders in it, expected one for each class value");
      }
    }
    all.sort((one, other) -> CodePoints.ORDER.compare(one.path(), other.path()));
    return new ClassFolders(
        all.stream().map(Found::path).toList(), all.stream().mapToDouble(Found::value).toArray());
  }

  /** Gives what is in a folder, but for what is hidden or was left by a system. */
  static List<Path> visible(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .filter(path -> !name(path).startsWith("."))
          .filter(path -> !LEFT.contains(name(path).toLowerCase(Locale.ROOT)))
          .sorted((one, other) -> CodePoints.ORDER.compare(name(one), name(other)))
          .toList();
    } catch (AccessDeniedException e) {
      throw new DataException(folder, "it can't be read; check its permissions", e);
    }
  }

  static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  /** Says whether a folder's name could be that of a class. */
  static boolean isNumber(String name) {
    return NUMBER.matcher(name).matches();
  }

  private static double value(Path folder, Map<String, Double> named) throws DataException {
    String name = name(folder);
    Double said = named.get(name);
    if (said != null) {
      return said;
    }
    double value = isNumber(name) ? Double.parseDouble(name) : Double.NaN;
    if (!Double.isFinite(value)) {
      throw new DataException(
          folder,
          ("found '%s', expected a number such as 7.5; name the folder by its value, or give that in"
                  + " dataset.json: \"classes\": {\"%s\": 7.5}")
              .formatted(name, name));
    }
    return value == 0 ? 0 : value;
  }

  private static void requireNoPicture(Path file) throws DataException {
    if (Pictures.isNamedSo(name(file))) {
      throw new DataException(
          file, "it lies in no folder of a class; put it into the one of its value");
    }
  }

  private static void addPictures(Path top, Path folder, double value, List<Found> all)
      throws IOException {
    String start = top.relativize(folder).toString().replace(File.separatorChar, '/') + "/";
    int before = all.size();
    for (Path file : visible(folder)) {
      if (Files.isDirectory(file)) {
        throw new DataException(
            file, "found a folder in the folder of a class, expected pictures; put them one up");
      }
      if (!isPicture(file)) {
        throw new DataException(
            file,
            "it is no picture (%s); remove it, or hide it by a dot before its name"
                .formatted(Pictures.FORMATS));
      }
      all.add(new Found(start + name(file), value));
    }
    if (all.size() == before) {
      throw new DataException(
          folder,
          "there are no pictures in it (%s); put the pictures of its value in, or remove it"
              .formatted(Pictures.FORMATS));
    }
  }

  private static boolean isPicture(Path file) throws IOException {
    if (Pictures.isNamedSo(name(file)) || !Files.isReadable(file)) {
      return true;
    }
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream stream = Files.newInputStream(file)) {
      return Pictures.isPicture(stream.readNBytes(START_BYTES));
    }
  }
}
