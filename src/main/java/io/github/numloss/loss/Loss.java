package io.github.numloss.loss;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.numloss.classes.ClassValues;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A loss of a classifier whose classes are numbers, averaged over a batch. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CrossEntropy.class, name = "cross-entropy"),
  @JsonSubTypes.Type(value = CombinedLoss.class, name = "numeric"),
  @JsonSubTypes.Type(value = NumericLoss.class, name = "numeric-only")
})
public sealed interface Loss permits CrossEntropy, NumericLoss, CombinedLoss {
  /**
   * Adds the loss to a graph.
   *
   * @param tf builds the operations
   * @param oneHot [B,K], 1 at each image's true class and 0 elsewhere
   * @param logits [B,K], the classifier's outputs before the softmax
   * @param classValues the number that each of the K classes stands for
   * @return a scalar, the mean over the batch, that is differentiable in the logits
   */
  Operand<TFloat32> build(
      Ops tf, Operand<TFloat32> oneHot, Operand<TFloat32> logits, ClassValues classValues);
}
