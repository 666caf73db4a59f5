package io.github.numloss.cli;

import io.github.numloss.check.Check;
import io.github.numloss.data.Examples;
import io.github.numloss.decode.Decoders;
import io.github.numloss.device.Devices;
import io.github.numloss.device.Devices.NoSuchDeviceException;
import io.github.numloss.device.Hardware;
import io.github.numloss.experiment.Comparison.Timing;
import io.github.numloss.experiment.ComparisonPlan.Request;
import io.github.numloss.experiment.ComparisonPlan.Setting;
import io.github.numloss.experiment.Trial;
import io.github.numloss.head.Softmax;
import io.github.numloss.io.DataException;
import io.github.numloss.loss.Losses;
import io.github.numloss.measure.Evaluation;
import io.github.numloss.model.Classifier;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.train.Checkpoints;
import io.github.numloss.train.Defaults;
import io.github.numloss.train.TrainConfig;
import io.github.numloss.train.Trainer;
import io.github.numloss.train.TrainingFailedException;
import io.github.numloss.train.TrainingListener;
import io.github.numloss.train.TrainingStoppedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Times short trainings by which a comparison's plan is sized: as many side by side as there will
 * be, since they slow each other down, and twice, since the first ones warm the machine up.
 */
final class Probe {
  private static final int MOST_EXAMPLES = 4000;
  private static final int LEAST_BATCHES = 8;

  /** Operations for which an epoch is long enough to be timed, and short enough to wait for. */
  private static final double WORK = 2e10;

  private static final String LOSS = "crps";

  private final Request request;
  private final Setting setting;
  private final int sideBySide;

  Probe(Request request, int sideBySide) {
    this.request = request;
    this.setting = Setting.of(request.train().count());
    this.sideBySide = sideBySide;
  }

  /** Checks that the test examples fit those to learn, and these what is asked for. */
  void requireFit(Examples test) throws DataException {
    Hardware any = new Hardware(Hardware.DeviceKind.CPU, Hardware.Precision.FLOAT32, 1);
    Trial.requireFit(config(request.train(), any), request.train(), test);
  }

  /** Gives how long an example of an epoch takes, and what a training takes besides. */
  Timing time(Examples test) throws IOException, TrainingFailedException, NoSuchDeviceException {
    Hardware hardware =
        new Hardware(
            Devices.resolve(Devices.Choice.AUTO),
            Hardware.Precision.FLOAT32,
            Math.max(1, Runtime.getRuntime().availableProcessors() / sideBySide));
    Examples few = few();
    TrainConfig config = config(few, hardware);
    Callable<Timing> training = () -> time(config, few, test);
    ExecutorService threads = Executors.newFixedThreadPool(sideBySide);
    try {
      threads.invokeAll(Collections.nCopies(sideBySide, training)).get(0).get();
      double anExample = 0;
      double besides = 0;
      int learned = 0;
      for (Future<Timing> timed : threads.invokeAll(Collections.nCopies(sideBySide, training))) {
        anExample += timed.get().secondsAnExample() / sideBySide;
        besides += timed.get().secondsBesides() / sideBySide;
        learned = timed.get().examples();
      }
      return new Timing(config.model().name(), LOSS, learned, anExample, besides);
    } catch (ExecutionException e) {
      throw cause(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static RuntimeException cause(ExecutionException e)
      throws IOException, TrainingFailedException {
    Throwable cause = e.getCause();
    if (cause instanceof IOException failure) {
      throw failure;
    }
    if (cause instanceof TrainingFailedException failure) {
      throw failure;
    }
    if (cause instanceof Error failure) {
      throw failure;
    }
    return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
  }

  /** Takes so many, spread over all, that an epoch takes a moment. */
  private Examples few() throws DataException {
    Examples train = request.train();
    long work = classifier(train).network().trainingWork();
    double affordable = WORK / Math.max(1, work);
    int least = LEAST_BATCHES * setting.batchSize();
    int count = Math.min(train.count(), (int) Math.max(least, Math.min(MOST_EXAMPLES, affordable)));
    return train.select(
        IntStream.range(0, count).map(i -> (int) ((long) i * train.count() / count)).toArray());
  }

  private Classifier classifier(Examples examples) throws DataException {
    try {
      return Classifier.of(
          request.model().spec(), new Softmax(), examples.inputs().shape(), examples.classValues());
    } catch (IllegalArgumentException e) {
      throw new DataException(
          Path.of(examples.dataset()),
          "%s can't learn it: %s".formatted(request.model().spec().name(), e.getMessage()),
          e);
    }
  }

  private TrainConfig config(Examples few, Hardware hardware) {
    return new TrainConfig(
            few.dataset(),
            few.dataset(),
            request.model().spec(),
            Losses.parse(LOSS),
            new Softmax(),
            new OptimizerConfig(
                OptimizerConfig.Method.ADAM,
                Defaults.learningRate(request.model(), OptimizerConfig.Method.ADAM),
                OptimizerConfig.Schedule.LINEAR,
                null),
            2,
            setting.batchSize(),
            setting.validation(),
            1,
            hardware)
        .augmented(request.augmentation())
        .weighted(request.classWeights());
  }

  private Timing time(TrainConfig config, Examples few, Examples test)
      throws IOException, TrainingFailedException {
    long begun = System.nanoTime();
    Trainer.Result result;
    try {
      result =
          new Trainer(Checkpoints.none(), () -> false, TrainingListener.NONE)
              .train(classifier(few), config, few, test);
    } catch (TrainingStoppedException e) {
      throw new IllegalStateException("nobody asked it to stop", e);
    }
    Evaluation evaluation =
        Evaluation.of(
            result.predictions(),
            test.labels(),
            Decoders.ready(),
            test.classValues(),
            test.weights());
    double all = (System.nanoTime() - begun) / 1e9;
    double epoch = result.history().get(1).seconds();
    int learned = few.heldBack(1, setting.validation()).train().length;
    Check.that(!evaluation.metrics().isEmpty(), "nothing was measured");
    return new Timing(
        config.model().name(), LOSS, learned, epoch / learned, Math.max(0.05, all - 2 * epoch));
  }
}
