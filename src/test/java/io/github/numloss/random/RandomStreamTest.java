package io.github.numloss.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RandomStreamTest {
  /** Published outputs of SplitMix64 for the state 1234567. */
  @Test
  void isSplitMix64() {
    RandomStream stream = new RandomStream(1234567);
    assertThat(IntStream.range(0, 5).mapToObj(i -> Long.toUnsignedString(stream.nextLong())))
        .containsExactly(
            "6457827717110365317",
            "3203168211198807973",
            "9817491932198370423",
            "4593380528125082431",
            "16408922859458223821");
  }

  /** Computed by a few lines of Python from the formula in the Javadoc. */
  @Test
  void startsAsItsDocumentationSays() {
    assertThat(RandomStream.of(1, "order", 2).nextLong()).isEqualTo(-4762114840273891823L);
    assertThat(RandomStream.of(-1, "", 0).nextLong()).isEqualTo(-287061555193568806L);
  }

  @Test
  void givesOtherNumbersForAnotherSeedPurposeOrIndex() {
    Set<Long> firsts = new HashSet<>();
    for (long seed = -2; seed < 3; seed++) {
      for (String purpose : new String[] {"", "a", "b", "ab", "ba"}) {
        for (long index : new long[] {0, 1, 97, 98, 1L << 40}) {
          firsts.add(RandomStream.of(seed, purpose, index).nextLong());
        }
      }
    }
    assertThat(firsts).hasSize(5 * 5 * 5);
  }

  @Test
  void choosesEachOfFewAboutAsOften() {
    RandomStream stream = RandomStream.of(1, "test", 0);
    int[] counts = new int[6];
    for (int i = 0; i < 60_000; i++) {
      counts[stream.nextInt(6)]++;
    }
    assertThat(IntStream.of(counts)).allMatch(n -> n > 9_600 && n < 10_400);
  }

  @Test
  void staysBelowALargeBoundWithTheRightMean() {
    RandomStream stream = RandomStream.of(1, "test", 0);
    int bound = Integer.MAX_VALUE - 1;
    double sum = 0;
    for (int i = 0; i < 10_000; i++) {
      int value = stream.nextInt(bound);
      assertThat(value).isBetween(0, bound - 1);
      sum += value;
    }
    assertThat(sum / 10_000 / bound).isBetween(0.485, 0.515);
  }

  @Test
  void givesDoublesFromZeroToBelowOne() {
    RandomStream stream = RandomStream.of(1, "test", 0);
    double sum = 0;
    for (int i = 0; i < 10_000; i++) {
      double value = stream.nextDouble();
      assertThat(value).isGreaterThanOrEqualTo(0).isLessThan(1);
      sum += value;
    }
    assertThat(sum / 10_000).isBetween(0.485, 0.515);
  }

  @Test
  void refusesABoundBelowOne() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RandomStream(0).nextInt(0));
  }
}
