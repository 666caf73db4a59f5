package io.github.numloss.source;

import io.github.numloss.io.DataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each array holds, told by the words of its name: {@code x_train} and {@code y_train} as of
 * Keras, {@code X} and {@code y}, {@code data} and {@code target} as of scikit-learn, {@code
 * val_images} and {@code val_labels} as of MedMNIST, {@code sample_weight} and {@code groups}.
 */
final class ArrayNames {
  /** What an array may hold of each example. */
  enum Role {
    INPUTS("x", "data", "image", "images", "imgs", "features", "inputs"),
    LABELS("y", "target", "targets", "label", "labels"),
    WEIGHTS("weight", "weights"),
    GROUPS("group", "groups");

    private final String words;

    Role(String... words) {
      this.words = " " + String.join(" ", words) + " ";
    }

    /** Gives what it is called where no array is. */
    String word() {
      return switch (this) {
        case INPUTS -> "input";
        case LABELS -> "value";
        case WEIGHTS -> "weight";
        case GROUPS -> "group";
      };
    }

    private static @Nullable Role of(String word) {
      return Arrays.stream(values())
          .filter(role -> role.words.contains(" " + word + " "))
          .findFirst()
          .orElse(null);
    }
  }

  private final ArraySet arrays;
  private final Map<Part, Map<Role, String>> found = new EnumMap<>(Part.class);

  private ArrayNames(ArraySet arrays) {
    this.arrays = arrays;
  }

  /**
   * Tells the arrays apart.
   *
   * @throws DataException if two hold the same, or there are no inputs, or some have no labels
   */
  static ArrayNames of(ArraySet arrays) throws DataException {
    ArrayNames names = new ArrayNames(arrays);
    for (String name : arrays.names()) {
      names.add(name);
    }
    names.requireWhole();
    return names;
  }

  /**
   * Finds the arrays of inputs, whatever else there is.
   *
   * @return the only array, whatever its name is, or those whose names say so, at least one
   * @throws DataException if none does
   */
  static List<String> inputs(ArraySet arrays) throws DataException {
    ArrayNames names = new ArrayNames(arrays);
    List<String> found = new ArrayList<>(arrays.names());
    if (found.size() == 1) {
      return found;
    }
    for (String name : arrays.names()) {
      names.add(name);
    }
    Set<String> inputs = new LinkedHashSet<>();
    names.found.values().forEach(roles -> inputs.add(roles.getOrDefault(Role.INPUTS, "")));
    found.retainAll(inputs);
    if (found.isEmpty()) {
      throw arrays.fault(
          "found arrays %s, expected one by a name such as X or x_test, or one alone"
              .formatted(names.list()));
    }
    return found;
  }

  private void add(String name) throws DataException {
    Part part = Part.ALL;
    Role role = null;
    for (String word : words(name)) {
      Part meant = Part.of(word);
      if (meant != null && part == Part.ALL) {
        part = meant;
        continue;
      }
      Role held = Role.of(word);
      if (held != null && role == null) {
        role = held;
      } else if (!word.equals("sample")) {
        return;
      }
    }
    if (role == null) {
      return;
    }
    String before = found.computeIfAbsent(part, p -> new EnumMap<>(Role.class)).put(role, name);
    if (before != null) {
      throw arrays.fault(
          "arrays %s and %s could both be the %s, expected one; leave the other out"
              .formatted(before, name, role.name().toLowerCase(Locale.ROOT)));
    }
  }

  /** Takes a name apart: x_train, xTrain, X-train and xtrain have the same words. */
  private static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    for (String part : name.split("[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])", -1)) {
      String word = part.toLowerCase(Locale.ROOT);
      boolean isJoined = word.length() > 1 && Part.of(word.substring(1)) != null;
      if (isJoined && (word.charAt(0) == 'x' || word.charAt(0) == 'y')) {
        words.add(word.substring(0, 1));
        words.add(word.substring(1));
      } else {
        words.add(word);
      }
    }
    return words;
  }

  private void requireWhole() throws DataException {
    for (Map<Role, String> roles : found.values()) {
      String inputs = roles.get(Role.INPUTS);
      String labels = roles.get(Role.LABELS);
      if ((inputs == null) != (labels == null)) {
        throw arrays.fault(
            "found array %s but no %s that belong to it, expected both, such as %s; it has %s"
                .formatted(
                    inputs != null ? inputs : labels,
                    inputs != null ? "labels" : "inputs",
                    "x_train and y_train",
                    list()));
      }
    }
    found.values().removeIf(roles -> !roles.containsKey(Role.INPUTS));
    if (found.isEmpty()) {
      throw arrays.fault(
          "found arrays %s, expected X and y, or x_train and y_train, and so on; save them by such"
                  .formatted(list())
              + " names, as numpy.savez(file, X=..., y=...) does");
    }
    if (found.containsKey(Part.ALL) && found.size() > 1) {
      Part other = EnumSet.copyOf(found.keySet()).iterator().next();
      throw arrays.fault(
          "arrays %s and %s stand beside each other, expected a split of all or of none; it has %s"
              .formatted(nameOf(other), nameOf(Part.ALL), list()));
    }
  }

  private @Nullable String nameOf(Part part) {
    return found.getOrDefault(part, Map.of()).get(Role.INPUTS);
  }

  private String list() {
    return String.join(", ", arrays.names());
  }

  /** Gives what there are examples for, at least one. */
  Set<Part> parts() {
    return EnumSet.copyOf(found.keySet());
  }

  /** Gives the name of an array, or null if there is no such one. */
  @Nullable String get(Part part, Role role) {
    return found.getOrDefault(part, Map.of()).get(role);
  }
}
