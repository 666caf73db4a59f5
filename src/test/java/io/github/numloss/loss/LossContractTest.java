package io.github.numloss.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.head.Head;
import io.github.numloss.head.Heads;
import io.github.numloss.io.Json;
import io.github.numloss.registry.Registry.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** What every loss holds to, on every head that takes it. */
final class LossContractTest {
  private static final float FAR = 80;
  private static final double STEP = 1e-6;

  private static final List<ClassValues> SCALES =
      List.of(
          ClassValues.of(-3, 4.5f),
          ClassValues.range(5),
          ClassValues.of(-10, -1, 0, 0.5f, 20),
          ClassValues.range(10),
          ClassValues.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 512));

  /** All losses as they are registered, and some with other parameters. */
  static Stream<String> losses() {
    return Stream.concat(
        Losses.ALL.names().stream(),
        Stream.of(
            "numeric:alpha=3,beta=0.25",
            "expected-absolute-error:own=0,weight=2",
            "crps:own=0.5,weight=2",
            "soft-labels:rule=sord,alpha=2",
            "soft-labels:power=1,eta=0.5",
            "soft-labels:rule=gaussian",
            "soft-labels:rule=exponential,tau=0.5",
            "soft-labels:rule=geometric",
            "soft-labels:rule=binomial,own=0.5",
            "soft-labels:rule=beta",
            "soft-labels:rule=triangular",
            "class-distance:alpha=5",
            "class-distance:alpha=1,margin=0.1",
            "slace:distance=ranks",
            "slace:distance=equal-counts,alpha=1",
            "kappa:own=0.5",
            "unimodal-hinge:own=0,entropy=1,weight=1",
            "dldl-v2:sigma=1,lambda=0.5,own=0.1"));
  }

  /** Losses whose slope does not end where the probability of the truth comes to 0. */
  private static boolean isOfLogarithms(Loss loss) {
    return loss instanceof CrossEntropy
        || loss instanceof OwnLoss
        || loss instanceof CombinedLoss
        || loss instanceof SoftLabels
        || loss instanceof Slace
        || loss instanceof DldlV2
        || (loss instanceof ClassDistance distance && distance.margin() == 0);
  }

  static Stream<Head> heads() {
    return Heads.ALL.members().stream()
        .map(Member::standard)
        .filter(head -> !head.takesOwnLossOnly());
  }

  static Stream<Arguments> headsAndFewScales() {
    return heads()
        .flatMap(
            head ->
                Stream.of(SCALES.get(0), SCALES.get(2), SCALES.get(3))
                    .map(values -> Arguments.of(head, values)));
  }

  static Stream<Arguments> headsAndScales() {
    return heads().flatMap(head -> SCALES.stream().map(values -> Arguments.of(head, values)));
  }

  @ParameterizedTest
  @MethodSource("headsAndFewScales")
  void isFiniteWhereOutputsAreFarOut(Head head, ClassValues values) {
    float[][] rows = farOut(head.outputs(values.count()));
    float[][] outputs = new float[rows.length * values.count()][];
    int[] labels = new int[outputs.length];
    for (int b = 0; b < outputs.length; b++) {
      outputs[b] = rows[b % rows.length];
      labels[b] = b / rows.length;
    }
    try (LossInAGraph graph = new LossInAGraph(head, values, outputs, labels)) {
      forEach(
          graph,
          losses().map(Losses.ALL::parse).toList(),
          (loss, found, gradient) -> {
            assertThat(steepest(found)).as(name(loss)).isFinite();
            assertThat(steepest(gradient)).as("slope of " + name(loss)).isFinite();
          });
    }
  }

  @ParameterizedTest
  @MethodSource("headsAndFewScales")
  void hasASlopeAtTheWorstError(Head head, ClassValues values) {
    float[][] outputs = farOut(head.outputs(values.count()));
    int[] labels = new int[outputs.length];
    try (LossInAGraph graph = new LossInAGraph(head, values, outputs, labels)) {
      forEach(
          graph,
          losses()
              .map(Losses.ALL::parse)
              .map(loss -> isOfLogarithms(loss) ? loss : withOwn(loss))
              .toList(),
          (loss, found, gradient) ->
              assertThat(steepest(row(gradient, worst(found), outputs.length)))
                  .as(name(loss))
                  .isGreaterThan(1e-3));
    }
  }

  /** Values are those of the formula, gradients those of differences of it. */
  @ParameterizedTest
  @MethodSource("headsAndScales")
  void isTheFormulaAndHasItsSlope(Head head, ClassValues values) {
    int classes = values.count();
    int images = 7;
    float[][] outputs = drawn(images, head.outputs(classes));
    int[] labels = new Random(7).ints(images, 0, classes).toArray();
    try (LossInAGraph graph = new LossInAGraph(head, values, outputs, labels)) {
      List<Operand<TFloat32>> wanted = new ArrayList<>();
      Operand<TFloat32> logs = graph.inputs().logProbabilities();
      wanted.add(logs);
      for (int k = 0; k < classes; k++) {
        wanted.add(
            graph.gradient(
                graph
                    .tf()
                    .slice(
                        logs,
                        graph.tf().constant(new int[] {0, k}),
                        graph.tf().constant(new int[] {-1, 1}))));
      }
      List<Loss> losses =
          losses()
              .map(Losses.ALL::parse)
              .filter(loss -> !loss.dependsOnBatch() && hasFormula(loss, head))
              .toList();
      for (Loss loss : losses) {
        Operand<TFloat32> perImage = graph.perImage(loss);
        wanted.add(perImage);
        wanted.add(graph.gradient(perImage));
      }
      List<float[]> results = graph.run(wanted);
      for (int n = 0; n < losses.size(); n++) {
        Loss loss = losses.get(n);
        float[] found = results.get(classes + 1 + 2 * n);
        float[] gradient = results.get(classes + 2 + 2 * n);
        for (int b = 0; b < images; b++) {
          double[] row = normal(doubles(row(results.get(0), b, images)));
          double expected = PlainLosses.perImage(loss, row, labels[b], values);
          assertThat((double) found[b])
              .as("%s of image %d", name(loss), b)
              .isCloseTo(expected, within(2e-5 * Math.max(0.1, Math.abs(expected))));
          double[] slopes = slopes(loss, row, labels[b], values);
          float[] ofOutputs = row(gradient, b, images);
          double[] right = new double[ofOutputs.length];
          for (int k = 0; k < classes; k++) {
            float[] ofLog = row(results.get(k + 1), b, images);
            for (int o = 0; o < right.length; o++) {
              right[o] += slopes[k] * ofLog[o];
            }
          }
          double scale = Math.max(0.01, Arrays.stream(slopes).map(Math::abs).max().orElseThrow());
          for (int o = 0; o < right.length; o++) {
            assertThat((double) ofOutputs[o])
                .as("slope of %s of image %d by output %d", name(loss), b, o)
                .isCloseTo(right[o], within(1e-4 * scale));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void isLeastAtTheTruth(String text) {
    Loss loss = Losses.ALL.parse(text);
    for (ClassValues values : SCALES) {
      int classes = values.count();
      float[][] outputs = new float[classes][classes];
      for (int k = 0; k < classes; k++) {
        Arrays.fill(outputs[k], -FAR / 2);
        outputs[k][k] = FAR / 2;
      }
      int[] labels = IntStream.range(0, classes).toArray();
      try (LossInAGraph graph =
          new LossInAGraph(Heads.ALL.members().get(0).standard(), values, outputs, labels)) {
        float[] found = graph.run(graph.perImage(loss));
        for (int y = 0; y < classes; y++) {
          assertThat((double) found[y])
              .as("class %d of %s", y, values)
              .isCloseTo(least(loss, y, values), within(1e-4 * least(loss, y, values) + 1e-6));
        }
      }
    }
  }

  /** Soft labels ask for no certainty, and the hinges for a fall that certainty has not. */
  private static double least(Loss loss, int y, ClassValues values) {
    double[] certain = new double[values.count()];
    Arrays.fill(certain, -FAR);
    certain[y] = 0;
    if (loss instanceof UnimodalHinge hinge) {
      int classes = values.count();
      int atTheTruth = (y > 0 ? 1 : 0) + (y < classes - 1 ? 1 : 0);
      return hinge.weight() * hinge.margin() * (classes - 1 - atTheTruth);
    }
    return loss instanceof SoftLabels || loss instanceof DldlV2
        ? PlainLosses.perImage(loss, certain, y, values)
        : 0;
  }

  @ParameterizedTest
  @MethodSource("heads")
  void noImageDependsOnItsNeighbours(Head head) {
    ClassValues values = SCALES.get(2);
    List<Loss> losses =
        losses().map(Losses.ALL::parse).filter(loss -> !loss.dependsOnBatch()).toList();
    float[][] outputs = drawn(3, head.outputs(values.count()));
    int[] labels = {0, values.count() - 1, 1};
    Map<String, float[]> together = new HashMap<>();
    try (LossInAGraph graph = new LossInAGraph(head, values, outputs, labels)) {
      forEach(graph, losses, (loss, found, gradient) -> together.put(name(loss), found));
    }
    try (LossInAGraph graph =
        new LossInAGraph(head, values, new float[][] {outputs[1]}, labels[1])) {
      forEach(
          graph,
          losses,
          (loss, found, gradient) -> {
            float right = together.get(name(loss))[1];
            assertThat(found).as(name(loss)).hasSize(1);
            assertThat(found[0])
                .as(name(loss))
                .isCloseTo(right, within(2e-6f * Math.max(1, right)));
          });
    }
  }

  @ParameterizedTest
  @MethodSource("heads")
  void imagesCountAsTheyAreWeighed(Head head) {
    ClassValues values = SCALES.get(2);
    float[][] outputs = drawn(3, head.outputs(values.count()));
    float[] weights = {3, 0, 0.5f};
    try (LossInAGraph graph = new LossInAGraph(head, values, outputs, 1, 0, 1)) {
      LossInputs weighted = graph.inputs().weighted(graph.input(weights));
      for (Loss loss : losses().map(Losses.ALL::parse).toList()) {
        if (!loss.dependsOnBatch()) {
          List<float[]> results =
              graph.run(
                  List.of(graph.perImage(loss), LossGraph.of(graph.tf(), loss, weighted).total()));
          double expected = 0;
          for (int b = 0; b < 3; b++) {
            expected += weights[b] * results.get(0)[b] / 3;
          }
          assertThat((double) results.get(1)[0])
              .as(name(loss))
              .isCloseTo(expected, within(1e-5 * Math.max(0.1, expected)));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void isWrittenAndReadBack(String text) throws Exception {
    Loss loss = Losses.ALL.parse(text);
    assertThat(Losses.ALL.parse(Losses.ALL.text(loss))).isEqualTo(loss);
    assertThat(new ObjectMapper().readValue(Json.line(loss), Loss.class)).isEqualTo(loss);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void theShortestTextLeavesOutWhatIsStandard(String text) {
    String found = Losses.ALL.text(Losses.ALL.parse(text));
    assertThat(found).doesNotContain("null").hasSizeLessThanOrEqualTo(text.length());
  }

  @Test
  void aNameAloneHasTheStandardParameters() throws Exception {
    for (Member<Loss> member : Losses.ALL.members()) {
      assertThat(Losses.ALL.parse(member.name())).isEqualTo(member.standard());
      assertThat(new ObjectMapper().readValue("{\"name\": \"" + member.name() + "\"}", Loss.class))
          .isEqualTo(member.standard());
      assertThat(Losses.ALL.text(member.standard())).isEqualTo(member.name());
    }
  }

  /** Gives a loss with the head's own loss added to it. */
  private static Loss withOwn(Loss loss) {
    if (loss instanceof NumericLoss numeric) {
      return new CombinedLoss(numeric.alpha(), 0.5);
    }
    String text =
        Losses.ALL.text(loss).replaceAll("([:,])own=[^,]*", "$1").replaceAll(",+$|:$", "");
    return Losses.ALL.parse(text.replace(":,", ":") + (text.contains(":") ? "," : ":") + "own=1");
  }

  /** The plain formulas take the head's own loss for the cross-entropy. */
  private static boolean hasFormula(Loss loss, Head head) {
    return head.ownLossName().equals("crossEntropy")
        || !(loss instanceof OwnLoss || loss instanceof CombinedLoss || ownWeight(loss) > 0);
  }

  private static double ownWeight(Loss loss) {
    return Json.tree(loss).path("own").asDouble(0);
  }

  private static double[] slopes(Loss loss, double[] logs, int y, ClassValues values) {
    double[] slopes = new double[logs.length];
    for (int k = 0; k < logs.length; k++) {
      double[] moved = logs.clone();
      moved[k] = logs[k] + STEP;
      double above = PlainLosses.perImage(loss, moved, y, values);
      moved[k] = logs[k] - STEP;
      slopes[k] = (above - PlainLosses.perImage(loss, moved, y, values)) / (2 * STEP);
    }
    return slopes;
  }

  /** What a loss comes to: [B], and by the outputs [B,O]. */
  @FunctionalInterface
  private interface Check {
    void that(Loss loss, float[] perImage, float[] gradient);
  }

  private static void forEach(LossInAGraph graph, List<Loss> losses, Check check) {
    List<Operand<TFloat32>> wanted = new ArrayList<>();
    for (Loss loss : losses) {
      Operand<TFloat32> perImage = graph.perImage(loss);
      wanted.add(perImage);
      wanted.add(graph.gradient(perImage));
    }
    List<float[]> results = graph.run(wanted);
    for (int n = 0; n < losses.size(); n++) {
      check.that(losses.get(n), results.get(2 * n), results.get(2 * n + 1));
    }
  }

  private static String name(Loss loss) {
    return Losses.ALL.text(loss);
  }

  private static double steepest(float[] slopes) {
    return Arrays.stream(doubles(slopes)).map(Math::abs).max().orElseThrow();
  }

  private static int worst(float[] losses) {
    return IntStream.range(0, losses.length)
        .boxed()
        .max((a, b) -> Float.compare(losses[a], losses[b]))
        .orElseThrow();
  }

  /** Gives outputs of ±80: all, every other one, each alone, and those up to each. */
  private static float[][] farOut(int outputs) {
    List<float[]> rows = new ArrayList<>();
    for (int sign = -1; sign <= 1; sign += 2) {
      for (int k = 0; k <= outputs; k++) {
        float[] alone = new float[outputs];
        float[] upTo = new float[outputs];
        float[] other = new float[outputs];
        for (int o = 0; o < outputs; o++) {
          alone[o] = o == k ? sign * FAR : -sign * FAR;
          upTo[o] = o < k ? sign * FAR : -sign * FAR;
          other[o] = o % 2 == 0 ? sign * FAR : -sign * FAR;
        }
        rows.addAll(List.of(alone, upTo, other));
      }
    }
    return rows.toArray(float[][]::new);
  }

  private static float[][] drawn(int images, int outputs) {
    Random random = new Random(20210214);
    float[][] drawn = new float[images][outputs];
    for (float[] row : drawn) {
      for (int o = 0; o < outputs; o++) {
        row[o] = (float) (1.5 * random.nextGaussian());
      }
    }
    return drawn;
  }

  private static float[] row(float[] matrix, int row, int rows) {
    int columns = matrix.length / rows;
    return Arrays.copyOfRange(matrix, row * columns, (row + 1) * columns);
  }

  /** Makes probabilities add up to 1 in double precision. */
  private static double[] normal(double[] logs) {
    double sum = Math.log(Arrays.stream(logs).map(Math::exp).sum());
    return Arrays.stream(logs).map(log -> log - sum).toArray();
  }

  private static double[] doubles(float[] floats) {
    return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
  }
}
