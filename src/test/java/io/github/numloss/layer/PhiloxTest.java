package io.github.numloss.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.device.Hardware;
import io.github.numloss.device.Sessions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

final class PhiloxTest {
  /** The known answers for philox4x32-10 of the authors' Random123 (kat_vectors). */
  @ParameterizedTest
  @CsvSource({
    "00000000 00000000 00000000 00000000, 00000000 00000000, 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
    "ffffffff ffffffff ffffffff ffffffff, ffffffff ffffffff, 408f276d 41c83b0e a20bc7c6 6d5451fd",
    "243f6a88 85a308d3 13198a2e 03707344, a4093822 299f31d0, d16cfe09 94fdcceb 5001e420 24126ea1"
  })
  void countsAsItsAuthorsSay(String counter, String key, String expected) {
    int[] keys = words(key);
    assertThat(Philox.block(words(counter), keys[0], keys[1])).containsExactly(words(expected));
  }

  private static int[] words(String hexadecimal) {
    return Arrays.stream(hexadecimal.split(" ", -1))
        .mapToInt(word -> Integer.parseUnsignedInt(word, 16))
        .toArray();
  }

  @Test
  void givesTheNumbersOfTensorFlowsOperation() {
    long[] keys = {-7_123_456_789_012_345_678L, 42};
    long step = 5_000_000_123L;
    long[][] starts = {PhiloxNumbers.start(keys[0], step), PhiloxNumbers.start(keys[1], step)};
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      UniformNumbers theirs = UniformNumbers.of(tf.constant(step));
      PhiloxNumbers ours = new PhiloxNumbers(tf.constant(starts));
      try (Session session = Sessions.open(graph, Hardware.cpu().sessionConfig())) {
        for (long key : keys) {
          assertThat(numbers(session, ours.draw(tf, tf.constant(new int[] {3, 7}), key)))
              .isDeepEqualTo(numbers(session, theirs.draw(tf, tf.constant(new int[] {3, 7}), key)));
        }
      }
    }
  }

  private static float[][] numbers(Session session, Operand<TFloat32> operand) {
    try (Result result = session.runner().fetch(operand).run()) {
      return StdArrays.array2dCopyOf((TFloat32) result.get(0));
    }
  }
}
