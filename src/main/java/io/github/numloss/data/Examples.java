package io.github.numloss.data;

import io.github.numloss.check.Check;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.provenance.Provenance.DataFile;
import io.github.numloss.random.ValidationSplit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One split of a data set: what a network takes, the class of each, and where they came from.
 *
 * @param dataset the data set's name
 * @param split training or test examples
 * @param inputs pictures or features
 * @param labels the class of each, from 0 to below {@code classValues.count()}; not copied
 * @param classValues the number that each class stands for
 * @param weights how much each counts, finite and at least 0; null if all count the same; not
 *     copied
 * @param holdBack what the data says of which may be held back from training; null if nothing
 * @param files the files that were read
 */
public record Examples(
    String dataset,
    Split split,
    Inputs inputs,
    int[] labels,
    ClassValues classValues,
    float @Nullable [] weights,
    @Nullable HoldBack holdBack,
    List<SourceFile> files) {

  /** Which part of a data set. */
  public enum Split {
    /** The examples to train on. */
    TRAIN,
    /** The examples to test on. */
    TEST
  }

  /**
   * A file that was read.
   *
   * @param name its name without folders
   * @param sha256 the SHA-256 of its bytes as stored, in hexadecimal
   */
  public record SourceFile(String name, String sha256) {}

  /**
   * Checks that every example has a class, and a weight if there are any.
   *
   * @throws IllegalArgumentException if there are not as many labels or weights as examples, a
   *     label is not a class, a weight is not finite or below 0, or a feature is not finite
   */
  public Examples {
    Check.that(
        labels.length == inputs.count(),
        "%d examples, but %d labels",
        inputs.count(),
        labels.length);
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classValues.count()) {
        throw new IllegalArgumentException(
            "label %s is %s, beyond the %s classes".formatted(i, labels[i], classValues.count()));
      }
    }
    if (inputs instanceof Features features) {
      features.requireFinite();
    }
    if (weights != null) {
      Check.that(
          weights.length == labels.length,
          "%d examples, but %d weights",
          labels.length,
          weights.length);
      for (int i = 0; i < weights.length; i++) {
        if (!(weights[i] >= 0 && Float.isFinite(weights[i]))) {
          throw new IllegalArgumentException(
              "weight %s is %s, expected a finite number of at least 0".formatted(i, weights[i]));
        }
      }
    }
    Check.that(
        holdBack == null || holdBack.isOf(labels.length),
        "what is said of holding back is not of %s examples",
        labels.length);
    files = List.copyOf(files);
  }

  /**
   * Takes examples of which any may be held back from training.
   *
   * @param dataset the data set's name
   * @param split training or test examples
   * @param inputs pictures or features
   * @param labels the class of each; not copied
   * @param classValues the number that each class stands for
   * @param weights how much each counts; null if all count the same; not copied
   * @param files the files that were read
   * @throws IllegalArgumentException if there are not as many labels or weights as examples, or one
   *     is not what it should be
   */
  public Examples(
      String dataset,
      Split split,
      Inputs inputs,
      int[] labels,
      ClassValues classValues,
      float @Nullable [] weights,
      List<SourceFile> files) {
    this(dataset, split, inputs, labels, classValues, weights, null, files);
  }

  /**
   * Takes examples that all count the same.
   *
   * @param dataset the data set's name
   * @param split training or test examples
   * @param inputs pictures or features
   * @param labels the class of each; not copied
   * @param classValues the number that each class stands for
   * @param files the files that were read
   * @throws IllegalArgumentException if there are not as many labels as examples, or a label is not
   *     a class
   */
  public Examples(
      String dataset,
      Split split,
      Inputs inputs,
      int[] labels,
      ClassValues classValues,
      List<SourceFile> files) {
    this(dataset, split, inputs, labels, classValues, null, files);
  }

  /**
   * Gives the files, as a result's provenance names them.
   *
   * @return a file each
   */
  public List<DataFile> sources() {
    return files.stream().map(file -> new DataFile(dataset, file.name(), file.sha256())).toList();
  }

  /**
   * Gives the number of examples.
   *
   * @return how many
   */
  public int count() {
    return inputs.count();
  }

  /**
   * Gives the pictures.
   *
   * @return the inputs
   * @throws IllegalStateException if they are features
   */
  public Images images() {
    if (inputs instanceof Images images) {
      return images;
    }
    throw new IllegalStateException(dataset + " has features, no pictures");
  }

  /**
   * Gives the class of an example.
   *
   * @param index which one
   * @return its class
   */
  public int label(int index) {
    return labels[index];
  }

  /**
   * Picks examples.
   *
   * @param indices which ones
   * @return them, in that order, with copies of all but pictures
   */
  public Examples select(int[] indices) {
    return new Examples(
        dataset,
        split,
        inputs.view(indices),
        labels(indices),
        classValues,
        weights(indices),
        holdBack == null ? null : holdBack.select(indices),
        files);
  }

  /**
   * Divides training examples into those that are learned and those that are held back: as the data
   * says, if it does; else at random, with no group in both parts.
   *
   * @param seed the seed of the run
   * @param share the share to hold back, from 0 to below 1, of data that does not say; with 0
   *     nothing is held back, whatever the data says
   * @return the split
   * @throws IllegalArgumentException if there are no examples, or the share is out of range
   */
  public ValidationSplit heldBack(long seed, double share) {
    return holdBack == null
        ? ValidationSplit.of(seed, count(), share)
        : holdBack.split(seed, count(), share);
  }

  /**
   * Gives the same examples as something else.
   *
   * @param others what a network takes of each
   * @return a copy with it
   */
  public Examples with(Inputs others) {
    return new Examples(dataset, split, others, labels, classValues, weights, holdBack, files);
  }

  /**
   * Picks labels; those of a batch were checked with the others.
   *
   * @param indices of which examples
   * @return a copy of their classes, in that order
   */
  public int[] labels(int[] indices) {
    int[] picked = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      picked[i] = labels[indices[i]];
    }
    return picked;
  }

  /**
   * Tells whether no example counts.
   *
   * @return whether there are weights, and all of them are 0
   */
  public boolean haveNoWeight() {
    if (weights == null) {
      return false;
    }
    for (float weight : weights) {
      if (weight > 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Picks weights.
   *
   * @param indices of which examples
   * @return a copy of their weights, in that order; null if all count the same
   */
  public float @Nullable [] weights(int[] indices) {
    if (weights == null) {
      return null;
    }
    float[] picked = new float[indices.length];
    for (int i = 0; i < indices.length; i++) {
      picked[i] = weights[indices[i]];
    }
    return picked;
  }
}
