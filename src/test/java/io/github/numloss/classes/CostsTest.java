package io.github.numloss.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.numloss.io.Json;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CostsTest {
  @Test
  void rowsAreTrueClassesAndNobodyChangesThem() throws IOException {
    double[][] given = {{0, 2}, {-1.5, 0}};
    Costs costs = Costs.of(given);
    given[0][1] = 7;
    costs.toArray()[1][0] = 7;

    assertThat(costs.classes()).isEqualTo(2);
    assertThat(costs.at(0, 1)).isEqualTo(2);
    assertThat(costs.at(1, 0)).isEqualTo(-1.5);
    assertThat(costs).isEqualTo(Costs.of(new double[][] {{0, 2}, {-1.5, 0}}));
    assertThat(costs).isNotEqualTo(Costs.of(new double[][] {{0, -1.5}, {2, 0}}));
    assertThat(Json.mapper().readValue(Json.line(costs), Costs.class)).isEqualTo(costs);
  }

  @Test
  void saysWhichRowIsWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Costs.of(new double[][] {{0}}))
        .withMessage("1 rows of costs, expected one a class, at least 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Costs.of(new double[][] {{0, 1}, {1, 0, 2}}))
        .withMessage("row 2 has 3 costs, but there are 2 rows; expected as many rows as columns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Costs.of(new double[][] {{0, Double.NaN}, {1, 0}}))
        .withMessage("row 1, column 2: found NaN, expected a finite number");
  }
}
