package io.github.numloss.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.io.DataException;
import io.github.numloss.picture.Preparation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FetcherTest {
  private static final int MOST_BYTES = 1 << 20;

  /** Every range that was asked for, or "whole". */
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  private final List<Long> progress = new ArrayList<>();
  @TempDir private Path directory;
  private HttpServer server;
  private ExecutorService threads;
  private byte[] content;
  private byte[] stored;
  private Path place;
  private Path part;
  private Datasets datasets;

  @BeforeEach
  void start() throws Exception {
    byte[] labels = new byte[300_000];
    new Random(1).nextBytes(labels);
    int[] values = new int[labels.length];
    Arrays.setAll(values, i -> Byte.toUnsignedInt(labels[i]));
    content = IdxBytes.labels(values);
    stored = IdxBytes.gzip(content);
    place = directory.resolve("few/few-ubyte.gz");
    part = directory.resolve("few/few-ubyte.gz.part");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    server.start();
    datasets = datasets(List.of(address("/files/")));
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private Datasets datasets(List<URI> sources) throws Exception {
    CatalogFile file =
        new CatalogFile(
            IdxRole.TEST_LABELS,
            "few-ubyte.gz",
            stored.length,
            sha256(stored),
            content.length,
            sha256(content));
    CatalogEntry entry =
        new CatalogEntry(
            "few",
            "",
            "few",
            "",
            "",
            "",
            List.of(),
            sources,
            ClassValues.range(256),
            Preparation.AS_IT_IS,
            List.of(file));
    return new Datasets(directory, new Catalog(1, List.of(entry)));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private Fetcher fetcher() {
    return fetcher(60);
  }

  private Fetcher fetcher(int secondsOfSilence) {
    return new Fetcher(
        datasets,
        (file, done, total) -> progress.add(done),
        new Download(Duration.ofSeconds(secondsOfSilence), MOST_BYTES));
  }

  private void serve(String path, HttpHandler handler) {
    server.createContext(
        path,
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          requests.add(range == null ? "whole" : range);
          try (exchange) {
            handler.handle(exchange);
          }
        });
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  /** Answers a range as RFC 9110 says. */
  private static void sendRange(HttpExchange exchange, byte[] whole) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (range == null) {
      send(exchange, 200, whole);
      return;
    }
    int from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    if (from >= whole.length) {
      exchange.getResponseHeaders().set("Content-Range", "bytes */" + whole.length);
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    exchange
        .getResponseHeaders()
        .set(
            "Content-Range",
            String.format(Locale.ROOT, "bytes %d-%d/%d", from, whole.length - 1, whole.length));
    send(exchange, 206, Arrays.copyOfRange(whole, from, whole.length));
  }

  private void assertFetched() {
    assertThat(place).hasBinaryContent(stored);
    assertThat(directory.resolve("few")).isDirectoryContaining(place::equals);
    assertThat(part).doesNotExist();
  }

  private void leavePart(byte[] bytes) throws IOException {
    Files.createDirectories(part.getParent());
    Files.write(part, bytes);
  }

  @Test
  void downloadsTheWholeFileAndTellsItsProgress() throws IOException {
    serve("/files/few-ubyte.gz", exchange -> send(exchange, 200, stored));
    assertThat(fetcher().fetch("few")).containsExactly(new Fetcher.Fetched(place, true));
    assertFetched();
    assertThat(progress).isSorted().startsWith(0L).endsWith((long) stored.length);
  }

  @Test
  void leavesAFileAloneThatIsRight() throws IOException {
    Files.createDirectories(place.getParent());
    Files.write(place, stored);
    assertThat(fetcher().fetch("few")).containsExactly(new Fetcher.Fetched(place, false));
    assertThat(requests).isEmpty();
  }

  @Test
  void replacesAFileThatIsWrong() throws IOException {
    Files.createDirectories(place.getParent());
    Files.write(place, new byte[10]);
    serve("/files/few-ubyte.gz", exchange -> send(exchange, 200, stored));
    fetcher().fetch("few");
    assertFetched();
  }

  @Test
  void goesOnWhereAnEarlierDownloadEnded() throws IOException {
    leavePart(Arrays.copyOf(stored, 1000));
    serve("/files/few-ubyte.gz", exchange -> sendRange(exchange, stored));
    fetcher().fetch("few");
    assertFetched();
    assertThat(requests).containsExactly("bytes=1000-");
  }

  @Test
  void startsAgainWhereTheServerKnowsNoRanges() throws IOException {
    leavePart(Arrays.copyOf(stored, 1000));
    serve("/files/few-ubyte.gz", exchange -> send(exchange, 200, stored));
    fetcher().fetch("few");
    assertFetched();
  }

  @Test
  void startsAgainWhenThePartIsNotOfThisFile() throws IOException {
    leavePart(new byte[1000]);
    serve("/files/few-ubyte.gz", exchange -> sendRange(exchange, stored));
    fetcher().fetch("few");
    assertFetched();
    assertThat(requests).containsExactly("bytes=1000-", "whole");
  }

  @Test
  void startsAgainWhenThePartIsTooLong() throws IOException {
    leavePart(new byte[stored.length + 5]);
    serve("/files/few-ubyte.gz", exchange -> sendRange(exchange, stored));
    fetcher().fetch("few");
    assertFetched();
  }

  @Test
  void needsNoServerForAPartThatIsWhole() throws IOException {
    leavePart(stored);
    fetcher().fetch("few");
    assertFetched();
    assertThat(requests).isEmpty();
  }

  @Test
  void goesOnAfterTheConnectionWasCutOff() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    serve(
        "/files/few-ubyte.gz",
        exchange -> {
          if (calls.incrementAndGet() == 1) {
            exchange.sendResponseHeaders(200, stored.length);
            exchange.getResponseBody().write(stored, 0, stored.length / 2);
            exchange.getResponseBody().flush();
          } else {
            sendRange(exchange, stored);
          }
        });
    fetcher().fetch("few");
    assertFetched();
    assertThat(requests).hasSize(2);
    assertThat(requests.get(1)).startsWith("bytes=");
  }

  @Test
  void givesUpOnAServerThatFallsSilentButKeepsWhatCame() throws IOException {
    CountDownLatch askedAgain = new CountDownLatch(1);
    serve(
        "/files/few-ubyte.gz",
        exchange -> {
          if (requests.size() > 1) {
            askedAgain.countDown();
            exchange.sendResponseHeaders(503, -1);
            return;
          }
          exchange.sendResponseHeaders(200, stored.length);
          exchange.getResponseBody().write(stored, 0, 5000);
          exchange.getResponseBody().flush();
          await(askedAgain);
        });
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> fetcher(3).fetch("few"))
        .withMessageContaining("status 503");
    assertThat(part).hasBinaryContent(Arrays.copyOf(stored, 5000));
    assertThat(place).doesNotExist();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void refusesAnotherContentAndLeavesNothing() throws Exception {
    byte[] other = IdxBytes.gzip(IdxBytes.labels(1, 2, 3));
    serve("/files/few-ubyte.gz", exchange -> send(exchange, 200, other));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> fetcher().fetch("few"))
        .withMessageContaining("its SHA-256 is " + sha256(other) + ", expected " + sha256(stored));
    assertThat(directory.resolve("few")).isEmptyDirectory();
  }

  @Test
  void acceptsTheSameContentCompressedInAnotherWay() throws IOException {
    serve("/files/few-ubyte.gz", exchange -> send(exchange, 200, content));
    fetcher().fetch("few");
    assertThat(place).hasBinaryContent(content);
  }

  @Test
  void readsNoMoreThanTheMostBytes() throws IOException {
    serve(
        "/files/few-ubyte.gz",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] zeros = new byte[1 << 16];
          for (int i = 0; i < 1000; i++) {
            exchange.getResponseBody().write(zeros);
          }
        });
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> fetcher().fetch("few"))
        .withMessageContaining("expected at most 1048576");
    assertThat(progress).allMatch(done -> done <= MOST_BYTES);
    assertThat(directory.resolve("few")).isEmptyDirectory();
  }

  @Test
  void triesTheNextAddressAndFollowsRedirects() throws Exception {
    datasets = datasets(List.of(address("/gone/"), address("/moved/")));
    serve("/gone/few-ubyte.gz", exchange -> exchange.sendResponseHeaders(404, -1));
    serve(
        "/moved/few-ubyte.gz",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/files/few-ubyte.gz");
          exchange.sendResponseHeaders(302, -1);
        });
    serve("/files/few-ubyte.gz", exchange -> send(exchange, 200, stored));
    fetcher().fetch("few");
    assertFetched();
    assertThat(requests).hasSize(3);
  }

  @Test
  void saysWhyNoAddressWorked() throws Exception {
    URI nobody = URI.create("http://127.0.0.1:1/");
    datasets = datasets(List.of(address("/gone/"), nobody));
    serve("/gone/few-ubyte.gz", exchange -> exchange.sendResponseHeaders(404, -1));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> fetcher().fetch("few"))
        .withMessageContaining("/gone/few-ubyte.gz: the server answered with status 404; ")
        .withMessageContaining("no connection to 127.0.0.1:1")
        .withMessageContaining("--from or --mirror")
        .isNotInstanceOf(DataException.class);
    assertThat(directory.resolve("few")).isEmptyDirectory();
  }

  @Test
  void takesAMirrorWithoutItsLastSlash() throws IOException {
    serve("/mirror/few-ubyte.gz", exchange -> send(exchange, 200, stored));
    fetcher().fetchFromMirror("few", address("/mirror"));
    assertFetched();
  }

  @Test
  void copiesFromAFolder() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("there"));
    Files.write(folder.resolve("few-ubyte.gz"), stored);
    fetcher().copyFrom("few", folder);
    assertFetched();
  }

  @Test
  void compressesWhatItCopiesUncompressed() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("there"));
    Files.write(folder.resolve("few-ubyte"), content);
    fetcher().copyFrom("few", folder);
    assertThat(Files.readAllBytes(place)).startsWith(0x1f, 0x8b);
    assertThat(datasets.verify("few")).allMatch(f -> f.state() == CatalogFile.State.OK);
  }

  @Test
  void copiesNothingThatIsMissingOrWrong() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("there"));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> fetcher().copyFrom("few", folder))
        .withMessageContaining("there is no such file, nor one without .gz");
    Files.write(folder.resolve("few-ubyte.gz"), new byte[5]);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> fetcher().copyFrom("few", folder))
        .withMessageContaining("expected")
        .withMessageContaining("nothing was copied");
    assertThat(place).doesNotExist();
  }
}
