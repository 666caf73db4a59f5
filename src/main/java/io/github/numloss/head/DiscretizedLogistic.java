package io.github.numloss.head;

import io.github.numloss.classes.ClassValues;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A logistic distribution over the numbers, cut into the classes half-way between neighbouring
 * class values (Salimans, Karpathy, Chen and Kingma, "PixelCNN++", 2017, for the values of a
 * pixel): one output for its mean and one for how narrow it is, so that the network says for each
 * image how sure it is. The classes at both ends have the tails. Its own loss is the cross-entropy.
 *
 * <p>The mean z_1 is counted from the middle of the class values, in units of the mean distance
 * between neighbours. The distribution narrows with softplus(z_2 + b); b makes it about as wide as
 * all classes where the outputs are 0.
 */
public record DiscretizedLogistic() implements Head {
  /** The classes a unit of the narrowness spans at the start. */
  private static final double SPAN = 6;

  @Override
  public int outputs(int classes) {
    return 2;
  }

  @Override
  public Distribution distribution(Ops tf, HeadInputs inputs) {
    float[] cuts = cuts(inputs.classValues());
    float[] gaps = new float[cuts.length - 1];
    for (int k = 0; k < gaps.length; k++) {
      gaps[k] = cuts[k + 1] - cuts[k];
    }
    int classes = inputs.classValues().count();
    Operand<TFloat32> mean = StableLogs.columns(tf, inputs.outputs(), 0, 1);
    Operand<TFloat32> start = tf.constant((float) Thresholds.inverseSoftplus(SPAN / classes));
    Operand<TFloat32> narrowness =
        tf.math.softplus(tf.math.add(StableLogs.columns(tf, inputs.outputs(), 1, 1), start));
    Operand<TFloat32> thresholds = tf.math.mul(tf.math.sub(tf.constant(cuts), mean), narrowness);
    Operand<TFloat32> logGaps =
        gaps.length == 0
            ? null
            : StableLogs.logOneMinusExpMinus(tf, tf.math.mul(narrowness, tf.constant(gaps)));
    return StableLogs.distribution(tf, StableLogs.logistic(tf, thresholds, logGaps));
  }

  /** Gives the middles between neighbours, from the middle of all, in mean distances. */
  private static float[] cuts(ClassValues values) {
    int classes = values.count();
    double lowest = values.at(0);
    double highest = values.at(classes - 1);
    double unit = (highest - lowest) / (classes - 1);
    float[] cuts = new float[classes - 1];
    for (int k = 0; k < cuts.length; k++) {
      double middle = ((double) values.at(k) + values.at(k + 1)) / 2;
      cuts[k] = (float) ((middle - (lowest + highest) / 2) / unit);
    }
    return cuts;
  }
}
