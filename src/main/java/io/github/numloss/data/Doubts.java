package io.github.numloss.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is allowed in data, and yet hardly meant. */
public final class Doubts {
  /** Digits of another well-known set have pixels of 0 to 16. */
  private static final int UNSCALED = 16;

  private Doubts() {}

  /**
   * Looks at the data of a training.
   *
   * @param train the training images
   * @param test the test images
   * @param validation the share of the training images that is to be held back, from 0 to below 1
   * @param heldBack how many that makes
   * @return sentences for people, without full stops; none if there is nothing to say
   */
  public static List<String> of(Examples train, Examples test, double validation, int heldBack) {
    List<String> doubts = new ArrayList<>();
    String missing = classesWithoutImage(train);
    if (!missing.isEmpty()) {
      doubts.add("there is no training image of %s, which can't be learned".formatted(missing));
    }
    int brightest = train.inputs() instanceof Images images ? brightest(images) : UNSCALED + 1;
    if (brightest <= UNSCALED) {
      doubts.add(
          String.format(
              Locale.ROOT,
              "no pixel of the training images is above %d, of 0 to 255; scale them if they were made"
                  + " with another range",
              brightest));
    }
    if (areSame(train.inputs(), test.inputs())) {
      doubts.add(
          "the test images are the training images, so that the measures say nothing of new ones");
    }
    if (validation > 0 && heldBack == 0) {
      doubts.add(
          String.format(
              Locale.ROOT,
              "a share of %s of %d images %s, so that none is held back for validation",
              validation,
              train.count(),
              train.holdBack() == null ? "rounds to none" : "in so few groups is nearest to none"));
    }
    return doubts;
  }

  private static String classesWithoutImage(Examples images) {
    boolean[] isThere = new boolean[images.classValues().count()];
    for (int i = 0; i < images.count(); i++) {
      isThere[images.label(i)] = true;
    }
    return IntStream.range(0, isThere.length)
        .filter(k -> !isThere[k])
        .mapToObj(k -> "class %s (%s)".formatted(k, images.classValues().at(k)))
        .collect(Collectors.joining(", "));
  }

  /** Finds the brightest pixel, or one that is bright enough. */
  private static int brightest(Images images) {
    int brightest = 0;
    for (int i = 0; i < images.count() && brightest <= UNSCALED; i++) {
      for (byte pixel : images.bytes(i, 1)) {
        brightest = Math.max(brightest, Byte.toUnsignedInt(pixel));
      }
    }
    return brightest;
  }

  private static boolean areSame(Inputs train, Inputs test) {
    if (train.count() != test.count() || !train.shape().equals(test.shape())) {
      return false;
    }
    for (int i = 0; i < train.count(); i++) {
      if (!Arrays.equals(train.numbers(i, 1), test.numbers(i, 1))) {
        return false;
      }
    }
    return true;
  }
}
