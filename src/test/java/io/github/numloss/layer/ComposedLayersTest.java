package io.github.numloss.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.numloss.io.Json;
import io.github.numloss.layer.Conv2d.Padding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Layers that are made of layers. */
final class ComposedLayersTest {
  private static Residual residual(int filters, int stride) {
    return new Residual(
        List.of(
            new Conv2d(filters, 3, Padding.SAME, stride, false),
            new BatchNorm(0.9, 1e-3),
            new Relu()));
  }

  private static List<String> weights(Layer layer, Shape input) {
    return layer.weights(input).stream()
        .map(weight -> weight.name() + " " + weight.shape() + (weight.trained() ? "" : " kept"))
        .toList();
  }

  @Test
  void aResidualOfTheSameShapeHasNoProjection() {
    Shape input = Shape.of(5, 4, 8);
    assertThat(residual(8, 1).output(input)).isEqualTo(input);
    assertThat(weights(residual(8, 1), input))
        .containsExactly(
            "conv2d_1.kernel [3, 3, 8, 8]",
            "batch_norm_1.gamma [8]",
            "batch_norm_1.beta [8]",
            "batch_norm_1.moving_mean [8] kept",
            "batch_norm_1.moving_variance [8] kept");
  }

  @Test
  void aResidualOfAnotherShapeHasOne() {
    assertThat(residual(6, 2).output(Shape.of(5, 1, 8))).isEqualTo(Shape.of(3, 1, 6));
    assertThat(weights(residual(6, 2), Shape.of(5, 1, 8)))
        .hasSize(6)
        .endsWith("projection.kernel [1, 1, 8, 6]");
    assertThat(weights(residual(6, 3), Shape.of(28, 28)))
        .as("a grey picture has one channel")
        .endsWith("projection.kernel [1, 1, 1, 6]");
    Residual ofVectors = new Residual(List.of(new Dense(3), new Relu()));
    assertThat(weights(ofVectors, Shape.of(5)))
        .endsWith("projection.kernel [5, 3]", "projection.bias [3]");
  }

  @Test
  void theWorkCountsTheProjection() {
    // 3·3·8·6 and 8·6 multiplications at each of 3·2 places, and 6 of the batch norm behind them.
    assertThat(residual(6, 2).work(Shape.of(5, 4, 8)))
        .isEqualTo(new Work(2 * 6 * (432 + 48), 2 * 6 * 6));
    Residual two =
        new Residual(List.of(new Conv2d(8, 3, Padding.SAME), new Conv2d(8, 1, Padding.SAME)));
    assertThat(two.work(Shape.of(5, 4, 8))).isEqualTo(new Work(2 * 20 * 576, 2 * 20 * 64));
  }

  @Test
  void whatNoShortcutReachesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Residual(List.of(new Flatten())).output(Shape.of(4, 5)))
        .withMessage(
            "a residual layer of these layers makes [20] of [4, 5], which no projection does");
    Residual valid = new Residual(List.of(new Conv2d(2, 3, Padding.VALID)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> valid.output(Shape.of(9, 9, 2)))
        .withMessage(
            "a residual layer of these layers makes [7, 7, 2] of [9, 9, 2], which no stride does");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> valid.output(Shape.of(2, 9, 2)))
        .withMessage(
            "a residual layer of these layers can't take [2, 9, 2]: conv2d_1: a 3x3 kernel does"
                + " not fit into [2, 9, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Residual(List.of()))
        .withMessage("layers has none, expected at least one");
  }

  @Test
  void aPictureShrinksAsOftenAsItTakes() {
    Shrink shrink = new Shrink(32, List.of(new Conv2d(8, 3, Padding.SAME, 2, false), new Relu()));
    assertThat(shrink.output(Shape.of(28, 32))).isEqualTo(Shape.of(28, 32));
    assertThat(shrink.weights(Shape.of(28, 32))).isEmpty();
    assertThat(shrink.output(Shape.of(100, 30, 3))).isEqualTo(Shape.of(25, 8, 8));
    assertThat(weights(shrink, Shape.of(100, 30, 3)))
        .containsExactly("conv2d_1.kernel [3, 3, 3, 8]", "conv2d_2.kernel [3, 3, 8, 8]");
  }

  @Test
  void layersThatDoNotShrinkAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shrink(4, List.of(new Relu())).output(Shape.of(5, 4, 1)))
        .withMessage(
            "a shrink layer takes layers that leave fewer rows or columns, but these make"
                + " [5, 4, 1] of [5, 4, 1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shrink(0, List.of(new MaxPool())))
        .withMessage("to is 0, expected at least 1");
  }

  @Test
  void theyAreReadFromWhatIsWritten() throws Exception {
    Layer nested = new Shrink(8, List.of(new MaxPool(), residual(4, 1)));
    String json = Json.line(nested);
    assertThat(json)
        .startsWith(
            "{\"name\":\"shrink\",\"to\":8,\"layers\":[{\"name\":\"max-pool\"},"
                + "{\"name\":\"residual\",\"layers\":[{\"name\":\"conv2d\",");
    assertThat(Json.mapper().readValue(json, Layer.class)).isEqualTo(nested);
  }
}
