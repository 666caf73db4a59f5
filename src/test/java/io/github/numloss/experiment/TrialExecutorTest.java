package io.github.numloss.experiment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.SameTrial;
import io.github.numloss.StopAfter;
import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.DataOptions;
import io.github.numloss.data.ExampleSource;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.device.Hardware;
import io.github.numloss.device.Hardware.DeviceKind;
import io.github.numloss.device.Hardware.Precision;
import io.github.numloss.experiment.Plan.DatasetPair;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.experiment.Plan.ModelPlan;
import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.experiment.Standing.State;
import io.github.numloss.experiment.TrialExecutor.Keeping;
import io.github.numloss.io.DataException;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.loss.CrossEntropy;
import io.github.numloss.model.Models;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import io.github.numloss.picture.Preparation;
import io.github.numloss.source.Datasets;
import io.github.numloss.train.EpochResult;
import io.github.numloss.train.TrainingStoppedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrialExecutorTest {
  private static final Hardware ONE_THREAD = new Hardware(DeviceKind.CPU, Precision.FLOAT32, 1);

  @TempDir private Path folder;
  private Plan plan;

  /** Notes what it is told. */
  private static class Notes implements TrialExecutor.Listener {
    final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();

    @Override
    public void started(PlannedTrial trial) {
      heard.add("started " + trial.name());
    }

    @Override
    public void doubtful(PlannedTrial trial, String doubt) {
      heard.add("doubtful %s: %s".formatted(trial.name(), doubt));
    }

    @Override
    public void damaged(PlannedTrial trial, DataException problem) {
      heard.add("damaged %s: %s".formatted(trial.name(), problem.getMessage()));
    }

    @Override
    public void resumed(PlannedTrial trial, long step, long steps) {
      heard.add(String.format(Locale.ROOT, "resumed %s after %d of %d", trial.name(), step, steps));
    }

    @Override
    public void epoch(PlannedTrial trial, EpochResult result) {
      heard.add(String.format(Locale.ROOT, "epoch %d %s", result.epoch(), trial.name()));
    }

    @Override
    public void failed(PlannedTrial trial, String reason) {
      heard.add("failed %s: %s".formatted(trial.name(), reason));
    }

    @Override
    public void finished(PlannedTrial trial, TrialResult result) {
      heard.add("finished " + trial.name());
    }
  }

  @BeforeEach
  void makePlan() throws IOException {
    String data = TinyData.folder(folder.resolve("tiny"), 40, 12, ClassValues.range(3)).toString();
    OptimizerConfig adam = new OptimizerConfig(Method.ADAM, 0.001, Schedule.LINEAR, null);
    plan =
        new Plan(
            1,
            "tiny",
            List.of(new DatasetPair(data, data)),
            List.of(new ModelPlan(Models.DNN, List.of(1L, 2L), 2, 16, 0, adam)),
            List.of(
                new LossPlan("baseline", new CrossEntropy()),
                new LossPlan("proposed", CombinedLoss.ofPaper())),
            null);
  }

  private List<PlannedTrial> in(State state, Experiment experiment) throws IOException {
    return Standings.of(experiment, new Datasets(folder)).in(state);
  }

  private void run(Experiment experiment, int jobs, TrialExecutor.Listener listener)
      throws Exception {
    run(experiment, experiment.plan().trials(), jobs, () -> false, listener);
  }

  private void run(
      Experiment experiment,
      List<PlannedTrial> trials,
      int jobs,
      BooleanSupplier stop,
      TrialExecutor.Listener listener)
      throws Exception {
    Keeping keeping = new Keeping(experiment.workFolder(), 60, stop);
    new TrialExecutor(experiment, new Datasets(folder), ONE_THREAD, keeping, listener)
        .run(trials, jobs);
  }

  @Test
  void trialsSideBySideGiveWhatTheyGiveOneAfterTheOther() throws Exception {
    Experiment serial = new Experiment(folder.resolve("serial"), plan);
    run(serial, 1, new Notes());
    Experiment parallel = new Experiment(folder.resolve("parallel"), plan);
    run(parallel, 3, new Notes());
    assertThat(in(State.DONE, parallel)).isEqualTo(plan.trials());
    for (PlannedTrial trial : plan.trials()) {
      for (String name : new String[] {"weights.npz", "predictions.npy"}) {
        assertThat(parallel.folder(trial).resolve(name))
            .hasSameBinaryContentAs(serial.folder(trial).resolve(name));
      }
    }
    assertThat(serial.folder(plan.trials().get(0)).resolve("weights.npz").toFile())
        .as("another loss gives other weights")
        .content(ISO_8859_1)
        .isNotEqualTo(
            Files.readString(
                serial.folder(plan.trials().get(1)).resolve("weights.npz"), ISO_8859_1));
  }

  @Test
  void theListenerHearsOfEveryTrialInTurn() throws Exception {
    Notes notes = new Notes();
    run(new Experiment(folder.resolve("experiment"), plan), 1, notes);
    assertThat(notes.heard).hasSize(4 * 4);
    assertThat(notes.heard)
        .startsWith(
            "started tiny-dnn-baseline-seed1",
            "epoch 1 tiny-dnn-baseline-seed1",
            "epoch 2 tiny-dnn-baseline-seed1",
            "finished tiny-dnn-baseline-seed1",
            "started tiny-dnn-proposed-seed1");
  }

  @Test
  void theListenerHearsWhatIsHardlyMeant() throws Exception {
    ModelPlan old = plan.models().get(0);
    ModelPlan tooFew =
        new ModelPlan(old.model(), List.of(1L), 1, old.batchSize(), 0.01, old.optimizer());
    Plan odd = new Plan(1, "tiny", plan.pairs(), List.of(tooFew), plan.losses(), null);
    Notes notes = new Notes();
    run(new Experiment(folder.resolve("experiment"), odd), 1, notes);
    assertThat(notes.heard)
        .startsWith(
            "started tiny-dnn-baseline-seed1",
            "doubtful tiny-dnn-baseline-seed1: a share of 0.01 of 40 images rounds to none, so that"
                + " none is held back for validation",
            "epoch 1 tiny-dnn-baseline-seed1");
  }

  @Test
  void theListenerHearsOfADamagedCheckpoint() throws Exception {
    Experiment experiment = new Experiment(folder.resolve("experiment"), plan);
    PlannedTrial first = plan.trials().get(0);
    assertThatExceptionOfType(TrainingStoppedException.class)
        .isThrownBy(() -> run(experiment, List.of(first), 1, new StopAfter(3), new Notes()));
    Path state = experiment.workFolder().resolve(first.name()).resolve("1/state.npz");
    Files.writeString(state, "damaged");
    Notes notes = new Notes();
    run(experiment, List.of(first), 1, () -> false, notes);
    assertThat(notes.heard)
        .hasSize(5)
        .element(1)
        .asString()
        .startsWith("damaged tiny-dnn-baseline-seed1: " + state + ": it is damaged: ");
  }

  @Test
  void anInterruptEndsItAndIsNotLost() {
    Notes notes =
        new Notes() {
          @Override
          public void started(PlannedTrial trial) {
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              throw new IllegalStateException("the worker was interrupted", e);
            }
          }
        };
    Experiment experiment = new Experiment(folder.resolve("experiment"), plan);
    Thread.currentThread().interrupt();
    try {
      assertThatIOException()
          .isThrownBy(() -> run(experiment, 2, notes))
          .withMessage("interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void trialsThatWereStoppedGoOnAndGiveWhatTheyGiveInOneGo() throws Exception {
    Experiment inOneGo = new Experiment(folder.resolve("in-one-go"), plan);
    run(inOneGo, 2, new Notes());

    Experiment stopped = new Experiment(folder.resolve("stopped"), plan);
    Notes notes = new Notes();
    BooleanSupplier stop = () -> notes.heard.stream().anyMatch(note -> note.startsWith("epoch "));
    assertThatExceptionOfType(TrainingStoppedException.class)
        .isThrownBy(() -> run(stopped, plan.trials(), 2, stop, notes));
    assertThat(in(State.MISSING, stopped)).isEqualTo(plan.trials());
    // Whichever of the two was first, both have done a step.
    for (PlannedTrial trial : plan.trials().subList(0, 2)) {
      assertThat(stopped.workFolder().resolve(trial.name())).isNotEmptyDirectory();
    }
    assertThat(notes.heard).filteredOn(note -> note.startsWith("started ")).hasSize(2);

    Notes later = new Notes();
    run(stopped, 2, later);
    assertThat(later.heard)
        .filteredOn(note -> note.startsWith("resumed "))
        .hasSize(2)
        .allMatch(note -> note.matches("resumed tiny-dnn-(baseline|proposed)-seed1 after . of 6"));
    assertThat(stopped.workFolder()).isEmptyDirectory();
    for (PlannedTrial trial : plan.trials()) {
      SameTrial.assertSame(stopped.folder(trial), inOneGo.folder(trial));
    }
  }

  /** As under another --jobs, which shares the cores otherwise. */
  @Test
  void aTrialGoesOnWithTheThreadsThatItHad() throws Exception {
    Experiment inOneGo = new Experiment(folder.resolve("in-one-go"), plan);
    List<PlannedTrial> first = plan.trials().subList(0, 1);
    run(inOneGo, first, 1, () -> false, new Notes());

    Experiment stopped = new Experiment(folder.resolve("stopped"), plan);
    assertThatExceptionOfType(TrainingStoppedException.class)
        .isThrownBy(() -> run(stopped, first, 1, new StopAfter(3), new Notes()));
    Hardware three = new Hardware(DeviceKind.CPU, Precision.FLOAT32, 3);
    Keeping keeping = new Keeping(stopped.workFolder(), 60, () -> false);
    new TrialExecutor(stopped, new Datasets(folder), three, keeping, new Notes()).run(first, 1);
    SameTrial.assertSame(stopped.folder(first.get(0)), inOneGo.folder(first.get(0)));
  }

  @Test
  void trialsOfAnotherPlanThatWereStoppedAreNotGoneOnWith() throws Exception {
    Experiment experiment = new Experiment(folder.resolve("experiment"), plan);
    assertThatExceptionOfType(TrainingStoppedException.class)
        .isThrownBy(
            () -> run(experiment, plan.trials().subList(0, 1), 1, new StopAfter(2), new Notes()));
    ModelPlan old = plan.models().get(0);
    ModelPlan longer =
        new ModelPlan(
            old.model(), old.seeds(), 3, old.batchSize(), old.validation(), old.optimizer());
    Experiment changed =
        new Experiment(
            experiment.folder(),
            new Plan(1, "tiny", plan.pairs(), List.of(longer), plan.losses(), null));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> run(changed, 1, new Notes()))
        .withMessageEndingWith(
            "it is of another training: epochs is 2, now 3; set these as they were, or delete %s to"
                    .formatted(experiment.workFolder().resolve("tiny-dnn-baseline-seed1"))
                + " start anew");
  }

  @Test
  void aFaultOfTheDataEndsItAndComesOutAsItWas() throws IOException {
    Experiment experiment = new Experiment(folder.resolve("experiment"), plan);
    Files.delete(folder.resolve("tiny/train-images-idx3-ubyte"));
    Notes notes = new Notes();
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> run(experiment, 1, notes))
        .withMessageContaining("train-images-idx3-ubyte");
    assertThat(notes.heard).containsExactly("started tiny-dnn-baseline-seed1");
    assertThat(experiment.folder()).doesNotExist();
  }

  @Test
  void aFaultOfTheProgramComesOutAsItWas() {
    for (Throwable fault :
        new Throwable[] {new IllegalStateException("odd"), new OutOfMemoryError("full")}) {
      Notes notes =
          new Notes() {
            @Override
            public void started(PlannedTrial trial) {
              super.started(trial);
              if (fault instanceof Error error) {
                throw error;
              }
              throw (RuntimeException) fault;
            }
          };
      Experiment experiment = new Experiment(folder.resolve("experiment"), plan);
      assertThatExceptionOfType(fault.getClass().asSubclass(Throwable.class))
          .isThrownBy(() -> run(experiment, 1, notes))
          .isSameAs(fault);
      assertThat(notes.heard).hasSize(1);
    }
  }

  /** Waits until the thread of another worker has nothing to do any more. */
  private static void awaitIdle(Thread worker) throws InterruptedException {
    for (int i = 0; i < 3000 && !isIdle(worker); i++) {
      Thread.sleep(10);
    }
    assertThat(isIdle(worker)).isTrue();
  }

  /** Says whether a pool's thread asks for work; it may wait for other things, too. */
  private static boolean isIdle(Thread worker) {
    return Stream.of(worker.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("getTask"));
  }

  @Test
  void afterAFaultTheOtherThreadsStartNoMoreTrials() {
    SynchronousQueue<Thread> faulty = new SynchronousQueue<>();
    Notes notes =
        new Notes() {
          @Override
          public void started(PlannedTrial trial) {
            super.started(trial);
            try {
              if (trial.equals(plan.trials().get(0))) {
                faulty.put(Thread.currentThread());
                throw new IllegalStateException("odd");
              }
              if (trial.equals(plan.trials().get(1))) {
                awaitIdle(faulty.take());
              }
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          }
        };
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> run(new Experiment(folder.resolve("experiment"), plan), 2, notes))
        .withMessage("odd");
    assertThat(notes.heard)
        .filteredOn(note -> note.startsWith("started "))
        .containsExactlyInAnyOrder(
            "started tiny-dnn-baseline-seed1", "started tiny-dnn-proposed-seed1");
    assertThat(notes.heard).contains("finished tiny-dnn-proposed-seed1");
  }

  /** The stop is that of the thread that is asked first. */
  @Test
  void aFaultGoesBeforeAStopWhichIsNotLost() {
    CyclicBarrier bothRun = new CyclicBarrier(2);
    AtomicBoolean stop = new AtomicBoolean();
    Notes notes =
        new Notes() {
          @Override
          public void started(PlannedTrial trial) {
            super.started(trial);
            try {
              bothRun.await();
            } catch (InterruptedException | BrokenBarrierException e) {
              throw new AssertionError(e);
            }
            stop.set(true);
            if (Thread.currentThread().getName().endsWith("thread-2")) {
              throw new UncheckedIOException(
                  new FileSystemException("disk", null, "No space left on device"));
            }
          }
        };
    Experiment experiment = new Experiment(folder.resolve("experiment"), plan);
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> run(experiment, plan.trials(), 2, stop::get, notes))
        .withMessageContaining("No space left on device")
        .satisfies(
            fault ->
                assertThat(fault.getSuppressed())
                    .singleElement()
                    .isInstanceOf(TrainingStoppedException.class));
    assertThat(notes.heard).hasSize(2);
  }

  @Test
  void eachSplitIsLoadedOnceForAllTrials() throws Exception {
    Datasets datasets = new Datasets(folder);
    ConcurrentLinkedQueue<Split> loaded = new ConcurrentLinkedQueue<>();
    ExampleSource counted =
        new ExampleSource() {
          @Override
          public Examples load(String name, DataOptions options, long seed, Split split)
              throws IOException {
            loaded.add(split);
            return datasets.load(name, split);
          }

          @Override
          public Optional<Path> findFolder(String name) {
            return Optional.empty();
          }

          @Override
          public Preparation preparation(String name) throws IOException {
            return datasets.preparation(name);
          }
        };
    Experiment experiment = new Experiment(folder.resolve("experiment"), plan);
    Keeping keeping = new Keeping(experiment.workFolder(), 60, () -> false);
    new TrialExecutor(experiment, counted, ONE_THREAD, keeping, new Notes()).run(plan.trials(), 3);
    assertThat(in(State.DONE, experiment)).hasSize(4);
    assertThat(loaded).containsExactlyInAnyOrder(Split.TRAIN, Split.TEST);
  }

  @Test
  void aTrialThatCannotGoOnLeavesItsReasonAndTheOthersRun() throws Exception {
    List<LossPlan> losses =
        List.of(new LossPlan("huge", new CombinedLoss(1e30, 0.5)), plan.losses().get(0));
    Plan diverging = new Plan(1, "tiny", plan.pairs(), plan.models(), losses, null);
    Experiment experiment = new Experiment(folder.resolve("experiment"), diverging);
    Notes notes = new Notes();
    run(experiment, 2, notes);
    Standings standings = Standings.of(experiment, new Datasets(folder));
    assertThat(standings.in(State.DONE))
        .extracting(PlannedTrial::name)
        .containsExactly("tiny-dnn-baseline-seed1", "tiny-dnn-baseline-seed2");
    List<PlannedTrial> failed = standings.in(State.FAILED);
    assertThat(failed)
        .extracting(PlannedTrial::name)
        .containsExactly("tiny-dnn-huge-seed1", "tiny-dnn-huge-seed2");
    JsonNode file = new ObjectMapper().readTree(experiment.failureFile(failed.get(0)).toFile());
    assertThat(file.get("reason").asText()).matches("the .+; try .+");
    assertThat(file.at("/config/seed").asInt()).isEqualTo(1);
    assertThat(standings.of(failed.get(0)).reason()).isEqualTo(file.get("reason").asText());
    assertThat(notes.heard).contains("failed tiny-dnn-huge-seed1: " + file.get("reason").asText());
    assertThat(experiment.folder(failed.get(0))).doesNotExist();
    assertThat(experiment.workFolder().resolve(failed.get(0).name())).doesNotExist();
  }

  @Test
  void aFailureOfAnotherPlanDoesNotCountAndIsForgottenOnceTheTrialIsDone() throws Exception {
    PlannedTrial first = plan.trials().get(0);
    Experiment experiment = new Experiment(folder.resolve("experiment"), plan);
    experiment.fail(first, TrialFailure.now(plan.trials().get(1).config(ONE_THREAD), "odd"));
    assertThat(in(State.MISSING, experiment)).hasSize(4);
    experiment.fail(first, TrialFailure.now(first.config(Hardware.cpu()), "odd"));
    assertThat(in(State.FAILED, experiment)).containsExactly(first);
    run(experiment, List.of(first), 1, () -> false, new Notes());
    assertThat(in(State.DONE, experiment)).containsExactly(first);
    assertThat(experiment.failureFile(first)).doesNotExist();
  }
}
