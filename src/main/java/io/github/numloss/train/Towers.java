package io.github.numloss.train;

import io.github.numloss.augment.Augmentation;
import io.github.numloss.augment.Augmenter;
import io.github.numloss.layer.DropoutNoise;
import io.github.numloss.layer.DropoutNoise.Rows;
import io.github.numloss.layer.Part;
import io.github.numloss.layer.UniformNumbers;
import io.github.numloss.model.Network;
import io.github.numloss.model.TrainableNetwork;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.tensorflow.types.family.TNumber;

/**
 * A network built several times over the same weights, each for its part of a batch, so that the
 * parts are computed side by side with a thread each: for networks as small as these that is faster
 * than to split each operation among the threads, which then wait for each other at its end.
 */
final class Towers {
  private final Ops tf;
  private final TrainableNetwork network;
  private final List<Operand<TFloat32>> outputs;

  private Towers(Ops tf, TrainableNetwork network, List<Operand<TFloat32>> outputs) {
    this.tf = tf;
    this.network = network;
    this.outputs = outputs;
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
   * @param numbers gives the random numbers of the training step
   * @param count the number of towers
   * @param elementary whether they have to do without operations that XLA does not compile
   * @return the towers
   */
  static Towers build(
      Ops tf,
      Network network,
      Map<String, ? extends Operand<TFloat32>> weights,
      Operand<? extends TNumber> examples,
      List<Augmentation> augmentation,
      long seed,
      UniformNumbers numbers,
      int count,
      boolean elementary) {
    Operand<TInt32> zero = tf.constant(0);
    Operand<TInt32> all = tf.constant(-1);
    Operand<TInt32> batch = tf.gather(tf.shape(examples), zero, zero);
    Augmenter augmenter = Augmenter.of(tf, augmentation, network.input(), seed, numbers, batch);
    List<Part> parts = new ArrayList<>();
    List<Operand<TInt32>> sizes = new ArrayList<>();
    Operand<TInt32> first = zero;
    for (int number = 1; number <= count; number++) {
      Operand<TInt32> end =
          tf.math.floorDiv(tf.math.mul(batch, tf.constant(number)), tf.constant(count));
      Operand<TInt32> size = tf.math.sub(end, first);
      // Not every operation takes a batch of no images: a tower that gets none computes one in
      // vain.
      Rows rows = new Rows(first, tf.math.maximum(size, tf.constant(1)), batch);
      Ops own = tf.withSubScope("tower_" + number);
      parts.add(
          new Part(
              own,
              augmenter.apply(own, own.dtypes.cast(rows.of(own, examples), TFloat32.class), rows),
              own.dtypes.cast(size, TFloat32.class),
              new DropoutNoise(seed, numbers, rows),
              elementary));
      sizes.add(size);
      first = end;
    }
    TrainableNetwork built = network.trainable(parts, weights);
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Ops own = parts.get(i).tf();
      outputs.add(
          own.slice(
              built.outputs().get(i),
              own.stack(List.of(zero, zero)),
              own.stack(List.of(sizes.get(i), all))));
    }
    return new Towers(tf, built, outputs);
  }

  /** Gives the outputs of the batch, [B,O]: but for rounding those of a single network. */
  Operand<TFloat32> outputs() {
    return outputs.size() == 1 ? outputs.get(0) : tf.concat(outputs, tf.constant(0));
  }

  /** Gives what the step sets weights to that are not trained, by their full names. */
  Map<String, Operand<TFloat32>> updates() {
    return network.updates();
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
        Stream.concat(network.outputs().stream(), headWeights.values().stream())
            .map(Operand::asOutput)
            .toArray(Output<?>[]::new);
    List<Output<TFloat32>> ofBy =
        Arrays.stream(((Graph) tf.scope().env()).addGradients(loss.asOutput(), by))
            .map(gradient -> gradient.expect(TFloat32.class))
            .toList();
    int number = outputs.size();
    Map<String, Operand<TFloat32>> gradients =
        new LinkedHashMap<>(network.gradients(ofBy.subList(0, number)));
    for (String name : headWeights.keySet()) {
      gradients.put(name, ofBy.get(number++));
    }
    return gradients;
  }
}
