package io.github.numloss.loss;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.github.numloss.classes.ClassValues;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A loss of a classifier whose classes are numbers: a weighted sum of named parts. */
@JsonSerialize(using = Losses.Writer.class)
@JsonDeserialize(using = Losses.Reader.class)
public interface Loss {
  /**
   * A part of a loss.
   *
   * @param name its name in the history of a training, in camelCase
   * @param weight what it is multiplied by, at least 0
   * @param perImage [B], differentiable in the network's outputs
   */
  record Part(String name, double weight, Operand<TFloat32> perImage) {}

  /**
   * Adds the loss to a graph.
   *
   * @param tf builds the operations
   * @param inputs what it may use
   * @return its parts, in the order in which they are added up; at least one
   */
  List<Part> parts(Ops tf, LossInputs inputs);

  /**
   * Tells whether an image's loss depends on the other images of its batch, so that it is no mean
   * over images.
   *
   * @return whether it does
   */
  default boolean dependsOnBatch() {
    return false;
  }

  /**
   * Says what to try where a training with this loss came to numbers that are none.
   *
   * @param classValues the number that each class stands for
   * @return such as "a smaller alpha than 500.0"; empty if it is not the loss's fault
   */
  default List<String> calmer(ClassValues classValues) {
    return List.of();
  }
}
