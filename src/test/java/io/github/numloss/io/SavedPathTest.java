package io.github.numloss.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SavedPathTest {
  @ParameterizedTest
  @CsvSource({
    "results/run, ratings, ../../ratings",
    "results/run, results/run, .",
    "., results/../ratings, ratings",
    "results/run, results/run/data/x, data/x"
  })
  void theWayFromTheFolderIsSavedAndFoundAgain(String folder, String path, String saved) {
    assertThat(SavedPath.relative(Path.of(folder), Path.of(path))).isEqualTo(saved);
    assertThat(SavedPath.relative(Path.of(folder).toAbsolutePath(), Path.of(path)))
        .isEqualTo(saved);
    assertThat(SavedPath.resolve(Path.of(folder), saved))
        .isEqualTo(Path.of(path).toAbsolutePath().normalize());
  }
}
