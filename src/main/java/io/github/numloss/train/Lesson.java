package io.github.numloss.train;

import io.github.numloss.augment.Augmentation;
import io.github.numloss.head.HeadInputs;
import io.github.numloss.layer.UniformNumbers;
import io.github.numloss.layer.Weight;
import io.github.numloss.loss.Loss;
import io.github.numloss.loss.LossGraph;
import io.github.numloss.loss.LossInputs;
import io.github.numloss.model.Classifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * What every step of a training does with its batch, to be added to any graph.
 *
 * @param classifier the classifier
 * @param loss what is made small
 * @param augmentation what is done to pictures before
 * @param seed the trial's seed
 */
record Lesson(Classifier classifier, Loss loss, List<Augmentation> augmentation, long seed) {
  /**
   * A batch in a graph.
   *
   * @param examples [B, …input]: pixels 0 … 255, or features
   * @param labels [B], the true classes
   * @param weights [B], how much each example counts; null if all count 1
   * @param numbers gives the random numbers of the step
   */
  record Batch(
      Operand<? extends TNumber> examples,
      Operand<TInt32> labels,
      @Nullable Operand<TFloat32> weights,
      UniformNumbers numbers) {}

  /**
   * What a step finds.
   *
   * @param loss the loss of the batch
   * @param gradients its gradients by the weights that are trained, by their full names
   * @param updates what the step sets weights to that are not trained, by their full names
   */
  record Found(
      LossGraph loss,
      Map<String, Operand<TFloat32>> gradients,
      Map<String, Operand<TFloat32>> updates) {}

  /**
   * Adds a step to a graph.
   *
   * @param tf builds the operations
   * @param weights the weights by their full names
   * @param batch what is learned
   * @param towers into how many parts the batch is split
   * @param elementary whether it has to do without operations that XLA does not compile
   * @return what the step finds
   */
  Found build(
      Ops tf,
      Map<String, ? extends Operand<TFloat32>> weights,
      Batch batch,
      int towers,
      boolean elementary) {
    Operand<TFloat32> oneHot =
        tf.oneHot(
            batch.labels(),
            tf.constant(classifier.classValues().count()),
            tf.constant(1f),
            tf.constant(0f));
    Towers built =
        Towers.build(
            tf,
            classifier.network(),
            weights,
            batch.examples(),
            augmentation,
            seed,
            batch.numbers(),
            towers,
            elementary);
    HeadInputs outputs = classifier.headInputs(built.outputs(), weights);
    LossInputs inputs = LossInputs.of(tf, classifier.head(), outputs, oneHot);
    LossGraph found =
        LossGraph.of(tf, loss, batch.weights() == null ? inputs : inputs.weighted(batch.weights()));
    return new Found(found, built.gradients(found.total(), ofHead(weights)), built.updates());
  }

  private Map<String, Operand<TFloat32>> ofHead(Map<String, ? extends Operand<TFloat32>> weights) {
    Map<String, Operand<TFloat32>> found = new LinkedHashMap<>();
    for (Weight weight : classifier.headWeights()) {
      found.put(weight.name(), weights.get(weight.name()));
    }
    return found;
  }
}
