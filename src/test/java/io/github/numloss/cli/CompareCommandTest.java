package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.experiment.Comparison;
import io.github.numloss.experiment.Comparison.Timing;
import io.github.numloss.experiment.ComparisonPlan;
import io.github.numloss.experiment.ComparisonPlan.Request;
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
  static final ClassValues VALUES = ClassValues.of(1, 2.5f, 7);

  @TempDir private Path folder;
  private Path data;
  private Path out;

  @BeforeEach
  void writeData() throws IOException {
    data = TinyData.folder(folder.resolve("tiny"), 80, 30, VALUES);
    out = folder.resolve("out");
  }

  /** The clock sizes a plan alone: with one that is there nothing depends on it. */
  static void writePlan(Path out) throws IOException {
    Examples train = TinyData.images(80, VALUES, Split.TRAIN);
    Request request =
        new Request(
            new DatasetPair("../tiny", "../tiny"),
            train,
            true,
            Models.named("dnn").orElseThrow(),
            Measures.find("meanAbsoluteError").orElseThrow(),
            List.of(),
            null);
    ComparisonPlan plan = ComparisonPlan.of(request, setting -> 1, 12).orElseThrow();
    Timing timing = new Timing("dnn", "crps", 64, 0.001, 0.5);
    Comparison.Baselines baselines =
        Comparison.baselines(
            List.of(1L), seed -> List.of(train, TinyData.images(30, VALUES, Split.TEST)));
    Files.createDirectories(out);
    Comparison.of(3, 2, timing, plan, baselines).write(out);
    Json.write(out.resolve("plan.json"), plan.plan());
  }

  @Test
  void itChoosesMeasuresAndExports() throws IOException {
    writePlan(out);
    Run run = Run.of("compare", data, "--out", out);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("\nOn tiny, use ")
        .contains("mean absolute error", "always the median", "at random", "24 methods left out")
        .doesNotContain("Table 1");
    assertThat(out.resolve("model/1/saved_model.pb")).exists();
    List<String> page = Files.readAllLines(out.resolve("report.html"));
    assertThat(String.join("\n", page))
        .contains("What was chosen, and from what")
        .contains("Chosen on what was held back: mean absolute error on the test")
        .contains("24 methods left out, for want of time: ");
    // 80 to learn, 27, 27 and 26 of 1, 2.5 and 7; as many of each to test on.
    JsonNode baselines =
        new ObjectMapper()
            .readTree(out.resolve("summary.json").toFile())
            .at("/comparison/baselines");
    assertThat(baselines.at("/median/meanAbsoluteError").asDouble())
        .isCloseTo((1.5 + 4.5) / 3, within(1e-12));
    assertThat(baselines.at("/chance/errorRate").asDouble()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(baselines.at("/chance/meanAbsoluteError").asDouble())
        .isCloseTo((27 * 7.5 + 27 * 6 + 26 * 10.5) / 240, within(1e-12));
    String report = Files.readString(out.resolve("summary.json"));
    Run again = Run.of("compare", data, "--out", out, "--quiet");
    assertThat(again.code()).as(again.err()).isZero();
    Run other = Run.of("compare", "mnist", "--out", out);
    assertThat(other.code()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(other.err()).contains("has a plan for ../tiny, not for mnist");
    for (Object[] more :
        new Object[][] {
          {"--measure", "errorRate"},
          {"--model", "cnn"},
          {"--augment", "flip"},
          {"--class-weights", "balanced"},
          {"--test", "mnist"}
        }) {
      Run differently = Run.of("compare", data, "--out", out, more[0], more[1]);
      assertThat(differently.code()).as(differently.err()).isEqualTo(ExitCode.WRONG_USAGE);
      assertThat(differently.err()).contains("has a plan for ", "; name another folder with --out");
    }
    assertThat(Files.readString(out.resolve("summary.json"))).isEqualTo(report);
    assertThat(out.resolve("model/2")).doesNotExist();
    Run predicted = Run.of("evaluate", "--model-dir", out.resolve("model"));
    assertThat(predicted.code()).as(predicted.err()).isZero();
  }

  @Test
  void aDryRunWritesNothing() {
    Run run =
        Run.of(
            "compare",
            data,
            "--out",
            out,
            "--dry-run",
            "--minutes",
            60,
            "--class-weights",
            "balanced",
            "--augment",
            "shift:pixels=1");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("tiny: 80 examples to learn and 30 to test on, images of 9 x 8, 3 classes")
        .contains("To answer always 2.5, the median, has a mean absolute error of ")
        .contains("To answer at random, each class as often as it is to be learned, has ")
        .contains("seeds with the model dnn")
        .containsPattern("so that it takes about \\d+[.]\\d of 60 minutes");
    assertThat(out).doesNotExist();
  }

  @Test
  void whatCannotBeIsTold() {
    assertWrong("--minutes is -1.0, expected a number above 0", "--minutes", -1);
    assertWrong("--measure is 'logLoss', expected a measure of answers", "--measure", "logLoss");
    assertWrong("more than 1.0E-6; give more --minutes, or a smaller --model", "--minutes", 1e-6);
    assertWrong("--augment: ", "--augment", "nonsense");
  }

  @Test
  void whatDoesNotFitIsToldBeforeAnythingIsWritten() throws IOException {
    Path table = folder.resolve("t.csv");
    StringBuilder rows = new StringBuilder("x,y\n");
    for (int i = 0; i < 60; i++) {
      rows.append("%s,%s%n".formatted(i, i % 3));
    }
    Files.writeString(table, rows);
    Run augmented = Run.of("compare", table, "--out", out, "--augment", "shift");
    assertThat(augmented.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(augmented.err())
        .contains("augmentation is for pictures, but an example is 1 feature");
    Run other = Run.of("compare", data, "--out", out, "--test", table);
    assertThat(other.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(other.err()).contains("t.csv").doesNotContain("internal error");
    assertThat(out).doesNotExist();
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
