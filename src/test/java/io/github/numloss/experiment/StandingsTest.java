package io.github.numloss.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.TinyData;
import io.github.numloss.Trainers;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.device.Hardware;
import io.github.numloss.experiment.Plan.DatasetPair;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.experiment.Plan.ModelPlan;
import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.experiment.Standing.State;
import io.github.numloss.io.AtomicFiles;
import io.github.numloss.loss.CrossEntropy;
import io.github.numloss.model.Models;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import io.github.numloss.provenance.Provenance;
import io.github.numloss.provenance.Provenance.DataFile;
import io.github.numloss.source.Datasets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StandingsTest {
  @TempDir private static Path shared;
  private static Path sharedData;
  private static Trial trial;

  @TempDir private Path folder;
  private Path data;
  private Experiment experiment;
  private PlannedTrial planned;

  @BeforeAll
  static void train() throws Exception {
    sharedData = TinyData.folder(shared.resolve("tiny"), 40, 12, ClassValues.range(3));
    trial =
        Trial.run(
            plan(sharedData.toString(), sharedData.toString(), 1)
                .trials()
                .get(0)
                .config(Hardware.cpu()),
            new Datasets(shared),
            Trainers.plain());
  }

  private static Plan plan(String dataset, String test, int epochs) {
    return new Plan(
        1,
        "tiny",
        List.of(new DatasetPair(dataset, test)),
        List.of(
            new ModelPlan(
                Models.DNN,
                List.of(1L),
                epochs,
                16,
                0,
                new OptimizerConfig(Method.ADAM, 0.001, Schedule.LINEAR, null))),
        List.of(new LossPlan("baseline", new CrossEntropy())),
        null);
  }

  @BeforeEach
  void write() throws IOException {
    data = sharedData;
    plan(plan(data.toString(), data.toString(), 1));
    trial.write(experiment.folder(planned));
    TinyData.folder(data, 40, 12, ClassValues.range(3));
  }

  private void plan(Plan plan) {
    experiment = new Experiment(folder.resolve("experiment"), plan);
    planned = plan.trials().get(0);
  }

  private Standing standing() throws IOException {
    return Standings.of(experiment, new Datasets(shared)).of(planned);
  }

  @Test
  void aTrialOnTheDataThatIsThereIsDone() throws IOException {
    assertThat(standing()).isEqualTo(new Standing(State.DONE, ""));
  }

  @Test
  void whatATrialKeptIsRead() throws IOException {
    TrialResult result = experiment.result(planned);
    assertThat(experiment.absoluteErrors(planned, result).orElseThrow())
        .isEqualTo(trial.absoluteErrors());
    assertThat(experiment.predictions(planned).orElseThrow().probabilities())
        .isEqualTo(trial.predictions().probabilities());
  }

  @Test
  void aTrialOfOtherSettingsIsChanged() throws IOException {
    plan(plan(data.toString(), data.toString(), 2));
    assertThat(standing())
        .isEqualTo(new Standing(State.CHANGED, "it was run with another configuration"));
  }

  @Test
  void aFolderByAnotherWayIsTheSameData() throws IOException {
    plan(plan(data + "/../tiny", data + "/../tiny", 1));
    assertThat(standing()).isEqualTo(Standing.DONE);
  }

  /** What "mnist" means is known; a folder of that name may hold anything. */
  @Test
  void aFolderThatIsCalledAsACatalogsDataSetIsAnother() throws IOException {
    plan(plan(folder.resolve("mnist").toString(), folder.resolve("mnist").toString(), 1));
    changed("mnist", "mnist", List.of()).write(experiment.folder(planned));
    assertThat(standing())
        .isEqualTo(new Standing(State.CHANGED, "it was run with another configuration"));
  }

  @Test
  void theFilesOfATestFromTheCatalogAreNotTakenForTheTrainings() throws IOException {
    List<DataFile> files = new ArrayList<>(trial.result().provenance().files().subList(0, 3));
    files.add(new DataFile("dig-mnist", "X_dig_MNIST-idx3-ubyte.gz", "ab"));
    files.add(new DataFile("dig-mnist", "y_dig_MNIST-idx1-ubyte.gz", "cd"));
    plan(plan(data.toString(), "dig-mnist", 1));
    changed(data.toString(), "dig-mnist", files).write(experiment.folder(planned));
    assertThat(standing()).isEqualTo(Standing.DONE);
  }

  /** The training and the test of one folder both read its dataset.json. */
  @Test
  void aTrialOfBeforeThatNamesAFileTwiceIsDone() throws IOException {
    List<DataFile> files = new ArrayList<>(trial.result().provenance().files());
    assertThat(files).extracting(DataFile::name).containsOnlyOnce("dataset.json");
    files.add(files.get(2));
    assertThat(files).last().extracting(DataFile::name).isEqualTo("dataset.json");
    AtomicFiles.delete(experiment.folder(planned));
    changed(data.toString(), data.toString(), files).write(experiment.folder(planned));
    assertThat(standing()).isEqualTo(Standing.DONE);
  }

  @Test
  void aTrialThatNamesNoFilesOfItsTestIsOnOtherData() throws IOException {
    AtomicFiles.delete(experiment.folder(planned));
    changed(data.toString(), data.toString(), trial.result().provenance().files().subList(0, 3))
        .write(experiment.folder(planned));
    assertThat(standing().reason()).endsWith(" of %s was not there then".formatted(data));
  }

  /** The trial as if it had been run on other data. */
  private static Trial changed(String dataset, String test, List<DataFile> files) {
    TrialResult run = trial.result();
    Provenance from = run.provenance();
    TrialResult result =
        new TrialResult(
            1,
            run.config().onData(dataset, test),
            run.data(),
            run.parameterCount(),
            run.history(),
            run.metrics(),
            run.confusion(),
            run.distribution(),
            run.calibration(),
            null,
            new Provenance(
                from.version(),
                from.commit(),
                from.tensorflow(),
                from.java(),
                from.os(),
                from.cpu(),
                files,
                from.started(),
                from.ended(),
                from.earlierThreads()));
    return new Trial(
        result, trial.weights(), trial.predictions(), trial.absoluteErrors(), trial.inputs());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train-images-idx3-ubyte",
        "train-labels-idx1-ubyte",
        "t10k-images-idx3-ubyte.gz",
        "t10k-labels-idx1-ubyte.gz",
        "dataset.json"
      })
  void aFileOfTheDataThatChangedIsNamed(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(data.resolve(name));
    bytes[bytes.length - 2] ^= 1;
    Files.write(data.resolve(name), bytes);
    assertThat(standing())
        .isEqualTo(
            new Standing(
                State.CHANGED,
                "it was run on other data: %s of %s has changed since".formatted(name, data)));
  }

  @Test
  void aFileOfTheDataThatCameOrWentIsNamed() throws IOException {
    Files.delete(data.resolve("dataset.json"));
    assertThat(standing().reason())
        .endsWith("dataset.json of %s is no longer there".formatted(data));
    Path images = data.resolve("t10k-images-idx3-ubyte.gz");
    TinyData.folder(data, 40, 12, ClassValues.range(3));
    try (InputStream content = new GZIPInputStream(Files.newInputStream(images))) {
      Files.write(data.resolve("t10k-images-idx3-ubyte"), content.readAllBytes());
    }
    Files.delete(images);
    assertThat(standing().reason())
        .endsWith("t10k-images-idx3-ubyte of %s was not there then".formatted(data));
    Files.delete(data.resolve("t10k-images-idx3-ubyte"));
  }

  @Test
  void dataThatIsNotThereIsNoOtherData() throws IOException {
    AtomicFiles.delete(data);
    assertThat(standing().state()).isEqualTo(State.DONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trial.json", "errors.npy", "predictions.npy"})
  void aFileThatIsNotWhatWasWrittenIsNamed(String name) throws IOException {
    Path file = experiment.folder(planned).resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    Standing damaged = standing();
    assertThat(damaged.state()).isEqualTo(State.DAMAGED);
    assertThat(damaged.reason())
        .startsWith("trials/%s/%s: it is damaged: ".formatted(planned.name(), name));
    Files.delete(experiment.folder(planned).resolve("SHA256SUMS"));
    assertThat(standing().state()).as("without checksums").isEqualTo(State.DAMAGED);
  }

  @Test
  void aFolderWithoutAResultIsDamaged() throws IOException {
    Files.delete(experiment.folder(planned).resolve("trial.json"));
    assertThat(standing().state()).isEqualTo(State.DAMAGED);
    AtomicFiles.delete(experiment.folder(planned));
    assertThat(standing()).isEqualTo(new Standing(State.MISSING, ""));
  }

  @Test
  void predictionsOfOtherImagesAreDamage() throws IOException {
    Path file = experiment.folder(planned).resolve("predictions.npy");
    trial.predictions().toNpy(file);
    Files.delete(experiment.folder(planned).resolve("SHA256SUMS"));
    assertThat(standing().state()).isEqualTo(State.DONE);
    Experiment other = new Experiment(folder.resolve("other"), experiment.plan());
    Files.createDirectories(other.folder(planned));
    for (String name : List.of("trial.json", "predictions.npy")) {
      Files.copy(experiment.folder(planned).resolve(name), other.folder(planned).resolve(name));
    }
    Path json = other.folder(planned).resolve("trial.json");
    Files.writeString(
        json, Files.readString(json).replace("\"testImages\" : 12", "\"testImages\" : 13"));
    Standing damaged = Standings.of(other, new Datasets(shared)).of(planned);
    assertThat(damaged.state()).isEqualTo(State.DAMAGED);
    assertThat(damaged.reason()).endsWith("12 images, expected 13, as many as test images");
  }

  @Test
  void aDamagedReasonIsDamageToo() throws IOException {
    AtomicFiles.delete(experiment.folder(planned));
    Path file = experiment.failureFile(planned);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{");
    assertThat(standing().state()).isEqualTo(State.DAMAGED);
    assertThat(standing().reason()).startsWith("failures/tiny-dnn-baseline-seed1.json: ");
  }

  @Test
  void failedAndDamagedTrialsWaitForSomebody() {
    assertThat(State.values())
        .filteredOn(State::isFault)
        .containsExactly(State.FAILED, State.DAMAGED);
    assertThat(State.CHANGED).hasToString("changed");
  }

  @Test
  void aTrialThatFailedSaysWhyUnlessItIsPlannedOtherwiseNow() throws IOException {
    AtomicFiles.delete(experiment.folder(planned));
    experiment.fail(planned, TrialFailure.now(planned.config(Hardware.cpu()), "odd"));
    assertThat(standing()).isEqualTo(new Standing(State.FAILED, "odd"));
    plan(plan(data.toString(), data.toString(), 2));
    assertThat(standing()).isEqualTo(Standing.MISSING);
  }

  /** Half of its trials are on data that has to be fetched; the other half's is recompressed. */
  @Test
  void thePapersTrialsAreDone() throws IOException {
    Path datasets = Files.createDirectories(folder.resolve("datasets/mnist"));
    for (String name : List.of("train-labels-idx1-ubyte.gz", "t10k-labels-idx1-ubyte.gz")) {
      Path original = Path.of("datasets/mnist").resolve(name);
      try (InputStream content = new GZIPInputStream(Files.newInputStream(original));
          OutputStream again =
              new GZIPOutputStream(Files.newOutputStream(datasets.resolve(name)))) {
        content.transferTo(again);
      }
      assertThat(Files.mismatch(original, datasets.resolve(name))).isNotNegative();
    }
    Experiment paper = Experiment.open(Path.of("results/paper"));
    assertThat(Standings.of(paper, new Datasets(datasets.getParent())).in(State.DONE))
        .isEqualTo(paper.plan().trials())
        .hasSize(120);
  }
}
