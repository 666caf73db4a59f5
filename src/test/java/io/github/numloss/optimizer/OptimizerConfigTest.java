package io.github.numloss.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.numloss.io.Json;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OptimizerConfigTest {
  @Test
  void constantRateStays() {
    OptimizerConfig config = new OptimizerConfig(Method.ADAM, 0.5, Schedule.CONSTANT, null);
    assertThat(config.learningRate(0, 4)).isEqualTo(0.5);
    assertThat(config.learningRate(3, 4)).isEqualTo(0.5);
  }

  @Test
  void linearRateFallsInAStraightLineToZeroAfterTheLastStep() {
    OptimizerConfig config = new OptimizerConfig(Method.ADAM, 0.5, Schedule.LINEAR, null);
    assertThat(config.learningRate(0, 4)).isEqualTo(0.5);
    assertThat(config.learningRate(1, 4)).isEqualTo(0.375);
    assertThat(config.learningRate(3, 4)).isEqualTo(0.125);
    assertThat(config.learningRate(4, 4)).isZero();
  }

  @Test
  void plainGradientDescentHasMomentumUnlessToldOtherwise() {
    assertThat(new OptimizerConfig(Method.SGD, 0.1, Schedule.CONSTANT, null).momentum())
        .isEqualTo(0.9);
    assertThat(new OptimizerConfig(Method.SGD, 0.1, Schedule.CONSTANT, 0.0).momentum()).isZero();
    assertThat(new OptimizerConfig(Method.ADAM, 0.1, Schedule.CONSTANT, null).momentum()).isNull();
  }

  @Test
  void methodAndScheduleAreCalledAsTheirOptionsTakeThem() {
    assertThat(Method.values())
        .extracting(Method::toString)
        .containsExactly("adam", "rmsprop", "sgd");
    assertThat(Schedule.values())
        .extracting(Schedule::toString)
        .containsExactly("constant", "linear");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void ratesOutOfRangeAreRefused(double rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OptimizerConfig(Method.ADAM, rate, Schedule.CONSTANT, null))
        .withMessage("the learning rate is %s, expected a finite number above 0", rate);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void momentumOutOfRangeIsRefused(double momentum) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OptimizerConfig(Method.SGD, 0.1, Schedule.CONSTANT, momentum))
        .withMessage("momentum is %s, expected a number of at least 0 and below 1", momentum);
  }

  @Test
  void momentumOfAnotherMethodIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OptimizerConfig(Method.RMSPROP, 0.1, Schedule.CONSTANT, 0.9))
        .withMessage("momentum is for the optimizer sgd, not for rmsprop");
  }

  @Test
  void isWrittenWithoutAMomentumThatItHasNot() {
    assertThat(Json.line(new OptimizerConfig(Method.ADAM, 0.001, Schedule.LINEAR, null)))
        .isEqualTo("{\"name\":\"adam\",\"learningRate\":0.001,\"schedule\":\"linear\"}");
    assertThat(Json.line(new OptimizerConfig(Method.SGD, 0.05, Schedule.CONSTANT, 0.5)))
        .isEqualTo(
            "{\"name\":\"sgd\",\"learningRate\":0.05,\"schedule\":\"constant\",\"momentum\":0.5}");
  }
}
