package io.github.numloss.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
}
