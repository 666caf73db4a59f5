package io.github.numloss.source;

import io.github.numloss.io.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The IDX files of a folder and what each holds, told by the words of its name: MNIST's {@code
 * train-images-idx3-ubyte} and {@code t10k-labels.idx1-ubyte}, {@code
 * emnist-digits-test-labels-idx1-ubyte.gz}, {@code qmnist-train-labels-idx2-int} and the like.
 */
final class IdxFolder {
  private static final Pattern NAME =
      Pattern.compile(
          "(?:.*[-_.])?(?:idx[1-4]?|ubyte)(?:[-_.][a-z0-9]+)?(?:[.]gz)?", Pattern.CASE_INSENSITIVE);

  private static final Set<String> LABEL_WORDS =
      Set.of("labels", "label", "targets", "target", "idx1");

  private final Path folder;
  private final Map<Part, Path> inputs = new EnumMap<>(Part.class);
  private final Map<Part, Path> labels = new EnumMap<>(Part.class);

  private IdxFolder(Path folder) {
    this.folder = folder;
  }

  /** Says by a name whether a file holds IDX. */
  static boolean accepts(Path file) {
    Path name = file.getFileName();
    return name != null && NAME.matcher(name.toString()).matches();
  }

  /**
   * Finds the files of a folder.
   *
   * @throws DataException if two hold the same
   */
  static IdxFolder of(Path folder) throws IOException {
    IdxFolder found = new IdxFolder(folder);
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(IdxFolder::accepts).filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      found.add(file);
    }
    return found;
  }

  private void add(Path file) throws DataException {
    List<String> words = words(file);
    boolean areLabels = words.stream().anyMatch(LABEL_WORDS::contains);
    Part part = part(words);
    Path before = (areLabels ? labels : inputs).put(part, file);
    if (before == null) {
      return;
    }
    if (words(before).equals(words)) {
      throw new DataException(
          before, "it is there with .gz and without; remove the one that is not wanted");
    }
    throw new DataException(
        folder,
        "%s and %s both hold %s, expected one; put each data set into a folder of its own"
            .formatted(
                before.getFileName(),
                file.getFileName(),
                describe(part) + (areLabels ? "labels" : "images")));
  }

  private static String describe(Part part) {
    return switch (part) {
      case TRAIN -> "training ";
      case VALIDATION -> "validation ";
      case TEST -> "test ";
      case ALL -> "";
    };
  }

  private static List<String> words(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return Arrays.stream(name.replaceFirst("[.]gz$", "").split("[^a-z0-9]+", -1)).toList();
  }

  private static Part part(List<String> words) {
    for (String word : words) {
      Part part = word.equals("t10k") ? Part.TEST : Part.of(word);
      if (part != null) {
        return part;
      }
    }
    return Part.ALL;
  }

  /** Gives what there are examples for; nothing if the folder has none. */
  Set<Part> parts() {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    parts.addAll(inputs.keySet());
    parts.addAll(labels.keySet());
    return parts;
  }

  /** Finds the file of pictures or features. */
  @Nullable Path inputs(Part part) {
    return inputs.get(part);
  }

  /** Finds the file of labels. */
  @Nullable Path labels(Part part) {
    return labels.get(part);
  }
}
