package io.github.numloss.bench;

import io.github.numloss.bench.Measurement.Spread;
import io.github.numloss.data.Examples;
import io.github.numloss.device.Hardware;
import io.github.numloss.model.Classifier;
import io.github.numloss.model.Network;
import io.github.numloss.train.Checkpoints;
import io.github.numloss.train.EpochResult;
import io.github.numloss.train.TrainConfig;
import io.github.numloss.train.Trainer;
import io.github.numloss.train.TrainingFailedException;
import io.github.numloss.train.TrainingListener;
import io.github.numloss.train.TrainingStoppedException;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Measures how fast networks are trained on given images, with the loop that users train with. */
public final class Benchmark {
  /** The trainer predicts test images at its end, which takes no part in the measures. */
  private static final int MOST_TEST_IMAGES = 128;

  private final BenchConfig config;
  private final Examples data;
  private final Examples test;

  /**
   * Prepares a benchmark.
   *
   * @param config what its trainings have in common
   * @param data the images to learn
   */
  public Benchmark(BenchConfig config, Examples data) {
    this.config = config;
    this.data = data;
    test = data.select(IntStream.range(0, Math.min(data.count(), MOST_TEST_IMAGES)).toArray());
  }

  /**
   * Says what would be trained.
   *
   * @param networks the networks
   * @return all that another program needs to do the same
   */
  public BenchPlan plan(List<BenchNetwork> networks) {
    return BenchPlan.of(config, data, networks);
  }

  /**
   * Measures how fast matrices are multiplied.
   *
   * @param hardware what it runs on
   * @return the rate
   */
  public MatmulRate multiply(Hardware hardware) {
    return MatmulRate.measure(config.matmulSize(), hardware);
  }

  /**
   * Trains one network for the epoch that warms up and the measured ones.
   *
   * @param network the network
   * @param hardware what it runs on
   * @param limit the matmul rate on the same hardware
   * @param listener is told how it goes on
   * @return how fast it was
   * @throws TrainingFailedException if the training can't go on
   * @throws IOException never, as no checkpoint is kept
   */
  public Measurement train(
      BenchNetwork network, Hardware hardware, MatmulRate limit, TrainingListener listener)
      throws TrainingFailedException, IOException {
    Network built = network.build(data);
    FirstStep firstStep = new FirstStep(listener);
    List<EpochResult> history = history(built, config.training(network, hardware), firstStep);
    Spread speed =
        Spread.of(
            history.stream()
                .skip(BenchConfig.WARM_UP_EPOCHS)
                .mapToDouble(EpochResult::imagesPerSecond)
                .toArray());
    return new Measurement(
        network.toString(),
        hardware.precision(),
        speed,
        speed.median() * built.trainingWork() / limit.flopsPerSecond(),
        Objects.requireNonNull(firstStep.at).truncatedTo(ChronoUnit.MILLIS).toString(),
        history);
  }

  private List<EpochResult> history(Network network, TrainConfig training, FirstStep firstStep)
      throws TrainingFailedException, IOException {
    try {
      return new Trainer(Checkpoints.none(), () -> false, firstStep)
          .train(new Classifier(network, training.head(), data.classValues()), training, data, test)
          .history();
    } catch (TrainingStoppedException e) {
      throw new IllegalStateException("nobody asked it to stop", e);
    }
  }

  /** Notes when the first step was done, and passes on what it hears. */
  private static final class FirstStep implements TrainingListener {
    private final TrainingListener next;
    private @Nullable Instant at;

    FirstStep(TrainingListener next) {
      this.next = next;
    }

    @Override
    public void step(int epoch, int done, int total) {
      if (at == null) {
        at = Instant.now();
      }
      next.step(epoch, done, total);
    }

    @Override
    public void epoch(EpochResult result) {
      next.epoch(result);
    }
  }
}
