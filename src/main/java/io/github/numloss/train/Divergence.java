package io.github.numloss.train;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.loss.CrossEntropy;
import io.github.numloss.loss.Loss;
import io.github.numloss.loss.NumericLoss;
import java.util.ArrayList;
import java.util.List;

/** What to try where a training came to numbers that are none. */
final class Divergence {
  /** The numeric part against the cross-entropy, whose gradient is at most 1 an output. */
  private static final double HEAVY = 1000;

  private static final double FAST = 1;

  private Divergence() {}

  /**
   * Names what is out of the ordinary in a training. The largest gradient of the numeric part is
   * its weight times alpha times the distance of the class values; where that is not large, nor the
   * learning rate, the learning rate is too large for this network and data.
   *
   * @param numericAlone whether the cross-entropy is still a number, so that the numeric part is at
   *     fault whatever its weight
   */
  static String advice(TrainConfig config, ClassValues values, boolean numericAlone) {
    double alpha = alpha(config.loss());
    double weight = numericAlone ? 1 : weight(config.loss());
    double lowest = values.at(0);
    double highest = values.at(values.count() - 1);
    List<String> smaller = new ArrayList<>();
    if (alpha * weight * (highest - lowest) > HEAVY) {
      if (alpha > FAST) {
        smaller.add("a smaller alpha than " + alpha);
      }
      if (highest - lowest > HEAVY) {
        smaller.add(
            "class values that are less far apart than %s and %s"
                .formatted(values.at(0), values.at(values.count() - 1)));
      }
    }
    double rate = config.optimizer().learningRate();
    if (smaller.isEmpty() || rate > FAST) {
      smaller.add("a smaller learning rate than " + rate);
    }
    return "try " + String.join(", or ", smaller);
  }

  /** Beside the cross-entropy the numeric loss is measured with the paper's alpha. */
  private static double alpha(Loss loss) {
    if (loss instanceof CombinedLoss combined) {
      return combined.alpha();
    }
    return loss instanceof NumericLoss numeric ? numeric.alpha() : NumericLoss.PAPER_ALPHA;
  }

  private static double weight(Loss loss) {
    if (loss instanceof CombinedLoss combined) {
      return 1 - combined.beta();
    }
    return loss instanceof CrossEntropy ? 0 : 1;
  }
}
