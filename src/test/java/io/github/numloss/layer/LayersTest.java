package io.github.numloss.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.GraphSession;
import io.github.numloss.io.Json;
import io.github.numloss.registry.Registry.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What holds of every registered layer, with every shape of input that it takes. */
final class LayersTest {
  private static final int BATCH = 7;
  private static final List<Shape> INPUTS =
      List.of(Shape.of(7), Shape.of(5, 4), Shape.of(5, 4, 2), Shape.of(1, 1, 3));

  static Stream<Layer> layers() {
    return Layers.ALL.members().stream().map(Member::standard);
  }

  static Stream<Arguments> layersAndInputs() {
    return layers()
        .flatMap(
            layer ->
                INPUTS.stream()
                    .filter(input -> takes(layer, input))
                    .map(input -> Arguments.of(layer, input)));
  }

  private static boolean takes(Layer layer, Shape input) {
    try {
      layer.output(input);
      return true;
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).as(layer.kind()).contains(layer.kind(), input.toString());
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void isReadFromWhatIsWritten(Layer layer) throws Exception {
    assertThat(Json.mapper().readValue(Json.line(layer), Layer.class)).isEqualTo(layer);
    assertThat(INPUTS).as("takes none of these shapes").anyMatch(input -> takes(layer, input));
  }

  /** They are in files that were written, and in the names of weights. */
  @Test
  void namesStay() {
    assertThat(Layers.ALL.names())
        .contains(
            "flatten",
            "dense",
            "conv2d",
            "depthwise-conv2d",
            "max-pool",
            "global-average-pool",
            "relu",
            "batch-norm",
            "residual",
            "shrink",
            "standardize",
            "dropout",
            "lstm");
    assertThat(new MaxPool().kind()).isEqualTo("max_pool");
    assertThat(Json.line(new Conv2d(8, 5, Conv2d.Padding.VALID)))
        .isEqualTo(
            "{\"name\":\"conv2d\",\"filters\":8,\"size\":5,\"padding\":\"valid\","
                + "\"stride\":1,\"bias\":true}");
    assertThat(Json.line(new Lstm(4, true)))
        .isEqualTo("{\"name\":\"lstm\",\"units\":4,\"everyStep\":true}");
  }

  @ParameterizedTest
  @MethodSource("layersAndInputs")
  void givesTheShapeThatItSays(Layer layer, Shape input) {
    try (Built built = new Built(layer, input)) {
      assertThat(built.layer.outputs().get(0).shape().takeLast(layer.output(input).numDimensions()))
          .isEqualTo(layer.output(input));
      assertThat(built.output(0)).hasSize(BATCH * Math.toIntExact(layer.output(input).size()));
    }
  }

  /** Whoever learns a kernel multiplies by each of its numbers once at least, and adds. */
  @ParameterizedTest
  @MethodSource("layersAndInputs")
  void countsAtLeastAProductForEachNumberOfItsKernels(Layer layer, Shape input) {
    long kernels =
        layer.weights(input).stream()
            .filter(weight -> weight.shape().numDimensions() > 1)
            .filter(weight -> !weight.name().startsWith("recurrent"))
            .mapToLong(weight -> weight.shape().size())
            .sum();
    assertThat(layer.work(input).ofInput() + layer.work(input).ofState())
        .isGreaterThanOrEqualTo(2 * kernels);
    assertThat(layer.work(input).training(true) - layer.work(input).training(false))
        .isEqualTo(layer.work(input).ofInput());
  }

  /**
   * The slope of a random sum of the outputs along a random direction of all inputs and weights, by
   * the gradients and by the difference of two points on it.
   */
  @ParameterizedTest
  @MethodSource("layersAndInputs")
  void gradientsAreThoseOfFiniteDifferences(Layer layer, Shape input) {
    try (Built built = new Built(layer, input)) {
      double slope = (built.sum(Built.STEP) - built.sum(-Built.STEP)) / (2 * Built.STEP);
      assertThat(built.slope()).isCloseTo(slope, within(2e-3 * Math.max(1, Math.abs(slope))));
      assertThat(Math.abs(slope)).as("a direction that shows nothing").isGreaterThan(1e-3);
    }
  }

  /** Parts of one, six and no images, the last of which computes one in vain. */
  @ParameterizedTest
  @MethodSource("layersAndInputs")
  void givesTheSameInAnyNumberOfParts(Layer layer, Shape input) {
    try (GraphSession graph = new GraphSession()) {
      Random random = new Random(7);
      Ops tf = graph.tf();
      Operand<TFloat32> images = draw(graph, random, input.prepend(BATCH));
      List<Operand<TFloat32>> weights =
          layer.weights(input).stream().map(weight -> draw(graph, random, weight.shape())).toList();
      Operand<TFloat32> upstream = draw(graph, random, layer.output(input).prepend(BATCH));
      Trainable whole = layer.trainable(List.of(BatchParts.whole(tf, images)), input, weights);
      Trainable parts = layer.trainable(BatchParts.split(tf, images, 1, 6, 0), input, weights);
      Trainable.Gradients ofWhole = whole.gradient().build(List.of(upstream), true);
      Trainable.Gradients ofParts =
          parts
              .gradient()
              .build(
                  List.of(
                      BatchParts.rows(tf, upstream, 0, 1),
                      BatchParts.rows(tf, upstream, 1, 6),
                      tf.zerosLike(BatchParts.rows(tf, upstream, 0, 1))),
                  true);
      List<Operand<TFloat32>> expected =
          new ArrayList<>(List.of(whole.outputs().get(0), ofWhole.inputs().get(0)));
      expected.addAll(ofWhole.weights());
      List<Operand<TFloat32>> found =
          new ArrayList<>(List.of(joined(tf, parts.outputs()), joined(tf, ofParts.inputs())));
      found.addAll(ofParts.weights());
      assertThat(parts.updates().keySet()).isEqualTo(whole.updates().keySet());
      whole
          .updates()
          .forEach(
              (number, value) -> {
                assertThat(layer.weights(input).get(number).trained()).isFalse();
                expected.add(value);
                found.add(parts.updates().get(number));
              });
      List<float[]> right = graph.run(expected);
      List<float[]> other = graph.run(found);
      assertThat(other).hasSameSizeAs(right);
      for (int i = 0; i < right.size(); i++) {
        float scale = 1;
        for (float number : right.get(i)) {
          scale = Math.max(scale, Math.abs(number));
        }
        assertThat(other.get(i))
            .as("number %d", i)
            .containsExactly(right.get(i), within(1e-5f * scale));
      }
      float[] inVain = graph.run(ofParts.inputs().get(2));
      assertThat(inVain).as("in vain").containsExactly(new float[inVain.length], within(0f));
    }
  }

  private static Operand<TFloat32> joined(Ops tf, List<? extends Operand<TFloat32>> parts) {
    return tf.concat(List.copyOf(parts.subList(0, 2)), tf.constant(0));
  }

  private static Operand<TFloat32> draw(GraphSession graph, Random random, Shape shape) {
    float[] numbers = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return graph.input(shape, numbers);
  }

  /** A layer in a graph whose inputs and weights lie on a line. */
  private static final class Built implements AutoCloseable {
    static final double STEP = 1e-3;

    private final Random random = new Random(5);
    private final GraphSession graph = new GraphSession();
    private final Operand<TFloat32> along;
    private final List<Operand<TFloat32>> points = new ArrayList<>();
    private final List<float[]> directions = new ArrayList<>();
    private final List<Boolean> trained = new ArrayList<>(List.of(true));
    private final Trainable layer;
    private final float[] upstream;
    private final Operand<TFloat32> weighted;

    Built(Layer described, Shape input) {
      along =
          graph
              .tf()
              .withName("along")
              .placeholderWithDefault(graph.tf().constant(0f), Shape.scalar());
      Operand<TFloat32> images = point(batchOf(input), true);
      for (Weight weight : described.weights(input)) {
        point(weight.shape(), weight.trained());
        trained.add(weight.trained());
      }
      layer =
          described.trainable(
              List.of(BatchParts.whole(graph.tf(), images)),
              input,
              points.subList(1, points.size()));
      Shape output = batchOf(described.output(input));
      upstream = numbers(output, 1);
      weighted = graph.input(output, upstream);
    }

    private static Shape batchOf(Shape image) {
      return image.prepend(BATCH);
    }

    private float[] numbers(Shape shape, double scale) {
      float[] numbers = new float[Math.toIntExact(shape.size())];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) (scale * random.nextGaussian());
      }
      return numbers;
    }

    /** Adds what is at "start + along · direction"; what has no gradient stays at its start. */
    private Operand<TFloat32> point(Shape shape, boolean moves) {
      float[] direction = numbers(shape, moves ? 0.1 : 0);
      Operand<TFloat32> moved =
          graph
              .tf()
              .math
              .add(
                  graph.input(shape, numbers(shape, 1)),
                  graph.tf().math.mul(along, graph.input(shape, direction)));
      points.add(moved);
      directions.add(direction);
      return moved;
    }

    float[] output(double at) {
      try (TFloat32 value = TFloat32.scalarOf((float) at);
          Result result =
              graph.session().runner().feed(along, value).fetch(layer.outputs().get(0)).run()) {
        return GraphSession.numbers((TFloat32) result.get(0));
      }
    }

    double sum(double at) {
      float[] output = output(at);
      double sum = 0;
      for (int i = 0; i < output.length; i++) {
        sum += (double) upstream[i] * output[i];
      }
      return sum;
    }

    double slope() {
      Trainable.Gradients found = layer.gradient().build(List.of(weighted), true);
      List<Operand<TFloat32>> gradients = new ArrayList<>(found.inputs());
      gradients.addAll(found.weights());
      assertThat(gradients).hasSize(Collections.frequency(trained, true));
      Iterator<float[]> numbers = graph.run(gradients).iterator();
      double slope = 0;
      for (int i = 0; i < points.size(); i++) {
        if (!trained.get(i)) {
          continue;
        }
        float[] gradient = numbers.next();
        assertThat(gradient).hasSameSizeAs(directions.get(i));
        for (int j = 0; j < gradient.length; j++) {
          slope += (double) gradient[j] * directions.get(i)[j];
        }
      }
      return slope;
    }

    @Override
    public void close() {
      graph.close();
    }
  }
}
