package io.github.numloss.bench;

import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.decode.Argmax;
import io.github.numloss.device.Hardware;
import io.github.numloss.device.Hardware.DeviceKind;
import io.github.numloss.device.Hardware.Precision;
import io.github.numloss.head.Softmax;
import io.github.numloss.loss.CrossEntropy;
import io.github.numloss.measure.Metrics;
import io.github.numloss.model.Classifier;
import io.github.numloss.model.ModelFile;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import io.github.numloss.random.ValidationSplit;
import io.github.numloss.source.Datasets;
import io.github.numloss.train.Checkpoints;
import io.github.numloss.train.EpochResult;
import io.github.numloss.train.TrainConfig;
import io.github.numloss.train.Trainer;
import io.github.numloss.train.TrainingListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Trains model files of several sizes with the baseline loss, and keeps their errors on a share of
 * the training examples that is held back, another one for each seed. No test example is read.
 *
 * <p>Arguments: the CSV file that gets a line for each training, the data sets' folder, the data,
 * how many of its training examples to take (0 for all), the share of them to hold back, epochs,
 * batch size, the first step size, the last seed, and the model files. A training whose line is
 * there is not run again.
 */
public final class SizeSearch {
  private static final String HEADER =
      "data,learned,heldBack,model,parameters,epochs,batchSize,learningRate,seed,"
          + "heldBackErrorRate,heldBackMeanAbsoluteError,seconds\n";

  private SizeSearch() {}

  /**
   * Trains.
   *
   * @param args as above
   * @throws Exception if it fails
   */
  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]);
    Examples all = new Datasets(Path.of(args[1])).load(args[2], Split.TRAIN);
    int wanted = Integer.parseInt(args[3]);
    int count = wanted == 0 ? all.count() : wanted;
    int[] spread =
        IntStream.range(0, count).map(i -> (int) ((long) i * all.count() / count)).toArray();
    Examples data = all.select(spread);
    if (!Files.exists(file)) {
      Files.writeString(file, HEADER);
    }
    for (int seed = 1; seed <= Integer.parseInt(args[8]); seed++) {
      for (String model : Arrays.asList(args).subList(9, args.length)) {
        train(file, data, ModelFile.read(Path.of(model)), args, seed);
      }
    }
  }

  private static void train(Path file, Examples data, ModelFile model, String[] args, int seed)
      throws Exception {
    int epochs = Integer.parseInt(args[5]);
    int batchSize = Integer.parseInt(args[6]);
    ValidationSplit split = data.heldBack(seed, Double.parseDouble(args[4]));
    Examples heldBack = data.select(split.validation());
    TrainConfig config =
        new TrainConfig(
            data.dataset(),
            "none",
            model.spec(),
            new CrossEntropy(),
            new Softmax(),
            new OptimizerConfig(Method.ADAM, Double.parseDouble(args[7]), Schedule.LINEAR, null),
            epochs,
            batchSize,
            0,
            seed,
            new Hardware(DeviceKind.CPU, Precision.FLOAT32, 1));
    Classifier classifier =
        Classifier.of(config.model(), config.head(), data.inputs().shape(), data.classValues());
    String start =
        String.format(
            Locale.ROOT,
            "%s,%d,%d,%s,%d,%d,%d,%s,%d,",
            data.dataset(),
            split.train().length,
            heldBack.count(),
            model.spec().name(),
            classifier.parameterCount(),
            epochs,
            batchSize,
            args[7],
            seed);
    if (Files.readAllLines(file).stream().anyMatch(line -> line.startsWith(start))) {
      return;
    }
    // What is held back is predicted once, at the end, as test examples are.
    Trainer.Result result =
        new Trainer(Checkpoints.none(), () -> false, TrainingListener.NONE)
            .train(classifier, config, data.select(split.train()), heldBack);
    Metrics metrics =
        Metrics.of(result.predictions(), heldBack.labels(), new Argmax(), data.classValues(), null);
    String line =
        String.format(
            Locale.ROOT,
            "%s%.6f,%.6f,%.2f%n",
            start,
            metrics.number("errorRate"),
            metrics.number("meanAbsoluteError"),
            result.history().stream().mapToDouble(EpochResult::seconds).sum());
    Files.writeString(file, line, StandardOpenOption.APPEND);
  }
}
