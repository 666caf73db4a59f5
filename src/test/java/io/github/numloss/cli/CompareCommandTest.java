package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.experiment.ComparisonPlan;
import io.github.numloss.experiment.Plan.DatasetPair;
import io.github.numloss.io.Json;
import io.github.numloss.measure.Measures;
import io.github.numloss.model.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompareCommandTest {
  private static final ClassValues VALUES = ClassValues.of(1, 2.5f, 7);

  @TempDir private Path folder;
  private Path data;
  private Path out;

  @BeforeEach
  void writeData() throws IOException {
    data = TinyData.folder(folder.resolve("tiny"), 80, 30, VALUES);
    out = folder.resolve("out");
  }

  /** The clock sizes a plan alone: with one that is there nothing depends on it. */
  private void writePlan() throws IOException {
    ComparisonPlan plan =
        ComparisonPlan.of(
            new DatasetPair("../tiny", "../tiny"),
            TinyData.images(80, VALUES, Split.TRAIN),
            true,
            Models.named("dnn").orElseThrow(),
            Measures.find("meanAbsoluteError").orElseThrow(),
            10);
    Files.createDirectories(out);
    Json.write(out.resolve("plan.json"), plan.plan());
  }

  @Test
  void itChoosesMeasuresAndExports() throws IOException {
    writePlan();
    Run run = Run.of("compare", data, "--out", out);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("On tiny, use ").contains("mean absolute error");
    assertThat(out.resolve("model/1/saved_model.pb")).exists();
    List<String> page = Files.readAllLines(out.resolve("report.html"));
    assertThat(String.join("\n", page)).contains("Which method and decoder to use?");
    String report = Files.readString(out.resolve("summary.json"));
    Run again = Run.of("compare", data, "--out", out, "--quiet");
    assertThat(again.code()).as(again.err()).isZero();
    Run other = Run.of("compare", "mnist", "--out", out);
    assertThat(other.code()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(other.err()).contains("has a plan for ../tiny, not for mnist");
    assertThat(Files.readString(out.resolve("summary.json"))).isEqualTo(report);
    assertThat(out.resolve("model/2")).doesNotExist();
    Run predicted = Run.of("evaluate", "--model-dir", out.resolve("model"));
    assertThat(predicted.code()).as(predicted.err()).isZero();
  }

  @Test
  void aDryRunWritesNothing() {
    Run run = Run.of("compare", data, "--out", out, "--dry-run", "--minutes", 60);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("tiny: 80 examples to learn and 30 to test on, images of 9 x 8, 3 classes")
        .contains("To answer always 2.5, the median, has a mean absolute error of ")
        .contains("seeds with the model dnn");
    assertThat(out).doesNotExist();
  }

  @Test
  void whatCannotBeIsTold() {
    assertWrong("--minutes is -1.0, expected a number above 0", "--minutes", -1);
    assertWrong("--measure is 'logLoss', expected a measure of answers", "--measure", "logLoss");
    assertWrong("give more --minutes, or a smaller --model", "--minutes", 1e-6);
  }

  private void assertWrong(String sentence, Object... more) {
    Object[] all = new Object[more.length + 4];
    System.arraycopy(new Object[] {"compare", data, "--out", out}, 0, all, 0, 4);
    System.arraycopy(more, 0, all, 4, more.length);
    Run run = Run.of(all);
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(run.err()).contains(sentence);
  }
}
