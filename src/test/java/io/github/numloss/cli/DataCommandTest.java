package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DataCommandTest {
  private static final Path MNIST =
      Path.of(System.getProperty("numloss.home")).resolve("datasets/mnist");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;

  private int run(String... args) {
    return NumLoss.run(new PrintWriter(out), new PrintWriter(err), args);
  }

  @Test
  void listsEveryDataSetAndWhetherItIsHere() {
    assertThat(run("data", "list")).isZero();
    assertThat(out.toString().lines())
        .hasSize(4)
        .anyMatch(line -> line.matches("mnist +60000 +10000 +11.4 MB +present +CC BY-SA 3.0"));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void listsAsJson() throws IOException {
    Path file = folder.resolve("list.json");
    assertThat(run("data", "list", "--json", "--datasets", folder.toString())).isZero();
    assertThat(run("data", "list", "--json=" + file, "--datasets=" + folder)).isZero();
    JsonNode printed = new ObjectMapper().readTree(out.toString());
    assertThat(printed).isEqualTo(new ObjectMapper().readTree(file.toFile()));
    assertThat(printed.get("schemaVersion").asInt()).isEqualTo(1);
    JsonNode dig = printed.get("dataSets").get(2);
    assertThat(dig.get("name").asText()).isEqualTo("dig-mnist");
    assertThat(dig.get("testImages").asInt()).isEqualTo(10_240);
    assertThat(dig.get("state").asText()).isEqualTo("missing");
  }

  @Test
  void verifiesFetchesAndVerifiesAgain() throws IOException {
    String datasets = "--datasets=" + folder;
    assertThat(run("data", "verify", "mnist", datasets)).isEqualTo(3);
    assertThat(out.toString().lines()).hasSize(4).allMatch(line -> line.endsWith(": missing"));
    assertThat(err.toString()).contains("run: numloss data fetch mnist");
    assertThat(run("data", "fetch", "mnist", datasets, "--from=" + MNIST)).isZero();
    Path labels = folder.resolve("mnist/t10k-labels-idx1-ubyte.gz");
    assertThat(out.toString()).contains(labels + ": fetched");
    assertThat(run("data", "verify", "mnist", datasets)).isZero();
    Files.write(labels, new byte[3]);
    out.getBuffer().setLength(0);
    assertThat(run("data", "verify", "mnist", datasets)).isEqualTo(3);
    assertThat(out.toString()).contains(labels + ": corrupt").contains("images-idx3-ubyte.gz: ok");
  }

  @Test
  void fetchesCompanionsToo() {
    Path upstream = MNIST.resolve("../../../shared/datasets/kannada-mnist");
    Assumptions.assumeTrue(Files.isDirectory(upstream));
    String datasets = "--datasets=" + folder;
    assertThat(run("data", "fetch", "kannada-mnist", datasets, "--from=" + upstream)).isZero();
    assertThat(run("data", "verify", "dig-mnist", datasets)).isZero();
  }

  /** Serves the files of MNIST. */
  private static HttpServer startMirror() throws IOException {
    HttpServer mirror =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    mirror.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] bytes =
                Files.readAllBytes(MNIST.resolve(exchange.getRequestURI().getPath().substring(1)));
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    mirror.start();
    return mirror;
  }

  private int fetch(HttpServer mirror, Path datasets, String... more) {
    String address = "http://127.0.0.1:" + mirror.getAddress().getPort();
    List<String> arguments = new ArrayList<>(List.of("data", "fetch", "mnist"));
    arguments.addAll(List.of("--datasets=" + datasets, "--mirror=" + address));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  @Test
  void fetchesFromAMirror() throws IOException {
    HttpServer mirror = startMirror();
    try {
      assertThat(fetch(mirror, folder)).isZero();
    } finally {
      mirror.stop(0);
    }
    assertThat(folder.resolve("mnist/train-images-idx3-ubyte.gz"))
        .hasSameBinaryContentAs(MNIST.resolve("train-images-idx3-ubyte.gz"));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void showsProgressOnATerminalUnlessQuiet() throws IOException {
    HttpServer mirror = startMirror();
    System.setProperty("numloss.terminal", "true");
    try {
      assertThat(fetch(mirror, folder.resolve("1"))).isZero();
      assertThat(err.toString()).contains("MB", "\r");
      err.getBuffer().setLength(0);
      assertThat(fetch(mirror, folder.resolve("2"), "--quiet")).isZero();
      assertThat(err.toString()).isEmpty();
    } finally {
      System.clearProperty("numloss.terminal");
      mirror.stop(0);
    }
  }

  @Test
  void drawsSamples() {
    Path png = folder.resolve("samples.png");
    assertThat(run("data", "samples", "mnist", "--out=" + png, "--split=test", "--columns=2"))
        .isZero();
    assertThat(png).isNotEmptyFile();
    assertThat(out.toString()).isEqualTo(png + ": written" + System.lineSeparator());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data",
        "data fetch",
        "data fetch mnist --mirror=ftp://somewhere/",
        "data fetch mnist --mirror=nowhere",
        "data fetch mnist --from=/no/such/folder",
        "data fetch mnist --from=. --mirror=http://127.0.0.1/",
        "data samples mnist --out=x.png --columns=0",
        "data samples mnist --out=x.png --split=validation",
        "data samples mnist",
        "data nothing"
      })
  void refusesWrongUsageInOneSentence(String line) {
    assertThat(run(line.split(" "))).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines().findFirst().orElseThrow())
        .startsWith("numloss: ")
        .doesNotContain("Error:")
        .endsWith(".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"data fetch mnits", "data verify mnits", "data samples mnits --out=x.png"})
  void suggestsANameForOneThatIsNotKnown(String line) {
    assertThat(run(line.split(" "))).isEqualTo(3);
    assertThat(err.toString()).contains("did you mean 'mnist'?").hasLineCount(1);
  }
}
