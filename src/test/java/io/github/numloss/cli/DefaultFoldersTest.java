package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where results and models go, below the working folder, unless the user says where. */
final class DefaultFoldersTest {
  @TempDir private Path folder;

  @Test
  void theyAreNamedAfterDataModelAndSeedAndNeverReused() throws IOException, InterruptedException {
    Path here = TinyData.folder(folder.resolve("digits"), 30, 12, ClassValues.range(3));
    for (String run : new String[] {"digits-dnn-seed7", "digits-dnn-seed7-2"}) {
      JavaProcess.run(here, List.of(), "train", "--dataset=.", "--epochs=1", "--seed=7");
      assertThat(here.resolve("results").resolve(run)).isDirectoryContaining("glob:**/trial.json");
    }
    assertThat(here.resolve("graphs/digits-dnn/1/saved_model.pb")).isNotEmptyFile();
    assertThat(here.resolve("graphs/digits-dnn/2/saved_model.pb")).isNotEmptyFile();
  }
}
