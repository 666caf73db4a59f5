package io.github.numloss.train;

import io.github.numloss.device.Hardware;
import io.github.numloss.io.AtomicFiles;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Json;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.io.Npz;
import io.github.numloss.io.Sha256Sums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one training's checkpoints. Each is a folder of its own, which appears whole, named
 * by a number that counts up: {@code checkpoint.json}, the values of all variables in {@code
 * state.npz}, and the checksums of both in {@code SHA256SUMS}. The last two are kept.
 */
public final class Checkpoints {
  private static final String CHECKPOINT = "checkpoint.json";
  private static final String STATE = "state.npz";
  private static final int KEPT = 2;

  private final @Nullable Path folder;
  private final int everySeconds;
  private final LongSupplier nanoTime;
  private long savedNanos;

  /**
   * A checkpoint that was read.
   *
   * @param folder where it lies
   * @param checkpoint where the training stood
   * @param state the values of the graph's variables by their names
   */
  record Saved(Path folder, Checkpoint checkpoint, Map<String, FloatArray> state) {}

  /**
   * Names the folder; nothing is made or read yet.
   *
   * @param folder the folder, for this training alone
   * @param everySeconds how many seconds after one checkpoint the next is due, at least 0; after a
   *     sixth of that, one is due when an epoch ends, so that short epochs are not slowed down
   */
  public Checkpoints(Path folder, int everySeconds) {
    this(folder, everySeconds, System::nanoTime);
  }

  /** Takes a clock, too. */
  Checkpoints(@Nullable Path folder, int everySeconds, LongSupplier nanoTime) {
    this.folder = folder;
    this.everySeconds = everySeconds;
    this.nanoTime = nanoTime;
    this.savedNanos = nanoTime.getAsLong();
  }

  /**
   * Keeps nothing: a training that is stopped can't go on.
   *
   * @return no checkpoints, of which none is ever due, or written when the training stops
   */
  public static Checkpoints none() {
    return new Checkpoints(null, Integer.MAX_VALUE, System::nanoTime);
  }

  /** Says whether it is time for a checkpoint. */
  boolean isDue(boolean epochEnded) {
    double seconds = (nanoTime.getAsLong() - savedNanos) / 1e9;
    return folder != null && seconds >= (epochEnded ? everySeconds / 6.0 : everySeconds);
  }

  /** Writes a checkpoint, and deletes what is too old or was cut off while it was written. */
  void save(Checkpoint checkpoint, Map<String, FloatArray> state) throws IOException {
    if (folder == null) {
      return;
    }
    long number = newestFirst().stream().findFirst().map(Checkpoints::number).orElse(0L) + 1;
    AtomicFiles.writeFolder(
        folder.resolve(Long.toString(number)),
        inside -> {
          Json.write(inside.resolve(CHECKPOINT), checkpoint);
          Npz.write(inside.resolve(STATE), state);
          Sha256Sums.write(inside, List.of(CHECKPOINT, STATE));
        });
    deleteBut(newestFirst().stream().limit(KEPT).toList());
    savedNanos = nanoTime.getAsLong();
  }

  private void deleteBut(List<Path> kept) throws IOException {
    for (Path saved : newestFirst()) {
      if (!kept.contains(saved)) {
        AtomicFiles.deleteAtOnce(saved);
      }
    }
    for (Path path : inside()) {
      if (!kept.contains(path)) {
        AtomicFiles.delete(path);
      }
    }
  }

  /** Reads the newest checkpoint that is whole; hears of each that is not. */
  Optional<Saved> newest(Consumer<DataException> damaged) throws IOException {
    for (Path saved : newestFirst()) {
      try {
        Sha256Sums.verify(saved, List.of(CHECKPOINT, STATE));
        return Optional.of(
            new Saved(
                saved,
                Json.read(saved.resolve(CHECKPOINT), Checkpoint.class),
                Npz.read(saved.resolve(STATE))));
      } catch (DataException e) {
        damaged.accept(e);
      }
    }
    return Optional.empty();
  }

  /**
   * Gives hardware with as many threads as the newest whole checkpoint was computed with, so that
   * its training goes on to the same bytes.
   *
   * @param now what to run on
   * @return the same with those threads, or as it is if there is no whole checkpoint
   * @throws IOException if the folder can't be read
   */
  public Hardware withItsThreads(Hardware now) throws IOException {
    return newest(problem -> {})
        .map(saved -> saved.checkpoint().config().hardware().threads())
        .map(now::withThreads)
        .orElse(now);
  }

  private List<Path> newestFirst() throws IOException {
    return inside().stream()
        .filter(path -> path.getFileName().toString().matches("[0-9]{1,18}"))
        .sorted(Comparator.comparingLong(Checkpoints::number).reversed())
        .toList();
  }

  private List<Path> inside() throws IOException {
    if (folder == null || !Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.toList();
    }
  }

  private static long number(Path saved) {
    return Long.parseLong(saved.getFileName().toString());
  }

  /**
   * Says whether there is anything to go on from.
   *
   * @return whether there is no checkpoint, whole or damaged
   * @throws IOException if the folder can't be read
   */
  public boolean isEmpty() throws IOException {
    return newestFirst().isEmpty();
  }

  /**
   * Deletes the folder: its training is done, or can't go on.
   *
   * @throws IOException if it can't be deleted
   */
  public void delete() throws IOException {
    deleteBut(List.of());
    if (folder != null) {
      AtomicFiles.delete(folder);
    }
  }
}
