package io.github.numloss.bench;

import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.device.Hardware;
import io.github.numloss.device.Hardware.DeviceKind;
import io.github.numloss.device.Hardware.Precision;
import io.github.numloss.head.Softmax;
import io.github.numloss.io.Json;
import io.github.numloss.layer.Conv2d;
import io.github.numloss.layer.Conv2d.Padding;
import io.github.numloss.layer.Dense;
import io.github.numloss.layer.Dropout;
import io.github.numloss.layer.Flatten;
import io.github.numloss.layer.Layer;
import io.github.numloss.layer.Lstm;
import io.github.numloss.layer.MaxPool;
import io.github.numloss.layer.Relu;
import io.github.numloss.loss.CrossEntropy;
import io.github.numloss.model.Classifier;
import io.github.numloss.model.ModelSpec;
import io.github.numloss.model.Models;
import io.github.numloss.model.Network;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import io.github.numloss.source.Datasets;
import io.github.numloss.train.Checkpoints;
import io.github.numloss.train.EpochResult;
import io.github.numloss.train.TrainConfig;
import io.github.numloss.train.Trainer;
import io.github.numloss.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains candidates for the three built-in models with the baseline loss on nine tenths of the
 * training images, and keeps their error on the tenth that is held back. No test image is read.
 *
 * <p>Arguments: the folder for a JSON file a candidate, the data sets' folder, then candidates as
 * {@code NAME:EPOCHS:LEARNING_RATE:SCHEDULE}. What is there already is not trained again.
 */
public final class ArchitectureSearch {
  private static final List<String> DATASETS = List.of("mnist", "kannada-mnist");
  private static final long SEED = 1;

  private ArchitectureSearch() {}

  /** The result of one candidate on one data set. */
  private record Result(
      int schemaVersion,
      String candidate,
      List<String> layers,
      long parameterCount,
      String dataset,
      TrainConfig config,
      List<EpochResult> history) {}

  private static List<ModelSpec> candidates() {
    return List.of(
        Models.DNN,
        perceptron("dnn-256", 256, 0.2),
        perceptron("dnn-512-d3", 512, 0.3),
        Models.CNN,
        convolutions("cnn-16-32", 16, 32),
        new ModelSpec("rnn-128", List.of(new Lstm(128, false), new Dropout(0.3))),
        new ModelSpec("rnn-192", List.of(new Lstm(192, false), new Dropout(0.3))),
        new ModelSpec(
            "rnn-128-128",
            List.of(new Lstm(128, true), new Dropout(0.2), new Lstm(128, false), new Dropout(0.2))),
        new ModelSpec(
            "rnn-128-dense-128",
            List.of(
                new Lstm(128, false),
                new Dropout(0.3),
                new Dense(128),
                new Relu(),
                new Dropout(0.3))));
  }

  private static ModelSpec perceptron(String name, int units, double rate) {
    return new ModelSpec(
        name,
        List.of(
            new Flatten(),
            new Dense(units),
            new Relu(),
            new Dropout(rate),
            new Dense(units),
            new Relu(),
            new Dropout(rate)));
  }

  private static ModelSpec convolutions(String name, int first, int second) {
    List<Layer> layers = new ArrayList<>(Models.CNN.layers());
    layers.set(0, new Conv2d(first, 3, Padding.SAME));
    layers.set(layers.indexOf(new MaxPool()) + 2, new Conv2d(second, 3, Padding.SAME));
    return new ModelSpec(name, layers);
  }

  /**
   * Trains.
   *
   * @param args as above
   * @throws Exception if it fails
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Datasets datasets = new Datasets(Path.of(args[1]));
    for (String dataset : DATASETS) {
      Examples data = datasets.load(dataset, Split.TRAIN);
      for (int i = 2; i < args.length; i++) {
        train(folder, data, args[i]);
      }
    }
  }

  private static void train(Path folder, Examples data, String candidate) throws Exception {
    Path file = folder.resolve(candidate.replace(':', '-') + "-" + data.dataset() + ".json");
    if (Files.exists(file)) {
      return;
    }
    String[] parts = candidate.split(":", 4);
    ModelSpec model =
        candidates().stream().filter(one -> one.name().equals(parts[0])).findFirst().orElseThrow();
    Network network = Network.of(model, data.inputs().shape(), 10);
    OptimizerConfig optimizer =
        new OptimizerConfig(
            Method.ADAM, Double.parseDouble(parts[2]), Schedule.valueOf(parts[3]), null);
    TrainConfig config =
        new TrainConfig(
            data.dataset(),
            "none",
            model,
            new CrossEntropy(),
            new Softmax(),
            optimizer,
            Integer.parseInt(parts[1]),
            128,
            0.1,
            SEED,
            new Hardware(DeviceKind.CPU, Precision.FLOAT32, 1));
    // The trainer wants images to predict at the end; a training image stands in.
    Examples standIn = data.select(new int[] {0});
    Checkpoints checkpoints =
        new Checkpoints(file.resolveSibling(file.getFileName() + ".running"), 60);
    Trainer.Result trained =
        new Trainer(checkpoints, () -> false, TrainingListener.NONE)
            .train(
                new Classifier(network, config.head(), data.classValues()), config, data, standIn);
    checkpoints.delete();
    write(file, candidate, network, config, trained.history());
  }

  private static void write(
      Path file, String candidate, Network network, TrainConfig config, List<EpochResult> history)
      throws IOException {
    Json.write(
        file,
        new Result(
            1,
            candidate,
            network.layers().stream().map(layer -> layer.layer().description()).toList(),
            network.parameterCount(),
            config.dataset(),
            config,
            history));
  }
}
