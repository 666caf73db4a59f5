package io.github.numloss.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.numloss.data.FeatureColumns;
import io.github.numloss.data.Features;
import io.github.numloss.io.DataException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MissingTest {
  private static final Path DATA = Path.of("data.csv");
  private static final float GONE = Float.NaN;

  private static final FeatureColumns COLUMNS =
      new FeatureColumns(List.of("age", "weight"), List.of());

  private static final Features TRAINING =
      new Features(4, 2, new float[] {1, GONE, 2, GONE, 9, GONE, GONE, GONE}, COLUMNS);

  private static Features filled(@Nullable String rule, float... row) throws DataException {
    Features features = new Features(1, 2, row, COLUMNS);
    List<Float> substitutes = Missing.substitutes(DATA, rule, TRAINING);
    return (Features) Missing.filled(DATA, features, substitutes, i -> "line 7", Missing.SAY_HOW);
  }

  /** By the training rows: a column without any number gets 0. */
  @ParameterizedTest
  @CsvSource({"mean, 4, 0", "median, 2, 0", "-1.5, -1.5, -1.5"})
  void whatIsMissingIsFilled(String rule, float age, float weight) throws DataException {
    assertThat(filled(rule, GONE, GONE).values()).containsExactly(age, weight);
    assertThat(filled(rule, 3, GONE).values()).containsExactly(3, weight);
  }

  @Test
  void nothingIsTouchedWhereNothingIsMissing() throws DataException {
    float[] row = {3, 4};
    assertThat(filled("mean", row).values()).isSameAs(row);
    assertThat(filled(null, row).values()).isSameAs(row);
  }

  @Test
  void whatIsMissingIsRefused() {
    for (String rule : new String[] {null, "refuse"}) {
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> filled(rule, 3, GONE))
          .withMessage(
              "data.csv: line 7: weight is missing; fill it in, take the row out, or say how to fill"
                  + " such numbers with --missing mean, median or a number");
    }
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> filled("mode", 3, GONE))
        .withMessage("data.csv: missing is 'mode', expected refuse, mean, median or a number");
  }
}
