package io.github.numloss.head;

import io.github.numloss.GraphSession;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.layer.Weight;
import io.github.numloss.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** A head in a graph, to be run with outputs, weights and labels. */
final class HeadGraph implements AutoCloseable {
  private final GraphSession graph = new GraphSession();
  private final int classes;
  private final List<Operand<TFloat32>> inputs = new ArrayList<>();
  private final Operand<TFloat32> oneHot;
  private final List<Operand<TFloat32>> fetched = new ArrayList<>();

  /**
   * What a head gives.
   *
   * @param probabilities [B,K]
   * @param logProbabilities [B,K]
   * @param own its own loss
   * @param crossEntropy the cross-entropy
   */
  record Numbers(
      float[] probabilities, float[] logProbabilities, LossNumbers own, LossNumbers crossEntropy) {}

  /**
   * A loss.
   *
   * @param perImage [B]
   * @param byOutputs [B,O], slopes of the sum of all images
   * @param byWeights slopes of the sum of all images, by the head's weights
   */
  record LossNumbers(float[] perImage, float[] byOutputs, List<float[]> byWeights) {}

  HeadGraph(Head head, ClassValues values) {
    classes = values.count();
    Ops tf = graph.tf();
    inputs.add(placeholder(Shape.of(-1, head.outputs(classes))));
    for (Weight weight : head.weights(classes)) {
      inputs.add(placeholder(weight.shape()));
    }
    oneHot = placeholder(Shape.of(-1, classes));
    HeadInputs given = new HeadInputs(inputs.get(0), inputs.subList(1, inputs.size()), values);
    Distribution distribution = head.distribution(tf, given);
    fetched.add(distribution.probabilities());
    fetched.add(distribution.logProbabilities());
    addLoss(head.ownLoss(tf, given, distribution, oneHot));
    addLoss(head.crossEntropy(tf, given, distribution, oneHot));
  }

  private Operand<TFloat32> placeholder(Shape shape) {
    return graph.tf().placeholder(TFloat32.class, Placeholder.shape(shape));
  }

  private void addLoss(Operand<TFloat32> perImage) {
    fetched.add(perImage);
    Ops tf = graph.tf();
    fetched.addAll(graph.gradients(tf.reduceSum(perImage, tf.constant(0)), inputs));
  }

  /** Gives the values that a head's weights have first. */
  static float[][] firstWeights(Head head, int classes) {
    return head.weights(classes).stream()
        .map(
            weight ->
                weight
                    .initializer()
                    .values(weight.shape(), RandomStream.of(1, "weights/" + weight.name(), 0)))
        .toArray(float[][]::new);
  }

  Numbers run(float[][] outputs, float[][] weights, int... labels) {
    float[][] rows = new float[labels.length][classes];
    for (int i = 0; i < labels.length; i++) {
      rows[i][labels[i]] = 1;
    }
    List<TFloat32> fed = new ArrayList<>();
    try {
      Session.Runner runner = graph.session().runner();
      fed.add(TFloat32.tensorOf(StdArrays.ndCopyOf(outputs)));
      for (float[] weight : weights) {
        fed.add(TFloat32.vectorOf(weight));
      }
      for (int i = 0; i < fed.size(); i++) {
        runner.feed(inputs.get(i), fed.get(i));
      }
      fed.add(TFloat32.tensorOf(StdArrays.ndCopyOf(rows)));
      runner.feed(oneHot, fed.get(fed.size() - 1));
      fetched.forEach(runner::fetch);
      try (Result result = runner.run()) {
        List<float[]> all = new ArrayList<>();
        for (int i = 0; i < fetched.size(); i++) {
          all.add(GraphSession.numbers((TFloat32) result.get(i)));
        }
        int second = 3 + inputs.size();
        return new Numbers(
            all.get(0),
            all.get(1),
            loss(all.subList(2, second)),
            loss(all.subList(second, all.size())));
      }
    } finally {
      fed.forEach(TFloat32::close);
    }
  }

  private static LossNumbers loss(List<float[]> numbers) {
    return new LossNumbers(numbers.get(0), numbers.get(1), numbers.subList(2, numbers.size()));
  }

  @Override
  public void close() {
    graph.close();
  }
}
