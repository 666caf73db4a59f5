package io.github.numloss.decode;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.numloss.check.Check;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.classes.Costs;
import org.jspecify.annotations.Nullable;

/**
 * The class whose expected cost is least, {@code argmin_j Σ_i p_i · c_ij}, the lowest of several:
 * Bayes' rule for any costs.
 *
 * @param costs what wrong answers cost; null if that is not known yet
 */
public record LeastCost(@JsonSetter(nulls = Nulls.SET) @Nullable Costs costs)
    implements ClassDecoder {
  @Override
  public int decode(Predictions predictions, int image, ClassValues classValues) {
    predictions.requireFit(classValues);
    if (costs == null) {
      throw new IllegalStateException("it is not known what wrong answers cost");
    }
    Check.that(
        costs.classes() == predictions.classes(),
        "costs of %d classes for predictions of %d classes",
        costs.classes(),
        predictions.classes());
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int answer = 0; answer < costs.classes(); answer++) {
      double expected = 0;
      for (int trueClass = 0; trueClass < costs.classes(); trueClass++) {
        expected += predictions.at(image, trueClass) * costs.at(trueClass, answer);
      }
      if (expected < least) {
        least = expected;
        best = answer;
      }
    }
    return best;
  }

  @Override
  public boolean lacksCosts() {
    return costs == null;
  }

  @Override
  public Decoder with(Costs others) {
    return new LeastCost(others);
  }
}
