package io.github.numloss.experiment;

import io.github.numloss.data.ExampleSource;
import io.github.numloss.data.SharedExamples;
import io.github.numloss.device.Hardware;
import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.io.DataException;
import io.github.numloss.train.Checkpoints;
import io.github.numloss.train.EpochResult;
import io.github.numloss.train.TrainConfig;
import io.github.numloss.train.Trainer;
import io.github.numloss.train.TrainingFailedException;
import io.github.numloss.train.TrainingListener;
import io.github.numloss.train.TrainingStoppedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/** Runs trials side by side in this process and writes each into its folder. */
public final class TrialExecutor {
  private final Experiment experiment;
  private final ExampleSource source;
  private final Hardware hardware;
  private final Keeping keeping;
  private final Listener listener;

  /**
   * What becomes of trials that do not get to their end.
   *
   * @param folder holds a folder of checkpoints for each trial that is under way
   * @param everySeconds how often a trial saves a checkpoint, as {@link Checkpoints} takes it
   * @param stop is asked after each step whether to save and stop
   */
  public record Keeping(Path folder, int everySeconds, BooleanSupplier stop) {}

  /** Is told how the trials go on, from several threads. */
  public interface Listener {
    /**
     * A trial has begun.
     *
     * @param trial the trial
     */
    void started(PlannedTrial trial);

    /**
     * A trial's data is allowed, and yet hardly meant.
     *
     * @param trial the trial
     * @param doubt says why, without a full stop
     */
    default void doubtful(PlannedTrial trial, String doubt) {}

    /**
     * A trial's checkpoint is damaged, and the one before it is tried.
     *
     * @param trial the trial
     * @param problem names the file and says what is wrong with it
     */
    void damaged(PlannedTrial trial, DataException problem);

    /**
     * A trial goes on from a checkpoint.
     *
     * @param trial the trial
     * @param step steps that were done before
     * @param steps steps that the trial has in all
     */
    void resumed(PlannedTrial trial, long step, long steps);

    /**
     * A trial has learned an epoch.
     *
     * @param trial the trial
     * @param result the epoch's row of the history
     */
    void epoch(PlannedTrial trial, EpochResult result);

    /**
     * A training can't go on, and why is written.
     *
     * @param trial the trial
     * @param reason a sentence without its full stop
     */
    void failed(PlannedTrial trial, String reason);

    /**
     * A trial is done and written.
     *
     * @param trial the trial
     * @param result its measures
     */
    void finished(PlannedTrial trial, TrialResult result);
  }

  /**
   * Settles what all trials share.
   *
   * @param experiment where they belong
   * @param source where the images come from; each split is loaded once for all trials
   * @param hardware what each trial runs on; one that goes on from a checkpoint takes as many
   *     threads as it had
   * @param keeping what becomes of those that do not get to their end
   * @param listener is told how they go on
   */
  public TrialExecutor(
      Experiment experiment,
      ExampleSource source,
      Hardware hardware,
      Keeping keeping,
      Listener listener) {
    this.experiment = experiment;
    this.source = source;
    this.hardware = hardware;
    this.keeping = keeping;
    this.listener = listener;
  }

  /**
   * Runs trials, each from its newest checkpoint if it has one. One whose training can't go on
   * leaves its reason in the experiment's folder, and the others run all the same.
   *
   * @param trials the trials, in the order in which to start them
   * @param jobs how many run side by side, at least 1
   * @throws IOException if data can't be read, or a result or checkpoint can't be written
   * @throws TrainingStoppedException if it was asked to stop; trials that ran have saved a
   *     checkpoint. Where other threads ended in faults, one of those is thrown, and the stop is
   *     among what it suppresses
   */
  public void run(List<PlannedTrial> trials, int jobs)
      throws IOException, TrainingStoppedException {
    Queue<PlannedTrial> waiting = new ConcurrentLinkedQueue<>(trials);
    ExampleSource shared = new SharedExamples(source);
    Callable<Void> worker = () -> work(waiting, shared);
    ExecutorService threads = Executors.newFixedThreadPool(jobs);
    try {
      List<Throwable> faults = new ArrayList<>();
      for (Future<Void> ended : threads.invokeAll(Collections.nCopies(jobs, worker))) {
        try {
          ended.get();
        } catch (ExecutionException e) {
          faults.add(e.getCause());
        }
      }
      throwFirst(faults);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Throws the first fault, before it one that is no stop; the others are suppressed. */
  private static void throwFirst(List<Throwable> faults)
      throws IOException, TrainingStoppedException {
    List<Throwable> inOrder = new ArrayList<>(faults);
    inOrder.sort(Comparator.comparing(TrainingStoppedException.class::isInstance));
    if (inOrder.isEmpty()) {
      return;
    }
    Throwable first = inOrder.get(0);
    inOrder.stream().filter(fault -> fault != first).forEach(first::addSuppressed);
    if (first instanceof IOException cause) {
      throw cause;
    }
    if (first instanceof TrainingStoppedException cause) {
      throw cause;
    }
    if (first instanceof Error cause) {
      throw cause;
    }
    throw (RuntimeException) first;
  }

  private Void work(Queue<PlannedTrial> waiting, ExampleSource shared)
      throws IOException, TrainingStoppedException {
    try {
      for (PlannedTrial next = waiting.poll(); next != null; next = waiting.poll()) {
        if (keeping.stop().getAsBoolean()) {
          throw new TrainingStoppedException();
        }
        run(next, shared);
      }
      return null;
    } catch (IOException | TrainingStoppedException | RuntimeException | Error e) {
      waiting.clear();
      throw e;
    }
  }

  private void run(PlannedTrial planned, ExampleSource shared)
      throws IOException, TrainingStoppedException {
    listener.started(planned);
    Checkpoints checkpoints =
        new Checkpoints(keeping.folder().resolve(planned.name()), keeping.everySeconds());
    Trainer trainer = new Trainer(checkpoints, keeping.stop(), listener(planned));
    TrainConfig config = planned.config(checkpoints.withItsThreads(hardware));
    Trial trial;
    try {
      trial = Trial.run(config, shared, trainer);
    } catch (TrainingFailedException e) {
      String reason = String.valueOf(e.getMessage());
      experiment.fail(planned, TrialFailure.now(config, reason));
      listener.failed(planned, reason);
      return;
    }
    trial.write(experiment.folder(planned));
    experiment.forgive(planned);
    checkpoints.delete();
    listener.finished(planned, trial.result());
  }

  private TrainingListener listener(PlannedTrial planned) {
    return new TrainingListener() {
      @Override
      public void doubtful(String doubt) {
        listener.doubtful(planned, doubt);
      }

      @Override
      public void damaged(DataException problem) {
        listener.damaged(planned, problem);
      }

      @Override
      public void resumed(long step, long steps) {
        listener.resumed(planned, step, steps);
      }

      @Override
      public void epoch(EpochResult result) {
        listener.epoch(planned, result);
      }
    };
  }
}
