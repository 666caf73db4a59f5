package io.github.numloss.loss;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.head.Distribution;
import io.github.numloss.head.Head;
import io.github.numloss.head.HeadInputs;
import io.github.numloss.head.Softmax;
import io.github.numloss.loss.Loss.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What a loss may use, in a graph.
 *
 * @param head makes probabilities of the network's outputs
 * @param inputs the network's outputs and the head's weights
 * @param distribution the probabilities that the head makes of these
 * @param oneHot [B,K], 1 at each image's true class and 0 elsewhere
 * @param imageWeights [B], how much each image counts; null if all count 1
 */
public record LossInputs(
    Head head,
    HeadInputs inputs,
    Distribution distribution,
    Operand<TFloat32> oneHot,
    @Nullable Operand<TFloat32> imageWeights) {
  /**
   * Adds the head's probabilities to a graph.
   *
   * @param tf builds the operations
   * @param head makes probabilities of the network's outputs
   * @param inputs the network's outputs and the head's weights
   * @param oneHot [B,K], 1 at each image's true class and 0 elsewhere
   * @return what a loss may use; all images count 1
   */
  public static LossInputs of(Ops tf, Head head, HeadInputs inputs, Operand<TFloat32> oneHot) {
    return new LossInputs(head, inputs, head.distribution(tf, inputs), oneHot, null);
  }

  /**
   * Adds the softmax of logits to a graph.
   *
   * @param tf builds the operations
   * @param oneHot [B,K], 1 at each image's true class and 0 elsewhere
   * @param logits [B,K], a classifier's outputs before the softmax
   * @param classValues the number that each of the K classes stands for
   * @return what a loss may use; all images count 1
   */
  public static LossInputs ofLogits(
      Ops tf, Operand<TFloat32> oneHot, Operand<TFloat32> logits, ClassValues classValues) {
    return of(tf, new Softmax(), new HeadInputs(logits, List.of(), classValues), oneHot);
  }

  /**
   * Lets images count unequally.
   *
   * @param weights [B], how much each image counts
   * @return the same with them
   */
  public LossInputs weighted(Operand<TFloat32> weights) {
    return new LossInputs(head, inputs, distribution, oneHot, weights);
  }

  /**
   * Gives the number that each class stands for.
   *
   * @return K numbers
   */
  public ClassValues classValues() {
    return inputs.classValues();
  }

  /**
   * Gives the probabilities.
   *
   * @return [B,K]
   */
  public Operand<TFloat32> probabilities() {
    return distribution.probabilities();
  }

  /**
   * Gives the logarithms of the probabilities, of which no 0 was taken.
   *
   * @return [B,K]
   */
  public Operand<TFloat32> logProbabilities() {
    return distribution.logProbabilities();
  }

  /**
   * Adds the loss that the head was proposed with to the graph.
   *
   * @param tf builds the operations
   * @param weight what it is multiplied by
   * @return the part
   */
  public Part ownLoss(Ops tf, double weight) {
    return new Part(head.ownLossName(), weight, head.ownLoss(tf, inputs, distribution, oneHot));
  }

  /**
   * Adds the cross-entropy to the graph, −log of the probability of the true class.
   *
   * @param tf builds the operations
   * @return [B]
   */
  public Operand<TFloat32> crossEntropy(Ops tf) {
    return head.crossEntropy(tf, inputs, distribution, oneHot);
  }
}
