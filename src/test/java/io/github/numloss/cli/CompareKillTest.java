package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.numloss.SameTrial;
import io.github.numloss.TinyData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A comparison that is killed again and again, and started again with the same command. {@code
 * -Dnumloss.kills=N} kills it as often.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has another launcher")
final class CompareKillTest {
  private static final int KILLS = Integer.getInteger("numloss.kills", 4);

  @TempDir private Path folder;
  private Path launcher;

  /** Makes a folder with the plan in it, and the data beside it. */
  private Path planned(String name) throws IOException {
    TinyData.folder(folder.resolve(name).resolve("tiny"), 80, 30, CompareCommandTest.VALUES);
    Path out = folder.resolve(name).resolve("out");
    CompareCommandTest.writePlan(out);
    return out;
  }

  private Process start(Path out) throws IOException {
    List<String> command =
        Stream.of(
                launcher,
                "compare",
                out.resolveSibling("tiny"),
                "--out",
                out,
                "--checkpoint-seconds",
                1,
                "--jobs",
                2)
            .map(Object::toString)
            .toList();
    Path log = folder.resolve("log");
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private void run(Path out) throws IOException, InterruptedException {
    int code = start(out).waitFor();
    assertThat(code).as(Files.readString(folder.resolve("log"))).isZero();
  }

  @Test
  void theReportIsTheSameAsWithoutTheKills() throws Exception {
    launcher = Launcher.in(Files.createDirectory(folder.resolve("home")));
    Path killed = planned("killed");
    Random random = new Random(16);
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start(killed);
      process.waitFor(500 + random.nextInt(4500), TimeUnit.MILLISECONDS);
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    run(killed);
    Path whole = planned("whole");
    run(whole);
    assertSame(killed, whole);
  }

  private static void assertSame(Path killed, Path whole) throws IOException {
    assertThat(killed.resolve("tables.csv")).hasSameBinaryContentAs(whole.resolve("tables.csv"));
    assertThat(withoutTimes(killed)).isEqualTo(withoutTimes(whole));
    assertThat(page(killed)).isEqualTo(page(whole));
    for (String part : List.of("figures", "trials")) {
      try (Stream<Path> files = Files.list(whole.resolve(part))) {
        List<Path> all = files.filter(file -> !file.endsWith("local")).sorted().toList();
        assertThat(all).isNotEmpty();
        for (Path file : all) {
          Path other = killed.resolve(part).resolve(file.getFileName().toString());
          if (Files.isDirectory(file)) {
            SameTrial.assertSame(other, file);
          } else {
            assertThat(other).hasSameBinaryContentAs(file);
          }
        }
      }
    }
    assertThat(killed.resolve("running")).doesNotExist();
    assertThat(killed.resolve("model/1/saved_model.pb"))
        .hasSameBinaryContentAs(whole.resolve("model/1/saved_model.pb"));
    assertThat(killed.resolve("model/2")).doesNotExist();
  }

  private static ObjectNode withoutTimes(Path experiment) throws IOException {
    ObjectNode summary =
        (ObjectNode) new ObjectMapper().readTree(experiment.resolve("summary.json").toFile());
    summary.remove("costs");
    return summary;
  }

  /** Gives the page without what trainings took and when they were. */
  private static String page(Path experiment) throws IOException {
    return Files.readString(experiment.resolve("report.html"))
        .replaceAll("(?s)<table class=\"methods\">\\s*<caption>Cost of training.*?</table>", "")
        .replaceAll("An epoch takes [^<]*", "")
        .replaceAll("20\\d\\d-\\d\\d-\\d\\d[T ][0-9:.]+Z?", "");
  }
}
