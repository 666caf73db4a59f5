package io.github.numloss.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.Serial;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One response over HTTP, added to what an earlier one has left of the same file. */
final class Download {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_THERE = 416;

  private final HttpClient client;
  private final Duration timeout;
  private final long mostBytes;
  private final ExecutorService reader =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "download");
            thread.setDaemon(true);
            return thread;
          });

  /** Takes the longest wait for a connection, an answer or more bytes, and the most bytes. */
  Download(Duration timeout, long mostBytes) {
    this.timeout = timeout;
    this.mostBytes = mostBytes;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(timeout)
            .build();
  }

  /** Is told the bytes done and the bytes in all, 0 if not known. */
  interface Listener {
    void update(long done, long total);
  }

  /** An answer that won't get better by asking again. */
  static final class RefusedException extends IOException {
    @Serial private static final long serialVersionUID = 1;

    RefusedException(String message) {
      super(message);
    }
  }

  /** Gets the rest of a file. What was written before a fault stays, to go on from there. */
  void run(URI address, Path part, Listener listener) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      lock(channel, part);
      long have = channel.size();
      HttpRequest.Builder request =
          HttpRequest.newBuilder(address).timeout(timeout).header("User-Agent", "numloss");
      if (have > 0) {
        request.header("Range", "bytes=" + have + "-");
      }
      HttpResponse<InputStream> response = send(request.build());
      try (InputStream body = response.body()) {
        long start = start(response, have);
        channel.truncate(start).position(start);
        if (response.statusCode() != RANGE_NOT_THERE) {
          receive(response, body, channel, start, listener);
        }
      }
      channel.force(true);
    }
  }

  /** Keeps other fetches away from the file until the channel is closed. */
  private static void lock(FileChannel channel, Path part) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new FileSystemException(
          part.toString(), null, "another fetch is writing it; wait for its end");
    }
  }

  /** Gives the place in the file at which the response's bytes start. */
  private static long start(HttpResponse<?> response, long have) throws IOException {
    return switch (response.statusCode()) {
      case OK, RANGE_NOT_THERE -> 0;
      case PARTIAL -> {
        String range = response.headers().firstValue("Content-Range").orElse("none");
        if (!range.startsWith("bytes " + have + "-")) {
          throw new RefusedException(
              String.format(
                  Locale.ROOT,
                  "the server sent the range '%s', expected one from byte %d",
                  range,
                  have));
        }
        yield have;
      }
      default ->
          throw new RefusedException("the server answered with status " + response.statusCode());
    };
  }

  private void receive(
      HttpResponse<?> response,
      InputStream body,
      FileChannel channel,
      long start,
      Listener listener)
      throws IOException {
    long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
    long total = length < 0 ? 0 : start + length;
    if (total > mostBytes) {
      throw tooLong("has " + total);
    }
    byte[] buffer = new byte[1 << 16];
    long done = start;
    listener.update(done, total);
    int count;
    while ((count = read(body, buffer)) >= 0) {
      done += count;
      if (done > mostBytes) {
        channel.truncate(0);
        throw tooLong("has more");
      }
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      listener.update(done, total);
    }
  }

  private RefusedException tooLong(String found) {
    return new RefusedException(
        String.format(
            Locale.ROOT, "what the server sends %s bytes, expected at most %d", found, mostBytes));
  }

  private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, BodyHandlers.ofInputStream());
    } catch (ConnectException e) {
      throw new IOException("no connection to " + request.uri().getAuthority(), e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** Reads what comes next; the client itself waits for the body without an end. */
  private int read(InputStream body, byte[] buffer) throws IOException {
    Future<Integer> next = reader.submit(() -> body.read(buffer));
    try {
      return next.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException(
          String.format(Locale.ROOT, "no bytes came for %d seconds", timeout.toSeconds()));
    } catch (ExecutionException e) {
      throw new IOException("the connection was cut off", e.getCause());
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted");
  }
}
