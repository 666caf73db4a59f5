package io.github.numloss.train;

import io.github.numloss.calibrate.Calibration;
import io.github.numloss.check.Check;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Doubts;
import io.github.numloss.data.Examples;
import io.github.numloss.decode.Argmax;
import io.github.numloss.decode.Decoder;
import io.github.numloss.decode.Decoders;
import io.github.numloss.decode.Predictions;
import io.github.numloss.device.Bfloat16;
import io.github.numloss.device.Hardware;
import io.github.numloss.device.Sessions;
import io.github.numloss.device.UnfitProcessException;
import io.github.numloss.io.DataException;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.measure.Evaluation;
import io.github.numloss.measure.Metrics;
import io.github.numloss.model.Classifier;
import io.github.numloss.predict.InferenceGraph;
import io.github.numloss.provenance.EarlierThreads;
import io.github.numloss.random.EpochOrder;
import io.github.numloss.random.ValidationSplit;
import io.github.numloss.train.Checkpoints.Saved;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Trains one network: the one loop. */
public final class Trainer {
  private final Checkpoints checkpoints;
  private final BooleanSupplier stop;
  private final TrainingListener listener;

  /**
   * What a training gives.
   *
   * @param weights its weights by their names, in the classifier's order
   * @param history a row an epoch
   * @param predictions the test images' probabilities
   * @param calibration what the validation images say of such probabilities; null if there are none
   * @param validation the measures on the validation images by decoder; null if there are none
   * @param earlierThreads the parts that were computed with other numbers of threads; empty if the
   *     bytes are those of one go
   */
  public record Result(
      Map<String, FloatArray> weights,
      List<EpochResult> history,
      Predictions predictions,
      @Nullable Calibration calibration,
      @Nullable Map<String, Metrics> validation,
      List<EarlierThreads> earlierThreads) {}

  /**
   * Settles what goes on around a training.
   *
   * @param checkpoints the training's own: it goes on from the newest whole one if there is one
   * @param stop is asked after each step, and while the test images and those of the validation are
   *     predicted, whether to save a checkpoint and stop; from several threads
   * @param listener is told how it goes on
   */
  public Trainer(Checkpoints checkpoints, BooleanSupplier stop, TrainingListener listener) {
    this.checkpoints = checkpoints;
    this.stop = stop;
    this.listener = listener;
  }

  /**
   * Trains, and predicts the test images once, at the end, and those of the validation. A training
   * that was stopped or cut off and goes on from a checkpoint gives what it would have given in one
   * go, bit for bit, but for the times in the history. If it goes on with another number of
   * threads, the result says so.
   *
   * @param classifier the network and its head
   * @param config what to do; the names of data sets and model in it are not looked at
   * @param data the training images
   * @param test the test images, of the same size and classes
   * @return weights, history and predictions, which follow from the configuration and the data
   *     alone
   * @throws IllegalArgumentException if the classifier is for other classes than the data
   * @throws TrainingStoppedException if it was asked to stop; its checkpoint is saved
   * @throws TrainingFailedException if the loss, or a probability, is no longer a number; there are
   *     no checkpoints then, since they would only lead there again
   * @throws UnfitProcessException if somebody else's use of TensorFlow in this process would make
   *     the result another one, or the precision does nothing on this machine; nothing is begun
   * @throws DataException if the checkpoints are those of another training, the class weights are
   *     of other classes, or no image that is learned counts
   * @throws IOException if a checkpoint can't be read or written
   */
  public Result train(Classifier classifier, TrainConfig config, Examples data, Examples test)
      throws IOException, TrainingFailedException, TrainingStoppedException {
    return train(classifier, config, data, test, Decoders.ready());
  }

  /**
   * Trains in the same way, and decodes those of the validation as is said.
   *
   * @param classifier the network and its head
   * @param config what to do; the names of data sets and model in it are not looked at
   * @param data the training images
   * @param test the test images, of the same size and classes
   * @param decoders by which those of the validation are measured
   * @return weights, history and predictions
   * @throws TrainingStoppedException if it was asked to stop; its checkpoint is saved
   * @throws TrainingFailedException as above
   * @throws IOException as above
   */
  public Result train(
      Classifier classifier,
      TrainConfig config,
      Examples data,
      Examples test,
      List<Decoder> decoders)
      throws IOException, TrainingFailedException, TrainingStoppedException {
    Check.that(
        classifier.classValues().equals(data.classValues()),
        "the classifier's classes stand for %s, those of the data for %s",
        classifier.classValues(),
        data.classValues());
    requireOwnBytes(
        config.hardware().precision(), Sessions.threadsOfAnOperation(), Bfloat16::works);
    try {
      return learn(classifier, config, data, test, decoders);
    } catch (TrainingFailedException e) {
      checkpoints.delete();
      throw e;
    }
  }

  /** Refuses to give a result that does not follow from configuration and data alone. */
  static void requireOwnBytes(
      Hardware.Precision precision, int threads, BooleanSupplier bfloat16Works) {
    if (threads > 1) {
      throw new UnfitProcessException(
          String.format(
              Locale.ROOT,
              "this process used TensorFlow before with %d threads an operation, which can't be changed"
                  + " any more and would make the result differ from the same training's elsewhere;"
                  + " train in a process of its own, or before TensorFlow is used otherwise, or give"
                  + " the session that is opened first one thread an operation",
              threads));
    }
    if (precision == Hardware.Precision.BFLOAT16 && !bfloat16Works.getAsBoolean()) {
      throw new UnfitProcessException(Bfloat16.DOES_NOTHING);
    }
  }

  private Result learn(
      Classifier classifier,
      TrainConfig config,
      Examples data,
      Examples test,
      List<Decoder> decoders)
      throws IOException, TrainingFailedException, TrainingStoppedException {
    Checkpoint start = Checkpoint.start(config, data, test);
    Optional<Saved> saved = newest(start);
    Checkpoint at = saved.map(Saved::checkpoint).orElse(start).on(config);
    ValidationSplit split = data.heldBack(config.seed(), config.validation());
    Examples validation = data.select(split.validation());
    Doubts.of(data, test, config.validation(), validation.count()).forEach(listener::doubtful);
    requireWeight(test, "all %s test images of %s have weight 0");
    requireWeight(
        validation, "all %s images of %s that are held back for validation have weight 0");
    ExampleWeights exampleWeights = ExampleWeights.of(config.classWeights(), data, split.train());
    if (exampleWeights != null) {
      exampleWeights.doubt().ifPresent(listener::doubtful);
    }
    String advice = Divergence.advice(config, data.classValues());
    List<EpochResult> history = new ArrayList<>(at.history());
    Map<String, FloatArray> weights;
    Map<String, FloatArray> state;
    Checkpoint end;
    try (TrainingGraph graph =
        new TrainingGraph(
            classifier,
            config.loss(),
            config.optimizer(),
            config.augmentation(),
            data,
            exampleWeights,
            config.batchSize(),
            config.seed(),
            config.hardware())) {
      if (config.hardware().compile()) {
        graph.compile(config.hardware().stepsOfProgram(), split.train().length);
      }
      long step = at.step();
      long steps = (long) config.epochs() * ceilDivide(split.train().length, config.batchSize());
      EpochSums sums = at.epoch();
      if (saved.isPresent()) {
        restore(graph, saved.get());
        listener.resumed(step, steps);
      } else if (!data.inputs().shape().isPicture()) {
        graph.begin(classifier.valuesOf(data.inputs().view(split.train())));
      }
      for (int epoch = history.size() + 1; epoch <= config.epochs(); epoch++) {
        long begun = System.nanoTime() - (long) (sums.seconds() * 1e9);
        int[] order = EpochOrder.permutation(config.seed(), epoch, split.train().length);
        while (sums.images() < order.length) {
          int from = sums.images();
          int atOnce = graph.stepsAtOnce(order.length - from);
          int to = Math.min(from + atOnce * config.batchSize(), order.length);
          int[] batch =
              Arrays.stream(order, from, to).map(position -> split.train()[position]).toArray();
          double[] rates =
              LongStream.range(step, step + atOnce)
                  .mapToDouble(number -> config.optimizer().learningRate(number, steps))
                  .toArray();
          for (TrainingGraph.Losses losses : graph.learn(batch, step, rates)) {
            step++;
            requireFinite(losses, advice, epoch, step);
            sums = sums.plus(losses, batch.length / atOnce, secondsSince(begun));
            listener.step(epoch, sums.images(), order.length);
          }
          keep(graph, at.at(step, sums, history), false);
        }
        EpochResult.Validation validated =
            validation.count() == 0 ? null : validate(graph, validation, advice);
        EpochResult result = sums.result(epoch, validated, secondsSince(begun));
        history.add(result);
        sums = EpochSums.NONE;
        listener.epoch(result);
        keep(graph, at.at(step, sums, history), true);
      }
      weights = graph.weights();
      state = graph.state();
      end = at.at(step, sums, history);
    }
    // What will be exported, in 32 bits on the CPU whatever the training ran on.
    Hardware cpu =
        new Hardware(
            Hardware.DeviceKind.CPU, Hardware.Precision.FLOAT32, config.hardware().threads());
    try (InferenceGraph graph = new InferenceGraph(classifier, weights, cpu.sessionConfig())) {
      Predictions predictions = predict(graph, test, advice);
      if (validation.count() == 0) {
        return new Result(weights, history, predictions, null, null, end.earlierThreads());
      }
      Predictions heldBack = predict(graph, validation, advice);
      return new Result(
          weights,
          history,
          predictions,
          Calibration.of(heldBack, validation.labels(), data.classValues(), validation.weights()),
          Evaluation.of(
                  heldBack, validation.labels(), decoders, data.classValues(), validation.weights())
              .metrics(),
          end.earlierThreads());
    } catch (CancellationException e) {
      checkpoints.save(end, state);
      throw new TrainingStoppedException();
    }
  }

  private static void requireWeight(Examples images, String otherwise) throws DataException {
    if (images.count() > 0 && images.haveNoWeight()) {
      throw new DataException(
          otherwise.formatted(images.count(), images.dataset())
              + ", so that nothing can be measured; give some of them a weight above 0");
    }
  }

  /** Finds the newest whole checkpoint, which has to be one of this training. */
  private Optional<Saved> newest(Checkpoint start) throws IOException {
    Optional<Saved> saved = checkpoints.newest(listener::damaged);
    if (saved.isPresent()) {
      String differences = saved.get().checkpoint().differences(start);
      if (!differences.isEmpty()) {
        throw new DataException(
            saved.get().folder(),
            "it is of another training: %s; set these as they were, or delete %s to start anew"
                .formatted(differences, saved.get().folder().getParent()));
      }
    }
    return saved;
  }

  private static void restore(TrainingGraph graph, Saved saved) throws DataException {
    try {
      graph.restore(saved.state());
    } catch (IllegalArgumentException e) {
      throw new DataException(
          saved.folder(),
          "it does not fit the network: %s; delete it".formatted(e.getMessage()),
          e);
    }
  }

  /** Saves where the training stands if it is time or it shall stop, and then stops it. */
  private void keep(TrainingGraph graph, Checkpoint checkpoint, boolean epochEnded)
      throws IOException, TrainingStoppedException {
    boolean stopping = stop.getAsBoolean();
    if (stopping || checkpoints.isDue(epochEnded)) {
      checkpoints.save(checkpoint, graph.state());
    }
    if (stopping) {
      throw new TrainingStoppedException();
    }
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }

  private Predictions predict(InferenceGraph graph, Examples images, String advice)
      throws TrainingFailedException {
    return requireProbabilities(() -> graph.predict(images.inputs(), this::requireNoStop), advice);
  }

  private void requireNoStop() {
    if (stop.getAsBoolean()) {
      throw new CancellationException();
    }
  }

  private static EpochResult.Validation validate(
      TrainingGraph graph, Examples images, String advice) throws TrainingFailedException {
    ClassValues values = images.classValues();
    Predictions predictions = requireProbabilities(() -> graph.predict(images.inputs()), advice);
    Metrics metrics =
        Metrics.of(predictions, images.labels(), new Argmax(), values, images.weights());
    return new EpochResult.Validation(
        images.count(), metrics.number("errorRate"), metrics.number("meanAbsoluteError"));
  }

  /** The loss is that before its step: what the last step did shows in the probabilities only. */
  private static Predictions requireProbabilities(Supplier<Predictions> predict, String advice)
      throws TrainingFailedException {
    try {
      return predict.get();
    } catch (IllegalArgumentException e) {
      throw new TrainingFailedException(
          "the network no longer gives probabilities: %s; %s".formatted(e.getMessage(), advice));
    }
  }

  private static int ceilDivide(int dividend, int divisor) {
    return (dividend - 1) / divisor + 1;
  }

  /** The parts are kept in the history, whatever their weight in the loss. */
  private static void requireFinite(
      TrainingGraph.Losses losses, String advice, int epoch, long step)
      throws TrainingFailedException {
    requireFinite("loss", losses.loss(), epoch, step, advice);
    for (Map.Entry<String, Float> part : losses.parts().entrySet()) {
      requireFinite("part of the loss " + part.getKey(), part.getValue(), epoch, step, advice);
    }
  }

  private static void requireFinite(String name, float value, int epoch, long step, String advice)
      throws TrainingFailedException {
    if (!Float.isFinite(value)) {
      throw new TrainingFailedException(
          String.format(
              Locale.ROOT,
              "the %s is %s in epoch %d, step %d; %s",
              name,
              value,
              epoch,
              step,
              advice));
    }
  }
}
