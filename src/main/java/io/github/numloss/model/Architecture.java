package io.github.numloss.model;

import io.github.numloss.layer.Conv2d;
import io.github.numloss.layer.Dense;
import io.github.numloss.layer.Dropout;
import io.github.numloss.layer.Flatten;
import io.github.numloss.layer.Layer;
import io.github.numloss.layer.Lstm;
import io.github.numloss.layer.MaxPool;
import io.github.numloss.layer.Relu;
import java.util.List;
import java.util.Locale;

/**
 * The three networks: lists of layers that take images of any size and give one number an output.
 */
public enum Architecture {
  /** A multi-layer perceptron. */
  DNN {
    @Override
    public List<Layer> layers(int outputs) {
      return List.of(
          new Flatten(),
          new Dense(512),
          new Relu(),
          new Dropout(0.2),
          new Dense(512),
          new Relu(),
          new Dropout(0.2),
          new Dense(outputs));
    }
  },
  /** A convolutional network. */
  CNN {
    @Override
    public List<Layer> layers(int outputs) {
      return List.of(
          new Conv2d(32, 3, Conv2d.Padding.SAME),
          new MaxPool(),
          new Relu(),
          new Conv2d(64, 3, Conv2d.Padding.SAME),
          new MaxPool(),
          new Relu(),
          new Dropout(0.25),
          new Flatten(),
          new Dense(128),
          new Relu(),
          new Dropout(0.5),
          new Dense(outputs));
    }
  },
  /** A recurrent network that reads an image row by row. */
  RNN {
    @Override
    public List<Layer> layers(int outputs) {
      return List.of(new Lstm(128, false), new Dropout(0.3), new Dense(outputs));
    }
  };

  /**
   * Gives the layers. Rectifiers stand behind the pooling: the values are the same as before it,
   * and there are a quarter as many.
   *
   * @param outputs the number of outputs
   * @return the layers, from the image to the outputs
   */
  public abstract List<Layer> layers(int outputs);

  /** Gives the name by which users call it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
