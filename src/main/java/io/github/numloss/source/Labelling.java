package io.github.numloss.source;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.io.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the labels of a file mean.
 *
 * @param classValues the number that each class stands for
 * @param areValues whether labels are these numbers, rather than classes counted from 0
 */
record Labelling(ClassValues classValues, boolean areValues) {
  private static final int MOST_LISTED = 12;

  /** Takes the labels of training for classes, of which none may be missing. */
  static Labelling counted(StoredFile trainingLabels, String dataset) throws IOException {
    SortedSet<Integer> labels = distinct(trainingLabels);
    if (labels.last() != labels.size() - 1) {
      throw new DataException(
          trainingLabels.path(),
          ("its labels are %s, expected 0, 1, 2 and so on with none left out; if they are the values"
                  + " themselves, write beside it dataset.json with {\"schemaVersion\": 1, \"name\":"
                  + " \"%s\", \"labels\": \"values\"}, else one that names all \"classValues\"")
              .formatted(list(labels), dataset));
    }
    return new Labelling(ClassValues.range(labels.size()), false);
  }

  /** Takes the labels of training for the values themselves. */
  static Labelling values(StoredFile trainingLabels) throws IOException {
    SortedSet<Integer> labels = distinct(trainingLabels);
    float[] values = new float[labels.size()];
    int k = 0;
    for (int label : labels) {
      values[k++] = label;
    }
    return new Labelling(ClassValues.of(values), true);
  }

  private static SortedSet<Integer> distinct(StoredFile file) throws IOException {
    SortedSet<Integer> labels = new TreeSet<>();
    for (int label : Idx.labels(file)) {
      labels.add(label);
    }
    if (labels.size() < 2) {
      throw new DataException(
          file.path(),
          "every label is %s, expected at least 2 classes; put the numbers that they stand for into"
                  .formatted(labels.first())
              + " dataset.json");
    }
    return labels;
  }

  private static String list(SortedSet<Integer> labels) {
    return labels.stream()
        .limit(MOST_LISTED)
        .map(String::valueOf)
        .collect(Collectors.joining(", ", "", labels.size() > MOST_LISTED ? " ..." : ""));
  }

  /** Puts classes in the place of labels. */
  void toClasses(Path file, int[] labels) throws DataException {
    Map<Float, Integer> classes = new HashMap<>();
    for (int k = 0; k < classValues.count(); k++) {
      classes.put(areValues ? classValues.at(k) : k, k);
    }
    for (int i = 0; i < labels.length; i++) {
      Integer found = classes.get((float) labels[i]);
      if (found == null) {
        throw wrong(file, i, labels[i]);
      }
      labels[i] = found;
    }
  }

  private DataException wrong(Path file, int index, int label) {
    boolean isValue = false;
    for (float value : classValues.toArray()) {
      isValue |= value == label;
    }
    return new DataException(
        file,
        areValues
            ? String.format(
                Locale.ROOT,
                "label %d is %d, expected one of the class values %s",
                index,
                label,
                classValues)
            : String.format(
                Locale.ROOT,
                "label %d is %d, expected 0 to %d, as there are %d classes%s",
                index,
                label,
                classValues.count() - 1,
                classValues.count(),
                isValue
                    ? "; if labels are the values themselves, add \"labels\": \"values\" to"
                        + " dataset.json"
                    : ""));
  }
}
