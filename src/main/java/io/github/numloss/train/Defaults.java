package io.github.numloss.train;

import io.github.numloss.model.ModelFile;
import io.github.numloss.optimizer.OptimizerConfig.Method;

/**
 * Settings that are taken unless told otherwise. Those in the built-in models' files were chosen,
 * with the layers, on images held back from training, with the baseline loss: see
 * results/architectures. The ones here are for what a model file does not say.
 */
public final class Defaults {
  private static final int EPOCHS = 10;

  private Defaults() {}

  /**
   * Gives how often to learn every image.
   *
   * @param model the model
   * @return the number of epochs: its file's, or 10
   */
  public static int epochs(ModelFile model) {
    return model.epochs() == null ? EPOCHS : model.epochs();
  }

  /**
   * Gives the first step size.
   *
   * @param model the model
   * @param method the optimizer
   * @return the learning rate: for Adam its file's, or 0.001
   */
  public static double learningRate(ModelFile model, Method method) {
    return switch (method) {
      case ADAM -> model.learningRate() == null ? 0.001 : model.learningRate();
      case RMSPROP -> 0.001;
      case SGD -> 0.05;
    };
  }
}
