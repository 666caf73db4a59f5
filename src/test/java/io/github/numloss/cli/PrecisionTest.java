package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where TensorFlow's rewriter to bfloat16 does nothing, as on a CPU without AVX-512. */
final class PrecisionTest {
  private static final String SENTENCE =
      "bfloat16 changes nothing here, since TensorFlow computes with it on CPUs with AVX-512 alone and"
          + " by oneDNN; take --precision float32.";

  @TempDir private Path folder;

  @BeforeEach
  void writeData() throws IOException {
    TinyData.folder(folder.resolve("data"), 30, 12, ClassValues.range(3));
  }

  private Process start(String variable, String value, String... args) throws IOException {
    ProcessBuilder builder = JavaProcess.prepare(folder, List.of(), args);
    builder.environment().put(variable, value);
    return builder.start();
  }

  private Process startWithoutOneDnn(String... args) throws IOException {
    return start("TF_ENABLE_ONEDNN_OPTS", "0", args);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --dataset data --out run --precision bfloat16",
        "bench --dataset data --precision float32,bfloat16",
      })
  void itIsRefused(String command) throws Exception {
    Process process = startWithoutOneDnn(command.split(" "));
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(ExitCode.NO_SUCH_DEVICE);
    assertThat(output).endsWith("numloss: " + SENTENCE + System.lineSeparator());
    assertThat(folder.resolve("run")).doesNotExist();
  }

  /** Else oneDNN would end the process on a CPU that has AVX-512. */
  @Test
  void itIsRefusedWhereOneDnnIsKeptFromAvx512() throws Exception {
    Process process =
        start("ONEDNN_MAX_CPU_ISA", "avx2", "train", "--dataset=data", "--precision=bfloat16");
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(ExitCode.NO_SUCH_DEVICE);
    assertThat(output).contains(SENTENCE);
  }

  @Test
  void aBenchmarkLeavesItOutAndSaysWhy() throws Exception {
    Process process =
        startWithoutOneDnn(
            "bench", "--dataset=data", "--model=dnn", "--epochs=1", "--matmul-size=8");
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output.lines()).containsOnlyOnce("bfloat16 is left out: " + SENTENCE);
    assertThat(output.lines().filter(line -> line.matches("(matmul|dnn) .*")))
        .hasSize(2)
        .allMatch(line -> line.contains("float32") && !line.contains("bfloat16"));
  }
}
