package io.github.numloss.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.GraphSession;
import io.github.numloss.data.InputShape;
import io.github.numloss.layer.DropoutNoise.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Compares augmentations with SciPy and NumPy; see src/test/python/augment_fixture.py. */
final class AugmentationFixtureTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private record Case(
      List<String> augmentations,
      int[] shape,
      float[] pictures,
      float[][][] numbers,
      double[] expected) {
    int count() {
      return pictures.length / example().count();
    }

    InputShape example() {
      return InputShape.picture(shape[0], shape[1], shape[2]);
    }

    List<Augmentation> parsed() {
      return augmentations.stream().map(Augmentations.ALL::parse).toList();
    }

    @Override
    public String toString() {
      return String.join(" ", augmentations);
    }
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream stream = AugmentationFixtureTest.class.getResourceAsStream("augment.json")) {
      JsonNode nodes = MAPPER.readTree(stream);
      return StreamSupport.stream(nodes.spliterator(), false)
          .map(node -> MAPPER.convertValue(node, Case.class));
    }
  }

  @Test
  void everyAugmentationIsThere() throws IOException {
    assertThat(cases().flatMap(c -> c.parsed().stream()).map(Augmentations.ALL::name).distinct())
        .containsExactlyInAnyOrderElementsOf(Augmentations.ALL.names());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheSame(Case expected) {
    try (GraphSession graph = new GraphSession()) {
      Ops tf = graph.tf();
      InputShape example = expected.example();
      Shape batch = Shape.of(example.batch(expected.count()));
      Iterator<float[][]> numbers = List.of(expected.numbers()).iterator();
      Augmenter augmenter =
          Augmenter.of(
              tf,
              expected.parsed(),
              example,
              (name, occurrence) -> given(graph, expected.count(), numbers.next()));
      Rows all = new Rows(tf.constant(0), tf.constant(-1), tf.constant(expected.count()));
      Operand<TFloat32> augmented =
          augmenter.apply(tf, graph.input(batch, expected.pictures()), all);
      assertThat(augmented.shape().numDimensions()).isEqualTo(batch.numDimensions());
      float[] found = graph.run(augmented);
      assertThat(found).hasSize(expected.expected().length);
      for (int i = 0; i < found.length; i++) {
        assertThat((double) found[i])
            .as("pixel %d", i)
            .isCloseTo(expected.expected()[i], within(1e-3));
      }
    }
  }

  /** Gives numbers that were drawn before, in their order. */
  private static Numbers given(GraphSession graph, int count, float[][] drawn) {
    Iterator<float[]> next = new ArrayList<>(List.of(drawn)).iterator();
    return (tf, shape) -> graph.input(shape.prepend(count), next.next());
  }
}
