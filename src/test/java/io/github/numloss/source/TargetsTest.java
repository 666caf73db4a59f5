package io.github.numloss.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.DataOptions;
import io.github.numloss.io.DataException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class TargetsTest {
  private static final Path DATA = Path.of("data.csv");

  private static Targets of(double... targets) throws DataException {
    return Targets.of(DATA, Description.NONE, targets);
  }

  private static int[] classes(Targets targets, double... some) throws DataException {
    return targets.classes(DATA, some, i -> "line " + (i + 2));
  }

  @Test
  void eachValueIsAClassInTheirOrder() throws DataException {
    Targets targets = of(2.5, -2.5, 0, 0.5, -0.0, 2.5);
    assertThat(targets.classValues()).isEqualTo(ClassValues.of(-2.5f, 0, 0.5f, 2.5f));
    assertThat(classes(targets, 0, -0.0, 2.5)).containsExactly(1, 1, 3);
  }

  @Test
  void aValueThatIsNoClassIsTold() throws DataException {
    Targets targets = of(1, 2, 5, 10, 20);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> classes(targets, 5, 7))
        .withMessage("data.csv: line 3: found 7, expected one of the class values 1, 2, 5, 10, 20");
  }

  @Test
  void aThousandClassesAreTheMost() throws DataException {
    double[] many = new double[1000];
    Arrays.setAll(many, i -> i / 4.0);
    assertThat(of(many).classValues().count()).isEqualTo(1000);
    double[] more = Arrays.copyOf(many, 1001);
    more[1000] = -1;
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> of(more))
        .withMessage(
            "data.csv: its targets have more than 1000 different values, each of which would be a"
                + " class; put them into fewer with --bins, such as --bins quantile:10");
    Description binned =
        Description.NONE.with(new DataOptions(null, null, "quantile:10", null, null, null));
    assertThat(Targets.of(DATA, binned, more).classValues().count()).isEqualTo(10);
  }

  @Test
  void oneValueAloneIsTold() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> of(3, 3))
        .withMessage("data.csv: every target is 3.0, expected at least 2 different ones");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> of())
        .withMessage("data.csv: it has no examples");
  }
}
