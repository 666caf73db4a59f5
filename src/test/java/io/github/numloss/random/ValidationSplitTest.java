package io.github.numloss.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ValidationSplitTest {
  @ParameterizedTest
  @CsvSource({"100, 0.1, 10", "60000, 0.2, 12000", "10, 0, 0", "10, 0.99, 9", "1, 0.9, 0"})
  void setsTheShareAsideAndLosesNothing(int n, double share, int expected) {
    ValidationSplit split = ValidationSplit.of(1, n, share);
    assertThat(split.validation()).hasSize(expected).isSorted();
    assertThat(split.train()).hasSize(n - expected).isSorted();
    IntStream all = IntStream.concat(IntStream.of(split.train()), IntStream.of(split.validation()));
    assertThat(all.sorted().toArray()).containsExactly(IntStream.range(0, n).toArray());
  }

  @Test
  void followsFromTheSeed() {
    int[] validation = ValidationSplit.of(1, 100, 0.1).validation();
    assertThat(ValidationSplit.of(1, 100, 0.1).validation()).isEqualTo(validation);
    assertThat(ValidationSplit.of(2, 100, 0.1).validation()).isNotEqualTo(validation);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void refusesAnImpossibleShare(double share) {
    assertThatIllegalArgumentException().isThrownBy(() -> ValidationSplit.of(1, 10, share));
  }

  @Test
  void refusesToSplitNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> ValidationSplit.of(1, 0, 0.1));
  }

  /** 40 groups of 1 to 9 examples, in no order. */
  private static int[] groups() {
    Random random = new Random(4);
    return random.ints(200, 0, 40).map(group -> group * group % 40).toArray();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.1, 0.3, 0.5})
  void noGroupIsOnBothSides(double share) {
    int[] groups = groups();
    int largest =
        IntStream.range(0, 40)
            .map(group -> (int) IntStream.of(groups).filter(one -> one == group).count())
            .max()
            .orElseThrow();
    for (long seed = 1; seed <= 20; seed++) {
      ValidationSplit split = ValidationSplit.of(seed, groups, share);
      assertThat(IntStream.of(split.train()).map(i -> groups[i]).boxed())
          .doesNotContainAnyElementsOf(
              IntStream.of(split.validation()).map(i -> groups[i]).boxed().toList());
      assertThat(split.train()).isNotEmpty();
      assertThat(split.train().length + split.validation().length).isEqualTo(200);
      assertThat(split.validation().length)
          .isBetween(wanted(share, -largest), wanted(share, largest));
    }
    assertThat(ValidationSplit.of(1, groups, 0.3).validation())
        .isEqualTo(ValidationSplit.of(1, groups, 0.3).validation())
        .isNotEqualTo(ValidationSplit.of(2, groups, 0.3).validation());
  }

  /** A group is taken where that is nearer, so that half a group is missing or too much at most. */
  private static int wanted(double share, int largest) {
    return (int) Math.rint(200 * share) + (largest + Integer.signum(largest)) / 2;
  }

  @Test
  void groupsOfOneAreNoGroups() {
    ValidationSplit split = ValidationSplit.of(3, IntStream.range(50, 90).toArray(), 0.2);
    assertThat(split.train()).isEqualTo(ValidationSplit.of(3, 40, 0.2).train());
    assertThat(split.validation()).isEqualTo(ValidationSplit.of(3, 40, 0.2).validation());
  }

  @Test
  void theOnlyGroupIsLearned() {
    assertThat(ValidationSplit.of(1, new int[10], 0.5).validation()).isEmpty();
  }
}
