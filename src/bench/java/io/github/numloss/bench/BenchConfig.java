package io.github.numloss.bench;

import io.github.numloss.check.Check;
import io.github.numloss.device.Hardware;
import io.github.numloss.head.Softmax;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.loss.Loss;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import io.github.numloss.train.Defaults;
import io.github.numloss.train.TrainConfig;

/**
 * What every training of a benchmark has in common.
 *
 * @param dataset the data set, or the folder, whose training images are learned
 * @param batchSize images a step, at least 1
 * @param epochs measured epochs, at least 1; the one before them, to warm up, is not counted
 * @param matmulSize rows and columns of the matrices that are multiplied, at least 1
 */
public record BenchConfig(String dataset, int batchSize, int epochs, int matmulSize) {
  static final int WARM_UP_EPOCHS = 1;
  private static final long SEED = 1;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public BenchConfig {
    Check.atLeast(1, "the batch size", batchSize);
    Check.atLeast(1, "the number of epochs", epochs);
    Check.atLeast(1, "the matrices' size", matmulSize);
  }

  /** Gives the loss that is minimised. */
  static Loss loss() {
    return CombinedLoss.ofPaper();
  }

  /** Gives the optimizer of a network; its step size stays, so that other programs can do alike. */
  static OptimizerConfig optimizer(BenchNetwork network) {
    return new OptimizerConfig(
        Method.ADAM, Defaults.learningRate(network.model(), Method.ADAM), Schedule.CONSTANT, null);
  }

  /** Gives the training of a network. */
  TrainConfig training(BenchNetwork network, Hardware hardware) {
    return new TrainConfig(
        dataset,
        dataset,
        network.model().spec(),
        loss(),
        new Softmax(),
        optimizer(network),
        WARM_UP_EPOCHS + epochs,
        batchSize,
        0,
        SEED,
        hardware);
  }
}
