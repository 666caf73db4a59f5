package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LauncherTest {
  @TempDir private Path folder;

  /** Java refuses to start with two collectors. */
  @ParameterizedTest
  @ValueSource(strings = {"", "-XX:+UseG1GC", "-Xmx1g -XX:+UseParallelGC", "-XX:+UseSerialGC"})
  void takesTheCollectorThatTheUserChose(String options) throws Exception {
    assertThat(javaSays(options)).contains("numloss ");
  }

  @ParameterizedTest
  @CsvSource({"-XX:+PrintFlagsFinal, UseSerialGC", "-XX:+PrintFlagsFinal -XX:+UseG1GC, UseG1GC"})
  void takesTheCollectorThatNeedsTheLeastMemoryElse(String options, String collector)
      throws Exception {
    assertThat(javaSays(options)).containsPattern(collector + " +:?= true");
  }

  private String javaSays(String options) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(Launcher.in(folder).toString(), "--version").redirectErrorStream(true);
    builder.environment().putAll(Map.of("JDK_JAVA_OPTIONS", options));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
