package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of data that is allowed and hardly meant. */
final class WarningsTest {
  private static final String ROUNDS_TO_NONE =
      "Warning: a share of 0.001 of 60 images rounds to none, so that none is held back for"
          + " validation.";

  @TempDir private Path folder;

  private Run train(String name, Object... more) throws IOException {
    Path data = TinyData.folder(folder.resolve("data"), 60, 12, ClassValues.range(3));
    Path out = folder.resolve(name);
    Object[] all = new Object[12 + more.length];
    Object[] usual = {
      "train",
      "--dataset",
      data,
      "--out",
      out,
      "--no-export",
      "--epochs",
      1,
      "--device",
      "cpu",
      "--batch-size",
      20
    };
    System.arraycopy(usual, 0, all, 0, 12);
    System.arraycopy(more, 0, all, 12, more.length);
    Run run = Run.of(all);
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  @Test
  void trainSaysWhatIsHardlyMeantAndGoesOn() throws IOException {
    assertThat(train("one", "--validation", "0.001").err()).contains(ROUNDS_TO_NONE);
    assertThat(train("two", "--validation", "0.1").err()).doesNotContain("Warning");
    assertThat(train("three", "--validation", "0.001", "--quiet").err()).isEmpty();
  }
}
