package io.github.numloss.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Images;
import io.github.numloss.model.Network;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters and arithmetic of the networks for MNIST, worked out by hand. */
final class BenchNetworkTest {
  private static Network network(String name) throws IOException {
    Images image = new Images(1, 28, 28, new byte[28 * 28]);
    Examples one =
        new Examples("one", Split.TRAIN, image, new int[1], ClassValues.range(10), List.of());
    return BenchNetwork.find(name).build(one);
  }

  /**
   * Dense: 784·512 + 512 + 512·512 + 512 + 512·10 + 10. Convolutions: 9·32 + 32 + 9·32·64 + 64 +
   * 12·12·64·128 + 128 + 128·10 + 10, or 7·7·64·128 with two poolings. LSTM: (28 + 128 + 1)·4·128 +
   * 128·10 + 10.
   */
  @ParameterizedTest
  @CsvSource({
    "dnn, 669706",
    "plain-dnn, 669706",
    "cnn, 421642",
    "plain-cnn, 1199882",
    "rnn, 81674",
    "plain-rnn, 81674"
  })
  void parametersAreCounted(String network, long expected) throws IOException {
    assertThat(network(network).parameterCount()).isEqualTo(expected);
  }

  /**
   * Multiplications and additions, two products with the first kernel and three with the others.
   * Dense: 2·(2·784·512 + 3·(512·512 + 512·10)). Convolutions: 2·(2·26·26·9·32 + 3·(24·24·9·32·64 +
   * 12·12·64·128 + 128·10)). LSTM: 2·(2·28·28·512 + 3·(27·128·512 + 128·10)).
   */
  @ParameterizedTest
  @CsvSource({
    "dnn, 3209216",
    "plain-dnn, 3209216",
    "plain-cnn, 71565312",
    "rnn, 12230144",
    "plain-rnn, 12230144"
  })
  void arithmeticIsCounted(String network, long expected) throws IOException {
    assertThat(network(network).trainingWork()).isEqualTo(expected);
  }
}
