package io.github.numloss.train;

import io.github.numloss.model.Architecture;
import io.github.numloss.optimizer.OptimizerConfig.Method;

/**
 * Settings that are taken unless told otherwise. They were chosen, with the architectures, on
 * images held back from training, with the baseline loss: see results/architectures.
 */
public final class Defaults {
  private Defaults() {}

  /**
   * Gives how often to learn every image.
   *
   * @param model the architecture
   * @return the number of epochs
   */
  public static int epochs(Architecture model) {
    return switch (model) {
      case DNN -> 10;
      case CNN -> 12;
      case RNN -> 20;
    };
  }

  /**
   * Gives the first step size.
   *
   * @param model the architecture
   * @param method the optimizer
   * @return the learning rate
   */
  public static double learningRate(Architecture model, Method method) {
    return switch (method) {
      case ADAM -> model == Architecture.RNN ? 0.002 : 0.001;
      case RMSPROP -> 0.001;
      case SGD -> 0.05;
    };
  }
}
