package io.github.numloss.cli;

import io.github.numloss.data.Examples;
import io.github.numloss.device.Devices;
import io.github.numloss.device.Devices.NoSuchDeviceException;
import io.github.numloss.device.Hardware;
import io.github.numloss.experiment.ComparisonPlan.Setting;
import io.github.numloss.head.Softmax;
import io.github.numloss.io.DataException;
import io.github.numloss.loss.CrossEntropy;
import io.github.numloss.model.Classifier;
import io.github.numloss.model.ModelFile;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.train.Checkpoints;
import io.github.numloss.train.Defaults;
import io.github.numloss.train.TrainConfig;
import io.github.numloss.train.Trainer;
import io.github.numloss.train.TrainingFailedException;
import io.github.numloss.train.TrainingListener;
import io.github.numloss.train.TrainingStoppedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Times a short training, by which a comparison's plan is sized. */
final class Probe {
  private static final int MOST_EXAMPLES = 4000;

  private final ModelFile model;
  private final Setting setting;
  private final PrintWriter messages;

  Probe(ModelFile model, Setting setting, PrintWriter messages) {
    this.model = model;
    this.setting = setting;
    this.messages = messages;
  }

  /** Gives about how long a training with all epochs takes on a thread of this machine. */
  double seconds(Examples train)
      throws IOException, TrainingFailedException, NoSuchDeviceException {
    messages.println("Timing a training …");
    int count = Math.min(MOST_EXAMPLES, train.count());
    Examples few =
        train.select(
            IntStream.range(0, count).map(i -> (int) ((long) i * train.count() / count)).toArray());
    Hardware hardware =
        new Hardware(Devices.resolve(Devices.Choice.AUTO), Hardware.Precision.FLOAT32, 1);
    TrainConfig config =
        new TrainConfig(
            few.dataset(),
            few.dataset(),
            model.spec(),
            new CrossEntropy(),
            new Softmax(),
            new OptimizerConfig(
                OptimizerConfig.Method.ADAM,
                Defaults.learningRate(model, OptimizerConfig.Method.ADAM),
                OptimizerConfig.Schedule.LINEAR,
                null),
            2,
            setting.batchSize(),
            0,
            1,
            hardware);
    Classifier classifier;
    try {
      classifier =
          Classifier.of(config.model(), config.head(), few.inputs().shape(), few.classValues());
    } catch (IllegalArgumentException e) {
      throw new DataException(
          Path.of(train.dataset()),
          "%s can't learn it: %s".formatted(model.spec().name(), e.getMessage()),
          e);
    }
    long begun = System.nanoTime();
    Trainer.Result result;
    try {
      result =
          new Trainer(Checkpoints.none(), () -> false, TrainingListener.NONE)
              .train(classifier, config, few, few);
    } catch (TrainingStoppedException e) {
      throw new IllegalStateException("nobody asked it to stop", e);
    }
    double all = (System.nanoTime() - begun) / 1e9;
    double first = result.history().get(0).seconds();
    double second = result.history().get(1).seconds();
    double learned = train.count() * (1 - setting.validation()) * setting.epochs();
    return Math.max(0.05, all - first - second) + second / count * learned;
  }
}
