package io.github.numloss.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.Classifiers;
import io.github.numloss.data.Images;
import io.github.numloss.data.InputShape;
import io.github.numloss.decode.Predictions;
import io.github.numloss.layer.Dense;
import io.github.numloss.layer.Flatten;
import io.github.numloss.model.Network;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.ConfigProto;

final class InferenceGraphTest {
  private static final int SIDE = 3;

  @Test
  void predictsManyImagesAsItDoesOne() {
    Network network =
        new Network(List.of(new Flatten(), new Dense(4)), InputShape.picture(SIDE, SIDE, 1));
    byte[] pixels = new byte[2003 * SIDE * SIDE];
    new Random(3).nextBytes(pixels);
    try (InferenceGraph graph =
        new InferenceGraph(
            Classifiers.softmax(network),
            Classifiers.softmax(network).initialValues(2),
            ConfigProto.getDefaultInstance())) {
      Predictions all = graph.predict(new Images(2003, SIDE, SIDE, pixels));
      assertThat(all.count()).isEqualTo(2003);
      for (int image : new int[] {0, 999, 1000, 1999, 2000, 2002}) {
        byte[] one = Arrays.copyOfRange(pixels, image * 9, image * 9 + 9);
        Predictions alone = graph.predict(new Images(1, SIDE, SIDE, one));
        assertThat(Arrays.copyOfRange(all.probabilities(), image * 4, image * 4 + 4))
            .as("image %d", image)
            .containsExactly(alone.probabilities(), within(1e-6f));
      }
    }
  }

  @Test
  void aConstructorThatFailsLeavesNothingBehind() {
    Network network =
        new Network(List.of(new Flatten(), new Dense(4)), InputShape.picture(SIDE, SIDE, 1));
    ThrowingCallable fails =
        () ->
            new InferenceGraph(
                Classifiers.softmax(network), Map.of(), ConfigProto.getDefaultInstance());
    assertThatIllegalArgumentException().isThrownBy(fails);
    long before = Pointer.totalCount();
    assertThatIllegalArgumentException().isThrownBy(fails);
    assertThat(Pointer.totalCount()).isEqualTo(before);
  }
}
