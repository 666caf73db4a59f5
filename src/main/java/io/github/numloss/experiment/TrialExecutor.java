package io.github.numloss.experiment;

import io.github.numloss.data.Datasets;
import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.train.EpochResult;
import io.github.numloss.train.Hardware;
import io.github.numloss.train.TrainingFailedException;
import io.github.numloss.train.TrainingListener;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs trials side by side in this process and writes each into its folder. */
public final class TrialExecutor {
  private TrialExecutor() {}

  /** Is told how the trials go on, from several threads. */
  public interface Listener {
    /**
     * A trial has begun.
     *
     * @param trial the trial
     */
    void started(PlannedTrial trial);

    /**
     * A trial has learned an epoch.
     *
     * @param trial the trial
     * @param result the epoch's row of the history
     */
    void epoch(PlannedTrial trial, EpochResult result);

    /**
     * A trial is done and written.
     *
     * @param trial the trial
     * @param result its measures
     */
    void finished(PlannedTrial trial, TrialResult result);
  }

  /**
   * Runs trials.
   *
   * @param experiment where they belong
   * @param trials the trials, in the order in which to start them
   * @param datasets where the data sets are
   * @param hardware what each trial runs on
   * @param jobs how many run side by side, at least 1
   * @param listener is told how they go on
   * @throws IOException if data can't be read, or a result can't be written
   * @throws TrainingFailedException if a training can't go on; trials that run are ended first
   */
  public static void run(
      Experiment experiment,
      List<PlannedTrial> trials,
      Datasets datasets,
      Hardware hardware,
      int jobs,
      Listener listener)
      throws IOException, TrainingFailedException {
    Queue<PlannedTrial> waiting = new ConcurrentLinkedQueue<>(trials);
    Callable<Void> worker = () -> work(experiment, waiting, datasets, hardware, listener);
    ExecutorService threads = Executors.newFixedThreadPool(jobs);
    try {
      for (Future<Void> ended : threads.invokeAll(Collections.nCopies(jobs, worker))) {
        ended.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getCause() instanceof TrainingFailedException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw (RuntimeException) e.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Void work(
      Experiment experiment,
      Queue<PlannedTrial> waiting,
      Datasets datasets,
      Hardware hardware,
      Listener listener)
      throws IOException, TrainingFailedException {
    try {
      for (PlannedTrial next = waiting.poll(); next != null; next = waiting.poll()) {
        run(experiment, next, datasets, hardware, listener);
      }
      return null;
    } catch (IOException | TrainingFailedException | RuntimeException | Error e) {
      waiting.clear();
      throw e;
    }
  }

  private static void run(
      Experiment experiment,
      PlannedTrial planned,
      Datasets datasets,
      Hardware hardware,
      Listener listener)
      throws IOException, TrainingFailedException {
    listener.started(planned);
    TrainingListener epochs =
        new TrainingListener() {
          @Override
          public void epoch(EpochResult result) {
            listener.epoch(planned, result);
          }
        };
    Trial trial = Trial.run(planned.config(hardware), datasets, epochs);
    trial.write(experiment.folder(planned));
    listener.finished(planned, trial.result());
  }
}
