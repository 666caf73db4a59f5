package io.github.numloss.layer;

import io.github.numloss.check.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;

/**
 * Batch normalization (Ioffe and Szegedy 2015, algorithms 1 and 2), of each of D numbers or of each
 * channel: [D] or [H,W,C] to the same.
 *
 * <pre>
 * output = gamma · (input − mean) / √(variance + epsilon) + beta
 * moving ← momentum · moving + (1 − momentum) · the batch's
 * </pre>
 *
 * <p>In training mean and variance are those of the whole batch, in however many parts it is
 * computed; otherwise they are moving averages, which every step of a training moves on. As in
 * Keras, the variance that is averaged is the batch's own, which divides by the number of values
 * rather than by one less.
 *
 * @param momentum the share of the moving averages that a step keeps, at least 0 and below 1
 * @param epsilon what is added to the variance, above 0
 */
public record BatchNorm(double momentum, double epsilon) implements Layer {
  /** Checks the ranges. */
  public BatchNorm {
    Check.that(
        momentum >= 0 && momentum < 1,
        "momentum is %s, expected a number of at least 0 and below 1",
        momentum);
    Check.that(
        epsilon > 0 && Double.isFinite(epsilon),
        "epsilon is %s, expected a finite number above 0",
        epsilon);
  }

  @Override
  public Shape output(Shape input) {
    if (input.numDimensions() != 1) {
      Layer.requireRank(this, input, 3, "a vector, or rows, columns and channels");
    }
    return input;
  }

  @Override
  public List<Weight> weights(Shape input) {
    Shape channels = Shape.of(channels(input));
    return List.of(
        new Weight("gamma", channels, Initializer.constant(1)),
        new Weight("beta", channels, Initializer.zeros()),
        new Weight("moving_mean", channels, Initializer.zeros(), false),
        new Weight("moving_variance", channels, Initializer.constant(1), false));
  }

  /** Adds the layer with its moving averages. */
  @Override
  public Operand<TFloat32> build(
      Ops tf,
      Operand<TFloat32> input,
      Shape inputShape,
      List<? extends Operand<TFloat32>> weights,
      @Nullable DropoutNoise noise) {
    Moments moving = new Moments(weights.get(2), weights.get(3));
    return shaped(
        tf,
        normalized(tf, spread(tf, input, inputShape), weights.get(0), weights.get(1), moving),
        inputShape);
  }

  @Override
  public Trainable trainable(
      List<Part> parts, Shape inputShape, List<? extends Operand<TFloat32>> weights) {
    List<Part> spread =
        Part.after(
            parts,
            parts.stream().map(part -> spread(part.tf(), part.input(), inputShape)).toList());
    Ops tf = parts.get(0).tf();
    float places = inputShape.size() / (float) channels(inputShape);
    Moments batch = Moments.of(tf, spread, places, channels(inputShape));
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    for (Part part : spread) {
      outputs.add(
          shaped(
              part.tf(),
              normalized(part.tf(), part.input(), weights.get(0), weights.get(1), batch),
              inputShape));
    }
    BatchNormGradient gradient = new BatchNormGradient(this, spread, places, weights.get(0), batch);
    return new Trainable(
        outputs,
        (ofOutputs, inputToo) -> {
          List<Operand<TFloat32>> of = new ArrayList<>();
          for (int i = 0; i < parts.size(); i++) {
            of.add(spread(parts.get(i).tf(), ofOutputs.get(i), inputShape));
          }
          Trainable.Gradients found = gradient.build(of, inputToo);
          return found.inputs() == null
              ? found
              : new Trainable.Gradients(
                  found.weights(),
                  Part.after(parts, found.inputs()).stream()
                      .map(part -> shaped(part.tf(), part.input(), inputShape))
                      .toList());
        },
        Map.of(
            2, moved(tf, weights.get(2), batch.mean()),
            3, moved(tf, weights.get(3), batch.variance())));
  }

  private Operand<TFloat32> moved(Ops tf, Operand<TFloat32> moving, Operand<TFloat32> batch) {
    return tf.math.add(
        tf.math.mul(moving, tf.constant((float) momentum)),
        tf.math.mul(batch, tf.constant((float) (1 - momentum))));
  }

  /** Mean and variance of each channel, [C] each. */
  record Moments(Operand<TFloat32> mean, Operand<TFloat32> variance) {
    /**
     * Finds those of a whole batch. Each part has its variance about its own mean, and they are put
     * together as of Chan, Golub and LeVeque (1983, equation 1.5b), with nothing that cancels out.
     *
     * @param parts the parts, [B,H,W,C]
     * @param places H · W
     * @param channels C
     */
    static Moments of(Ops tf, List<Part> parts, float places, long channels) {
      Operand<TFloat32> images = Part.sum(tf, parts.stream().map(Part::images).toList());
      List<Operand<TFloat32>> shares = new ArrayList<>();
      List<Moments> own = new ArrayList<>();
      List<Operand<TFloat32>> means = new ArrayList<>();
      for (Part part : parts) {
        Operand<TFloat32> share = tf.math.div(part.images(), images);
        Moments moments = of(part, places, channels);
        shares.add(share);
        own.add(moments);
        means.add(tf.math.mul(moments.mean(), share));
      }
      Operand<TFloat32> mean = Part.sum(tf, means);
      List<Operand<TFloat32>> variances = new ArrayList<>();
      for (int i = 0; i < own.size(); i++) {
        Operand<TFloat32> about =
            tf.math.add(own.get(i).variance(), tf.math.squaredDifference(own.get(i).mean(), mean));
        variances.add(tf.math.mul(about, shares.get(i)));
      }
      return new Moments(mean, Part.sum(tf, variances));
    }

    private static Moments of(Part part, float places, long channels) {
      Ops tf = part.tf();
      Operand<TFloat32> ones = tf.constant(1f);
      Operand<TFloat32> none = tf.constant(new float[0]);
      Operand<TFloat32> scale = tf.fill(tf.constant(new long[] {channels}), ones);
      FusedBatchNorm<TFloat32, TFloat32> found =
          tf.nn.fusedBatchNorm(part.input(), scale, tf.zerosLike(scale), none, none);
      // It gives the variance that divides by one less.
      Operand<TFloat32> values =
          tf.math.mul(tf.math.maximum(part.images(), ones), tf.constant(places));
      Operand<TFloat32> factor = tf.math.div(tf.math.sub(values, ones), values);
      return new Moments(found.batchMean(), tf.math.mul(found.batchVariance(), factor));
    }
  }

  /** Scales and shifts each channel of [B,H,W,C]. */
  Operand<TFloat32> normalized(
      Ops tf,
      Operand<TFloat32> input,
      Operand<TFloat32> scale,
      Operand<TFloat32> offset,
      Moments moments) {
    return tf.nn
        .fusedBatchNorm(
            input,
            scale,
            offset,
            moments.mean(),
            moments.variance(),
            FusedBatchNorm.epsilon((float) epsilon),
            FusedBatchNorm.isTraining(false))
        .y();
  }

  /** Makes a vector one of channels. */
  private static Operand<TFloat32> spread(Ops tf, Operand<TFloat32> numbers, Shape shape) {
    return shape.numDimensions() == 3
        ? numbers
        : tf.reshape(numbers, tf.constant(new long[] {-1, 1, 1, channels(shape)}));
  }

  private static Operand<TFloat32> shaped(Ops tf, Operand<TFloat32> spread, Shape shape) {
    return shape.numDimensions() == 3
        ? spread
        : tf.reshape(spread, tf.constant(new long[] {-1, channels(shape)}));
  }

  private static long channels(Shape input) {
    return input.get(input.numDimensions() - 1);
  }

  /** Scaling and shifting is a product with a weight and a sum for each number. */
  @Override
  public Work work(Shape input) {
    return new Work(Work.products(1, input.size()), 0);
  }

  @Override
  public String description() {
    return "batch-norm, momentum " + momentum;
  }
}
