package io.github.numloss.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EpochOrderTest {
  @Test
  void takesEveryImageOnce() {
    int[] order = EpochOrder.permutation(1, 3, 1000);
    assertThat(Arrays.stream(order).sorted().toArray())
        .containsExactly(IntStream.range(0, 1000).toArray());
  }

  @Test
  void followsFromSeedAndEpochAlone() {
    int[] order = EpochOrder.permutation(1, 3, 1000);
    assertThat(EpochOrder.permutation(1, 3, 1000)).isEqualTo(order);
    assertThat(EpochOrder.permutation(1, 4, 1000)).isNotEqualTo(order);
    assertThat(EpochOrder.permutation(2, 3, 1000)).isNotEqualTo(order);
  }

  @Test
  void givesEveryOrderOfThreeAboutAsOften() {
    Map<String, Integer> counts = new HashMap<>();
    for (int epoch = 0; epoch < 6000; epoch++) {
      counts.merge(Arrays.toString(EpochOrder.permutation(7, epoch, 3)), 1, Integer::sum);
    }
    assertThat(counts).hasSize(6);
    assertThat(counts.values()).allMatch(n -> n > 870 && n < 1130);
  }

  @Test
  void hasNothingToOrderWithoutImages() {
    assertThat(EpochOrder.permutation(1, 0, 0)).isEmpty();
  }
}
