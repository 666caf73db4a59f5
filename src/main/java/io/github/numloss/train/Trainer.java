package io.github.numloss.train;

import io.github.numloss.data.ClassValues;
import io.github.numloss.data.EpochOrder;
import io.github.numloss.data.LabeledImages;
import io.github.numloss.data.ValidationSplit;
import io.github.numloss.evaluate.ConfusionMatrix;
import io.github.numloss.evaluate.Decoder;
import io.github.numloss.evaluate.Metrics;
import io.github.numloss.evaluate.Predictions;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.model.InferenceGraph;
import io.github.numloss.model.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Trains one network: the one loop. */
public final class Trainer {
  private Trainer() {}

  /**
   * What a training gives.
   *
   * @param weights its weights by their names, in the network's order
   * @param history a row an epoch
   * @param predictions the test images' probabilities
   */
  public record Result(
      Map<String, FloatArray> weights, List<EpochResult> history, Predictions predictions) {}

  /**
   * Trains, and predicts the test images once, at the end.
   *
   * @param network the network
   * @param config what to do; the names of data sets and model in it are not looked at
   * @param data the training images
   * @param test the test images, of the same size and classes
   * @param listener is told how it goes on
   * @return weights, history and predictions, which follow from the configuration and the data
   *     alone
   * @throws TrainingFailedException if the loss, or a probability, is no longer a number
   */
  public static Result train(
      Network network,
      TrainConfig config,
      LabeledImages data,
      LabeledImages test,
      TrainingListener listener)
      throws TrainingFailedException {
    ValidationSplit split = ValidationSplit.of(config.seed(), data.count(), config.validation());
    LabeledImages validation = data.select(split.validation());
    List<EpochResult> history = new ArrayList<>();
    Map<String, FloatArray> weights;
    try (TrainingGraph graph =
        new TrainingGraph(
            network, config.loss(), config.optimizer(), data, config.seed(), config.hardware())) {
      long step = 0;
      long steps = (long) config.epochs() * ceilDivide(split.train().length, config.batchSize());
      for (int epoch = 1; epoch <= config.epochs(); epoch++) {
        long start = System.nanoTime();
        int[] order = EpochOrder.permutation(config.seed(), epoch, split.train().length);
        double loss = 0;
        double crossEntropy = 0;
        double numericLoss = 0;
        for (int from = 0; from < order.length; from += config.batchSize()) {
          int to = Math.min(from + config.batchSize(), order.length);
          int[] batch =
              Arrays.stream(order, from, to).map(position -> split.train()[position]).toArray();
          TrainingGraph.Losses losses =
              graph.step(batch, step, config.optimizer().learningRate(step, steps));
          step++;
          requireFinite(losses, epoch, step);
          loss += (double) losses.loss() * batch.length;
          crossEntropy += (double) losses.crossEntropy() * batch.length;
          numericLoss += (double) losses.numericLoss() * batch.length;
          listener.step(epoch, to, order.length);
        }
        double trainSeconds = (System.nanoTime() - start) / 1e9;
        EpochResult.Validation validated =
            validation.count() == 0 ? null : validate(graph, validation);
        EpochResult result =
            new EpochResult(
                epoch,
                loss / order.length,
                crossEntropy / order.length,
                numericLoss / order.length,
                validated,
                (System.nanoTime() - start) / 1e9,
                order.length / trainSeconds);
        history.add(result);
        listener.epoch(result);
      }
      weights = graph.weights();
    }
    return new Result(
        weights, history, predict(network, weights, test, config.hardware().threads()));
  }

  /** Predicts with what will be exported, in 32 bits on the CPU whatever the training ran on. */
  private static Predictions predict(
      Network network, Map<String, FloatArray> weights, LabeledImages test, int threads)
      throws TrainingFailedException {
    Hardware cpu = new Hardware(Hardware.DeviceKind.CPU, Hardware.Precision.FLOAT32, threads);
    try (InferenceGraph graph =
        new InferenceGraph(network, weights, test.classValues(), cpu.sessionConfig())) {
      return requireProbabilities(() -> graph.predict(test.images()));
    }
  }

  private static EpochResult.Validation validate(TrainingGraph graph, LabeledImages images)
      throws TrainingFailedException {
    ClassValues values = images.classValues();
    Predictions predictions = requireProbabilities(() -> graph.predict(images.images()));
    Metrics metrics =
        Metrics.of(
            ConfusionMatrix.of(predictions, images.labels(), Decoder.ARGMAX, values), values);
    return new EpochResult.Validation(
        images.count(), metrics.errorRate(), metrics.meanAbsoluteError());
  }

  /** The loss is that before its step: what the last step did shows in the probabilities only. */
  private static Predictions requireProbabilities(Supplier<Predictions> predict)
      throws TrainingFailedException {
    try {
      return predict.get();
    } catch (IllegalArgumentException e) {
      throw new TrainingFailedException(
          "the network no longer gives probabilities: %s; try a smaller --learning-rate"
              .formatted(e.getMessage()));
    }
  }

  private static int ceilDivide(int dividend, int divisor) {
    return (dividend - 1) / divisor + 1;
  }

  private static void requireFinite(TrainingGraph.Losses losses, int epoch, long step)
      throws TrainingFailedException {
    if (!Float.isFinite(losses.loss())) {
      throw new TrainingFailedException(
          "the loss is %s in epoch %d, step %d; try a smaller --learning-rate"
              .formatted(losses.loss(), epoch, step));
    }
  }
}
