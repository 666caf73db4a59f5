package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.SameTrial;
import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;

/** What a process did with TensorFlow before must not change what a training gives. */
final class EarlierUseTest {
  @TempDir private Path folder;

  /** A process that uses TensorFlow otherwise, and then runs commands. */
  static final class Host {
    private static final Pattern SPACE = Pattern.compile(" ");

    private Host() {}

    public static void main(String[] args) {
      int threads = Integer.parseInt(args[0]);
      if (threads > 0) {
        ConfigProto config = ConfigProto.newBuilder().setIntraOpParallelismThreads(threads).build();
        try (Graph graph = new Graph()) {
          new Session(graph, config).close();
        }
      }
      PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
      int code = 0;
      for (String command : Arrays.asList(args).subList(1, args.length)) {
        code = NumLoss.run(out, out, SPACE.split(command));
      }
      System.exit(code);
    }
  }

  @BeforeEach
  void writeData() throws IOException {
    // Enough numbers for TensorFlow to share an operation among threads.
    TinyData.folder(folder.resolve("data"), 600, 300, ClassValues.range(3));
  }

  private String training(String out) {
    return "train --dataset data --model cnn --epochs 1 --batch-size 300 --threads 1 --device cpu"
        + " --no-export --out "
        + out;
  }

  private Process host(int threads, String... commands) throws IOException {
    String[] args =
        Stream.concat(Stream.of(Integer.toString(threads)), Stream.of(commands))
            .toArray(String[]::new);
    ProcessBuilder builder = JavaProcess.prepare(Host.class, folder, List.of(), args);
    builder.environment().put("TF_DETERMINISTIC_OPS", "1");
    return builder.start();
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void whatTheProgramItselfDidChangesNothing() throws Exception {
    Process fresh = host(0, training("fresh"));
    assertThat(output(fresh)).contains("Wrote ");
    assertThat(fresh.waitFor()).isZero();
    Process used =
        host(
            0,
            "devices",
            "train --dataset data --model rnn --epochs 1 --threads 9 --out rnn --export models",
            "evaluate --model-dir models --dataset data --threads 8",
            "export --run rnn --out others",
            "bench --dataset data --model dnn --matmul-size 64 --epochs 1 --threads 6",
            training("used"));
    String output = output(used);
    assertThat(used.waitFor()).as(output).isZero();
    assertThat(output).contains("Exported ").contains("matmul");
    SameTrial.assertSame(folder.resolve("used"), folder.resolve("fresh"));
  }

  @Test
  void aSessionOfSomebodyElseWithOneThreadAnOperationChangesNothing() throws Exception {
    assertThat(host(0, training("fresh")).waitFor()).isZero();
    assertThat(host(1, training("guest")).waitFor()).isZero();
    SameTrial.assertSame(folder.resolve("guest"), folder.resolve("fresh"));
  }

  @Test
  void afterSomebodyElsesSessionATrainingIsRefusedRatherThanOtherwise() throws Exception {
    Process host = host(3, training("guest"));
    String output = output(host);
    assertThat(host.waitFor()).as(output).isEqualTo(ExitCode.FAILED);
    assertThat(output)
        .contains(
            "numloss: this process used TensorFlow before with 3 threads an operation, which can't be"
                + " changed any more and would make the result differ from the same training's"
                + " elsewhere; train in a process of its own, or before TensorFlow is used otherwise,"
                + " or give the session that is opened first one thread an operation.");
    assertThat(folder.resolve("guest")).doesNotExist();
  }
}
