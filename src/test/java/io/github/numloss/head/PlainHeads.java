package io.github.numloss.head;

import io.github.numloss.classes.ClassValues;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Heads as their formulas are written, in double: right for outputs that are not far from 0. */
final class PlainHeads {
  private final Head head;
  private final ClassValues values;
  private final int classes;

  PlainHeads(Head head, ClassValues values) {
    this.head = head;
    this.values = values;
    classes = values.count();
  }

  /** Gives the probabilities of one image. */
  double[] probabilities(double[] z, double[][] weights) {
    if (head instanceof Softmax) {
      return softmax(z);
    } else if (head instanceof Corn) {
      return chain(z, +1);
    } else if (head instanceof StickBreaking) {
      return chain(z, -1);
    } else if (head instanceof Coral) {
      return differences(coral(z[0], weights));
    } else if (head instanceof OrCnn) {
      return differences(runningMinimum(sigmoids(z)));
    } else if (head instanceof CumulativeLink link) {
      return cumulative(link, z[0], weights);
    } else if (head instanceof Binomial) {
      return binomial(sigmoid(z[0]));
    } else if (head instanceof Poisson) {
      return poisson(softplus(z[0]), 1 / softplus(weights[0][0]));
    } else if (head instanceof Unimodal) {
      return unimodal(z);
    } else if (head instanceof DiscretizedLogistic) {
      return discretizedLogistic(z[0], z[1]);
    }
    throw new AssertionError("write down the formula of " + head);
  }

  private double[] discretizedLogistic(double mean, double narrow) {
    double first = values.at(0);
    double last = values.at(classes - 1);
    double unit = (last - first) / (classes - 1);
    double start = Math.log(Math.expm1(6.0 / classes));
    double[] above = new double[classes - 1];
    for (int k = 0; k < above.length; k++) {
      double cut = ((double) values.at(k) + values.at(k + 1) - first - last) / 2 / unit;
      above[k] = sigmoid((mean - cut) * softplus(narrow + start));
    }
    return differences(above);
  }

  /** Gives the own loss of one image. */
  double ownLoss(double[] z, double[][] weights, int label) {
    if (head instanceof Coral) {
      return binaryCrossEntropies(coral(z[0], weights), label);
    } else if (head instanceof OrCnn) {
      return binaryCrossEntropies(sigmoids(z), label);
    }
    return -Math.log(probabilities(z, weights)[label]);
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  static double softplus(double x) {
    return Math.log1p(Math.exp(x));
  }

  private static double[] sigmoids(double[] z) {
    double[] s = new double[z.length];
    for (int k = 0; k < z.length; k++) {
      s[k] = sigmoid(z[k]);
    }
    return s;
  }

  private static double[] softmax(double[] z) {
    double[] p = new double[z.length];
    double sum = 0;
    for (int k = 0; k < z.length; k++) {
      p[k] = Math.exp(z[k]);
      sum += p[k];
    }
    for (int k = 0; k < z.length; k++) {
      p[k] /= sum;
    }
    return p;
  }

  private double[] chain(double[] z, int sign) {
    double[] p = new double[classes];
    double left = 1;
    for (int k = 0; k < classes - 1; k++) {
      double goOn = sigmoid(sign * z[k]);
      p[k] = left * (1 - goOn);
      left *= goOn;
    }
    p[classes - 1] = left;
    return p;
  }

  private static double[] thresholds(double[] raw) {
    double[] theta = new double[raw.length];
    theta[0] = raw[0];
    for (int k = 1; k < raw.length; k++) {
      theta[k] = theta[k - 1] + softplus(raw[k]);
    }
    return theta;
  }

  private static double[] coral(double f, double[][] weights) {
    double[] theta = thresholds(weights[0]);
    double[] above = new double[theta.length];
    for (int k = 0; k < above.length; k++) {
      above[k] = sigmoid(f - theta[k]);
    }
    return above;
  }

  private double[] differences(double[] above) {
    double[] p = new double[classes];
    for (int k = 0; k < classes; k++) {
      p[k] = (k == 0 ? 1 : above[k - 1]) - (k == classes - 1 ? 0 : above[k]);
    }
    return p;
  }

  private static double[] runningMinimum(double[] s) {
    double[] lowest = s.clone();
    for (int k = 1; k < s.length; k++) {
      lowest[k] = Math.min(lowest[k], lowest[k - 1]);
    }
    return lowest;
  }

  private static double binaryCrossEntropies(double[] above, int label) {
    double sum = 0;
    for (int k = 0; k < above.length; k++) {
      sum -= label > k ? Math.log(above[k]) : Math.log1p(-above[k]);
    }
    return sum;
  }

  private double[] cumulative(CumulativeLink head, double f, double[][] weights) {
    double[] theta =
        head.thresholds() == Thresholds.Spacing.FREE
            ? thresholds(weights[0])
            : equidistant(weights[0][0], softplus(weights[1][0]));
    double[] above = new double[theta.length];
    for (int k = 0; k < above.length; k++) {
      double x = theta[k] - f;
      above[k] =
          switch (head.link()) {
            case LOGIT -> sigmoid(-x);
            case PROBIT -> NormalDistribution.of(0, 1).survivalProbability(x);
            case CLOGLOG -> Math.exp(-Math.exp(x));
          };
    }
    return differences(above);
  }

  /** The shift is where the mean of the middles lies, and the unit the mean distance of values. */
  private double[] equidistant(double shift, double scale) {
    double mean = 0;
    for (int k = 0; k < classes - 1; k++) {
      mean += ((double) values.at(k) + values.at(k + 1)) / 2 / (classes - 1);
    }
    double unit = ((double) values.at(classes - 1) - values.at(0)) / (classes - 1);
    double[] theta = new double[classes - 1];
    for (int k = 0; k < classes - 1; k++) {
      double middle = ((double) values.at(k) + values.at(k + 1)) / 2;
      theta[k] = shift + scale * (middle - mean) / unit;
    }
    return theta;
  }

  private double[] binomial(double success) {
    double[] p = new double[classes];
    double ways = 1;
    for (int k = 0; k < classes; k++) {
      p[k] = ways * Math.pow(success, k) * Math.pow(1 - success, classes - 1 - k);
      ways = ways * (classes - 1 - k) / (k + 1);
    }
    return p;
  }

  private double[] poisson(double lambda, double tau) {
    double[] logits = new double[classes];
    double factorial = 1;
    for (int k = 0; k < classes; k++) {
      factorial *= Math.max(1, k);
      logits[k] = (k * Math.log(lambda) - Math.log(factorial)) / tau;
    }
    return softmax(logits);
  }

  private double[] unimodal(double[] z) {
    double[] logits = new double[classes];
    double place = z[0];
    for (int k = 0; k < classes; k++) {
      place += k == 0 ? 0 : Math.abs(z[k]);
      logits[k] = -Math.abs(place);
    }
    return softmax(logits);
  }
}
