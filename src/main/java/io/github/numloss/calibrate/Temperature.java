package io.github.numloss.calibrate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.numloss.check.Check;
import io.github.numloss.decode.Predictions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How much less sure predictions should be than they are: {@code p_T ∝ p^(1/T)}, which for a
 * softmax divides its inputs by T (Guo, Pleiss, Sun, Weinberger 2017, equation 9). Above 1 it
 * flattens distributions, below 1 it sharpens them; which class is the most probable does not
 * change. It needs probabilities alone, so that it is the same for every head.
 *
 * <p>A float32 probability can be 0, whose logarithm is none; one below the smallest normal
 * float32, 2^-126, counts as that, as it does in the log loss.
 *
 * @param value the temperature T, {@link #LEAST} to {@link #MOST}
 */
public record Temperature(@JsonValue double value) {
  /** The least temperature, which takes probabilities to their 10th power. */
  public static final double LEAST = 0.1;

  /** The highest temperature, which takes 10th roots of probabilities. */
  public static final double MOST = 10;

  /** The temperature that changes nothing. */
  public static final Temperature NONE = new Temperature(1);

  /** Halves the range of log T until it is below 1e-12. */
  private static final int HALVINGS = 42;

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the temperature is beyond its bounds
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Temperature {
    Check.that(
        value >= LEAST && value <= MOST,
        "the temperature is %s, expected %s to %s",
        value,
        LEAST,
        MOST);
  }

  /**
   * Finds the temperature within the bounds at which the log loss of images is least. The loss is
   * convex in 1/T, so that its slope tells on which side of a temperature the least lies, and
   * halving the range of log T finds it.
   *
   * <p>If no class is more probable than the true one for any image, the loss falls without end as
   * T falls, whatever the probabilities: such images don't tell how sure of wrong answers the
   * predictions are. The temperature is 1 then.
   *
   * @param predictions the probabilities [N, K] of images that were not learned
   * @param labels the true class of each of the N images, below K
   * @param given how much each of the N images counts; null if all count the same
   */
  static Temperature fit(Predictions predictions, int[] labels, float @Nullable [] given) {
    double[][] logs = logs(predictions);
    double[] weights = new double[labels.length];
    Arrays.setAll(weights, i -> given == null ? 1 : given[i]);
    if (isNeverSurpassed(logs, labels, weights)) {
      return NONE;
    }
    if (slope(logs, labels, weights, 1 / MOST) >= 0) {
      return new Temperature(MOST);
    }
    if (slope(logs, labels, weights, 1 / LEAST) <= 0) {
      return new Temperature(LEAST);
    }
    double sharp = Math.log(LEAST);
    double flat = Math.log(MOST);
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (sharp + flat) / 2;
      if (slope(logs, labels, weights, Math.exp(-middle)) > 0) {
        sharp = middle;
      } else {
        flat = middle;
      }
    }
    return new Temperature(Math.exp((sharp + flat) / 2));
  }

  private static boolean isNeverSurpassed(double[][] logs, int[] labels, double[] weights) {
    for (int i = 0; i < labels.length; i++) {
      for (double log : logs[i]) {
        if (weights[i] > 0 && log > logs[i][labels[i]]) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Gives the slope of the log loss, summed by weights, in β = 1/T: of each image {@code Σ_k p_k
   * log p_k,0 − log p_y,0}, with p at this temperature and p_·,0 as predicted. It does not fall as
   * β grows.
   */
  private static double slope(double[][] logs, int[] labels, double[] weights, double beta) {
    double slope = 0;
    for (int i = 0; i < labels.length; i++) {
      double[] heated = heated(logs[i], beta);
      for (int k = 0; k < heated.length; k++) {
        slope += weights[i] * heated[k] * (logs[i][k] - logs[i][labels[i]]);
      }
    }
    return slope;
  }

  /**
   * Changes predictions, computing in double.
   *
   * @param predictions the probabilities [N, K] as the model gives them
   * @return the probabilities [N, K] at this temperature; the same predictions if it is 1
   */
  public Predictions apply(Predictions predictions) {
    if (value == 1) {
      return predictions;
    }
    float[] changed = new float[predictions.probabilities().length];
    double[][] logs = logs(predictions);
    for (int i = 0; i < logs.length; i++) {
      double[] heated = heated(logs[i], 1 / value);
      for (int k = 0; k < heated.length; k++) {
        changed[i * heated.length + k] = (float) heated[k];
      }
    }
    return new Predictions(predictions.classes(), changed);
  }

  private static double[][] logs(Predictions predictions) {
    double[][] logs = new double[predictions.count()][predictions.classes()];
    for (int i = 0; i < logs.length; i++) {
      for (int k = 0; k < logs[i].length; k++) {
        logs[i][k] = Math.log(Math.max(predictions.at(i, k), Float.MIN_NORMAL));
      }
    }
    return logs;
  }

  /** Gives the distribution whose logarithms are these times β, but for a constant. */
  private static double[] heated(double[] logs, double beta) {
    double highest = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      highest = Math.max(highest, log);
    }
    double[] heated = new double[logs.length];
    double sum = 0;
    for (int k = 0; k < logs.length; k++) {
      heated[k] = Math.exp(beta * (logs[k] - highest));
      sum += heated[k];
    }
    for (int k = 0; k < logs.length; k++) {
      heated[k] /= sum;
    }
    return heated;
  }
}
