package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
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

  /** Cron and containers set no locale, or one that is not installed. */
  @ParameterizedTest
  @ValueSource(strings = {"", "LC_ALL=C", "LANG=xx_YY.UTF-8", "LC_ALL=POSIX LC_CTYPE=C"})
  void readsAndWritesNamesWithAllLetters(String locale) throws Exception {
    Path launcher = Launcher.in(Files.createDirectory(folder.resolve("mérite 日本")));
    Path work = Files.createDirectory(folder.resolve("où 場所"));
    TinyData.folder(work.resolve("données"), 12, 6, ClassValues.range(3));
    ProcessBuilder builder =
        new ProcessBuilder(
            launcher.toString(), "data", "samples", "données", "--out", "sortie/数字.png");
    builder.directory(work.toFile()).redirectErrorStream(true);
    String path = builder.environment().get("PATH");
    builder.environment().clear();
    builder.environment().put("PATH", path);
    Stream.of(locale.split(" "))
        .filter(setting -> !setting.isEmpty())
        .map(setting -> setting.split("=", 2))
        .forEach(setting -> builder.environment().put(setting[0], setting[1]));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).isEqualTo("sortie/数字.png: written\n");
    assertThat(work.resolve("sortie/数字.png")).isNotEmptyFile();
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
