package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.SameTrial;
import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.train.Checkpoints;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals to the launcher's process, as a shell or a cluster's scheduler sends them. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has other signals and another launcher")
final class StopTest {
  private static final String PLAN =
      """
      {
        "schemaVersion": 1,
        "title": "tiny",
        "pairs": [{"dataset": "DATA", "test": "DATA"}],
        "models": [{"model": "dnn", "seeds": [1], "epochs": 250, "batchSize": 8, "validation": 0.1,
          "optimizer": {"name": "adam", "learningRate": 0.001, "schedule": "linear"}}],
        "losses": [{"name": "baseline", "loss": {"name": "cross-entropy"}},
          {"name": "proposed", "loss": {"name": "numeric", "alpha": 0.05, "beta": 0.9}}]
      }
      """;

  @TempDir private Path folder;
  private Path launcher;
  private Path data;
  private Path out;
  private Process process;
  private BufferedReader reader;
  private final List<String> lines = new ArrayList<>();

  @BeforeEach
  void prepare() throws IOException {
    launcher = Launcher.in(Files.createDirectory(folder.resolve("it's home")));
    data = TinyData.folder(folder.resolve("data"), 120, 45, ClassValues.range(3));
    out = folder.resolve("run");
  }

  @AfterEach
  void endIt() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private void start(Object... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    Stream.of(args).map(Object::toString).forEach(command::add);
    start(command);
  }

  private void start(List<String> command) throws IOException {
    lines.clear();
    ProcessBuilder builder = new ProcessBuilder(heeding(command)).redirectErrorStream(true);
    // It is saved in no time, but not on a machine that has much else to do.
    builder.environment().put("JDK_JAVA_OPTIONS", "-Dnumloss.patience=600000");
    process = builder.start();
    reader = process.inputReader();
  }

  /** Whoever runs the tests may have signals ignored, as nohup and shells do in the background. */
  private static List<String> heeding(List<String> command) {
    List<String> whole = new ArrayList<>();
    if (OS.LINUX.isCurrentOs()) {
      whole.addAll(List.of("env", "--default-signal=INT,TERM,HUP"));
    }
    whole.addAll(command);
    return whole;
  }

  private List<Object> trainingArguments() {
    return List.of(
        "train",
        "--dataset",
        data,
        "--out",
        out,
        "--no-export",
        "--device",
        "cpu",
        "--epochs",
        60,
        "--batch-size",
        8);
  }

  /** Starts a run of some seconds, and waits for its first epochs. */
  private void startTraining(Object... more) throws IOException {
    start(Stream.concat(trainingArguments().stream(), Stream.of(more)).toArray());
    readUntil(line -> line.strip().startsWith("2/60"));
  }

  /** Reads until a line comes; without one, to the end. */
  private void readUntil(Predicate<String> last) throws IOException {
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      lines.add(line);
      if (last.test(line)) {
        return;
      }
    }
  }

  private int readToTheEnd() throws IOException, InterruptedException {
    readUntil(line -> false);
    return process.waitFor();
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  private Path inOneGo() {
    Path whole = folder.resolve("whole");
    Object[] arguments =
        trainingArguments().stream().map(arg -> arg.equals(out) ? whole : arg).toArray();
    Run run = Run.of(arguments);
    assertThat(run.code()).as(run.err()).isZero();
    return whole;
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void aSignalSavesAndPrintsTheCommandThatGoesOn(String signal) throws Exception {
    startTraining();
    signal(signal);
    assertThat(readToTheEnd()).as(lines.toString()).isEqualTo(130);
    String last = lines.get(lines.size() - 1);
    assertThat(last).startsWith("numloss: stopped and saved; go on with: ").endsWith(" --resume");
    assertThat(out).doesNotExist();

    start(List.of("sh", "-c", last.substring(last.indexOf(": ", "numloss: ".length()) + 2)));
    assertThat(readToTheEnd()).as(lines.toString()).isZero();
    assertThat(lines).anyMatch(line -> line.matches("Goes on after step \\d+ of 840\\."));
    SameTrial.assertSame(out, inOneGo());
    assertThat(folder.resolve("run.running")).doesNotExist();
  }

  @Test
  void aProcessThatIsKilledGoesOnFromItsLastCheckpoint() throws Exception {
    startTraining("--checkpoint-seconds", 0);
    process.destroyForcibly().waitFor();
    Path checkpoints = folder.resolve("run.running/checkpoints");
    assertThat(checkpoints).isNotEmptyDirectory();

    Run without = train();
    assertThat(without.code()).isEqualTo(2);
    assertThat(without.err())
        .startsWith(
            "numloss: --out %s was begun and not ended; add --resume to go on, or remove %s to start"
                    .formatted(out, folder.resolve("run.running"))
                + " anew.");
    Run other = train("--resume", "--seed", 2, "--beta", 0.5);
    assertThat(other.code()).isEqualTo(3);
    assertThat(other.err())
        .startsWith("numloss: " + checkpoints)
        .contains(": it is of another training: loss.beta is 0.9, now 0.5, seed is 1, now 2; set");

    Run resumed = train("--resume");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.err()).startsWith("Goes on after step ");
    SameTrial.assertSame(out, inOneGo());
    assertThat(folder.resolve("run.running")).doesNotExist();
  }

  @Test
  void whatWasIgnoredAtTheStartStaysSo() throws Exception {
    List<String> words = new ArrayList<>(List.of("sh", "-c", "trap '' HUP; exec \"$@\"", "sh"));
    words.add(launcher.toString());
    trainingArguments().forEach(word -> words.add(word.toString()));
    start(words);
    readUntil(line -> line.strip().startsWith("2/60"));
    signal("HUP");
    assertThat(readToTheEnd()).as(lines.toString()).isZero();
    SameTrial.assertSame(out, inOneGo());
  }

  @Test
  void aRunIsForOneProcess() throws Exception {
    startTraining();
    assertIsRefused(train("--resume"), folder.resolve("run.running"));
  }

  private void assertIsRefused(Run second, Path workFolder) {
    assertThat(second.code()).isEqualTo(1);
    assertThat(second.err())
        .matches(
            String.format(
                Locale.ROOT,
                "numloss: \\Q%s\\E is in use by process %d on host \\S+ since \\S+; wait for it, or end it\\.\\R",
                workFolder,
                process.pid()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "KILL"})
  void anExperimentGoesOnWhereItEnded(String signal) throws Exception {
    Path experiment = experiment("experiment");
    start("experiment", experiment, "--jobs", 2, "--checkpoint-seconds", 1);
    Path running = experiment.resolve("running");
    for (String loss : List.of("baseline", "proposed")) {
      awaitCheckpoint(running.resolve("data-dnn-%s-seed1".formatted(loss)));
    }
    assertIsRefused(Run.of("experiment", experiment), running);
    signal(signal);
    int code = readToTheEnd();
    if (signal.equals("TERM")) {
      assertThat(code).isEqualTo(130);
      assertThat(lines.get(lines.size() - 1))
          .startsWith("numloss: stopped and saved; go on with: '")
          .endsWith(" experiment %s --jobs 2 --checkpoint-seconds 1".formatted(experiment));
    }
    Run resumed = Run.of("experiment", experiment, "--jobs", 2);
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.err())
        .contains("data-dnn-baseline-seed1 goes on after step ")
        .contains("data-dnn-proposed-seed1 goes on after step ");
    assertThat(running).doesNotExist();

    Path inOneGo = experiment("in-one-go");
    Run.of("experiment", inOneGo, "--jobs", 2);
    for (String loss : List.of("baseline", "proposed")) {
      String trial = "trials/data-dnn-%s-seed1".formatted(loss);
      SameTrial.assertSame(experiment.resolve(trial), inOneGo.resolve(trial));
    }
  }

  private Path experiment(String name) throws IOException {
    Path experiment = Files.createDirectory(folder.resolve(name));
    Files.writeString(experiment.resolve("plan.json"), PLAN.replace("DATA", data.toString()));
    return experiment;
  }

  private void awaitCheckpoint(Path trial) throws IOException, InterruptedException {
    while (new Checkpoints(trial, 60).isEmpty()) {
      assertThat(process.isAlive()).as("%s comes while it runs", trial).isTrue();
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private Run train(Object... more) {
    return Run.of(Stream.concat(trainingArguments().stream(), Stream.of(more)).toArray());
  }
}
