package io.github.numloss.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PartitionTest {
  private static RandomStream stream(long seed) {
    return RandomStream.of(seed, "partition test", 0);
  }

  /** 7, 20 and 73 of three classes, in no order. */
  private static int[] labels() {
    int[] labels = new int[100];
    Arrays.fill(labels, 0, 7, 0);
    Arrays.fill(labels, 7, 27, 1);
    Arrays.fill(labels, 27, 100, 2);
    Random random = new Random(1);
    for (int i = 99; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int other = labels[i];
      labels[i] = labels[j];
      labels[j] = other;
    }
    return labels;
  }

  private static int count(int[] labels, int[] parts, int label, int part) {
    int count = 0;
    for (int i = 0; i < labels.length; i++) {
      count += labels[i] == label && parts[i] == part ? 1 : 0;
    }
    return count;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 10})
  void foldsHaveEveryClassAsEvenlyAsItCanBe(int folds) {
    double[] shares = new double[folds];
    Arrays.fill(shares, 1);
    int[] labels = labels();
    int[] parts = Partition.of(stream(3), labels, null, shares);
    for (int label = 0; label < 3; label++) {
      int all = new int[] {7, 20, 73}[label];
      for (int fold = 0; fold < folds; fold++) {
        assertThat(count(labels, parts, label, fold)).isBetween(all / folds, (all - 1) / folds + 1);
      }
    }
    int[] sizes = new int[folds];
    Arrays.stream(parts).forEach(part -> sizes[part]++);
    Arrays.sort(sizes);
    // Each class may leave one more in a fold, and the next class makes up for it.
    assertThat(sizes[folds - 1] - sizes[0]).isLessThanOrEqualTo(1);
  }

  @Test
  void aShareIsThatOfEveryClass() {
    int[] labels = labels();
    int[] parts = Partition.of(stream(3), labels, null, 0.2, 0.8);
    assertThat(count(labels, parts, 1, 0)).isEqualTo(4);
    assertThat((double) count(labels, parts, 0, 0)).isCloseTo(1.4, within(1.0));
    assertThat((double) count(labels, parts, 2, 0)).isCloseTo(14.6, within(1.0));
  }

  @Test
  void aClassOfOneIsLearned() {
    int[] labels = {0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    for (int seed = 0; seed < 20; seed++) {
      assertThat(Partition.of(stream(seed), labels, null, 0.2, 0.8)[0]).isOne();
    }
  }

  @Test
  void noGroupIsOnBothSides() {
    int[] labels = new int[300];
    String[] groups = new String[300];
    Random random = new Random(2);
    for (int i = 0; i < 300; i++) {
      labels[i] = random.nextInt(4);
      groups[i] = "person " + random.nextInt(40);
    }
    for (double[] shares : new double[][] {{0.25, 0.75}, {1, 1, 1, 1, 1}}) {
      int[] parts = Partition.of(stream(5), labels, groups, shares);
      Map<String, Integer> partOf = new HashMap<>();
      int[] sizes = new int[shares.length];
      for (int i = 0; i < 300; i++) {
        assertThat(partOf.merge(groups[i], parts[i], (before, now) -> before)).isEqualTo(parts[i]);
        sizes[parts[i]]++;
      }
      double sum = Arrays.stream(shares).sum();
      for (int part = 0; part < shares.length; part++) {
        assertThat((double) sizes[part]).isCloseTo(300 * shares[part] / sum, within(15.0));
      }
    }
  }

  /** Every example is tested on about as often as its share says, and none is favoured. */
  @Test
  void whichOnesIsChance() {
    int[] labels = labels();
    int[] tested = new int[100];
    for (int seed = 0; seed < 2000; seed++) {
      int[] parts = Partition.of(stream(seed), labels, null, 0.2, 0.8);
      for (int i = 0; i < 100; i++) {
        tested[i] += parts[i] == 0 ? 1 : 0;
      }
    }
    for (int i = 0; i < 100; i++) {
      double share = labels[i] == 0 ? count(labels, first(labels), 0, 0) / 7.0 : 0.2;
      assertThat(tested[i] / 2000.0).isCloseTo(share, within(0.05));
    }
  }

  private static int[] first(int[] labels) {
    return Partition.of(stream(0), labels, null, 0.2, 0.8);
  }

  @Test
  void theSameSeedGivesTheSame() {
    int[] labels = labels();
    assertThat(Partition.of(stream(8), labels, null, 1, 1))
        .isEqualTo(Partition.of(stream(8), labels, null, 1, 1))
        .isNotEqualTo(Partition.of(stream(9), labels, null, 1, 1));
  }

  @Test
  void morePartsThanExamplesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Partition.of(stream(1), new int[2], null, 1, 1, 1))
        .withMessage("2 examples can't be divided into 3 parts");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Partition.of(stream(1), new int[3], new String[] {"a", "a", "a"}, 0.2, 0.8))
        .withMessage("1 groups can't be divided into 2 parts");
  }
}
