package io.github.numloss.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.data.Examples;
import io.github.numloss.device.Hardware;
import io.github.numloss.device.Hardware.DeviceKind;
import io.github.numloss.device.Hardware.Precision;
import io.github.numloss.io.AtomicFiles;
import io.github.numloss.io.DataException;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.loss.CrossEntropy;
import io.github.numloss.model.Models;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckpointsTest {
  private static final Examples IMAGES = SyntheticImages.brightness(1, 4, 2);
  private static final Checkpoint START =
      Checkpoint.start(
          new TrainConfig(
              "a",
              "b",
              Models.DNN,
              new CrossEntropy(),
              null,
              new OptimizerConfig(Method.ADAM, 0.001, Schedule.LINEAR, null),
              2,
              64,
              0,
              1,
              Hardware.cpu()),
          IMAGES,
          IMAGES);

  @TempDir private Path temporary;
  private Path folder;
  private Checkpoints checkpoints;
  private final List<String> damaged = new ArrayList<>();

  @BeforeEach
  void name() {
    folder = temporary.resolve("new/checkpoints");
    checkpoints = new Checkpoints(folder, 60);
  }

  /** Saves a checkpoint whose numbers have no short decimal form. */
  private static Checkpoint save(Checkpoints to, int step) throws IOException {
    EpochSums sums =
        new EpochSums(
            7 * step,
            Math.sqrt(2),
            Map.of("crossEntropy", Math.PI * step, "numericLoss", 1e-300 / 3),
            0.1 + 0.2);
    EpochResult row =
        new EpochResult(
            1,
            1.0 / 3,
            Map.of("crossEntropy", Math.E, "numericLoss", Math.sqrt(step)),
            null,
            1.5,
            2.5);
    Checkpoint checkpoint = START.at(step, sums, List.of(row));
    to.save(checkpoint, state(step));
    return checkpoint;
  }

  private static Map<String, FloatArray> state(int step) {
    return Map.of(
        "dense_1.kernel",
        new FloatArray(new int[] {2, 2}, new float[] {step, -0f, Float.MIN_VALUE, 0.1f}));
  }

  private Optional<Checkpoints.Saved> newest() throws IOException {
    return checkpoints.newest((DataException problem) -> damaged.add(problem.getMessage()));
  }

  private List<String> kept() throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatIsSavedIsReadAgainExactly() throws IOException {
    Checkpoint saved = save(checkpoints, 3);
    Checkpoints.Saved read = newest().orElseThrow();
    assertThat(read.checkpoint()).isEqualTo(saved);
    FloatArray kernel = read.state().get("dense_1.kernel");
    assertThat(kernel.shape()).containsExactly(2, 2);
    assertThat(kernel.values()).isEqualTo(state(3).get("dense_1.kernel").values());
  }

  @Test
  void theLastTwoAreKept() throws IOException {
    assertThat(checkpoints.isEmpty()).isTrue();
    for (int step = 1; step <= 12; step++) {
      save(checkpoints, step);
    }
    assertThat(kept()).containsExactly("11", "12");
    assertThat(newest().orElseThrow().checkpoint().step()).isEqualTo(12);
    assertThat(checkpoints.isEmpty()).isFalse();
    checkpoints.delete();
    assertThat(folder).doesNotExist();
  }

  /** What is done to the folder of checkpoints. */
  private interface Deed {
    void act() throws IOException;
  }

  @Test
  void anOldOneIsNotSeenInPart() throws Exception {
    save(checkpoints, 1);
    save(checkpoints, 2);
    assertIsNotSeenInPart(folder.resolve("1"), () -> save(checkpoints, 3));
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("2", "3");
  }

  @Test
  void theLastOneIsNotSeenInPartWhileAllAreDeleted() throws Exception {
    save(checkpoints, 1);
    assertIsNotSeenInPart(folder.resolve("1"), () -> checkpoints.delete());
    assertThat(folder).doesNotExist();
  }

  /** More files make the deletion last; what is listed meanwhile is all of it, or it is gone. */
  private static void assertIsNotSeenInPart(Path saved, Deed deletion) throws Exception {
    for (int i = 0; i < 500; i++) {
      Files.createFile(saved.resolve("file-" + i));
    }
    int files = saved.toFile().list().length;
    CountDownLatch listed = new CountDownLatch(1);
    CompletableFuture<Set<Integer>> seen =
        CompletableFuture.supplyAsync(
            () -> {
              Set<Integer> counts = new HashSet<>();
              while (Files.exists(saved)) {
                String[] names = saved.toFile().list();
                if (names != null && Files.exists(saved)) {
                  counts.add(names.length);
                }
                listed.countDown();
              }
              return counts;
            });
    listed.await();
    deletion.act();
    assertThat(seen.get()).containsExactly(files);
  }

  @Test
  void theChecksumsAreThoseOfTheFiles() throws Exception {
    save(checkpoints, 1);
    StringBuilder expected = new StringBuilder();
    for (String name : List.of("checkpoint.json", "state.npz")) {
      byte[] bytes = Files.readAllBytes(folder.resolve("1").resolve(name));
      String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      expected.append(hash).append("  ").append(name).append('\n');
    }
    assertThat(folder.resolve("1/SHA256SUMS")).hasContent(expected.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"checkpoint.json", "state.npz", "SHA256SUMS"})
  void noByteCanChangeUnnoticed(String name) throws IOException {
    save(checkpoints, 1);
    save(checkpoints, 2);
    Path file = folder.resolve("2").resolve(name);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 1;
      Files.write(file, changed);
      damaged.clear();
      assertThat(newest().orElseThrow().checkpoint().step()).as("byte %d", i).isEqualTo(1);
      assertThat(damaged).singleElement().asString().startsWith(folder.resolve("2").toString());
    }
    Files.write(file, whole);
    assertThat(newest().orElseThrow().checkpoint().step()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"checkpoint.json", "state.npz", "SHA256SUMS"})
  void aFileThatIsCutShortOrMissingIsNoticed(String name) throws IOException {
    save(checkpoints, 1);
    save(checkpoints, 2);
    Path file = folder.resolve("2").resolve(name);
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {whole.length / 2, 0}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(newest().orElseThrow().checkpoint().step()).isEqualTo(1);
    }
    Files.delete(file);
    assertThat(newest().orElseThrow().checkpoint().step()).isEqualTo(1);
    assertThat(damaged).hasSize(3).last().isEqualTo(file + ": there is no such file");
  }

  @Test
  void oneThatWasCutOffWhileItWasWrittenIsPassedOver() throws IOException {
    save(checkpoints, 1);
    Path part = Files.createDirectory(folder.resolve(".2.4711.tmp"));
    Files.writeString(part.resolve("checkpoint.json"), "{");
    assertThat(newest().orElseThrow().checkpoint().step()).isEqualTo(1);
    assertThat(damaged).isEmpty();
    save(checkpoints, 2);
    assertThat(kept()).containsExactly("1", "2");
    assertThat(newest().orElseThrow().checkpoint().step()).isEqualTo(2);
  }

  @Test
  void aFolderThatVanishesMeanwhileIsMadeAgain() throws IOException {
    save(checkpoints, 1);
    AtomicFiles.delete(folder.getParent());
    assertThat(newest()).isEmpty();
    save(checkpoints, 2);
    assertThat(newest().orElseThrow().checkpoint().step()).isEqualTo(2);
  }

  @Test
  void theNumberGoesOnFromWhatIsThere() throws IOException {
    save(checkpoints, 1);
    save(new Checkpoints(folder, 60), 2);
    assertThat(kept()).containsExactly("1", "2");
  }

  @Test
  void theThreadsAreThoseOfTheNewestOne() throws IOException {
    Hardware now = new Hardware(DeviceKind.GPU, Precision.FLOAT32, 3);
    assertThat(checkpoints.withItsThreads(now)).isEqualTo(now);
    Hardware before = new Hardware(DeviceKind.CPU, Precision.FLOAT32, 7);
    checkpoints.save(Checkpoint.start(START.config().on(before), IMAGES, IMAGES), state(1));
    assertThat(checkpoints.withItsThreads(now))
        .isEqualTo(new Hardware(DeviceKind.GPU, Precision.FLOAT32, 7));
  }

  @Test
  void oneOfAnotherVersionOfTheProgramIsAnotherTraining() {
    Checkpoint older =
        new Checkpoint(
            1, "0.0.1", START.config(), START.data(), 0, START.epoch(), List.of(), List.of());
    assertThat(older.differences(START)).startsWith("version is 0.0.1, now ");
    assertThat(START.differences(START.at(5, START.epoch(), List.of()))).isEmpty();
  }

  /** What the data is, its hashes say. */
  @Test
  void theSameDataByAnotherWayIsTheSameTraining() {
    Checkpoint elsewhere = Checkpoint.start(START.config().onData("../a", "../b"), IMAGES, IMAGES);
    assertThat(START.differences(elsewhere)).isEmpty();
  }

  @Test
  void itIsDueAfterItsTimeAndSoonerWhenAnEpochEnds() throws IOException {
    long[] seconds = {1000};
    Checkpoints everyMinute = new Checkpoints(folder, 60, () -> seconds[0] * 1_000_000_000);
    seconds[0] += 9;
    assertThat(everyMinute.isDue(true)).isFalse();
    seconds[0] += 1;
    assertThat(everyMinute.isDue(true)).isTrue();
    assertThat(everyMinute.isDue(false)).isFalse();
    seconds[0] += 49;
    assertThat(everyMinute.isDue(false)).isFalse();
    seconds[0] += 1;
    assertThat(everyMinute.isDue(false)).isTrue();

    save(everyMinute, 1);
    seconds[0] += 9;
    assertThat(everyMinute.isDue(true)).isFalse();
    seconds[0] += 1;
    assertThat(everyMinute.isDue(true)).isTrue();
    assertThat(new Checkpoints(folder, 0).isDue(false)).isTrue();
  }
}
