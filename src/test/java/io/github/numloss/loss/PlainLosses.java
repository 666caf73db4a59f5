package io.github.numloss.loss;

import io.github.numloss.classes.ClassValues;
import java.util.stream.IntStream;

/** The losses' formulas in plain double arithmetic, each summed as its paper writes it. */
final class PlainLosses {
  private PlainLosses() {}

  /**
   * Computes the loss of an image on the cross-entropy as the head's own loss.
   *
   * @param logs logarithms of the probabilities
   */
  static double perImage(Loss loss, double[] logs, int y, ClassValues values) {
    double[] p = IntStream.range(0, logs.length).mapToDouble(i -> Math.exp(logs[i])).toArray();
    double own = -logs[y];
    double unit = (values.at(p.length - 1) - (double) values.at(0)) / (p.length - 1);
    double[] v =
        IntStream.range(0, p.length)
            .mapToDouble(i -> (values.at(i) - values.at(0)) / unit)
            .toArray();
    double offset = sum(p.length, i -> p[i] * v[i]) - v[y];
    if (loss instanceof CrossEntropy || loss instanceof OwnLoss) {
      return own;
    } else if (loss instanceof NumericLoss numeric) {
      return numeric.alpha() * unit * Math.abs(offset);
    } else if (loss instanceof CombinedLoss combined) {
      return combined.beta() * own
          + (1 - combined.beta()) * combined.alpha() * unit * Math.abs(offset);
    } else if (loss instanceof ExpectedAbsoluteError it) {
      return it.own() * own + it.weight() * cumulative(p, v, y, Math::abs);
    } else if (loss instanceof ExpectedSquaredError it) {
      return it.own() * own
          + it.weight() * sum(p.length, i -> p[i] * (v[i] - v[y]) * (v[i] - v[y]));
    } else if (loss instanceof SquaredExpectation it) {
      return it.own() * own + it.weight() * offset * offset;
    } else if (loss instanceof Crps it) {
      return it.own() * own + it.weight() * cumulative(p, v, y, x -> x * x);
    } else if (loss instanceof SoftLabels it) {
      double[] q = softLabels(it, v, y);
      return it.own() * own - it.weight() * sum(p.length, i -> q[i] * logs[i]);
    } else if (loss instanceof ClassDistance it) {
      return it.own() * own
          - it.weight()
              * sum(
                  p.length,
                  i ->
                      Math.pow(Math.abs(v[i] - v[y]), it.alpha())
                          * Math.log(
                              it.margin() == 0
                                  ? sum(p.length, j -> j == i ? 0 : p[j])
                                  : Math.min(1 - p[i] + it.margin(), 1)));
    } else if (loss instanceof Slace it) {
      double[] d = slaceDistances(it, v, y);
      double all = sum(p.length, i -> Math.exp(-it.alpha() * d[i]));
      return it.own() * own
          - it.weight()
              * sum(
                  p.length,
                  i ->
                      Math.exp(-it.alpha() * d[i])
                          / all
                          * Math.log(sum(p.length, j -> d[j] <= d[i] + 1e-9 ? p[j] : 0)));
    } else if (loss instanceof MeanVariance it) {
      double mean = sum(p.length, i -> p[i] * v[i]);
      return it.own() * own
          + it.mean() * 0.5 * offset * offset
          + it.variance() * sum(p.length, i -> p[i] * (v[i] - mean) * (v[i] - mean));
    } else if (loss instanceof UnimodalHinge it) {
      return it.own() * own
          - it.entropy() * sum(p.length, i -> p[i] * logs[i])
          + it.weight()
              * sum(
                  p.length - 1,
                  k -> Math.max(0, it.margin() + (k >= y ? 1 : -1) * (p[k + 1] - p[k])));
    } else if (loss instanceof DldlV2 it) {
      double all = sum(p.length, i -> gauss(v[i] - v[y], it.sigma()));
      return it.own() * own
          - it.weight() * sum(p.length, i -> gauss(v[i] - v[y], it.sigma()) / all * logs[i])
          + it.lambda() * Math.abs(offset);
    }
    throw new IllegalArgumentException("write the formula of " + loss + " here");
  }

  /** Computes the kappa loss of a batch, from the weighted matrix of truth and probabilities. */
  static double kappa(double[][] p, int[] labels, double[] weights, ClassValues values) {
    int classes = values.count();
    double[][] observed = new double[classes][classes];
    double images = 0;
    for (int b = 0; b < p.length; b++) {
      images += weights[b];
      for (int j = 0; j < classes; j++) {
        observed[labels[b]][j] += weights[b] * p[b][j];
      }
    }
    double disagreement = 0;
    double byChance = 0;
    for (int i = 0; i < classes; i++) {
      for (int j = 0; j < classes; j++) {
        int row = i;
        int column = j;
        double a = sum(classes, k -> observed[row][k]);
        double b = sum(classes, k -> observed[k][column]);
        double cost = Math.pow(values.at(i) - (double) values.at(j), 2);
        disagreement += cost * observed[i][j];
        byChance += cost * a * b / images;
      }
    }
    return disagreement / byChance;
  }

  private static double cumulative(
      double[] p, double[] v, int y, java.util.function.DoubleUnaryOperator norm) {
    return sum(
        p.length - 1,
        k ->
            (v[k + 1] - v[k])
                * norm.applyAsDouble(
                    sum(k + 1, i -> p[i]) - (k >= y ? sum(p.length, i -> p[i]) : 0)));
  }

  private static double gauss(double d, double sigma) {
    return Math.exp(-d * d / (2 * sigma * sigma));
  }

  private static double[] slaceDistances(Slace loss, double[] v, int y) {
    return IntStream.range(0, v.length)
        .mapToDouble(
            i ->
                switch (loss.distance()) {
                  case VALUES -> Math.abs(v[i] - v[y]);
                  case RANKS -> Math.abs(i - y);
                  case EQUAL_COUNTS -> Math.log((0.5 + Math.abs(i - y)) / 0.5);
                })
        .toArray();
  }

  /** Beta and triangular labels are compared with SciPy's in a test of their own. */
  private static double[] softLabels(SoftLabels loss, double[] v, int y) {
    double[] q =
        switch (loss.rule()) {
          case SORD -> normal(v, y, d -> Math.exp(-loss.alpha() * Math.pow(d, loss.power())));
          case GAUSSIAN -> normal(v, y, d -> gauss(d, loss.sigma()));
          case EXPONENTIAL -> normal(v, y, d -> Math.exp(-Math.pow(d, loss.power()) / loss.tau()));
          case GEOMETRIC -> {
            double[] others = normal(v, y, d -> d == 0 ? 0 : Math.pow(loss.alpha(), d));
            yield IntStream.range(0, v.length)
                .mapToDouble(i -> i == y ? 1 - loss.alpha() : loss.alpha() * others[i])
                .toArray();
          }
          case BINOMIAL -> binomial(v.length - 1, 0.1 + 0.8 * y / (v.length - 1));
          case BETA, TRIANGULAR -> loss.rule().distributions(Spacing.of(floats(v)), loss)[y];
        };
    return IntStream.range(0, v.length)
        .mapToDouble(i -> (i == y ? 1 - loss.eta() : 0) + loss.eta() * q[i])
        .toArray();
  }

  private static double[] binomial(int trials, double p) {
    double[] masses = {1};
    for (int trial = 0; trial < trials; trial++) {
      double[] next = new double[masses.length + 1];
      for (int i = 0; i < masses.length; i++) {
        next[i] += (1 - p) * masses[i];
        next[i + 1] += p * masses[i];
      }
      masses = next;
    }
    return masses;
  }

  private static ClassValues floats(double[] v) {
    float[] values = new float[v.length];
    for (int i = 0; i < v.length; i++) {
      values[i] = (float) v[i];
    }
    return ClassValues.of(values);
  }

  private static double[] normal(double[] v, int y, java.util.function.DoubleUnaryOperator shape) {
    double all = sum(v.length, i -> shape.applyAsDouble(Math.abs(v[i] - v[y])));
    return IntStream.range(0, v.length)
        .mapToDouble(i -> shape.applyAsDouble(Math.abs(v[i] - v[y])) / all)
        .toArray();
  }

  private static double sum(int count, java.util.function.IntToDoubleFunction term) {
    return IntStream.range(0, count).mapToDouble(term).sum();
  }
}
