package io.github.numloss.head;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.github.numloss.layer.Weight;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** How a network's outputs become probabilities of the classes. */
@JsonSerialize(using = Heads.Writer.class)
@JsonDeserialize(using = Heads.Reader.class)
public interface Head {
  /**
   * Gives the number of outputs that the network has.
   *
   * @param classes the number of classes K
   * @return how many
   */
  int outputs(int classes);

  /**
   * Gives the weights that the head itself learns, beside those of the network's layers.
   *
   * @param classes the number of classes K
   * @return their names within the head, shapes and initializers; empty if it learns nothing
   */
  default List<Weight> weights(int classes) {
    return List.of();
  }

  /**
   * Adds the probabilities to a graph.
   *
   * @param tf builds the operations
   * @param inputs the network's outputs and the head's weights
   * @return the probabilities and their logarithms
   */
  Distribution distribution(Ops tf, HeadInputs inputs);

  /**
   * Adds the cross-entropy to a graph, −log of the probability of the true class.
   *
   * @param tf builds the operations
   * @param inputs the network's outputs and the head's weights
   * @param distribution the probabilities of these
   * @param oneHot [B,K], 1 at each image's true class and 0 elsewhere
   * @return [B]
   */
  default Operand<TFloat32> crossEntropy(
      Ops tf, HeadInputs inputs, Distribution distribution, Operand<TFloat32> oneHot) {
    return tf.math.neg(
        tf.reduceSum(tf.math.mul(oneHot, distribution.logProbabilities()), tf.constant(1)));
  }

  /**
   * Adds the loss that the head was proposed with to a graph.
   *
   * @param tf builds the operations
   * @param inputs the network's outputs and the head's weights
   * @param distribution the probabilities of these
   * @param oneHot [B,K], 1 at each image's true class and 0 elsewhere
   * @return [B]; the cross-entropy unless a head has another
   */
  default Operand<TFloat32> ownLoss(
      Ops tf, HeadInputs inputs, Distribution distribution, Operand<TFloat32> oneHot) {
    return crossEntropy(tf, inputs, distribution, oneHot);
  }

  /**
   * Gives the name of the own loss in the history of a training.
   *
   * @return a name in camelCase
   */
  default String ownLossName() {
    return "crossEntropy";
  }

  /**
   * Tells whether its probabilities are for decoding only, so that no other loss than its own can
   * be built on them.
   *
   * @return whether it takes its own loss only
   */
  default boolean takesOwnLossOnly() {
    return false;
  }
}
