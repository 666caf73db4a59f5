package io.github.numloss.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.GraphSession;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.io.Json;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Compares values with plain arithmetic, and gradients with differences of such values. */
final class LossTest {
  private static final double STEP = 1e-5;

  private interface Formula {
    double perImage(double[] probabilities, int label, ClassValues values);
  }

  static Stream<Arguments> losses() {
    Formula crossEntropy = (p, label, values) -> -Math.log(p[label]);
    Formula distance = (p, label, values) -> Math.abs(values.at(label) - expectation(p, values));
    List<ClassValues> scales =
        List.of(
            ClassValues.range(10),
            ClassValues.range(37),
            ClassValues.of(-3.5f, -1, 0.25f, 100, 1000),
            ClassValues.of(1, 2));
    return scales.stream()
        .flatMap(
            values ->
                Stream.of(
                    Arguments.of(values, new CrossEntropy(), crossEntropy),
                    Arguments.of(values, new NumericLoss(0.05), scaled(0.05, distance)),
                    Arguments.of(values, new NumericLoss(3), scaled(3, distance)),
                    Arguments.of(
                        values,
                        CombinedLoss.ofPaper(),
                        sum(scaled(0.9, crossEntropy), scaled(0.1 * 0.05, distance))),
                    Arguments.of(
                        values,
                        new CombinedLoss(0.5, 0.25),
                        sum(scaled(0.25, crossEntropy), scaled(0.75 * 0.5, distance)))));
  }

  private static Formula scaled(double factor, Formula formula) {
    return (p, label, values) -> factor * formula.perImage(p, label, values);
  }

  private static Formula sum(Formula a, Formula b) {
    return (p, label, values) -> a.perImage(p, label, values) + b.perImage(p, label, values);
  }

  private static double expectation(double[] probabilities, ClassValues values) {
    double sum = 0;
    for (int k = 0; k < probabilities.length; k++) {
      sum += probabilities[k] * values.at(k);
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("losses")
  void isTheMeanOfItsFormulaOverTheBatch(ClassValues values, Loss loss, Formula formula) {
    float[][] logits = logits(6, values.count());
    int[] labels = labels(6, values.count());
    double expected = mean(formula, doubles(logits), labels, values);
    try (GraphSession graph = new GraphSession()) {
      Operand<TFloat32> found =
          LossGraphs.total(
              graph.tf(),
              loss,
              graph.input(oneHot(labels, values.count())),
              graph.input(logits),
              values);
      assertThat(found.shape()).isEqualTo(Shape.scalar());
      assertThat((double) graph.run(found)[0]).isCloseTo(expected, within(2e-6 * expected));
    }
  }

  /** TensorFlow refuses the operation on a GPU where results have to repeat. */
  @Test
  void theCrossEntropyIsForTheCpu() {
    int[] labels = {0, 1};
    try (GraphSession graph = new GraphSession()) {
      LossGraphs.total(
          graph.tf(),
          new CrossEntropy(),
          graph.input(oneHot(labels, 10)),
          graph.input(logits(2, 10)),
          ClassValues.range(10));
      assertThat(((Graph) graph.tf().scope().env()).toGraphDef().getNodeList())
          .filteredOn(node -> node.getOp().equals("SoftmaxCrossEntropyWithLogits"))
          .hasSize(1)
          .allSatisfy(node -> assertThat(node.getDevice()).isEqualTo("/device:CPU:0"));
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void hasTheSlopeOfItsFormula(ClassValues values, Loss loss, Formula formula) {
    float[][] logits = logits(6, values.count());
    int[] labels = labels(6, values.count());
    float[] gradient;
    try (GraphSession graph = new GraphSession()) {
      Operand<TFloat32> input = graph.input(logits);
      Operand<TFloat32> built =
          LossGraphs.total(
              graph.tf(), loss, graph.input(oneHot(labels, values.count())), input, values);
      gradient = graph.run(graph.gradients(built, List.of(input)).get(0));
    }
    double[][] moved = doubles(logits);
    double scale = 0;
    for (float number : gradient) {
      scale = Math.max(scale, Math.abs(number));
    }
    assertThat(scale).isPositive();
    for (int b = 0; b < moved.length; b++) {
      for (int k = 0; k < values.count(); k++) {
        double there = moved[b][k];
        moved[b][k] = there + STEP;
        double above = mean(formula, moved, labels, values);
        moved[b][k] = there - STEP;
        double below = mean(formula, moved, labels, values);
        moved[b][k] = there;
        assertThat((double) gradient[b * values.count() + k])
            .as("slope in logit %d of image %d", k, b)
            .isCloseTo((above - below) / (2 * STEP), within(1e-5 * scale));
      }
    }
  }

  /** Logits that far apart make probabilities of 0 and 1. */
  @Test
  void numericLossWeighsADistantMistakeMore() {
    float[][] oneHot = oneHot(new int[] {0, 0}, 10);
    float[][] logits = new float[2][10];
    logits[0][1] = 200;
    logits[1][9] = 200;
    try (GraphSession graph = new GraphSession()) {
      LossInputs inputs =
          LossInputs.ofLogits(
              graph.tf(), graph.input(oneHot), graph.input(logits), ClassValues.range(10));
      assertThat(graph.run(new NumericLoss(0.05).perImage(graph.tf(), inputs)))
          .containsExactly(0.05f, 0.05f * 9);
    }
  }

  /** |0.5·2 + 0.5·6 − 2| = 2 and |6 − 6| = 0; weighed 3 and 5, 0.25 · (3·2 + 5·0) / 2. */
  @Test
  void imagesCountAsTheyAreWeighed() {
    try (GraphSession graph = new GraphSession()) {
      LossInputs inputs =
          LossInputs.ofLogits(
                  graph.tf(),
                  graph.input(oneHot(new int[] {0, 1}, 2)),
                  graph.input(new float[][] {{0, 0}, {-200, 0}}),
                  ClassValues.of(2, 6))
              .weighted(graph.input(Shape.of(2), 3, 5));
      assertThat(graph.run(LossGraph.of(graph.tf(), new NumericLoss(0.25), inputs).total()))
          .containsExactly(0.75f);
    }
  }

  @Test
  void numericLossIsMatrixProductsAndAnAbsoluteValueAsInAlgorithm1() {
    try (GraphSession graph = new GraphSession()) {
      LossGraphs.total(
          graph.tf(),
          new NumericLoss(0.05),
          graph.input(new float[1][10]),
          graph.input(new float[1][10]),
          ClassValues.range(10));
      assertThat(graph.operationTypes()).contains("Abs").doesNotContain("ArgMax", "Sign");
      assertThat(graph.operationTypes()).filteredOn("MatMul"::equals).hasSize(2);
    }
  }

  @Test
  void crossEntropyNeedsNoNumbers() {
    try (GraphSession graph = new GraphSession()) {
      LossGraphs.total(
          graph.tf(),
          new CrossEntropy(),
          graph.input(new float[1][10]),
          graph.input(new float[1][10]),
          ClassValues.range(10));
      assertThat(graph.operationTypes()).doesNotContain("Abs", "MatMul");
    }
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        -0.05,
        -Double.MIN_VALUE
      })
  void alphaOutOfRangeIsRefused(double alpha) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NumericLoss(alpha))
        .withMessage("alpha is %s, expected a finite number of at least 0", alpha);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CombinedLoss(alpha, 0.9))
        .withMessage("alpha is %s, expected a finite number of at least 0", alpha);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.1, 1.0000001})
  void betaOutOfRangeIsRefused(double beta) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CombinedLoss(0.05, beta))
        .withMessage("beta is %s, expected a number from 0 to 1", beta);
  }

  @Test
  void theEndsOfTheRangesAreAllowed() {
    assertThat(new NumericLoss(0).alpha()).isZero();
    assertThat(new NumericLoss(50).alpha()).isEqualTo(50);
    assertThat(new CombinedLoss(0, 0).beta()).isZero();
    assertThat(new CombinedLoss(0, 1).beta()).isEqualTo(1);
  }

  @Test
  void thePaperTakesAlpha005AndBeta09() {
    assertThat(CombinedLoss.ofPaper()).isEqualTo(new CombinedLoss(0.05, 0.9));
  }

  static Stream<Arguments> written() {
    return Stream.of(
        Arguments.of(new CrossEntropy(), "{\"name\":\"cross-entropy\"}"),
        Arguments.of(
            new CombinedLoss(0.05, 0.9), "{\"name\":\"numeric\",\"alpha\":0.05,\"beta\":0.9}"),
        Arguments.of(new NumericLoss(2), "{\"name\":\"numeric-only\",\"alpha\":2.0}"));
  }

  @ParameterizedTest
  @MethodSource("written")
  void isWrittenAsJsonAndReadBack(Loss loss, String json) throws Exception {
    assertThat(Json.line(loss)).isEqualTo(json);
    assertThat(new ObjectMapper().readValue(json, Loss.class)).isEqualTo(loss);
  }

  private static double mean(Formula formula, double[][] logits, int[] labels, ClassValues values) {
    double sum = 0;
    for (int b = 0; b < logits.length; b++) {
      sum += formula.perImage(softmax(logits[b]), labels[b], values);
    }
    return sum / logits.length;
  }

  private static double[] softmax(double[] logits) {
    double[] result = new double[logits.length];
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      result[k] = Math.exp(logits[k]);
      sum += result[k];
    }
    for (int k = 0; k < logits.length; k++) {
      result[k] /= sum;
    }
    return result;
  }

  private static float[][] logits(int images, int classes) {
    Random random = new Random(20210214);
    float[][] logits = new float[images][classes];
    for (float[] row : logits) {
      for (int k = 0; k < classes; k++) {
        row[k] = (float) (2 * random.nextGaussian());
      }
    }
    return logits;
  }

  private static int[] labels(int images, int classes) {
    return new Random(7).ints(images, 0, classes).toArray();
  }

  private static float[][] oneHot(int[] labels, int classes) {
    float[][] oneHot = new float[labels.length][classes];
    for (int b = 0; b < labels.length; b++) {
      oneHot[b][labels[b]] = 1;
    }
    return oneHot;
  }

  private static double[][] doubles(float[][] floats) {
    double[][] doubles = new double[floats.length][floats[0].length];
    for (int b = 0; b < floats.length; b++) {
      for (int k = 0; k < floats[b].length; k++) {
        doubles[b][k] = floats[b][k];
      }
    }
    return doubles;
  }
}
