package io.github.numloss.untrusted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.numloss.experiment.Experiment;
import io.github.numloss.io.DataException;
import io.github.numloss.io.FolderLock;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder that came from somebody else leads nowhere else. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
final class LinksTest {
  @TempDir private Path temporary;
  private Path experiment;
  private Path victim;

  @BeforeEach
  void make() throws IOException {
    experiment = temporary.resolve("quickstart");
    Experiment.open(experiment);
    victim = Files.writeString(temporary.resolve("victim"), "precious");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "failures",
        "figures",
        "figures/local",
        "report.html",
        "running",
        "running/one/step",
        "summary.json",
        "superseded",
        "tables.csv",
        "tables.md",
        "trials",
        "trials/one/trial.json"
      })
  void anExperimentThatLeadsOutOfItsFolderIsRefused(String name) throws IOException {
    Path link = experiment.resolve(name);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, temporary);
    assertRefused(link);
    Files.delete(link);
    Files.createSymbolicLink(link, temporary.resolve("not there"));
    assertRefused(link);
    Files.delete(link);
    Files.createSymbolicLink(link, experiment.resolve("plan.json"));
    Experiment.open(experiment);
  }

  /** What is no experiment's is not looked at, be it the root folder of a whole machine. */
  @Test
  void linksOfOthersAreLetBe() throws IOException {
    Files.createSymbolicLink(experiment.resolve("mine"), temporary);
    Path folder = Files.createDirectory(experiment.resolve("notes"));
    Files.createSymbolicLink(folder.resolve("mine"), temporary);
    assertThat(Experiment.open(experiment).folder()).isEqualTo(experiment);

    Path other = Files.createDirectories(temporary.resolve("other/trials"));
    Files.createSymbolicLink(other.resolve("mine"), experiment);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Experiment.look(other.getParent()))
        .withMessageStartingWith(
            other.resolveSibling("plan.json") + ": there is no such file; write a plan there");
  }

  private void assertRefused(Path link) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Experiment.open(experiment))
        .withMessage(
            link + ": it is a link to a place outside of the experiment's folder; remove it");
  }

  /** The user's own link to an experiment is as good as its folder. */
  @Test
  void anExperimentMayBeReachedByALink() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), experiment);
    assertThat(Experiment.open(link).plan()).isEqualTo(Experiment.open(experiment).plan());
  }

  @Test
  void aLockThatIsALinkOverwritesNothing() throws IOException {
    Path work = Files.createDirectory(temporary.resolve("work"));
    Path lock = Files.createSymbolicLink(work.resolve("lock"), victim);
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> FolderLock.acquire(work))
        .withMessage(lock + ": it is a link; remove it");
    assertThat(victim).hasContent("precious");
    Path link = Files.createSymbolicLink(temporary.resolve("linked"), temporary);
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> FolderLock.acquire(link))
        .withMessage(link + ": it is a link; remove it");
  }
}
