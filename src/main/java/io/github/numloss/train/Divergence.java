package io.github.numloss.train;

import io.github.numloss.classes.ClassValues;
import java.util.ArrayList;
import java.util.List;

/** What to try where a training came to numbers that are none. */
final class Divergence {
  private static final double FAST = 1;

  private Divergence() {}

  /**
   * Names what is out of the ordinary in a training: what makes its loss steep; where nothing does,
   * the learning rate is too large for this network and data.
   */
  static String advice(TrainConfig config, ClassValues values) {
    List<String> smaller = new ArrayList<>(config.loss().calmer(values));
    double rate = config.optimizer().learningRate();
    if (smaller.isEmpty() || rate > FAST) {
      smaller.add("a smaller learning rate than " + rate);
    }
    return "try " + String.join(", or ", smaller);
  }
}
