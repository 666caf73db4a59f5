package io.github.numloss.augment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.GraphSession;
import io.github.numloss.data.InputShape;
import io.github.numloss.device.Hardware;
import io.github.numloss.device.Hardware.DeviceKind;
import io.github.numloss.device.Hardware.Precision;
import io.github.numloss.device.Sessions;
import io.github.numloss.io.Json;
import io.github.numloss.layer.DropoutNoise.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What every augmentation holds to, and lists of them. */
final class AugmentationContractTest {
  private static final int PICTURES = 13;
  private static final InputShape GREY = InputShape.picture(9, 12, 1);
  private static final InputShape COLOUR = InputShape.picture(8, 7, 3);

  /** As they are registered, with other parameters, and together. */
  static Stream<String> lists() {
    return Stream.concat(
        Augmentations.ALL.names().stream(),
        Stream.of(
            "shift:share=0.5,fill=edge",
            "rotation:degrees=180,fill=edge",
            "erasing:probability=1,share=1,cover=black",
            "brightness:by=1",
            "flip:axis=vertical,probability=1",
            String.join(" ", Augmentations.ALL.names()),
            "erasing brightness erasing flip flip rotation:fill=edge"));
  }

  static Stream<Arguments> listsAndShapes() {
    return lists().flatMap(list -> Stream.of(GREY, COLOUR).map(shape -> Arguments.of(list, shape)));
  }

  /** With ranges that leave nothing to chance. */
  static Stream<String> nothing() {
    return Stream.of(
        "shift:pixels=0",
        "shift:share=0,fill=edge",
        "rotation:degrees=0",
        "scale:from=1,to=1",
        "shear:degrees=0",
        "border-cut:pixels=0",
        "erasing:probability=0",
        "erasing:probability=1,share=0",
        "brightness:by=0",
        "flip:probability=0");
  }

  static List<Augmentation> parse(String list) {
    return Stream.of(list.split(" ", -1)).map(Augmentations.ALL::parse).toList();
  }

  @Test
  void everyAugmentationIsAmongThoseThatDoNothing() {
    assertThat(nothing().map(text -> Augmentations.ALL.name(parse(text).get(0))).distinct())
        .containsExactlyInAnyOrderElementsOf(Augmentations.ALL.names());
  }

  @ParameterizedTest
  @MethodSource("nothing")
  void changesNothingWhereTheRangeIsNone(String text) {
    for (InputShape shape : List.of(GREY, COLOUR)) {
      assertThat(augment(text, shape, 1, 3)).as(text).isEqualTo(pictures(shape));
    }
  }

  /** Each picture alone, in halves and in one piece; on one thread and on several. */
  @ParameterizedTest
  @MethodSource("listsAndShapes")
  void isTheSameWithAnyNumberOfPartsAndThreads(String list, InputShape shape) {
    float[] whole = augment(list, shape, 1, 3);
    assertThat(whole).as("again").isEqualTo(augment(list, shape, 1, 3));
    for (int parts : new int[] {2, 4, PICTURES}) {
      for (int threads : new int[] {1, 2, 4}) {
        assertThat(augment(list, shape, 1, 3, parts, threads))
            .as("%d parts on %d threads", parts, threads)
            .isEqualTo(whole);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("listsAndShapes")
  void staysAPictureThatMayBeLearned(String list, InputShape shape) {
    float[] found = augment(list, shape, 1, 3);
    assertThat(found).hasSameSizeAs(pictures(shape)).isNotEqualTo(pictures(shape));
    for (float pixel : found) {
      assertThat(pixel).isBetween(0f, 255f);
    }
  }

  @ParameterizedTest
  @MethodSource("lists")
  void followsFromSeedStepAndPlace(String list) {
    if (list.equals("flip:axis=vertical,probability=1")) {
      return; // certain
    }
    float[] found = augment(list, GREY, 1, 3);
    assertThat(augment(list, GREY, 1, 4)).as("another step").isNotEqualTo(found);
    assertThat(augment(list, GREY, 2, 3)).as("another seed").isNotEqualTo(found);
    float[] same = pictures(GREY);
    int size = same.length / PICTURES;
    for (int i = 1; i < PICTURES; i++) {
      System.arraycopy(same, 0, same, i * size, size);
    }
    float[] places = augment(list, GREY, 1, 3, 1, 1, same);
    List<float[]> versions = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      float[] version = Arrays.copyOfRange(places, i * size, (i + 1) * size);
      if (versions.stream().noneMatch(other -> Arrays.equals(other, version))) {
        versions.add(version);
      }
    }
    assertThat(versions).as("different pictures of one").hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @MethodSource("lists")
  void isWrittenAndReadBack(String list) throws Exception {
    for (Augmentation augmentation : parse(list)) {
      String text = Augmentations.ALL.text(augmentation);
      assertThat(Augmentations.ALL.parse(text)).as(text).isEqualTo(augmentation);
      String json = Json.line(augmentation);
      assertThat(Json.mapper().readValue(json, Augmentation.class))
          .as(json)
          .isEqualTo(augmentation);
    }
  }

  /** Another one beside it must not change what it does: only the list itself tells. */
  @Test
  void drawsTheSameWhateverElseIsInTheList() {
    float[] alone = augment("brightness", GREY, 1, 3);
    assertThat(augment("flip:probability=0 brightness", GREY, 1, 3)).isEqualTo(alone);
    assertThat(augment("brightness:by=0 brightness", GREY, 1, 3))
        .as("the second of a name")
        .isNotEqualTo(alone);
  }

  private static float[] pictures(InputShape shape) {
    Random random = new Random(5);
    float[] pixels = new float[PICTURES * shape.count()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextInt(256);
    }
    return pixels;
  }

  private static float[] augment(String list, InputShape shape, long seed, long step) {
    return augment(list, shape, seed, step, 1, 1);
  }

  private static float[] augment(
      String list, InputShape shape, long seed, long step, int parts, int threads) {
    return augment(list, shape, seed, step, parts, threads, pictures(shape));
  }

  /** Augments pictures in parts, as a network with so many towers does. */
  private static float[] augment(
      String list, InputShape shape, long seed, long step, int parts, int threads, float[] pixels) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Shape whole = Shape.of(shape.batch(PICTURES));
      Operand<TFloat32> batch =
          tf.placeholderWithDefault(tf.constant(whole, DataBuffers.of(pixels, true, false)), whole);
      Augmenter augmenter =
          Augmenter.of(
              tf,
              parse(list),
              shape,
              seed,
              tf.placeholderWithDefault(tf.constant(step), Shape.scalar()),
              tf.constant(PICTURES));
      List<Operand<TFloat32>> augmented = new ArrayList<>();
      for (int part = 0; part < parts; part++) {
        int from = PICTURES * part / parts;
        int count = PICTURES * (part + 1) / parts - from;
        Rows rows = new Rows(tf.constant(from), tf.constant(count), tf.constant(PICTURES));
        augmented.add(augmenter.apply(tf, rows.of(tf, batch), rows));
      }
      Operand<TFloat32> all = parts == 1 ? augmented.get(0) : tf.concat(augmented, tf.constant(0));
      Hardware hardware = new Hardware(DeviceKind.CPU, Precision.FLOAT32, threads);
      try (Session session = Sessions.open(graph, hardware.sessionConfig());
          Result result = session.runner().fetch(all).run()) {
        return GraphSession.numbers((TFloat32) result.get(0));
      }
    }
  }
}
