package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.SameTrial;
import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.classes.ClassWeights;
import io.github.numloss.experiment.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class weights from the command line. */
final class ClassWeightsCommandTest {
  @TempDir private Path folder;
  private Path data;
  private Path weights;

  @BeforeEach
  void writeData() throws IOException {
    data = TinyData.folder(folder.resolve("data"), 60, 15, ClassValues.of(1, 2, 5));
    weights = Files.writeString(folder.resolve("w.csv"), "value,weight\n1,0.5\n2,1\n5,4\n");
  }

  private Run train(String out, Object... more) {
    return Run.of(
        Map.of("--dataset", data, "--out", folder.resolve(out), "--epochs", 1, "--device", "cpu"),
        "train",
        more);
  }

  private JsonNode config(String out) throws IOException {
    return new ObjectMapper()
        .readTree(folder.resolve(out).resolve("trial.json").toFile())
        .get("config");
  }

  @Test
  void thoseOfAFileAreKeptInTheTrialAndGiveTheSameBytesAgain() throws IOException {
    Run run = train("run", "--no-export", "--class-weights", weights);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(config("run").get("classWeights"))
        .hasToString("{\"1.0\":0.5,\"2.0\":1.0,\"5.0\":4.0}");
    assertThat(Trial.readResult(folder.resolve("run")).config().classWeights())
        .isEqualTo(ClassWeights.of(Map.of(1f, 0.5, 2f, 1.0, 5f, 4.0)));

    train("again", "--no-export", "--class-weights", weights);
    SameTrial.assertSame(folder.resolve("again"), folder.resolve("run"));

    Files.writeString(weights, "1,0.5\n2,1\n5,3\n");
    Run other = train("run", "--no-export", "--resume", "--class-weights", weights);
    assertThat(other.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(other.err()).contains("classWeights.5.0 is 4.0, now 3.0");
  }

  @Test
  void balancedOnesAreNamedAndNoneAreNotWritten() throws IOException {
    train("balanced", "--no-export", "--class-weights", "balanced");
    train("plain", "--no-export");
    assertThat(config("balanced").get("classWeights")).hasToString("\"balanced\"");
    assertThat(config("plain").has("classWeights")).isFalse();
    // As many of each class are there, so that they change next to nothing.
    assertThat(Trial.read(folder.resolve("balanced")).predictions().probabilities())
        .hasSameSizeAs(Trial.read(folder.resolve("plain")).predictions().probabilities());
  }

  @Test
  void whatIsWrongIsNamed() throws IOException {
    Run missing = train("run", "--no-export", "--class-weights", folder.resolve("none.csv"));
    assertThat(missing.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(missing.err()).contains("none.csv: ");

    Run blank = train("run", "--no-export", "--class-weights", "");
    assertThat(blank.code()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(blank.err()).contains("--class-weights: expected a file or folder, but was ''");

    Files.writeString(weights, "1,0.5\n2,x\n5,3\n");
    Run text = train("run", "--no-export", "--class-weights", weights);
    assertThat(text.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(text.err()).contains(weights + ": line 2, value 2: found 'x'");

    Files.writeString(weights, "1,0.5\n2,1\n4,3\n");
    Run others = train("run", "--no-export", "--class-weights", weights);
    assertThat(others.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(others.err())
        .contains(
            "the class weights have none for class 2, class value 5.0; give a weight for each class"
                + " of tiny, and for no other");
    assertThat(folder.resolve("run")).doesNotExist();
  }
}
