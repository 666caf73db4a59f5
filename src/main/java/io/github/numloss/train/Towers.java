package io.github.numloss.train;

import io.github.numloss.augment.Augmentation;
import io.github.numloss.augment.Augmenter;
import io.github.numloss.layer.DropoutNoise;
import io.github.numloss.layer.DropoutNoise.Rows;
import io.github.numloss.model.Network;
import io.github.numloss.model.TrainableNetwork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/**
 * A network built several times over the same weights, each for its part of a batch, so that the
 * parts are computed side by side with a thread each: for networks as small as these that is faster
 * than to split each operation among the threads, which then wait for each other at its end.
 */
final class Towers {
  private final Ops tf;
  private final List<TrainableNetwork> towers;
  private final List<Operand<TFloat32>> parts;

  private Towers(Ops tf, List<TrainableNetwork> towers, List<Operand<TFloat32>> parts) {
    this.tf = tf;
    this.towers = towers;
    this.parts = parts;
  }

  /**
   * Adds the towers to a graph.
   *
   * @param tf builds the operations
   * @param network the network
   * @param weights its weights by their full names
   * @param examples [B, …input], the batch, at least one example
   * @param augmentation what is done to pictures before
   * @param seed the trial's seed
   * @param step a scalar, the number of the training step
   * @param count the number of towers
   * @return the towers
   */
  static Towers build(
      Ops tf,
      Network network,
      Map<String, ? extends Operand<TFloat32>> weights,
      Operand<? extends TNumber> examples,
      List<Augmentation> augmentation,
      long seed,
      Operand<TInt64> step,
      int count) {
    Operand<TInt32> zero = tf.constant(0);
    Operand<TInt32> all = tf.constant(-1);
    Operand<TInt32> batch = tf.gather(tf.shape(examples), zero, zero);
    Augmenter augmenter = Augmenter.of(tf, augmentation, network.input(), seed, step, batch);
    List<TrainableNetwork> towers = new ArrayList<>();
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
      TrainableNetwork tower =
          network.trainable(
              own,
              augmenter.apply(own, own.dtypes.cast(rows.of(own, examples), TFloat32.class), rows),
              weights,
              new DropoutNoise(seed, step, rows));
      towers.add(tower);
      parts.add(
          own.slice(
              tower.outputs(), own.stack(List.of(zero, zero)), own.stack(List.of(size, all))));
      first = end;
    }
    return new Towers(tf, towers, parts);
  }

  /** Gives the outputs of the batch, [B,O]: but for rounding those of a single network. */
  Operand<TFloat32> outputs() {
    return parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(0));
  }

  /**
   * Adds the gradients of a loss to the graph.
   *
   * @param loss a scalar that follows from the outputs, and from the head's weights
   * @param headWeights the head's weights by their full names
   * @return its gradients by all weights, by the weights' full names
   */
  Map<String, Operand<TFloat32>> gradients(
      Operand<TFloat32> loss, Map<String, ? extends Operand<TFloat32>> headWeights) {
    Output<?>[] by =
        Stream.concat(towers.stream().map(TrainableNetwork::outputs), headWeights.values().stream())
            .map(Operand::asOutput)
            .toArray(Output<?>[]::new);
    Output<?>[] ofBy = ((Graph) tf.scope().env()).addGradients(loss.asOutput(), by);
    Map<String, List<Operand<TFloat32>>> found = new LinkedHashMap<>();
    for (int i = 0; i < towers.size(); i++) {
      towers
          .get(i)
          .gradients(ofBy[i].expect(TFloat32.class))
          .forEach(
              (name, gradient) ->
                  found.computeIfAbsent(name, key -> new ArrayList<>()).add(gradient));
    }
    Map<String, Operand<TFloat32>> sums = new LinkedHashMap<>();
    found.forEach(
        (name, gradients) ->
            sums.put(name, gradients.size() == 1 ? gradients.get(0) : tf.math.addN(gradients)));
    int number = towers.size();
    for (String name : headWeights.keySet()) {
      sums.put(name, ofBy[number++].expect(TFloat32.class));
    }
    return sums;
  }
}
