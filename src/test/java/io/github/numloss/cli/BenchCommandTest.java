package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.device.Devices;
import io.github.numloss.device.Devices.NoSuchDeviceException;
import io.github.numloss.device.Hardware.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BenchCommandTest {
  @TempDir private Path folder;
  private Path data;

  @BeforeEach
  void writeData() throws IOException {
    data = TinyData.folder(folder.resolve("data"), 30, 12, ClassValues.range(3));
  }

  private Run bench(Object... more) {
    Map<String, ?> usual =
        Map.of("--dataset", data, "--batch-size", 16, "--matmul-size", 8, "--device", "cpu");
    return Run.of(usual, "bench", more);
  }

  private static JsonNode json(Run run) throws IOException {
    assertThat(run.code()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  private static List<String> texts(JsonNode list, String pointer) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(node -> node.at(pointer).asText())
        .toList();
  }

  @Test
  void everyModelIsMeasuredInEveryPrecision() throws IOException {
    assumeTrue(hasBfloat16(), "this CPU has no AVX-512");
    Run run = bench("--epochs", 1, "--quiet");
    assertThat(run.code()).as(run.err()).isZero();
    List<String> rows =
        run.out()
            .lines()
            .skip(1)
            .map(line -> line.strip().split(" +"))
            .map(BenchCommandTest::start)
            .toList();
    assertThat(rows)
        .containsExactly(
            "precision images/s",
            "matmul float32",
            "matmul bfloat16",
            "dnn float32",
            "dnn bfloat16",
            "cnn float32",
            "cnn bfloat16",
            "rnn float32",
            "rnn bfloat16");
    assertThat(run.out()).startsWith("30 images of " + data + ", batches of 16, on the cpu with ");
    assertThat(run.err()).isEmpty();
  }

  private static boolean hasBfloat16() {
    try {
      Devices.require(Precision.BFLOAT16);
      return true;
    } catch (NoSuchDeviceException e) {
      return false;
    }
  }

  private static String start(String[] cells) {
    return cells[0] + " " + cells[1];
  }

  @Test
  void theJsonHasEveryEpochAndTheShareFollowsFromItsNumbers() throws IOException {
    Instant before = Instant.now();
    JsonNode result =
        json(
            bench(
                "--model",
                "plain-rnn",
                "--precision",
                "float32",
                "--images",
                20,
                "--epochs",
                3,
                "--threads",
                1,
                "--json"));
    assertThat(result.get("schemaVersion").asInt()).isEqualTo(1);
    assertThat(result.get("threads").asInt()).isEqualTo(1);
    assertThat(result.at("/plan/images").asInt()).isEqualTo(20);
    assertThat(result.at("/matmul/0/size").asInt()).isEqualTo(8);
    assertThat(result.get("measurements")).hasSize(1);

    JsonNode measured = result.at("/measurements/0");
    assertThat(measured.get("network").asText()).isEqualTo("plain-rnn");
    assertThat(measured.get("history")).hasSize(4);
    List<Double> speeds = new ArrayList<>();
    for (int epoch = 1; epoch < 4; epoch++) {
      speeds.add(measured.at("/history/" + epoch + "/imagesPerSecond").asDouble());
    }
    speeds.sort(null);
    JsonNode speed = measured.get("imagesPerSecond");
    assertThat(speed.get("min").asDouble()).isEqualTo(speeds.get(0));
    assertThat(speed.get("median").asDouble()).isEqualTo(speeds.get(1));
    assertThat(speed.get("max").asDouble()).isEqualTo(speeds.get(2));
    double flops = result.at("/plan/networks/0/trainingFlopsPerImage").asDouble();
    double limit = result.at("/matmul/0/flopsPerSecond").asDouble();
    assertThat(measured.get("shareOfMatmul").asDouble())
        .isEqualTo(speeds.get(1) * flops / limit, within(1e-9));
    assertThat(Instant.parse(measured.get("firstStepAt").asText()))
        .isBetween(before.minusMillis(1), Instant.now());
    assertThat(texts(result.at("/provenance/files"), "/name")).contains("dataset.json");
  }

  @Test
  void aDryRunTellsAllThatAnotherProgramNeeds() throws IOException {
    Run run = bench("--dry-run", "--model", "cnn,plain-dnn", "--json");
    JsonNode plan = json(run).get("plan");
    assertThat(plan.at("/config/batchSize").asInt()).isEqualTo(16);
    assertThat(plan.get("warmUpEpochs").asInt()).isEqualTo(1);
    assertThat(plan.get("height").asInt()).isEqualTo(TinyData.HEIGHT);
    assertThat(plan.get("classValues")).hasSize(3);
    assertThat(plan.at("/loss/alpha").asDouble()).isEqualTo(0.05);
    assertThat(plan.at("/loss/beta").asDouble()).isEqualTo(0.9);
    assertThat(texts(plan.get("networks"), "/network/name")).containsExactly("cnn", "plain-dnn");
    assertThat(plan.at("/networks/0/optimizer/learningRate").asDouble()).isEqualTo(0.001);
    JsonNode first = plan.at("/networks/0/network/layers/0");
    assertThat(first.get("kind").asText()).isEqualTo("conv2d");
    assertThat(first.get("settings").toString())
        .isEqualTo(
            "{\"name\":\"conv2d\",\"filters\":32,\"size\":3,\"padding\":\"same\","
                + "\"stride\":1,\"bias\":true}");

    assertThat(bench("--dry-run", "--model", "plain-dnn").out())
        .startsWith("plain-dnn ")
        .contains(" parameters, ")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--model gru          | expected one of dnn, cnn, rnn, wide, mlp, plain-dnn, plain-cnn, plain-rnn, or a model file that ends in .json, but was 'gru'.",
        "--precision float16  | expected one of float32, bfloat16, but was 'float16'.",
        "--images 31          | --images is 31, expected 1 to 30, which is all that tiny has to train on.",
        "--images 0           | --images is 0, expected 1 to 30, which is all that tiny has to train on.",
        "--epochs 0           | the number of epochs is 0, expected at least 1.",
        "--batch-size 0       | the batch size is 0, expected at least 1.",
        "--matmul-size 0      | the matrices' size is 0, expected at least 1.",
        "--threads 0          | --threads is 0, expected at least 1."
      })
  void wrongUsageIsTold(String options, String sentence) {
    Run run = bench((Object[]) options.split(" "));
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(2).first().asString().endsWith(sentence);
  }

  @Test
  void missingDataIsTold() {
    Run run = bench("--dataset", folder.resolve("none"));
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(run.err()).contains("there is no such folder").hasLineCount(1);
  }
}
