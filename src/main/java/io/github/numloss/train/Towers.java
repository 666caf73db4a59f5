package io.github.numloss.train;

import io.github.numloss.model.DropoutNoise;
import io.github.numloss.model.DropoutNoise.Rows;
import io.github.numloss.model.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/**
 * A network built several times over the same weights, each for its part of a batch, so that the
 * parts are computed side by side with a thread each: for networks as small as these that is faster
 * than to split each operation among the threads, which then wait for each other at its end.
 */
final class Towers {
  private final Ops tf;
  private final Network network;
  private final Map<String, ? extends Operand<TFloat32>> weights;
  private final long seed;
  private final Operand<TInt64> step;

  /**
   * Settles what the towers have in common.
   *
   * @param tf builds the operations
   * @param network the network
   * @param weights its weights by their full names
   * @param seed the trial's seed
   * @param step a scalar, the number of the training step
   */
  Towers(
      Ops tf,
      Network network,
      Map<String, ? extends Operand<TFloat32>> weights,
      long seed,
      Operand<TInt64> step) {
    this.tf = tf;
    this.network = network;
    this.weights = weights;
    this.seed = seed;
    this.step = step;
  }

  /**
   * Adds the towers to the graph.
   *
   * @param images [B,H,W], the batch, at least one image
   * @param count the number of towers
   * @return the logits, [B,K]: but for rounding those of a single network
   */
  Operand<TFloat32> logits(Operand<TUint8> images, int count) {
    Operand<TInt32> zero = tf.constant(0);
    Operand<TInt32> all = tf.constant(-1);
    Operand<TInt32> batch = tf.gather(tf.shape(images), zero, zero);
    if (count == 1) {
      return tower(tf, images, weights, new Rows(zero, batch, batch));
    }
    List<Operand<TFloat32>> parts = new ArrayList<>();
    Operand<TInt32> first = zero;
    for (int number = 1; number <= count; number++) {
      Operand<TInt32> end =
          tf.math.floorDiv(tf.math.mul(batch, tf.constant(number)), tf.constant(count));
      Operand<TInt32> size = tf.math.sub(end, first);
      // Not every operation takes a batch of no images: a tower that gets none computes one in
      // vain.
      Rows rows = new Rows(first, tf.math.maximum(size, tf.constant(1)), batch);
      Ops own = tf.withSubScope("tower_" + number);
      Operand<TFloat32> logits = tower(own, part(images, rows), aliases(own), rows);
      parts.add(own.slice(logits, own.stack(List.of(zero, zero)), own.stack(List.of(size, all))));
      first = end;
    }
    return tf.concat(parts, zero);
  }

  private Operand<TFloat32> tower(
      Ops own,
      Operand<TUint8> images,
      Map<String, ? extends Operand<TFloat32>> ownWeights,
      Rows rows) {
    Operand<TFloat32> pixels = own.dtypes.cast(images, TFloat32.class);
    return network.logits(own, pixels, ownWeights, new DropoutNoise(seed, step, rows));
  }

  private Operand<TUint8> part(Operand<TUint8> images, Rows rows) {
    Operand<TInt32> zero = tf.constant(0);
    Operand<TInt32> all = tf.constant(-1);
    return tf.slice(
        images,
        tf.stack(List.of(rows.first(), zero, zero)),
        tf.stack(List.of(rows.count(), all, all)));
  }

  /** Lets the autodiff add up the gradients of a weight's uses within the tower first. */
  private Map<String, Operand<TFloat32>> aliases(Ops own) {
    Map<String, Operand<TFloat32>> aliases = new LinkedHashMap<>();
    weights.forEach((name, weight) -> aliases.put(name, own.identity(weight)));
    return aliases;
  }
}
