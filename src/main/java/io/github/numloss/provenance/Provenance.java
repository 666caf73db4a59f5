package io.github.numloss.provenance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.TensorFlow;

/**
 * Where a result comes from.
 *
 * @param version the program's version
 * @param commit the commit that it was built from, or "unknown"
 * @param tensorflow the version of TensorFlow
 * @param java the version of Java
 * @param os the operating system's name and version
 * @param cpu the processor's name
 * @param files every data file that was read, the training's first; in older results, one that both
 *     training and test read is there twice
 * @param started when the training started, ISO 8601 in UTC
 * @param ended when its result was there, ISO 8601 in UTC
 * @param earlierThreads the parts of the training that were computed with other numbers of threads
 *     than the configuration says; empty if the bytes are those of one go
 */
public record Provenance(
    String version,
    String commit,
    String tensorflow,
    String java,
    String os,
    String cpu,
    List<DataFile> files,
    String started,
    String ended,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<EarlierThreads> earlierThreads) {
  /** Copies the list; what was written before there was one has none. */
  public Provenance {
    earlierThreads = earlierThreads == null ? List.of() : List.copyOf(earlierThreads);
  }

  /**
   * A data file.
   *
   * @param dataset the data set
   * @param name the file's name
   * @param sha256 the SHA-256 of its bytes as stored, in hexadecimal
   */
  public record DataFile(String dataset, String name, String sha256) {}

  /**
   * Describes what runs now.
   *
   * @param files every data file that was read, the training's first
   * @param started when it started
   * @param ended when its result was there
   * @param earlierThreads the parts that were computed with other numbers of threads
   * @return where the result comes from
   */
  public static Provenance of(
      List<DataFile> files, Instant started, Instant ended, List<EarlierThreads> earlierThreads) {
    return new Provenance(
        BuildInfo.version(),
        BuildInfo.commit(),
        TensorFlow.version(),
        System.getProperty("java.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        processor(),
        files.stream().distinct().toList(),
        started.truncatedTo(ChronoUnit.SECONDS).toString(),
        ended.truncatedTo(ChronoUnit.SECONDS).toString(),
        earlierThreads);
  }

  /** Asks Linux for the processor's name; elsewhere the architecture has to do. */
  private static String processor() {
    Path info = Path.of("/proc/cpuinfo");
    try (Stream<String> lines = Files.lines(info, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
