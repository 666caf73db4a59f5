package io.github.numloss.decode;

import io.github.numloss.check.Check;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Npy;
import io.github.numloss.io.NpyArray.FloatArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * The probability of each class for each of some images.
 *
 * @param classes number of classes K, at least 2
 * @param probabilities [count, classes] in row-major order, each row a distribution; not copied
 */
public record Predictions(int classes, float[] probabilities) {
  private static final double VALUE_TOLERANCE = 1e-6;

  /**
   * Rounding a row to bfloat16, which keeps 8 bits, moves its sum by up to 2^-8; the rest is for a
   * softmax that was computed in it.
   */
  private static final double SUM_TOLERANCE = 0x1p-7;

  /**
   * Checks the sizes and that each row is a distribution, as near as bfloat16 can have it.
   *
   * @throws IllegalArgumentException if there isn't a whole number of rows, at least one, or a
   *     probability is not within 1e-6 of 0 … 1, or a row doesn't sum to 1 within 2^-7; the message
   *     names the row
   */
  public Predictions {
    Check.that(classes >= 2, "%d classes, expected at least 2", classes);
    Check.that(
        probabilities.length > 0 && probabilities.length % classes == 0,
        "%d probabilities, expected one row or more of %d",
        probabilities.length,
        classes);
    for (int i = 0; i < probabilities.length / classes; i++) {
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        float probability = probabilities[i * classes + k];
        // So that NaN is refused too.
        if (!(probability >= -VALUE_TOLERANCE && probability <= 1 + VALUE_TOLERANCE)) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "row %d: the probability of class %d is %s, expected 0 to 1",
                  i,
                  k,
                  probability));
        }
        sum += probability;
      }
      Check.that(
          Math.abs(sum - 1) <= SUM_TOLERANCE,
          "row %d: the probabilities sum to %s, expected 1",
          i,
          sum);
    }
  }

  /**
   * Gives the number of images.
   *
   * @return how many, at least 1
   */
  public int count() {
    return probabilities.length / classes;
  }

  /**
   * Gives the probability of a class for an image.
   *
   * @param image 0 … count − 1
   * @param classIndex 0 … classes − 1
   * @return the probability
   */
  public float at(int image, int classIndex) {
    return probabilities[image * classes + classIndex];
  }

  /**
   * Gives the probabilities of one image.
   *
   * @param image 0 … count − 1
   * @return a copy of its row, [1, K]
   */
  public Predictions select(int image) {
    return new Predictions(
        classes, Arrays.copyOfRange(probabilities, image * classes, (image + 1) * classes));
  }

  /**
   * Gives the sum of the probabilities of an image, in double.
   *
   * @param image 0 … count − 1
   * @return the sum; 1 but for rounding to float32 or bfloat16
   */
  public double total(int image) {
    double total = 0;
    for (int k = 0; k < classes; k++) {
      total += at(image, k);
    }
    return total;
  }

  /**
   * Requires class values of as many classes.
   *
   * @param classValues the number that each class stands for
   * @throws IllegalArgumentException if there are more or fewer
   */
  void requireFit(ClassValues classValues) {
    Check.that(
        classes == classValues.count(),
        "%d class values for predictions of %d classes",
        classValues.count(),
        classes);
  }

  /**
   * Writes the probabilities as a NumPy file, float32 [count, classes].
   *
   * @param file the file, replaced if it exists
   * @throws IOException if it can't be written
   */
  public void toNpy(Path file) throws IOException {
    Npy.write(file, new FloatArray(new int[] {count(), classes}, probabilities));
  }

  /**
   * Reads the probabilities from a NumPy file, float32 [count, classes].
   *
   * @param file the file
   * @return the predictions
   * @throws DataException if there is no such file, or it doesn't hold predictions
   * @throws IOException if it can't be read
   */
  public static Predictions fromNpy(Path file) throws IOException {
    FloatArray array = Npy.read(file, FloatArray.class);
    if (array.shape().length != 2) {
      throw new DataException(
          file,
          String.format(
              Locale.ROOT,
              "header field shape has %d dimensions, expected 2: images and classes",
              array.shape().length));
    }
    try {
      return new Predictions(array.shape()[1], array.values());
    } catch (IllegalArgumentException e) {
      throw new DataException(file, String.valueOf(e.getMessage()), e);
    }
  }
}
