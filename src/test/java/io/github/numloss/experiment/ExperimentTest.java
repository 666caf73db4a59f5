package io.github.numloss.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.numloss.device.Hardware;
import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.io.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExperimentTest {
  @TempDir private Path temporary;

  @Test
  void toOpenABuiltInPlanWritesItAndToLookAtItDoesNot() throws IOException {
    Path folder = temporary.resolve("quickstart");
    Plan seen = Experiment.look(folder).plan();
    assertThat(folder).doesNotExist();
    assertThat(Experiment.open(folder)).isEqualTo(new Experiment(folder, seen));
    assertThat(folder.resolve("plan.json")).isRegularFile();
    assertThat(Experiment.look(folder)).isEqualTo(new Experiment(folder, seen));
  }

  @Test
  void theFileThatIsThereIsThePlan() throws IOException {
    Path file = Experiment.open(temporary.resolve("quickstart")).folder().resolve("plan.json");
    Files.writeString(file, Files.readString(file).replaceFirst("\"title\" : \"", "$0My own "));
    String written = Files.readString(file);
    assertThat(Experiment.open(file.getParent()).plan().title()).startsWith("My own ");
    assertThat(file).hasContent(written);
  }

  @Test
  void theFileNamesTheExperimentAsItsFolderDoes() throws IOException {
    Path file = Experiment.open(temporary.resolve("quickstart")).folder().resolve("plan.json");
    assertThat(Experiment.look(file)).isEqualTo(Experiment.look(file.getParent()));
    Path folder = Files.createDirectory(temporary.resolve("plan.json"));
    Files.copy(file, folder.resolve("plan.json"));
    assertThat(Experiment.look(folder).folder()).isEqualTo(folder);
  }

  @Test
  void aFolderWithoutAPlanOfItsOwnOrABuiltInOneIsRefused() {
    Path file = temporary.resolve("mine/plan.json");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Experiment.open(file.getParent()))
        .withMessageStartingWith(file + ": there is no such file; write a plan there");
    assertThat(file.getParent()).doesNotExist();
  }

  @Test
  void aFailureIsKeptUntilItIsForgiven() throws IOException {
    Experiment experiment = Experiment.open(temporary.resolve("quickstart"));
    PlannedTrial trial = experiment.plan().trials().get(0);
    assertThat(experiment.failure(trial)).isEmpty();
    TrialFailure failure = TrialFailure.now(trial.config(Hardware.cpu()), "the loss is NaN");
    experiment.fail(trial, failure);
    assertThat(experiment.failure(trial)).hasValue(failure);
    experiment.forgive(trial);
    assertThat(experiment.failure(trial)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrialFailure(3, "odd", failure.config(), "1", failure.ended()))
        .withMessage("schemaVersion is 3, expected 1 to 2; a newer numloss wrote it");
  }

  @Test
  void whatIsSetAsideReplacesNothing() throws IOException {
    Experiment experiment = Experiment.open(temporary.resolve("quickstart"));
    PlannedTrial trial = experiment.plan().trials().get(0);
    for (String end : new String[] {"", "-2", "-3"}) {
      Path inside = Files.createDirectories(experiment.folder(trial)).resolve("file");
      Files.writeString(inside, "content" + end);
      Path aside = experiment.setAside(trial);
      assertThat(aside)
          .isEqualTo(experiment.folder().resolve("superseded").resolve(trial.name() + end));
      assertThat(experiment.folder(trial)).doesNotExist();
      assertThat(aside.resolve("file")).hasContent("content" + end);
    }
    assertThat(experiment.folder().resolve("superseded").resolve(trial.name()).resolve("file"))
        .hasContent("content");
  }
}
