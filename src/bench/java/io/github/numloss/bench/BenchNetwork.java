package io.github.numloss.bench;

import io.github.numloss.data.LabeledImages;
import io.github.numloss.layer.Conv2d;
import io.github.numloss.layer.Conv2d.Padding;
import io.github.numloss.layer.Dense;
import io.github.numloss.layer.Flatten;
import io.github.numloss.layer.Layer;
import io.github.numloss.layer.Lstm;
import io.github.numloss.layer.MaxPool;
import io.github.numloss.layer.Relu;
import io.github.numloss.model.Architecture;
import io.github.numloss.model.Network;
import java.util.List;
import java.util.Locale;

/**
 * The networks to measure: the three architectures, and a plain one of each kind that every
 * framework's examples have, without dropout.
 */
public enum BenchNetwork {
  /** The architecture dnn. */
  DNN(Architecture.DNN),
  /** The architecture cnn. */
  CNN(Architecture.CNN),
  /** The architecture rnn. */
  RNN(Architecture.RNN),
  /** Two hidden layers of 512 units. */
  PLAIN_DNN(Architecture.DNN) {
    @Override
    List<Layer> layers(int classes) {
      return List.of(
          new Flatten(),
          new Dense(512),
          new Relu(),
          new Dense(512),
          new Relu(),
          new Dense(classes));
    }
  },
  /** Two convolutions, the second pooled, and a hidden layer of 128 units. */
  PLAIN_CNN(Architecture.CNN) {
    @Override
    List<Layer> layers(int classes) {
      return List.of(
          new Conv2d(32, 3, Padding.VALID),
          new Relu(),
          new Conv2d(64, 3, Padding.VALID),
          new MaxPool(),
          new Relu(),
          new Flatten(),
          new Dense(128),
          new Relu(),
          new Dense(classes));
    }
  },
  /** A long short-term memory of 128 units over the rows. */
  PLAIN_RNN(Architecture.RNN) {
    @Override
    List<Layer> layers(int classes) {
      return List.of(new Lstm(128, false), new Dense(classes));
    }
  };

  private final Architecture architecture;

  BenchNetwork(Architecture architecture) {
    this.architecture = architecture;
  }

  /** Gives the architecture that it is, or that it is a plain kind of. */
  Architecture architecture() {
    return architecture;
  }

  /** Gives the layers, from the image to the logits. */
  List<Layer> layers(int classes) {
    return architecture.layers(classes);
  }

  /** Builds the network for images of this size and these classes. */
  Network build(LabeledImages data) {
    return new Network(
        layers(data.classValues().count()), data.images().height(), data.images().width());
  }

  /** Gives the name by which users call it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
