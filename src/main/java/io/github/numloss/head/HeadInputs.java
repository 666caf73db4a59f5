package io.github.numloss.head;

import io.github.numloss.classes.ClassValues;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What a head makes probabilities of, in a graph.
 *
 * @param outputs [B,O], what the network gives
 * @param weights the head's own weights, in the order of {@link Head#weights}
 * @param classValues the number that each of the K classes stands for
 */
public record HeadInputs(
    Operand<TFloat32> outputs,
    List<? extends Operand<TFloat32>> weights,
    ClassValues classValues) {}
