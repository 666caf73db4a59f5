package io.github.numloss;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.head.Softmax;
import io.github.numloss.model.Classifier;
import io.github.numloss.model.Network;

/** Classifiers to test with. */
public final class Classifiers {
  private Classifiers() {}

  /** Puts a softmax on a network whose outputs are the logits of the classes 0, 1, … */
  public static Classifier softmax(Network network) {
    return new Classifier(network, new Softmax(), ClassValues.range(network.outputs()));
  }
}
