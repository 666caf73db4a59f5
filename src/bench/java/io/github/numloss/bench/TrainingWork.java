package io.github.numloss.bench;

import io.github.numloss.layer.Conv2d;
import io.github.numloss.layer.Layer;
import io.github.numloss.layer.Lstm;
import io.github.numloss.layer.Weight;
import io.github.numloss.model.Network;
import io.github.numloss.model.Network.NamedLayer;

/**
 * The arithmetic that a network's products ask for. A kernel's every number is multiplied and added
 * once at each place where the kernel is applied, forwards; as often again for the kernel's
 * gradient; and again for the gradient of the layer's input, unless that is the image.
 */
final class TrainingWork {
  private TrainingWork() {}

  /** Counts the floating-point operations, a multiplication being one and an addition another. */
  static long flopsPerImage(Network network) {
    long flops = 0;
    boolean inputIsImage = true;
    for (NamedLayer named : network.layers()) {
      for (Weight weight : named.weights()) {
        boolean isKernel = weight.shape().numDimensions() > 1;
        if (isKernel) {
          long products = inputIsImage ? 2 : 3;
          flops += 2 * products * weight.shape().size() * places(named, weight);
          inputIsImage = false;
        }
      }
    }
    return flops;
  }

  private static long places(NamedLayer named, Weight kernel) {
    Layer layer = named.layer();
    if (layer instanceof Conv2d) {
      return named.output().get(0) * named.output().get(1);
    }
    if (layer instanceof Lstm) {
      long steps = named.input().get(0);
      // Before the first step the state is 0, and its product with the recurrent kernel left out.
      return kernel.name().endsWith("recurrent_kernel") ? Math.max(1, steps - 1) : steps;
    }
    return 1;
  }
}
