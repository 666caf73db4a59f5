package io.github.numloss.layer;

import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A part of a batch on its way through the layers of a network that is trained.
 *
 * @param tf builds the part's operations
 * @param input [B, …input shape] of the next layer
 * @param images a scalar, how many of the batch's images are in it: B, or 0 if it got none and one
 *     is computed in vain, as not every operation takes a batch of no images
 * @param noise where dropout gets the part's random numbers
 * @param elementary whether it has to do without operations that XLA does not compile
 */
public record Part(
    Ops tf,
    Operand<TFloat32> input,
    Operand<TFloat32> images,
    DropoutNoise noise,
    boolean elementary) {
  /** Describes a part that may have any operation. */
  public Part(Ops tf, Operand<TFloat32> input, Operand<TFloat32> images, DropoutNoise noise) {
    this(tf, input, images, noise, false);
  }

  /** Puts what is built from here on under a layer's name. */
  Part under(String layer) {
    return new Part(tf.withSubScope(layer), input, images, noise, elementary);
  }

  /**
   * Gives the part with another input.
   *
   * @param other [B, …input shape] of the next layer
   * @return the part on its way
   */
  public Part with(Operand<TFloat32> other) {
    return new Part(tf, other, images, noise, elementary);
  }

  /** Gives the parts with what a layer made of them. */
  static List<Part> after(List<Part> parts, List<? extends Operand<TFloat32>> outputs) {
    return IntStream.range(0, parts.size())
        .mapToObj(i -> parts.get(i).with(outputs.get(i)))
        .toList();
  }

  /** Adds up what the parts give, in their order. */
  static Operand<TFloat32> sum(Ops tf, List<? extends Operand<TFloat32>> terms) {
    return terms.size() == 1 ? terms.get(0) : tf.math.addN(List.copyOf(terms));
  }
}
