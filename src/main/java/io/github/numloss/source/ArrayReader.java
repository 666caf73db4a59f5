package io.github.numloss.source;

import io.github.numloss.data.Features;
import io.github.numloss.data.Images;
import io.github.numloss.data.Inputs;
import io.github.numloss.data.Pixels;
import io.github.numloss.io.NumberArray;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads examples from arrays whose names say what they hold. */
final class ArrayReader {
  private final ArraySet arrays;
  private final TableDescription description;

  ArrayReader(ArraySet arrays, TableDescription description) {
    this.arrays = arrays;
    this.description = description;
  }

  /** Reads pictures or features. */
  Inputs inputs(String name) throws IOException {
    NumberArray array = arrays.get(name);
    int[] shape = array.shape();
    if (shape.length < 2 || shape.length > 4) {
      throw array.fault(
          "found %s, expected pictures [N,H,W] or [N,H,W,C], or features [N,D]%s"
              .formatted(
                  array.shapeText(),
                  shape.length == 1 ? "; for one feature save x.reshape(-1, 1)" : ""));
    }
    if (array.count() == 0) {
      throw array.fault("found %s, expected at least one example".formatted(array.shapeText()));
    }
    if (shape.length == 2 && description.height() == 0) {
      return features(array);
    }
    if (shape.length == 2) {
      return rows(array);
    }
    int channels = shape.length == 3 ? 1 : shape[3];
    if (channels != 1 && channels != 3 && channels != 4) {
      throw array.fault(
          String.format(
              Locale.ROOT,
              "found %s, expected the last dimension to be 1, 3 or 4 channels%s",
              array.shapeText(),
              shape[1] == 1 || shape[1] == 3
                  ? "; if they come first, save numpy.transpose(x, (0, 2, 3, 1))"
                  : ""));
    }
    return new Images(shape[0], shape[1], shape[2], channels, Pixels.of(array.pixels()));
  }

  private Images rows(NumberArray array) throws IOException {
    int[] shape = array.shape();
    long size = (long) description.height() * description.width() * description.channels();
    if (shape[1] != size) {
      throw array.fault(
          String.format(
              Locale.ROOT,
              "found %s, expected %d x %d x %d pixels in a row, as the size says",
              array.shapeText(),
              description.height(),
              description.width(),
              description.channels()));
    }
    return new Images(
        shape[0],
        description.height(),
        description.width(),
        description.channels(),
        Pixels.of(array.pixels()));
  }

  private Features features(NumberArray array) throws IOException {
    float[] values = array.floats();
    if (!description.keepsMissing()) {
      for (int i = 0; i < values.length; i++) {
        if (Float.isNaN(values[i])) {
          throw array.fault(
              "element %s is not a number, expected one; remove the row, or say how to fill it"
                      .formatted(array.place(i))
                  + " with --missing mean, median or a number");
        }
      }
    }
    return new Features(array.shape()[0], array.shape()[1], values);
  }

  /** Reads what is to be learned. */
  double[] targets(String name, int count) throws IOException {
    double[] targets = perExample(arrays.get(name), count);
    for (int i = 0; i < targets.length; i++) {
      if (!Double.isFinite(targets[i])) {
        throw arrays
            .get(name)
            .fault(
                String.format(
                    Locale.ROOT,
                    "element [%d] is %s, expected a finite number; remove the example",
                    i,
                    targets[i]));
      }
      // Zeros of two signs are one value.
      targets[i] += 0.0;
    }
    return targets;
  }

  /** Reads what each example counts. */
  float @Nullable [] weights(@Nullable String name, int count) throws IOException {
    if (name == null) {
      return null;
    }
    double[] values = perExample(arrays.get(name), count);
    float[] weights = new float[count];
    for (int i = 0; i < count; i++) {
      weights[i] = (float) values[i];
      if (!(weights[i] >= 0 && weights[i] <= Float.MAX_VALUE)) {
        throw arrays
            .get(name)
            .fault(
                String.format(
                    Locale.ROOT,
                    "element [%d] is %s, expected a weight of at least 0",
                    i,
                    values[i]));
      }
    }
    return weights;
  }

  /** Reads what examples have in common. */
  String @Nullable [] groups(@Nullable String name, int count) throws IOException {
    if (name == null) {
      return null;
    }
    double[] values = perExample(arrays.get(name), count);
    String[] groups = new String[count];
    for (int i = 0; i < count; i++) {
      groups[i] = values[i] == (long) values[i] ? Long.toString((long) values[i]) : "" + values[i];
    }
    return groups;
  }

  private static double[] perExample(NumberArray array, int count) throws IOException {
    int[] shape = array.shape();
    boolean isColumn = shape.length == 2 && shape[1] == 1;
    if (shape.length != 1 && !isColumn) {
      throw array.fault(
          "found %s, expected one number for each example%s"
              .formatted(
                  array.shapeText(),
                  shape.length == 2 ? "; if each row has a single 1, save y.argmax(axis=1)" : ""));
    }
    if (shape[0] != count) {
      throw array.fault(
          String.format(
              Locale.ROOT,
              "found %d numbers, expected one for each of the %d examples",
              shape[0],
              count));
    }
    return array.doubles();
  }
}
