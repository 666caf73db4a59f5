package io.github.numloss.source;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Features;
import io.github.numloss.data.Images;
import io.github.numloss.data.InputShape;
import io.github.numloss.io.DataException;
import io.github.numloss.io.InputFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Data as it is read: one part after the other, each let go before the next where its reader does
 * so, with the numbers that are learned in place of those of classes.
 */
final class DataToConvert {
  private static final String DIVIDED = "%s are given for %s examples, but not for %s ones";

  private final Path path;
  private final Description description;
  private final Set<Part> parts;
  private final Reading reading;
  private final Set<String> losses = new LinkedHashSet<>();
  private @Nullable RawExamples first;
  private Part firstPart = Part.ALL;
  private int count;

  /** Reads a part. */
  @FunctionalInterface
  interface Reading {
    RawExamples read(Part part) throws IOException;
  }

  /**
   * Takes data.
   *
   * @param path where it lies, for messages
   * @param description what is said of it
   * @param parts what there are examples for
   * @param reading reads them; targets are classes where the description says so
   */
  DataToConvert(Path path, Description description, Set<Part> parts, Reading reading) {
    this.path = path;
    this.description = description;
    this.parts = EnumSet.copyOf(parts);
    this.reading = reading;
  }

  /** Gives what is said of the data. */
  Description description() {
    return description;
  }

  /** Gives what there are examples for, in the order in which they are read. */
  Set<Part> parts() {
    return parts;
  }

  /** Tells whether the data says what its examples are for; if all are to test on, it need not. */
  boolean isDivided() {
    return parts.size() > 1 || parts.contains(Part.TRAIN);
  }

  /** Gives the number of examples that were read. */
  int count() {
    return count;
  }

  /** Notes something that the other form can't keep. */
  void lose(String what) {
    losses.add(what);
  }

  /** Gives what was noted, sentences without full stops. */
  Set<String> losses() {
    return losses;
  }

  /**
   * Reads a part; all have one shape, and weights and groups as the first has.
   *
   * @throws DataException if it is wrong, or is another in these
   */
  RawExamples read(Part part) throws IOException {
    RawExamples raw = reading.read(part);
    count += raw.count();
    if (first == null) {
      first = raw.view(new int[0]);
      firstPart = part;
    }
    requireSame("groups", part, first.groups() != null, raw.groups() != null);
    if (first.weights() == null) {
      requireSame("weights", part, false, raw.weights() != null);
    }
    if (!first.inputs().shape().equals(raw.inputs().shape())) {
      throw fault(
          "its %s examples are %s, but its %s ones %s, expected one shape"
              .formatted(
                  word(firstPart),
                  first.inputs().shape().named(),
                  word(part),
                  raw.inputs().shape().named()));
    }
    ClassValues values = description.classValues();
    double[] targets = raw.targets();
    if (areClasses() && values != null) {
      int[] classes = new Targets(values, true, null).classes(path, targets, raw.place());
      targets = values(values, classes);
    }
    float[] weights = raw.weights();
    if (weights == null && first.weights() != null) {
      // What has no weight counts 1.
      weights = new float[raw.count()];
      Arrays.fill(weights, 1);
    }
    return new RawExamples(raw.inputs(), targets, weights, raw.groups(), raw.place(), raw.files());
  }

  private boolean areClasses() {
    return description.bins() == null && description.labels() == Description.Labels.CLASSES;
  }

  /** Gives the numbers of classes as they are written: 0.1 rather than the double nearest to it. */
  static double[] values(ClassValues values, int[] classes) {
    double[] targets = new double[classes.length];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = Double.parseDouble(Float.toString(values.at(classes[i])));
    }
    return targets;
  }

  private void requireSame(String what, Part part, boolean before, boolean now)
      throws DataException {
    if (before != now) {
      throw fault(
          DIVIDED.formatted(what, word(before ? firstPart : part), word(before ? part : firstPart))
              + "; give them for all, or for none");
    }
  }

  /** Gives pictures, or says that there are none. */
  Images images(RawExamples raw) throws DataException {
    if (raw.inputs() instanceof Images images) {
      return images;
    }
    throw fault(
        "it has %s, which are no pictures; convert it to csv, tsv, npz or idx"
            .formatted(raw.inputs().shape().named()));
  }

  /** Refuses more values than can be read from one file again. */
  void requireReadable(RawExamples raw) throws DataException {
    long values = (long) raw.count() * raw.inputs().shape().count();
    if (values > InputFile.MOST_BYTES) {
      throw fault(
          String.format(
              Locale.ROOT,
              "it has %,d values, more than the %,d that are read from one file%s",
              values,
              InputFile.MOST_BYTES,
              raw.inputs() instanceof Images ? "; convert it to pictures" : ""));
    }
  }

  /** Notes that the other form has no place for the names of features. */
  void loseNames(RawExamples raw) {
    if (raw.inputs() instanceof Features features && !features.columns().names().isEmpty()) {
      lose("the names of the features are not kept");
    }
  }

  /** Gives the shape that a form has to be told of; null of features. */
  static @Nullable InputShape told(RawExamples raw) {
    return raw.inputs() instanceof Images images ? images.shape() : null;
  }

  /** Gives a part's name. */
  static String word(Part part) {
    return switch (part) {
      case TRAIN -> "train";
      case VALIDATION -> "validation";
      case TEST -> "test";
      case ALL -> "other";
    };
  }

  /** Says what is wrong with the data. */
  DataException fault(String problem) {
    return new DataException(path, problem);
  }
}
