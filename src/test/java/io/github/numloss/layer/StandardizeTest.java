package io.github.numloss.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.GraphSession;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

final class StandardizeTest {
  @Test
  void subtractsTheMeanAndDividesByTheDeviationUnlessItIsZero() {
    try (GraphSession graph = new GraphSession()) {
      float[] found =
          graph.run(
              new Standardize()
                  .build(
                      graph.tf(),
                      graph.input(new float[][] {{1, 8, 5}, {-3, 8, 7}}),
                      Shape.of(3),
                      List.of(
                          graph.input(Shape.of(3), -1, 8, 4), graph.input(Shape.of(3), 2, 0, 0.5f)),
                      null));
      assertThat(found).containsExactly(1, 0, 2, -1, 0, 6);
    }
  }
}
