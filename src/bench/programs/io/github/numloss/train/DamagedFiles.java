package io.github.numloss.train;

import io.github.numloss.experiment.Trial;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Json;
import io.github.numloss.io.NpyArray.FloatArray;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Damages the files of a checkpoint, or those of a trial, in place: one bit turned over, or cut to
 * a length. Counts what the reader makes of each.
 *
 * <p>Arguments: {@code checkpoint} and a folder of two checkpoints or more, or {@code trial} and a
 * trial's folder; how many bits and how many lengths of a file to try at most; the seed that
 * chooses them. Prints JSON.
 */
public final class DamagedFiles {
  private static final int FAILURES_KEPT = 20;

  private final int most;
  private final Random random;
  private final List<Tally> tallies = new ArrayList<>();

  private DamagedFiles(int most, long seed) {
    this.most = most;
    this.random = new Random(seed);
  }

  /** Reads what a folder holds; gives all of it as text. */
  @FunctionalInterface
  private interface Reader {
    String read() throws IOException;
  }

  /**
   * What became of one kind of damage to one file.
   *
   * @param of what the file belongs to
   * @param file its name
   * @param bytes its length
   * @param damage bit or cut
   * @param possible how many different ones there are
   * @param tried how many were tried
   * @param noticed how many the reader refused, naming the folder
   * @param harmless of how many the reader read what it had read before
   * @param failed how many did neither
   * @param failures the first of these
   */
  private record Tally(
      String of,
      String file,
      long bytes,
      String damage,
      long possible,
      int tried,
      int noticed,
      int harmless,
      int failed,
      List<String> failures) {}

  /**
   * Runs the campaign.
   *
   * @param args as above
   * @throws IOException if a file can't be read or written
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[1]);
    DamagedFiles damaged = new DamagedFiles(Integer.parseInt(args[2]), Long.parseLong(args[3]));
    if (args[0].equals("checkpoint")) {
      Checkpoints checkpoints = new Checkpoints(folder, 0);
      Path newest = checkpoints.newest(DamagedFiles::refuse).orElseThrow().folder();
      damaged.tryAll("checkpoint", newest, () -> newest(checkpoints));
    } else {
      damaged.tryAll("trial", folder, () -> trial(folder));
    }
    System.out.println(Json.pretty(damaged.tallies));
  }

  /** Reads the newest checkpoint; that the one before it is taken must have been said. */
  private static String newest(Checkpoints checkpoints) throws IOException {
    List<DataException> problems = new ArrayList<>();
    Checkpoints.Saved saved = checkpoints.newest(problems::add).orElseThrow();
    if (!problems.isEmpty()) {
      throw problems.get(0);
    }
    return saved.folder() + Json.line(saved.checkpoint()) + text(saved.state());
  }

  private static void refuse(DataException problem) {
    throw new IllegalArgumentException("the checkpoint is damaged to begin with", problem);
  }

  private static String trial(Path folder) throws IOException {
    Trial trial = Trial.read(folder);
    StringBuilder predictions = new StringBuilder();
    for (int image = 0; image < trial.predictions().count(); image++) {
      for (int k = 0; k < trial.predictions().classes(); k++) {
        predictions.append(trial.predictions().at(image, k)).append(' ');
      }
    }
    return Json.line(trial.result())
        + text(trial.weights())
        + predictions
        + Arrays.toString(trial.absoluteErrors());
  }

  private static String text(Map<String, FloatArray> arrays) {
    Map<String, String> texts = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) ->
            texts.put(name, Arrays.toString(array.shape()) + Arrays.toString(array.values())));
    return texts.toString();
  }

  private void tryAll(String of, Path folder, Reader reader) throws IOException {
    String whole = reader.read();
    List<Path> files;
    try (Stream<Path> inside = Files.list(folder)) {
      files = inside.sorted().toList();
    }
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      System.err.printf("%s %s: %,d bytes%n", of, file.getFileName(), bytes.length);
      try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
        Count bits = new Count(folder, whole, reader);
        long[] positions = choose(8L * bytes.length);
        for (long bit : positions) {
          int index = (int) (bit / 8);
          access.seek(index);
          access.write(bytes[index] ^ 1 << bit % 8);
          bits.add("bit " + bit);
          access.seek(index);
          access.write(bytes[index]);
        }
        tallies.add(bits.tally(of, file, bytes.length, "bit", 8L * bytes.length));

        Count cuts = new Count(folder, whole, reader);
        long[] lengths = choose(bytes.length);
        for (int i = lengths.length - 1; i >= 0; i--) {
          access.setLength(lengths[i]);
          cuts.add("cut to " + lengths[i]);
        }
        tallies.add(cuts.tally(of, file, bytes.length, "cut", bytes.length));
      }
      Files.write(file, bytes);
    }
    if (!reader.read().equals(whole)) {
      throw new IllegalStateException("the files were not put back as they were");
    }
  }

  /** Chooses numbers below a bound, ascending: all, if they are not too many. */
  private long[] choose(long bound) {
    return bound <= most
        ? LongStream.range(0, bound).toArray()
        : random.longs(0, bound).distinct().limit(most).sorted().toArray();
  }

  /** Counts outcomes. */
  private static final class Count {
    private final Path folder;
    private final String whole;
    private final Reader reader;
    private int noticed;
    private int harmless;
    private int failed;
    private final List<String> failures = new ArrayList<>();

    Count(Path folder, String whole, Reader reader) {
      this.folder = folder;
      this.whole = whole;
      this.reader = reader;
    }

    void add(String damage) {
      try {
        if (reader.read().equals(whole)) {
          harmless++;
        } else {
          fail(damage + ": read as something else");
        }
      } catch (DataException e) {
        if (e.getMessage().startsWith(folder.toString())) {
          noticed++;
        } else {
          fail(damage + ": " + e.getMessage());
        }
      } catch (IOException | RuntimeException e) {
        fail(damage + ": " + e);
      }
    }

    private void fail(String failure) {
      failed++;
      if (failures.size() < FAILURES_KEPT) {
        failures.add(failure);
      }
    }

    Tally tally(String of, Path file, long bytes, String damage, long possible) {
      return new Tally(
          of,
          file.getFileName().toString(),
          bytes,
          damage,
          possible,
          noticed + harmless + failed,
          noticed,
          harmless,
          failed,
          failures);
    }
  }
}
